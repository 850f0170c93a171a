import {
  type Connection,
  createLogReader,
  headText,
  keptPeaks,
  leafData,
  leafHash,
  type LogEntry,
  type LyingPage,
  noPeaks,
  PageAltered,
  type Peaks,
  readPage,
  rootOf,
  structureProblems,
} from '#main/database/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'
import { type Finds, nameOf, span } from './verify-finding.ts'
import { createHeadCheck, type NamedHead } from './verify-heads.ts'
import { createIndexCheck } from './verify-index.ts'
import { createRowCheck } from './verify-rows.ts'
import { createTreeCheck } from './verify-tree.ts'

export interface LogCheck {
  /** Heads that others name, in the order of their sizes; each is held against the log of its moment. */
  readonly heads?: Iterable<NamedHead>
  /** Where an earlier check ended; what lies before is taken as it was found then. */
  readonly from?: Peaks
  /** Told how many entries are done, of how many. */
  readonly progress?: (done: number, of: number) => void
}

export interface LogReport {
  readonly entries: number
  readonly rows: number
  readonly head: string
  /** Where the log ends, for a check that goes on from here. */
  readonly peaks: Peaks
  readonly findings: readonly VerificationFinding[]
  /** Who names a head that this log never had. */
  readonly unknownHeads: readonly string[]
}

/** More findings say no more than these. */
const mostFindings = 2_000

/**
 * One pass over the log, in memory that does not grow with it: every entry against its leaf, the leaves
 * against the kept tree and its head, the last entry of each row against the living row, the index, and
 * the heads that others name.
 */
export const verifyLog = (connection: Connection, check: LogCheck = {}): LogReport => {
  const from = check.from ?? noPeaks
  const isWhole = from.size === 0
  const findings: VerificationFinding[] = []
  const finds: Finds = (code, subject, explanation) => {
    if (findings.length < mostFindings) findings.push({ code, subject, explanation })
  }
  findStructure(connection, finds)
  findPending(connection, finds)
  const tree = createTreeCheck(connection, from, finds)
  const heads = createHeadCheck(check.heads ?? [], tree)
  const log = createLogReader(connection)
  const rows = createRowCheck(connection, log, finds)
  const index = createIndexCheck(connection, log, { finds, last: rows.last })
  const { size } = keptPeaks(connection)

  for (const page of pagesFrom(connection, from.size + 1)) {
    if (page.first <= tree.size()) {
      finds('entry-altered', span(page.first, page.first + page.entries - 1), twice)
      continue
    }
    if (page.first > tree.size() + 1) {
      finds('entry-removed', span(tree.size() + 1, page.first - 1), removed)
      while (tree.size() + 1 < page.first) tree.missing()
    }
    const entries = readOrName(connection, page, finds)
    for (let at = 0; at < page.entries; at += 1) {
      const entry = entries?.[at]
      if (entry === undefined) tree.missing()
      else tree.leaf(leafHash(leafData(entry)), entry)
      heads.now(entry ?? null)
    }
    if (entries !== null) index.page(page.first, entries)
    check.progress?.(tree.size(), size)
  }
  tree.end()
  if (isWhole) {
    rows.end()
    index.end()
  }
  const peaks = tree.peaks()
  return {
    entries: peaks.size,
    rows: rows.count(),
    head: headText({ size: peaks.size, root: rootOf(peaks) }),
    peaks,
    findings,
    unknownHeads: heads.unknown(),
  }
}

const twice = 'This page of the change log stands where another one is.'
const removed = 'Entries of the change log are missing.'

const pagesFrom = (connection: Connection, first: number): Iterable<LyingPage> =>
  connection
    .prepare<[number], LyingPage>('SELECT * FROM log_pages WHERE first >= ? ORDER BY first')
    .iterate(first)

/** The entries of a page; null when it is not as Stratum writes one, which is named. */
const readOrName = (
  connection: Connection,
  page: LyingPage,
  finds: Finds,
): readonly LogEntry[] | null => {
  try {
    const entries = readPage(connection, page)
    for (const entry of entries) {
      // No order of erasure exists yet, so an entry that hides what it said was blanked.
      if (entry.row === null)
        finds('entry-altered', nameOf(entry), 'What this entry said was taken out of it.')
    }
    return entries
  } catch (error) {
    if (!(error instanceof PageAltered)) throw error
    finds(
      'entry-altered',
      span(page.first, page.first + page.entries - 1),
      'This page of the change log is not as Stratum writes one.',
    )
    return null
  }
}

/** Stratum takes what is pending, and clears the contexts, at the end of each transaction. */
const findPending = (connection: Connection, finds: Finds): void => {
  const pending = connection
    .prepare<[], { table_name: string; row_id: string }>(
      'SELECT table_name, row_id FROM log_pending ORDER BY sequence',
    )
    .iterate()
  for (const { table_name, row_id } of pending)
    finds(
      'entry-unsealed',
      `a pending entry (${table_name} ${row_id})`,
      'This entry was not written by Stratum: it has no seal.',
    )
  for (const table of ['write_context', 'signing_context']) {
    if (connection.prepare(`SELECT 1 FROM ${table}`).get() === undefined) continue
    finds(
      'structure-altered',
      table,
      'Another program has left itself a way to write without saying who it is.',
    )
  }
}

const findStructure = (connection: Connection, finds: Finds): void => {
  for (const problem of structureProblems(connection))
    finds(
      'structure-altered',
      problem,
      'The structure of the records is not the one that Stratum makes.',
    )
}
