import { type FSWatcher, watch } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { largestCycleFile } from '#shared/imports/index.ts'
import { Refusal } from '#shared/kernel/index.ts'
import { type CycleFile, tooLarge } from './read.ts'

// A folder that a sterilizer, or a card reader, writes into. It is looked into when the practice is
// opened, whenever the system says that something changed, and every minute: not every network folder
// says so.

export interface UnreadableFile {
  readonly file: string
  readonly because: string
}

interface Dependencies {
  readonly folder: string
  /** Keeps one file's cycles; answers why what of it cannot be read. */
  readonly take: (file: CycleFile) => Promise<readonly string[]>
  readonly looked: (unreadable: readonly UnreadableFile[]) => void
  readonly now: () => number
}

export interface Watch {
  readonly stop: () => void
  /** Looks now, or after the look that is under way. */
  readonly look: () => Promise<void>
}

const everyMinute = 60_000
/** A file that changed just now may still be being written. */
const settled = 2_000
/** So often a file is tried that could be opened and not be kept. */
const attempts = 3

export const watchCycleFolder = ({ folder, take, looked, now }: Dependencies): Watch => {
  const seen = new Map<string, { readonly state: string; readonly because: readonly string[] }>()
  const failures = new Map<string, number>()
  let stopped = false
  let underWay: Promise<void> | null = null
  let again = false
  let soon: NodeJS.Timeout | null = null

  const lookSoon = (): void => {
    if (stopped || soon) return
    soon = setTimeout(() => {
      soon = null
      void look()
    }, settled)
    soon.unref()
  }

  /** Answers why it is not kept yet, and is tried again. */
  const takeFile = async (name: string): Promise<string | null> => {
    const path = join(folder, name)
    const { size, mtimeMs } = await stat(path)
    const state = `${size} ${mtimeMs}`
    if (seen.get(name)?.state === state) return null
    if (Math.abs(now() - mtimeMs) < settled) {
      lookSoon()
      return null
    }
    if (size > largestCycleFile) {
      seen.set(name, { state, because: [tooLarge] })
      return null
    }
    const content = await readFile(path)
    if (stopped) return null
    try {
      seen.set(name, { state, because: await take({ name, content }) })
      failures.delete(name)
    } catch (error) {
      if (stopped) return null
      const because = whyNotKept(error)
      const times = (failures.get(name) ?? 0) + 1
      failures.set(name, times)
      // What is refused stays refused; anything else may pass, but not for ever.
      if (error instanceof Refusal || times >= attempts) {
        seen.set(name, { state, because: [because] })
        failures.delete(name)
      } else return because
    }
    return null
  }

  const lookOnce = async (): Promise<void> => {
    const problems: UnreadableFile[] = []
    try {
      const entries = await readdir(folder, { withFileTypes: true })
      const names = entries.filter((one) => one.isFile() && !one.name.startsWith('.'))
      for (const gone of [...seen.keys()].filter((name) => !names.some((one) => one.name === name)))
        seen.delete(gone)
      for (const { name } of names) {
        if (stopped) return
        try {
          const because = await takeFile(name)
          if (because !== null) problems.push({ file: name, because })
        } catch {
          // It may be tried again: another program may hold it open.
          problems.push({ file: name, because: 'It cannot be opened.' })
        }
      }
    } catch {
      problems.push({ file: folder, because: 'The folder cannot be opened.' })
    }
    if (stopped) return
    const unread = [...seen].flatMap(([file, { because }]) =>
      because.map((reason) => ({ file, because: reason })),
    )
    looked([...unread, ...problems])
  }

  const look = async (): Promise<void> => {
    if (stopped) return
    if (underWay) {
      again = true
      return underWay
    }
    underWay = (async () => {
      do {
        again = false
        await lookOnce()
      } while (again && !stopped)
    })()
    try {
      await underWay
    } finally {
      underWay = null
    }
  }

  const watcher = watchedBySystem(folder, lookSoon)
  const clock = setInterval(() => void look(), everyMinute)
  clock.unref()
  void look()
  return {
    look,
    stop: () => {
      stopped = true
      watcher?.close()
      clearInterval(clock)
      if (soon) clearTimeout(soon)
    },
  }
}

/** An unexpected error's message may hold data. */
const whyNotKept = (error: unknown): string =>
  error instanceof Refusal
    ? error.problems.map(({ fact }) => fact).join(' ')
    : 'It was read, but could not be kept.'

/** Null where the system cannot watch it; the minute's look stays. */
const watchedBySystem = (folder: string, changed: () => void): FSWatcher | null => {
  try {
    const watcher = watch(folder, { persistent: false }, changed)
    watcher.on('error', () => watcher.close())
    return watcher
  } catch {
    return null
  }
}
