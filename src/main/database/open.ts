import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import Driver from 'better-sqlite3'
import { type Problem, Refusal } from '#shared/kernel/index.ts'
import { classified, notReadable } from './errors.ts'

export type Connection = Driver.Database

declare const secret: unique symbol
/** The practice's raw 256-bit data key. */
export type DataKey = Uint8Array & { readonly [secret]: 'data-key' }

export const dataKey = (bytes: Uint8Array): DataKey => {
  if (bytes.byteLength !== 32) throw new Error('A data key has 32 bytes.')
  return bytes as DataKey
}

/** "STRT": the mark in the header that tells our file from another encrypted one. */
export const applicationId = 0x53545254

/** SQLCipher 4's page, in bytes. */
const pageSize = 4096

const plainHeader = Buffer.from('SQLite format 3\0')

const notOurs: Problem = {
  code: 'database.not-ours',
  fact: 'The records file was not made by Stratum, or is empty.',
  rule: 'Only a whole records file of this practice is opened.',
  nextStep: 'Leave the file as it is and put back a copy of the practice folder.',
}

/**
 * Opens an existing records file.
 * @throws Refusal when it is missing, plain text, damaged, cut short or foreign, or in use.
 */
export const openConnection = (path: string, key: DataKey, mode: 'write' | 'read'): Connection => {
  if (!existsSync(path)) {
    throw new Refusal({
      code: 'database.missing',
      fact: 'The records file is not in the practice folder.',
      rule: 'A practice folder holds records.db and vault.json.',
      nextStep: 'Put records.db back from a copy of the folder.',
    })
  }
  refusePlainText(path)
  refuseTornPage(path)
  const connection = classified(() => unlocked(path, key, mode === 'read'))
  if (connection.pragma('application_id', { simple: true }) !== applicationId) {
    connection.close()
    throw new Refusal(notOurs)
  }
  return connection
}

/** Makes a new, encrypted, empty records file and shows by its first bytes that it is encrypted. */
export const createConnection = (path: string, key: DataKey): Connection => {
  if (existsSync(path)) throw new Error('A records file is never overwritten.')
  const first = classified(() => unlocked(path, key, false))
  classified(() => {
    first.pragma(`application_id = ${applicationId}`)
    first.pragma('wal_checkpoint(TRUNCATE)')
  })
  first.close()
  refusePlainText(path)
  return openConnection(path, key, 'write')
}

const unlocked = (path: string, key: DataKey, readonly: boolean): Connection => {
  refusePlainDriver()
  const connection = new Driver(path, { readonly })
  try {
    connection.pragma("cipher = 'sqlcipher'")
    connection.pragma('legacy = 4')
    // A bare 32-byte buffer would be taken for a passphrase and make another file.
    const raw = Buffer.concat([Buffer.from('raw:'), key])
    connection.key(raw)
    raw.fill(0)
    // Reads the first page: a wrong key, a foreign file and one cut short are refused here.
    connection.prepare('SELECT count(*) FROM sqlite_master').get()
    if (!readonly) connection.pragma('journal_mode = WAL')
    for (const setting of [
      'synchronous = FULL',
      'foreign_keys = ON',
      // Without it, REPLACE slips past the delete triggers.
      'recursive_triggers = ON',
      'trusted_schema = OFF',
      'temp_store = MEMORY',
      'secure_delete = ON',
      'busy_timeout = 2000',
      // With the working set in cache the cipher costs almost nothing; without it reads cost 2–3×.
      'cache_size = -65536',
    ]) {
      connection.pragma(setting)
    }
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** The plain driver ignores a key and writes plain text without an error. */
const refusePlainDriver = (): void => {
  const connection = new Driver(':memory:')
  const version: unknown = connection.prepare('SELECT sqlite3mc_version()').pluck().get()
  connection.close()
  if (typeof version !== 'string') throw new Error('The SQLite driver cannot encrypt.')
}

/**
 * SQLite itself refuses a file that lacks whole pages, and reads a last page that lacks some bytes as
 * if zeros followed. With a log beside it the file may be growing, and SQLite repairs it.
 */
const refuseTornPage = (path: string): void => {
  if (!existsSync(`${path}-wal`) && statSync(path).size % pageSize !== 0)
    throw new Refusal(notReadable)
}

const refusePlainText = (path: string): void => {
  const header = Buffer.alloc(plainHeader.length)
  const file = classified(() => openSync(path, 'r'))
  const length = readSync(file, header, 0, header.length, 0)
  closeSync(file)
  if (length === 0) throw new Refusal(notOurs)
  if (header.equals(plainHeader)) {
    throw new Refusal({
      code: 'database.plain-text',
      fact: 'The records file is not encrypted.',
      rule: 'Stratum opens only encrypted records.',
      nextStep: 'This file was not made by Stratum. Put back a copy of the practice folder.',
    })
  }
}
