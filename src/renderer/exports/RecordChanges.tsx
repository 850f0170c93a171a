import { Loading, Section, StatusBadge, type Tone } from '#renderer/ui/index.ts'
import { differences, type RowDifference, type StandingRecord } from '#shared/audit/index.ts'
import { recordTexts as texts } from './recordTexts.ts'
import { isReadable, labelOfPath, nameOfRow, type Wording, wordsOfValue } from './recordWords.ts'

export interface RecordChangesProps {
  /** Null: there is no other moment; undefined: not read yet. */
  before: StandingRecord | null | undefined
  after: StandingRecord | undefined
  zone: string
  moments: { from: string; to: string }
}

/** What is different between two moments of a record, side by side. */
export const RecordChanges = ({ before, after, zone, moments }: RecordChangesProps) => (
  <Section
    title={texts.changed}
    description={before === null ? null : texts.changedBetween(moments.from, moments.to)}
    surface="flush"
  >
    {before === null ? (
      <p className="record-said">{texts.onlyOne}</p>
    ) : before && after ? (
      <Changes before={before} after={after} zone={zone} />
    ) : (
      <Loading lines={4} />
    )}
  </Section>
)

const Changes = ({
  before,
  after,
  zone,
}: {
  before: StandingRecord
  after: StandingRecord
  zone: string
}) => {
  const changes = differences(before.rows, after.rows)
  const wording = { zone, labels: { ...before.labels, ...after.labels } }
  if (changes.length === 0) return <p className="record-said">{texts.same}</p>
  return (
    <table className="record-changes">
      <thead>
        <tr>
          <th scope="col">{texts.field}</th>
          <th scope="col">{texts.before}</th>
          <th scope="col">{texts.after}</th>
        </tr>
      </thead>
      {changes.map((change) => (
        <Change
          key={`${change.table} ${change.id}`}
          change={change}
          rows={[rowOf(before, change), rowOf(after, change)]}
          wording={wording}
        />
      ))}
    </table>
  )
}

const rowOf = (record: StandingRecord, { table, id }: RowDifference) =>
  record.rows.find((row) => row.table === table && row.id === id)?.row ?? null

const tones = {
  added: 'cleared',
  changed: 'information',
  gone: 'decision',
  erased: 'neutral',
} satisfies Record<RowDifference['change'], Tone>

const Change = ({
  change,
  rows: [was, is],
  wording,
}: {
  change: RowDifference
  rows: readonly [ReturnType<typeof rowOf>, ReturnType<typeof rowOf>]
  wording: Wording
}) => (
  <tbody>
    <tr className="record-change">
      <th scope="rowgroup" colSpan={3}>
        <span>{nameOfRow({ ...change, row: is ?? was }, wording)}</span>
        <StatusBadge tone={tones[change.change]}>{texts.changes[change.change]}</StatusBadge>
      </th>
    </tr>
    {change.fields
      .filter(
        ({ path, before, after }) => isReadable(path) && !(isNothing(before) && isNothing(after)),
      )
      .map(({ path, before, after }) => (
        <tr key={path.join('.')}>
          <th scope="row">{labelOfPath(path)}</th>
          <td>{wordsOfValue(path, before, was, wording)}</td>
          <td>{wordsOfValue(path, after, is, wording)}</td>
        </tr>
      ))}
  </tbody>
)

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0)
