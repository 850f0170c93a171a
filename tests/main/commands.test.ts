import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { expect, it, vi } from 'vitest'
import { inTurn } from '../../src/main/commands/imports.ts'
import { sayRefusal } from '../../src/main/commands/outcome.ts'
import { largestCycleFile } from '#shared/imports/index.ts'
import { Refusal } from '#shared/kernel/index.ts'
import { dacFile, latin1 } from '../support/cycle-files.ts'
import { openTestPractice, temporaryFolder } from '../support/practice.ts'

it('says a surprise in the one document, too, and none of its words [CMD-2]', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  sayRefusal(new TypeError('Mara Lind cannot be read'), true)
  sayRefusal(new ORPCError('INTERNAL_SERVER_ERROR', { data: { incident: 'i-1' } }), true)
  const documents = written.mock.calls.map(([text]): unknown => JSON.parse(String(text)))
  const said = JSON.stringify([documents, told.mock.calls])
  written.mockRestore()
  told.mockRestore()
  expect(documents).toMatchObject([
    { problems: [{ code: 'application.unexpected' }] },
    {
      problems: [
        { code: 'application.unexpected', fact: 'Something went wrong here: incident i-1.' },
      ],
    },
  ])
  expect(said).not.toContain('Mara')
})

it('takes files in turns, none that is too large, and tells what was kept when a later turn fails [CMD-72]', async () => {
  const { api } = await openTestPractice()
  const folder = temporaryFolder()
  const named = (name: string) => ({ name, path: join(folder, name) })
  const paths = Array.from({ length: 101 }, (_, at) => named(`${at}.txt`))
  for (const { path } of paths) writeFileSync(path, 'nothing')
  writeFileSync(join(folder, '0.txt'), latin1(dacFile({ cycle: 1 })))
  writeFileSync(join(folder, '1.txt'), '')
  // A hole, not bytes: nothing of it may be read.
  truncateSync(join(folder, '1.txt'), largestCycleFile + 1)
  mkdirSync(join(folder, 'below'))

  let turns = 0
  const failing = {
    imports: {
      ...api.imports,
      sterilizerFiles: (input: { files: File[]; dryRun?: boolean | undefined }) => {
        turns += 1
        if (turns === 1) return api.imports.sterilizerFiles(input)
        throw new Refusal({ code: 'a.b', fact: 'The disk is full.', rule: 'r', nextStep: 'n' })
      },
    },
  }
  const { reports, stoppedBy } = await inTurn(failing, [...paths, named('below')], false)
  expect(stoppedBy).toBeInstanceOf(Refusal)
  expect(reports.map(({ cycles }) => cycles.length)).toEqual([1, 0])
  const because = (name: string) =>
    reports.flatMap(({ unreadable }) => unreadable).find(({ file }) => file === name)?.because
  expect(because('1.txt')).toContain('more than 25 MB')
  expect(because('100.txt')).toContain('The disk is full.')
  expect(await api.imports.cycles({})).toHaveLength(1)
})
