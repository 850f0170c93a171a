import { digest, type Hash } from './merkle-tree.ts'

/** One entry of the change log. */
export interface LogEntry {
  /** From 1, without a gap; its leaf is the one before. */
  readonly sequence: number
  readonly at: string
  readonly actor: string
  /** Null after a lawful erasure, and where a bundle does not reveal it. */
  readonly reason: string | null
  readonly table: string
  readonly rowId: string
  readonly operation: 'insert' | 'update'
  /** JSON: of an insert the whole row, of an update the columns that it changed (before release 5 the whole row). */
  readonly row: string | null
  readonly salt: Uint8Array | null
  /** What stands in the tree for reason and row. */
  readonly commitment: Hash
  /** Of an update: the sequence of the entry that the row had before; null also before release 5. */
  readonly before: number | null
  /** Of an entry from before release 5: the hash of the chain before it, which its leaf holds too. */
  readonly previous: Hash | null
}

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** SHA-256 in hexadecimal. */
export const sha256 = (...parts: readonly (string | Uint8Array)[]): string =>
  hexOf(digest(Buffer.concat(parts.map((part) => Buffer.from(part)))))

/** The hash before the first entry of the chain that the log was before release 5. */
export const genesis = '0'.repeat(64)

/** What stands in the log for a reason and a row, so that a lawful erasure can remove both. */
export const commitmentOf = (salt: Uint8Array, reason: string, row: string): Hash =>
  // The canonical form of two texts is what JSON.stringify writes.
  digest(Buffer.concat([salt, Buffer.from(JSON.stringify([reason, row]))]))

/** What a leaf holds. */
export type LeafFacts = Omit<LogEntry, 'reason' | 'row' | 'salt' | 'operation'> & {
  readonly operation: string
}

/**
 * The bytes of an entry's leaf: the canonical JSON of `[sequence, at, actor, table, rowId, operation,
 * commitment, before]`, so that nobody can leave out an earlier change of a row that is shown; and of an
 * entry from before release 5 of `[previous, sequence, …, commitment]`, whose SHA-256 was its link of the
 * chain.
 */
export const leafData = ({
  sequence,
  at,
  actor,
  table,
  rowId,
  operation,
  commitment,
  before,
  previous,
}: LeafFacts): Uint8Array => {
  const said = [sequence, at, actor, table, rowId, operation, hexOf(commitment)]
  return Buffer.from(
    JSON.stringify(previous === null ? [...said, before] : [hexOf(previous), ...said]),
  )
}

/** The link of the chain that an entry from before release 5 was. */
export const chainHash = (entry: LeafFacts): Hash => digest(leafData(entry))

/** Whether the entry's reason and row are what its commitment stands for; one that is not revealed is. */
export const holdsItsRow = ({ salt, reason, row, commitment }: LogEntry): boolean =>
  salt === null
    ? row === null && reason === null
    : row !== null &&
      reason !== null &&
      Buffer.compare(commitmentOf(salt, reason, row), commitment) === 0
