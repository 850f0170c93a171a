import type { Connection } from '#main/database/index.ts'
import type { DocumentDescription } from '#main/documents/index.ts'
import type { Verification } from '#shared/audit/index.ts'
import { formatMoment, instant } from '#shared/kernel/index.ts'
import { type LoggedChange, loggedChanges } from './change-log-entries.ts'
import { lastOf, type PrintedWrites, writesOf } from './change-log-writes.ts'
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
    : renderDocument(changeLogDocument(lastOf(writesOf(changes)), printed, verification))
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
  'leaf',
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
      leaf: change.leaf,
    }
  }
  yield {
    record: 'verification',
    at: printedAt,
    reason: [markOf(verification), ...linesOf(verification)].join(' '),
    leaf: verification.head,
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
  { writes, leftOut }: PrintedWrites,
  printed: Imprint,
  verification: Verification,
): DocumentDescription => {
  const at = (moment: string) => {
    const read = instant.safeParse(moment)
    // An entry that was made by hand may say anything; it is printed as it stands.
    return read.success ? formatMoment(read.data, printed.practice.timeZone) : moment
  }
  return {
    ...imprint(printed),
    title: 'Change log',
    running: 'Change log',
    orientation: 'landscape',
    blocks: [
      {
        kind: 'notice',
        tone: verification.holds ? 'good' : 'bad',
        title: markOf(verification),
        lines: linesOf(verification),
      },
      {
        kind: 'paragraph',
        tone: 'quiet',
        text: `One line for each time that something was saved, oldest first. The CSV has every entry with the id of its row and its leaf in the tree of the log.${
          leftOut === 0 ? '' : ` ${leftOut} earlier lines are left out here.`
        }`,
      },
      {
        kind: 'table',
        none: 'Nothing has been written yet.',
        columns: [
          { heading: 'Entries', share: 1.3, align: 'right' },
          { heading: 'When', share: 2 },
          { heading: 'Who', share: 1.8 },
          { heading: 'Why', share: 3 },
          { heading: 'What', share: 5.5 },
          { heading: 'Last leaf', share: 1.7 },
        ],
        rows: writes.map(({ first, last, done }) => [
          first === last ? String(first.sequence) : `${first.sequence}–${last.sequence}`,
          at(first.at),
          first.actorName,
          first.reason ?? { text: 'Erased', tone: 'quiet' },
          [...done].map(([what, times]) => (times === 1 ? what : `${what} (${times})`)).join('; '),
          `${last.leaf.slice(0, 12)}…`,
        ]),
      },
    ],
  }
}
