import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import {
  type Column,
  DataTable,
  DefinitionList,
  Failure,
  LinkButton,
  Loading,
} from '#renderer/ui/index.ts'
import { formatMoment } from '#shared/kernel/index.ts'
import type { ChangeLogEntry, EntryDetails } from '#shared/audit/index.ts'
import type { Practitioner } from '#shared/practice/index.ts'
import { changesBetween, type FieldChange, valuesOf } from './changes.ts'
import { texts } from './texts.ts'
import { actorOf, operationOf } from './words.ts'

interface EntryProps {
  entry: ChangeLogEntry
  zone: string
  people: readonly Practitioner[]
}

export interface EntryDialogProps extends Omit<EntryProps, 'entry'> {
  entry: ChangeLogEntry | null
  onClose: () => void
}

/** One entry of the log, and what it changed in its row. */
export const EntryDialog = ({ entry, onClose, ...rest }: EntryDialogProps) => (
  <Modal
    opened={entry !== null}
    onClose={onClose}
    title={entry ? texts.entry.title(entry.sequence) : ''}
    size={820}
  >
    {entry ? <Entry entry={entry} {...rest} /> : null}
  </Modal>
)

const Entry = ({ entry, zone, people }: EntryProps) => (
  <div className="entry">
    <DefinitionList
      columns={3}
      items={[
        { term: texts.entry.when, value: formatMoment(entry.at, zone) },
        { term: texts.entry.who, value: actorOf(entry, people) },
        { term: texts.entry.what, value: operationOf(entry) },
        { term: texts.entry.reason, value: entry.reason || texts.log.erased },
      ]}
    />
    <p>
      <LinkButton href={`/history/${entry.table}/${entry.rowId}`}>{texts.entry.history}</LinkButton>
    </p>
    <EntryValues entry={entry} />
  </div>
)

const EntryValues = ({ entry }: { entry: ChangeLogEntry }) => {
  const details = useQuery(
    query.audit.entry.queryOptions({
      input: { sequence: entry.sequence },
      // What stands in the log does not change any more.
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  if (details.error) return <Failure error={details.error} />
  if (details.data === undefined) return <Loading lines={3} />
  const { after, before, leaf } = details.data
  return (
    <>
      {after === null ? (
        <p>{texts.entry.erased}</p>
      ) : entry.operation === 'insert' ? (
        <Inserted row={after} />
      ) : (
        <Updated after={after} before={before} />
      )}
      <DefinitionList
        columns={1}
        items={[
          { term: texts.entry.row, value: <span className="fingerprint">{entry.rowId}</span> },
          { term: texts.entry.seal, value: <span className="fingerprint">{leaf}</span> },
        ]}
      />
    </>
  )
}

type Row = EntryDetails['after']

const Inserted = ({ row }: { row: Row }) => (
  <Values
    label={texts.entry.values}
    columns={insertedColumns}
    changes={changesBetween(null, row)}
  />
)

const Updated = ({ after, before }: { after: Row; before: Row }) => {
  if (before === null) {
    return (
      <>
        <p className="export-help">{texts.entry.noBefore}</p>
        <Inserted row={after} />
      </>
    )
  }
  const changes = changesBetween(before, after)
  const same = valuesOf(after).size - changes.filter((change) => change.after !== null).length
  return (
    <div>
      <Values label={texts.entry.changes} columns={updatedColumns} changes={changes} />
      {changes.length === 0 ? <p>{texts.entry.same}</p> : null}
      {same > 0 && changes.length > 0 ? (
        <p className="export-help entry-same">{texts.entry.unchanged(same)}</p>
      ) : null}
    </div>
  )
}

const Values = (props: {
  label: string
  columns: readonly Column<FieldChange>[]
  changes: readonly FieldChange[]
}) =>
  props.changes.length === 0 ? null : (
    <div className="entry-values">
      <DataTable
        label={props.label}
        columns={props.columns}
        rows={props.changes}
        rowKey={({ field }) => field}
        maximumHeight="22rem"
      />
    </div>
  )

/** A drawn signature is thousands of numbers; nobody reads them here. */
const longest = 300

const Value = ({ text }: { text: string | null }) => {
  if (text === null || text === '') return texts.entry.nothing
  return (
    <span className="entry-value">
      {text.length > longest ? texts.entry.cut(text.slice(0, longest), text.length) : text}
    </span>
  )
}

const field: Column<FieldChange> = {
  id: 'field',
  header: texts.entry.field,
  width: '34%',
  cell: (change) => change.field,
}

const insertedColumns: readonly Column<FieldChange>[] = [
  field,
  { id: 'value', header: texts.entry.value, cell: ({ after }) => <Value text={after} /> },
]

const updatedColumns: readonly Column<FieldChange>[] = [
  field,
  {
    id: 'before',
    header: texts.entry.before,
    width: '33%',
    cell: ({ before }) => <Value text={before} />,
  },
  { id: 'after', header: texts.entry.after, cell: ({ after }) => <Value text={after} /> },
]
