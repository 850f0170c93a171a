import type { Connection } from '#main/database/index.ts'
import type { Block, DocumentDescription } from '#main/documents/index.ts'
import type { Verification } from '#shared/audit/index.ts'
import { formatMoment, type Instant } from '#shared/kernel/index.ts'
import { type LoggedChange, loggedChanges } from './change-log-entries.ts'
import { csvOf } from './csv.ts'
import type { Imprint } from './history.ts'
import { imprint } from './history-document.ts'
import { counted, nothing } from './words.ts'

export interface ChangeLogRequest {
  readonly format: 'pdf' | 'csv'
  readonly imprint: Imprint
  readonly verification: Verification
}

/** The change log with the mark of its verification; it says what changed, not the values. */
export const writeChangeLog = async (
  connection: Connection,
  { format, imprint: printed, verification }: ChangeLogRequest,
  renderDocument: (description: DocumentDescription) => Promise<Uint8Array>,
): Promise<Uint8Array> => {
  const changes = loggedChanges(connection)
  return format === 'csv'
    ? Buffer.from(changeLogCsv(changes, printed, verification))
    : renderDocument(changeLogDocument([...changes], printed, verification))
}

const columns = [
  'record',
  'sequence',
  'at',
  'actor',
  'reason',
  'operation',
  'table',
  'row_id',
  'changed_columns',
  'hash',
] as const

/** One row for each entry; the last row, `verification`, says whether all of it holds. */
function* csvRows(
  changes: Iterable<LoggedChange>,
  { printedAt }: Imprint,
  verification: Verification,
): Generator<Partial<Record<(typeof columns)[number], string | number | null>>> {
  for (const change of changes) {
    yield {
      record: 'entry',
      sequence: change.sequence,
      at: change.at,
      actor: change.actorName,
      reason: change.reason,
      operation: change.operation,
      table: change.table,
      row_id: change.rowId,
      changed_columns: change.changed?.join(' ') ?? null,
      hash: change.hash,
    }
  }
  yield {
    record: 'verification',
    at: printedAt,
    reason: [markOf(verification), ...linesOf(verification)].join(' '),
    hash: verification.head,
  }
}

const changeLogCsv = (
  changes: Iterable<LoggedChange>,
  printed: Imprint,
  verification: Verification,
): string => csvOf(columns, csvRows(changes, printed, verification))

const markOf = ({ holds }: Verification): string =>
  holds ? 'Verified: the change log holds.' : 'NOT verified: the change log does not hold.'

const linesOf = ({
  entries,
  rows,
  signatures,
  head,
  findings,
  signers,
}: Verification): readonly string[] => [
  `${counted(entries, 'entry', 'entries')}, ${counted(rows, 'row')} and ${counted(signatures, 'signature')} were checked.`,
  `Head ${head ?? nothing}`,
  ...signers.map(({ name, fingerprint }) => `Key of ${name}: ${fingerprint}`),
  ...findings.slice(0, 20).map(({ subject, explanation }) => `${subject}: ${explanation}`),
  ...(findings.length > 20 ? [`And ${findings.length - 20} more findings.`] : []),
]

const changeLogDocument = (
  changes: readonly LoggedChange[],
  printed: Imprint,
  verification: Verification,
): DocumentDescription => {
  const at = (moment: string) => formatMoment(moment as Instant, printed.practice.timeZone)
  const mark: Block = {
    kind: 'notice',
    tone: verification.holds ? 'good' : 'bad',
    title: markOf(verification),
    lines: linesOf(verification),
  }
  return {
    ...imprint(printed),
    title: 'Change log',
    running: 'Change log',
    orientation: 'landscape',
    blocks: [
      mark,
      {
        kind: 'table',
        none: 'Nothing has been written yet.',
        columns: [
          { heading: 'No.', share: 0.7, align: 'right' },
          { heading: 'When', share: 2 },
          { heading: 'Who', share: 1.5 },
          { heading: 'Why', share: 2.4 },
          { heading: 'What', share: 3 },
          { heading: 'Row', share: 3.9 },
          { heading: 'Seal', share: 1.6 },
        ],
        rows: changes.map((change) => [
          String(change.sequence),
          at(change.at),
          change.actorName,
          change.reason ?? { text: 'Erased', tone: 'quiet' },
          whatOf(change),
          change.rowId,
          change.hash === null ? { text: 'none', tone: 'bad' } : `${change.hash.slice(0, 12)}…`,
        ]),
      },
    ],
  }
}

const whatOf = ({ operation, table, changed }: LoggedChange): string => {
  const record = table.replaceAll('_', ' ')
  if (operation === 'insert') return `New in ${record}`
  return changed === null
    ? `Change in ${record}`
    : `${record}: ${changed.map((name) => name.replaceAll('_', ' ')).join(', ') || 'no column'}`
}
