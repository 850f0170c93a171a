import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { strFromU8, strToU8, unzipSync } from 'fflate'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createBackground, TaskEnded } from '#main/background.ts'
import { writeFolder, writeWhole } from '../../src/main/commands/files.ts'
import { instant, Refusal } from '#shared/kernel/index.ts'
import { openTestPractice, temporaryFolder } from '../support/practice.ts'

/** Answers with its thread and how many tasks that has had; `title` says what it does instead. */
const thread = `
  import { parentPort, threadId } from 'node:worker_threads'
  let tasks = 0
  parentPort.on('message', ({ input: { title } }) => {
    tasks += 1
    if (title === 'ends') process.exit(7)
    else if (title === 'fails') parentPort.postMessage({ kind: 'failed', error: new TypeError('no') })
    else if (title !== 'never answers') parentPort.postMessage({ kind: 'done', value: [threadId, tasks] })
  })
`

const threads = () => {
  const script = join(temporaryFolder(), 'thread.mjs')
  writeFileSync(script, thread)
  const background = createBackground(pathToFileURL(script))
  onTestFinished(() => background.end())
  const run = (title: string, signal?: AbortSignal): Promise<unknown> =>
    background.run(
      'render-labels',
      { sheet: 'roll', title, printedAt: instant.parse('2026-11-22T16:00:00.000Z'), labels: [] },
      { signal },
    )
  return { background, run }
}

describe('a thread', () => {
  it('stays for the next task [HOST-50]', async () => {
    const { run } = threads()
    const [first, second] = await Promise.all([run('a'), run('b')])
    const [thread] = first as [number, number]
    expect(second).toEqual([thread, 2])
  })

  it('that ends by itself fails its task, and the next has another [HOST-51]', async () => {
    const { run } = threads()
    const [ended, next] = await Promise.allSettled([run('ends'), run('a')])
    expect(ended).toMatchObject({ status: 'rejected', reason: { message: /without an answer/ } })
    expect(next).toMatchObject({ status: 'fulfilled', value: [expect.any(Number), 1] })
  })

  it('goes on after a task that failed [HOST-51]', async () => {
    const { run } = threads()
    await expect(run('fails')).rejects.toThrow(TypeError)
    expect(await run('a')).toEqual([expect.any(Number), 2])
  })

  it('is ended with the task that is cancelled, and one that waits never begins [HOST-52]', async () => {
    const { run } = threads()
    const [first, second] = [new AbortController(), new AbortController()]
    const running = run('never answers', first.signal)
    const waiting = run('b', second.signal)
    const last = run('c')
    second.abort()
    first.abort()
    await expect(running).rejects.toThrow(/abort/)
    await expect(waiting).rejects.toThrow(/abort/)
    expect(await last).toEqual([expect.any(Number), 1])
  })

  it('is ended at the lock with whatever it does [HOST-53]', async () => {
    const { background, run } = threads()
    const ended = Promise.allSettled([run('never answers'), run('waits')])
    background.end()
    const reasons = (await ended).map((one): unknown => one.status === 'rejected' && one.reason)
    expect(reasons.map((reason) => reason instanceof TaskEnded)).toEqual([true, true])
    expect(await run('a')).toEqual([expect.any(Number), 1])
  })
})

describe('the practice in files', () => {
  it('comes in pieces of the same files as the zip [EXP-25]', async () => {
    const { api } = await openTestPractice()
    const files = new Map<string, string>()
    for await (const piece of await api.exports.practiceFiles()) {
      const text = piece.kind === 'text' ? piece.text : atob(piece.base64)
      files.set(piece.file, (files.get(piece.file) ?? '') + text)
    }
    const zip = unzipSync(new Uint8Array(await (await api.exports.practice()).arrayBuffer()))
    expect(Object.fromEntries(files)).toEqual(
      Object.fromEntries(Object.entries(zip).map(([name, bytes]) => [name, strFromU8(bytes)])),
    )
  })

  it('ends when nobody asks any more, and when the practice is locked [EXP-25]', async () => {
    const { api } = await openTestPractice()
    for await (const piece of await api.exports.practiceFiles()) {
      expect(piece.file).not.toBe('')
      break
    }
    const pieces = await api.exports.practiceFiles()
    await pieces.next()
    await api.vault.lock()
    const rest = async () => {
      for await (const piece of pieces) expect(piece.file).not.toBe('')
    }
    await expect(rest()).rejects.toMatchObject({ code: 'LOCKED' })
  })

  it('is not there when its making was ended in the middle, nor when something came there meanwhile [CMD-8]', async () => {
    const folder = join(temporaryFolder(), 'out')
    const pieces = async function* (then: () => void) {
      yield { file: 'a.txt', bytes: strToU8('a') }
      then()
      yield { file: 'b/b.txt', bytes: strToU8('b') }
    }
    const broken = pieces(() => {
      throw new TypeError('no')
    })
    await expect(writeFolder(folder, broken)).rejects.toThrow(TypeError)
    expect(readdirSync(dirname(folder))).toEqual([])
    const crossed = pieces(() => {
      mkdirSync(folder)
      writeFileSync(join(folder, 'hers.txt'), 'hers')
    })
    await expect(writeFolder(folder, crossed)).rejects.toThrow(Refusal)
    expect(readdirSync(dirname(folder))).toEqual(['out'])
    expect(readdirSync(folder)).toEqual(['hers.txt'])
    rmSync(join(folder, 'hers.txt'))
    expect(
      await writeFolder(
        folder,
        pieces(() => undefined),
      ),
    ).toEqual(['a.txt', 'b/b.txt'])
    expect(readFileSync(join(folder, 'b/b.txt'), 'utf8')).toBe('b')
  })
})

it('replaces a file only when it is told to, and leaves nothing beside it [CMD-8]', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'history.pdf')
  writeWhole(path, strToU8('first'), false)
  expect(() => writeWhole(path, strToU8('second'), false)).toThrow(Refusal)
  expect(readFileSync(path, 'utf8')).toBe('first')
  writeWhole(path, strToU8('second'), true)
  expect(readFileSync(path, 'utf8')).toBe('second')
  expect(readdirSync(folder)).toEqual(['history.pdf'])
})
