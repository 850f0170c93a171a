import { digest, type Hash, sameHash } from './merkle-tree.ts'
import { packed, unpacked } from './codec.ts'
import { hexOf } from './log-entry.ts'
import type { Connection } from './open.ts'
import { readOnce } from './read-once.ts'

// A large text is kept once, under its hash; rows and the log name the hash.

const prepare = (connection: Connection) => ({
  keep: connection.prepare<[Hash, number, Uint8Array]>(
    'INSERT INTO contents (hash, codec, bytes) VALUES (?, ?, ?)',
  ),
  has: connection.prepare<[Hash], number>('SELECT 1 FROM contents WHERE hash = ?').pluck(),
  read: connection.prepare<[Hash], { codec: number; bytes: Uint8Array }>(
    'SELECT codec, bytes FROM contents WHERE hash = ? AND bytes IS NOT NULL',
  ),
  // Unfolding takes ten times as long as reading. The bytes decide: altered ones are unfolded anew.
  unfold: readOnce(
    (lying) =>
      unpacked(connection, {
        codec: lying.charCodeAt(0),
        bytes: Buffer.from(lying.slice(1), 'latin1'),
      }),
    mostUnfolded,
  ),
})

/** Texts of some 8 kB each that are met again: a record is asked for several times while it is signed. */
const mostUnfolded = 200

const known = new WeakMap<Connection, ReturnType<typeof prepare>>()

const preparedOn = (connection: Connection): ReturnType<typeof prepare> => {
  const prepared = known.get(connection) ?? prepare(connection)
  known.set(connection, prepared)
  return prepared
}

/** Keeps a text inside the transaction that names it. @returns its SHA-256 */
export const keepContent = (connection: Connection, text: string): Hash => {
  const hash = digest(Buffer.from(text))
  const { has, keep } = preparedOn(connection)
  if (has.get(hash) === undefined) {
    const { codec, bytes } = packed(connection, 'content', text)
    keep.run(hash, codec, bytes)
  }
  return hash
}

/** The text under this hash; null when it is not there, was erased, or cannot be read. */
export const contentOf = (connection: Connection, hash: Hash): string | null => {
  const { read, unfold } = preparedOn(connection)
  const row = read.get(hash)
  return row === undefined
    ? null
    : unfold(String.fromCharCode(row.codec) + Buffer.from(row.bytes).toString('latin1'))
}

/** The hashes, in hexadecimal, whose content is another one or cannot be read. */
export function* contentsNotHeld(connection: Connection): Generator<string> {
  const all = connection
    .prepare<[], { hash: Buffer; codec: number; bytes: Buffer | null }>(
      'SELECT hash, codec, bytes FROM contents ORDER BY key',
    )
    .iterate()
  for (const { hash, codec, bytes } of all) {
    const text = bytes === null ? null : unpacked(connection, { codec, bytes })
    if (text === null || !sameHash(digest(Buffer.from(text)), hash)) yield hexOf(hash)
  }
}
