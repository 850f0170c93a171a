import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { createApplication } from '#main/practice.ts'
import { Refusal, toCalendarDate } from '#shared/kernel/index.ts'
import { openTestPractice, testPassphrase } from '../support/practice.ts'

/** Lets another process type until it has acknowledged this many versions, then kills it. */
const killWhileTyping = async (
  folder: string,
  sessionId: string,
  version: number,
  meanwhile: () => void,
): Promise<number> => {
  const child = spawn(
    process.execPath,
    [new URL('../support/typing.ts', import.meta.url).pathname, folder, sessionId, String(version)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let acknowledged = 0
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line)
    if (acknowledged - version === 5) meanwhile()
    if (acknowledged - version >= 25) child.kill('SIGKILL')
  }
  return acknowledged
}

it('keeps every acknowledged word of a session through kill -9, and keeps a second process out until then', async () => {
  let practice = await openTestPractice()
  const client = await practice.api.clients.create({
    details: {
      name: 'Test Client',
      birthDate: toCalendarDate('1990-04-02'),
      telephone: '',
      email: '',
      address: '',
      emergencyContact: '',
      fitzpatrickType: 'II',
      allergies: [],
      medication: [],
      note: '',
    },
    flags: [],
  })
  const { session } = await practice.api.sessions.open({ clientId: client.id })
  let version = (await practice.api.sessions.get({ sessionId: session.id })).version
  for (let round = 0; round < 2; round += 1) {
    await practice.application.close()
    const acknowledged = await killWhileTyping(practice.folder, session.id, version, () => {
      expect(() => createApplication({ folder: practice.folder, keyDerivation: 'test' })).toThrow(
        Refusal,
      )
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
