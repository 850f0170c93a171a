import {
  chainHash,
  type Connection,
  consistencyProof,
  createLogReader,
  entriesFrom,
  hexOf,
  inclusionProof,
  keptPeaks,
  leafData,
  type LogEntry,
  type LogReader,
  rootOf,
  type Subtrees,
  subtreesOf,
} from '#main/database/index.ts'
import { certain } from '#shared/kernel/index.ts'
import type { BundledHead, BundleEntry, BundleHead } from './bundle-format.ts'

export const bundleHeadOf = (connection: Connection): BundleHead => {
  const peaks = keptPeaks(connection)
  return { size: peaks.size, root: hexOf(rootOf(peaks)) }
}

const bundled = ({
  sequence,
  at,
  actor,
  reason,
  table,
  rowId,
  operation,
  row,
  salt,
  commitment,
  before,
  previous,
}: LogEntry): BundleEntry => ({
  sequence,
  at,
  actor,
  reason,
  table,
  rowId,
  operation,
  row,
  salt: salt && hexOf(salt),
  commitment: hexOf(commitment),
  before,
  previous: previous && hexOf(previous),
})

/** The whole log. */
export function* everyEntry(connection: Connection): Generator<BundleEntry> {
  for (const entry of entriesFrom(connection)) yield bundled(entry)
}

/** The entries of these rows, by their tables, in the order of the log. */
export function* provenEntries(
  connection: Connection,
  rows: ReadonlyMap<string, ReadonlySet<string>>,
): Generator<BundleEntry> {
  const log = createLogReader(connection)
  const subtrees = subtreesOf(connection)
  const { size } = keptPeaks(connection)
  const found = new Map<number, LogEntry>()
  for (const [table, ids] of rows) {
    for (const id of ids) {
      for (const entry of log.naming(id))
        if (entry.rowId === id && entry.table === table) found.set(entry.sequence, entry)
    }
  }
  for (const [sequence, entry] of [...found].toSorted(([one], [other]) => one - other)) {
    const proof = inclusionProof(subtrees, sequence - 1, size).map(hexOf)
    yield { ...bundled(entry), proof }
  }
}

interface NamedHead {
  readonly form: 'tree' | 'chain'
  readonly size: number
  readonly head: Buffer
}

/** The heads that these signatures name, each once. */
export function* bundledHeads(
  connection: Connection,
  signatures: ReadonlySet<string>,
): Generator<BundledHead> {
  const named = connection.prepare<[string], NamedHead>(
    'SELECT head_form AS form, head_size AS size, head FROM signatures WHERE id = ?',
  )
  const subtrees = subtreesOf(connection)
  const log = createLogReader(connection)
  const { size } = keptPeaks(connection)
  const done = new Set<string>()
  for (const id of signatures) {
    const head = certain(named.get(id), 'A signature')
    const key = `${head.form} ${head.size} ${hexOf(head.head)}`
    if (done.has(key) || head.size > size) continue
    done.add(key)
    if (head.form === 'tree') {
      yield {
        head: `${head.size}-${hexOf(head.head)}`,
        consistency: consistencyProof(subtrees, head.size, size).map(hexOf),
      }
    } else {
      yield* formerHead({ log, subtrees, size }, head)
    }
  }
}

interface Tree {
  readonly log: LogReader
  readonly subtrees: Subtrees
  readonly size: number
}

function* formerHead({ log, subtrees, size }: Tree, head: NamedHead): Generator<BundledHead> {
  const entry = head.size === 0 ? null : log.at(head.size)
  if (entry === null || entry.previous === null || !head.head.equals(chainHash(entry))) return
  yield {
    head: hexOf(head.head),
    leaf: Buffer.from(leafData(entry)).toString('utf8'),
    sequence: entry.sequence,
    proof: inclusionProof(subtrees, entry.sequence - 1, size).map(hexOf),
  }
}
