import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Connection } from './open.ts'

// What is large is kept compressed: DEFLATE (RFC 1951) with a preset dictionary, since records of one kind
// say most things in the same words. Every zlib has it, Electron's too; why not zstd: decision 0020.

/** Which dictionary a kind of content is compressed with; dictionaries lie in the records file itself. */
export type Dictionary = 'content' | 'log'

/** How the bytes lie: as they are, or compressed with the dictionary of that number. */
const plain = 0

export interface Packed {
  /** 0: as it is; otherwise the number of the dictionary. */
  readonly codec: number
  readonly bytes: Uint8Array
}

interface KeptDictionary {
  readonly number: number
  readonly name: string
  readonly bytes: Buffer
}

const known = new WeakMap<Connection, readonly KeptDictionary[]>()

const dictionariesOf = (connection: Connection): readonly KeptDictionary[] => {
  const kept =
    known.get(connection) ??
    connection
      .prepare<[], KeptDictionary>('SELECT number, name, bytes FROM dictionaries ORDER BY number')
      .all()
  // A file that is just being made has none yet.
  if (kept.length > 0) known.set(connection, kept)
  return kept
}

/** Under this many bytes compressing saves nothing worth its time. */
const worthIt = 120

export const packed = (connection: Connection, dictionary: Dictionary, text: string): Packed => {
  const bytes = Buffer.from(text)
  const newest = dictionariesOf(connection).findLast(({ name }) => name === dictionary)
  if (bytes.length < worthIt || newest === undefined) return { codec: plain, bytes }
  return {
    codec: newest.number,
    bytes: deflateRawSync(bytes, { dictionary: newest.bytes, memLevel: 7 }),
  }
}

/** The most that one packed text may unfold to, in bytes: what was altered must not fill the memory. */
const most = 64 * 1024 * 1024

/** Null when it is not what {@link packed} made. */
export const unpacked = (connection: Connection, { codec, bytes }: Packed): string | null => {
  if (codec === plain) return Buffer.from(bytes).toString('utf8')
  const dictionary = dictionariesOf(connection).find(({ number }) => number === codec)
  if (dictionary === undefined) return null
  try {
    return inflateRawSync(bytes, {
      dictionary: dictionary.bytes,
      maxOutputLength: most,
    }).toString('utf8')
  } catch {
    return null
  }
}
