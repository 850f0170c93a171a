import { z } from 'zod'
import {
  clinicalTables,
  commitmentOf,
  type Connection,
  genesis,
  hashOf,
  type LogEntry,
  rowExpression,
  structureProblems,
} from '#main/database/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'

export interface LogReport {
  readonly entries: number
  readonly rows: number
  readonly head: string | null
  readonly findings: readonly VerificationFinding[]
}

/** Checks the change log's chain, and replays it against every living row. */
export const verifyLog = (connection: Connection): LogReport => {
  const chain = verifyChain(
    connection.prepare<[], LogEntry>('SELECT * FROM change_log ORDER BY sequence').iterate(),
    connection
      .prepare<[], { sequence: number; hash: string }>('SELECT sequence, hash FROM chain_head')
      .get() ?? null,
  )
  const tables = clinicalTables(connection).map((table) => verifyTable(connection, table))
  return {
    entries: chain.entries,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    head: chain.head,
    findings: [
      ...structureFindings(connection),
      ...chain.findings,
      ...erasedEntries(connection),
      ...writersLeft(connection),
      ...tables.flatMap(({ findings }) => findings),
    ],
  }
}

/** No order of erasure exists yet, so an entry that hides its row, salt or reason was blanked. */
const erasedEntries = (connection: Connection): readonly VerificationFinding[] =>
  connection
    .prepare<[], Pick<LogEntry, 'sequence' | 'table_name' | 'row_id'>>(
      `SELECT sequence, table_name, row_id FROM change_log
       WHERE hash IS NOT NULL AND (row IS NULL OR salt IS NULL OR reason IS NULL) ORDER BY sequence`,
    )
    .all()
    .map(({ sequence, table_name, row_id }) => ({
      code: 'entry-altered',
      subject: `entry ${sequence} (${table_name} ${row_id})`,
      explanation: 'What this entry said was taken out of it.',
    }))

/** Stratum clears the context at the end of each transaction: one that stands is somebody else's. */
const writersLeft = (connection: Connection): readonly VerificationFinding[] =>
  connection.prepare('SELECT 1 FROM write_context').all().length === 0
    ? []
    : [
        {
          code: 'structure-altered',
          subject: 'write_context',
          explanation: 'Another program has left itself a way to write without saying who it is.',
        },
      ]

const structureFindings = (connection: Connection): readonly VerificationFinding[] =>
  structureProblems(connection).map((problem) => ({
    code: 'structure-altered',
    subject: problem,
    explanation: 'The structure of the records is not the one that Stratum makes.',
  }))

export interface ChainReport {
  readonly entries: number
  readonly head: string | null
  readonly findings: readonly VerificationFinding[]
}

/**
 * Checks a change log on its own, as in a bundle: no entry removed, altered or added. A row and its
 * salt may be absent (lawful erasure, or another client's in a bundle); its commitment stands for it.
 */
export const verifyChain = (
  entries: Iterable<LogEntry>,
  head: { readonly sequence: number; readonly hash: string } | null,
): ChainReport => {
  const findings: VerificationFinding[] = []
  let previous = genesis
  let expected = 1
  let count = 0
  for (const entry of entries) {
    count += 1
    const subject = `entry ${entry.sequence} (${entry.table_name} ${entry.row_id})`
    for (; expected < entry.sequence; expected += 1) {
      findings.push({
        code: 'entry-removed',
        subject: `entry ${expected}`,
        explanation: 'An entry of the change log is missing.',
      })
    }
    expected = entry.sequence + 1
    if (entry.hash === null || entry.commitment === null) {
      findings.push({
        code: 'entry-unsealed',
        subject,
        explanation: 'This entry was not written by Stratum: it has no seal.',
      })
      continue
    }
    if (hashOf(previous, entry, entry.commitment) !== entry.hash) {
      findings.push({
        code: 'chain-broken',
        subject,
        explanation: 'This entry does not follow from the one before it.',
      })
    } else if (!holdsItsRow(entry, entry.commitment)) {
      findings.push({
        code: 'entry-altered',
        subject,
        explanation: 'What this entry says is not what was sealed.',
      })
    }
    previous = entry.hash
  }
  const last = expected - 1
  if (head !== null && last < head.sequence) {
    findings.push({
      code: 'entry-removed',
      subject: `entry ${head.sequence}`,
      explanation: 'The last entries of the change log are missing.',
    })
  } else if (
    (head?.hash ?? genesis) !== previous &&
    !findings.some(({ code }) => code === 'chain-broken')
  ) {
    findings.push({
      code: 'chain-broken',
      subject: 'the end of the change log',
      explanation: 'The last sealed entry is not the one that Stratum wrote last.',
    })
  }
  return { entries: count, head: count === 0 ? null : previous, findings }
}

const holdsItsRow = ({ salt, reason, row }: LogEntry, commitment: string): boolean => {
  if (salt === null) return row === null
  return row !== null && reason !== null && commitmentOf(salt, reason, row) === commitment
}

interface Difference {
  readonly id: string
  readonly logged: number
  readonly living: number
  readonly loggedRow: string | null
  readonly livingRow: string
}

/**
 * Compares each row with its last entry in the log, both ways. An entry that is older than a column
 * does not speak of it: such a column must hold what the row was given when the column was added.
 */
const verifyTable = (
  connection: Connection,
  table: string,
): { readonly rows: number; readonly findings: readonly VerificationFinding[] } => {
  const row = rowExpression(connection, table, 't')
  const defaults = defaultsOf(connection, table)
  const differences = connection
    .prepare<[string], Difference>(
      // The text first: of a lifetime of rows only those that an older release logged are parsed.
      `WITH latest AS (
         SELECT row_id, row FROM change_log c WHERE table_name = ? AND sequence = (
           SELECT max(sequence) FROM change_log WHERE table_name = c.table_name AND row_id = c.row_id))
       SELECT coalesce(t.id, l.row_id) AS id, l.row_id IS NOT NULL AS logged, t.id IS NOT NULL AS living,
         l.row AS loggedRow, ${row} AS livingRow
       FROM latest l FULL JOIN "${table}" t ON t.id = l.row_id
       WHERE l.row_id IS NULL OR t.id IS NULL OR (l.row IS NOT NULL AND l.row <> ${row})`,
    )
    .all(table)
    .filter((one) => !isOnlyOlder(one, defaults))
  const count = connection.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0
  return {
    rows: count,
    findings: differences.map(({ id, logged, living }) => ({
      subject: `${table} ${id}`,
      ...(living === 0
        ? {
            code: 'row-missing' as const,
            explanation: 'This row is in the change log and no longer in its table.',
          }
        : logged === 0
          ? {
              code: 'row-unlogged' as const,
              explanation: 'This row was added without the change log.',
            }
          : {
              code: 'row-differs' as const,
              explanation: 'This row is not as the change log says.',
            }),
    })),
  }
}

type Row = Readonly<Record<string, unknown>>

const rowOf = (text: string): Row => z.record(z.string(), z.unknown()).parse(JSON.parse(text))

/** What a row that was there before gets in each column, written as the log writes a row. */
const defaultsOf = (connection: Connection, table: string): Row =>
  rowOf(
    connection
      .prepare<[], string>(`SELECT ${defaultsExpression(connection, table)}`)
      .pluck()
      .get() ?? '{}',
  )

const defaultsExpression = (connection: Connection, table: string): string => {
  const columns = connection
    .prepare<[string], { name: string; type: string; dflt_value: string | null }>(
      'SELECT name, type, dflt_value FROM pragma_table_xinfo(?) WHERE hidden = 0',
    )
    .all(table)
    .map(({ name, type, dflt_value }) => {
      const value = dflt_value ?? 'NULL'
      return `'${name}', ${type === 'BLOB' ? `hex(${value})` : value}`
    })
  return `json_object(${columns.join(', ')})`
}

const isOnlyOlder = ({ living, loggedRow, livingRow }: Difference, defaults: Row): boolean => {
  if (living === 0 || loggedRow === null) return false
  const [then, now] = [rowOf(loggedRow), rowOf(livingRow)]
  const names = new Set([...Object.keys(then), ...Object.keys(now)])
  return [...names].every(
    (name) => name in now && now[name] === (name in then ? then[name] : defaults[name]),
  )
}
