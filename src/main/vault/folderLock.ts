import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { classify } from '#main/database/index.ts'
import { Refusal } from '#shared/kernel/index.ts'

/**
 * Holds a practice folder for this process. SQLite's lock on a tiny file is the system's own: it
 * ends with the process, also after `kill -9`, which a lock file with a process number does not.
 * @returns a function that lets the folder go
 * @throws Refusal when another process holds it, or when it cannot be written
 */
export const holdFolder = (folder: string): (() => void) => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw classify(error)
  }
  const connection = openLock(join(folder, 'lock.db'))
  try {
    connection.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    connection.close()
    throw isBusy(error) ? heldByAnother() : classify(error)
  }
  return () => connection.close()
}

const openLock = (path: string): Driver.Database => {
  try {
    return new Driver(path, { timeout: 0 })
  } catch (error) {
    throw classify(error)
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'

const heldByAnother = (): Refusal =>
  new Refusal({
    code: 'vault.folder-in-use',
    fact: 'This practice is already open in another window, browser or command.',
    rule: 'One program at a time opens a practice folder.',
    nextStep: 'Use the one that is open, or close it first.',
  })
