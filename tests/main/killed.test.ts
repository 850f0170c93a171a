import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { createApplication } from '#main/practice.ts'
import { Refusal } from '#shared/kernel/index.ts'
import { sessionDocument } from '#shared/sessions/index.ts'
import { createEditing } from '../support/edits.ts'
import { openTestPractice, testPassphrase } from '../support/practice.ts'
import { aPerson } from '../support/treatment.ts'

const typing = new URL('../support/typing.ts', import.meta.url)
const editing = new URL('../support/editing.ts', import.meta.url)

interface Writing {
  readonly folder: string
  readonly sessionId: string
  /** The one that the other process begins with. */
  readonly version: number
  /** How many versions it acknowledges before it is killed. */
  readonly versions?: number
  readonly script?: URL
  readonly meanwhile?: () => void
}

/** Lets another process write until it has acknowledged this many versions, then kills it. */
const killWhileWriting = async ({
  folder,
  sessionId,
  version,
  versions = 25,
  script = typing,
  meanwhile = () => undefined,
}: Writing): Promise<number> => {
  const child = spawn(process.execPath, [script.pathname, folder, sessionId, String(version)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let acknowledged = 0
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line)
    if (acknowledged - version === 5) meanwhile()
    if (acknowledged - version >= versions) child.kill('SIGKILL')
  }
  return acknowledged
}

it('keeps every acknowledged word of a session through kill -9, and keeps a second process out until then', async () => {
  let practice = await openTestPractice()
  const { id: clientId } = await practice.api.clients.create({ details: aPerson, flags: [] })
  const { session } = await practice.api.sessions.open({ clientId })
  let version = (await practice.api.sessions.get({ sessionId: session.id })).version
  for (let round = 0; round < 2; round += 1) {
    await practice.application.close()
    const { folder } = practice
    const acknowledged = await killWhileWriting({
      folder,
      sessionId: session.id,
      version,
      meanwhile: () => {
        expect(() => createApplication({ folder, keyDerivation: 'test' })).toThrow(Refusal)
      },
    })
    practice = await practice.reopen()
    await practice.api.vault.unlock({ secret: testPassphrase })
    const found = await practice.api.sessions.get({ sessionId: session.id })
    expect(found.version).toBeGreaterThanOrEqual(acknowledged)
    expect(found.document.note).toBe(`typed ${found.version}`)
    version = found.version
  }
  expect((await practice.api.audit.verify()).holds).toBe(true)
}, 90_000)

it('keeps each of a thousand random edits that was acknowledged, drawings included, through kill -9 in between [SES-152]', async () => {
  let practice = await openTestPractice()
  const { id: clientId } = await practice.api.clients.create({ details: aPerson, flags: [] })
  const opened = await practice.api.sessions.open({ clientId })
  const sessionId = opened.session.id
  let { version } = opened
  let marks = 0
  const edited = createEditing()
  for (const versions of [340, 30, 400, 240]) {
    await practice.application.close()
    const { folder } = practice
    const acknowledged = await killWhileWriting({
      folder,
      sessionId,
      version,
      versions,
      script: editing,
    })
    practice = await practice.reopen()
    await practice.api.vault.unlock({ secret: testPassphrase })
    const found = await practice.api.sessions.get({ sessionId })
    expect(found.version).toBeGreaterThanOrEqual(acknowledged)
    expect(found.document).toEqual(sessionDocument.parse(edited.at(found.version)))
    marks += found.document.marks.length
    version = found.version
  }
  expect(version).toBeGreaterThan(1000)
  expect(marks).toBeGreaterThan(0)
}, 180_000)
