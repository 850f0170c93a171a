import { DefinitionList, Section } from '#renderer/ui/index.ts'
import type { StandingRecord, StandingRow } from '#shared/audit/index.ts'
import { recordTexts as texts } from './recordTexts.ts'
import {
  capitalised,
  labelOfPath,
  nameOfRow,
  readableFields,
  type Wording,
  wordsOfValue,
} from './recordWords.ts'
import { recordOf } from './words.ts'

/** The record as it stood, its own row first, then by kind what belongs to it. */
export const StoodRecord = ({
  record,
  zone,
  moment,
}: {
  record: StandingRecord
  zone: string
  moment: string
}) => {
  const wording = { zone, labels: record.labels }
  const [own, ...others] = record.rows
  return (
    <Section title={texts.stood(moment)}>
      <div className="stood">
        {own ? <StoodRow row={own} wording={wording} /> : null}
        {[...Map.groupBy(others, ({ table }) => table)].map(([table, rows]) => (
          <section key={table} className="stood-part">
            <h3>
              {capitalised(recordOf(table))}
              {rows.length > 1 ? (
                <span className="export-help"> {texts.parts(rows.length)}</span>
              ) : null}
            </h3>
            {rows.map((row) => (
              <StoodRow key={row.id} row={row} wording={wording} isPart />
            ))}
          </section>
        ))}
        {record.leftOut.map(({ table, rows }) => (
          <p key={table} className="export-help">
            {texts.tooMany(rows, recordOf(table))}
          </p>
        ))}
      </div>
    </Section>
  )
}

const StoodRow = ({
  row,
  wording,
  isPart = false,
}: {
  row: StandingRow
  wording: Wording
  isPart?: boolean
}) => (
  <div className="stood-row">
    {isPart ? <h4>{nameOfRow(row, wording)}</h4> : null}
    {row.row === null ? (
      <p>{texts.erased}</p>
    ) : (
      <DefinitionList
        columns={3}
        items={readableFields(row.row)
          .filter(({ value }) => !isNothing(value))
          .map(({ path, value }) => ({
            term: labelOfPath(path),
            value: wordsOfValue(path, value, row.row, wording),
          }))}
      />
    )}
  </div>
)

const isNothing = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)
