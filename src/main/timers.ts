import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { instant } from '#shared/kernel/index.ts'
import type { VaultStatus } from '#shared/vault/index.ts'
import type { Environment } from './database/index.ts'

export type Timer = VaultStatus['timers'][number]

/** The anaesthetic timers of one practice folder. */
export interface Timers {
  /** Those that run now, in place of those before; only the instants are kept. */
  readonly note: (timers: readonly Timer[]) => void
  /** What a locked screen may show and sound. */
  readonly running: () => Timer[]
}

/** Strict: a file that says anything else than instants is not ours. */
const timersFile = z.strictObject({
  format: z.literal('stratum-timers-1'),
  timers: z
    .array(z.strictObject({ onAt: instant, dueAt: instant.nullable() }))
    .min(1)
    .max(50),
})

/** A draft that was forgotten for a day is no cream on somebody's skin: Today shows it, no screen sounds. */
const longest = 24 * 60 * 60_000

/**
 * Kept in memory, and in `timers.json` beside the records so that they also run on after a restart
 * while the practice is locked. Two instants each: neither a name nor a product.
 */
export const createTimers = (folder: string, environment: Environment): Timers => {
  const path = join(folder, 'timers.json')
  let kept: readonly Timer[] = read(path)

  return {
    note: (timers) => {
      const next = timers
        .map(({ onAt, dueAt }) => ({ onAt, dueAt }))
        .sort((one, other) => Date.parse(one.onAt) - Date.parse(other.onAt))
      if (JSON.stringify(next) === JSON.stringify(kept) && next.length > 0 === existsSync(path))
        return
      kept = next
      try {
        write(path, next)
      } catch {
        // A full disk does not unsay what the records have just kept; they also sound from memory.
      }
    },

    running: () => {
      const now = environment.now().getTime()
      return kept
        .filter(({ onAt }) => Math.abs(now - Date.parse(onAt)) < longest)
        .map(({ onAt, dueAt }) => ({ onAt, dueAt }))
    },
  }
}

const read = (path: string): readonly Timer[] => {
  try {
    return timersFile.parse(JSON.parse(readFileSync(path, 'utf8'))).timers
  } catch {
    // Missing, broken or somebody else's: the records say at the next unlocking what runs.
    return []
  }
}

/** Whole or not at all; no file where none runs. */
const write = (path: string, timers: readonly Timer[]): void => {
  if (timers.length === 0) {
    rmSync(path, { force: true })
    return
  }
  const fresh = `${path}.new`
  const file = openSync(fresh, 'w', 0o600)
  try {
    writeSync(file, JSON.stringify({ format: 'stratum-timers-1', timers }))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(fresh, path)
}
