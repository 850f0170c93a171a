import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { AttachmentLink } from '#renderer/attachments/index.ts'
import { ReasonDialog } from '#renderer/drafts/index.ts'
import { formatMoment, StatusBadge, type Tone } from '#renderer/ui/index.ts'
import type { Finding } from '#shared/kernel/index.ts'
import type { Practitioner } from '#shared/practice/index.ts'
import type { PremisesRecord } from '#shared/premises/index.ts'
import { factsIn, nameOf } from './recordWords.ts'
import { texts } from './texts.ts'

const words = texts.record

export interface RecordListProps {
  label: string
  records: readonly PremisesRecord[]
  /** What is due of a record, or nothing. */
  dueOf: (record: PremisesRecord) => Finding | undefined
  people: readonly Practitioner[]
  zone: string
  onEdit: (record: PremisesRecord) => void
}

export const RecordList = ({ label, records, ...rest }: RecordListProps) => (
  <ul className="premises-list" aria-label={label}>
    {records.map((record) => (
      <li key={record.id}>
        <RecordItem record={record} {...rest} />
      </li>
    ))}
  </ul>
)

const dueTones = { stop: 'stop', override: 'decision', note: 'information' } satisfies Record<
  Finding['severity'],
  Tone
>

const RecordItem = ({
  record,
  dueOf,
  people,
  zone,
  onEdit,
}: Omit<RecordListProps, 'label' | 'records'> & { record: PremisesRecord }) => {
  const { entry, errorMark } = record
  const name = nameOf(entry, people)
  const due = dueOf(record)
  return (
    <div className="premises-record" data-error={errorMark !== null}>
      <div className="premises-record-text">
        <p className="premises-record-name">{name}</p>
        <p className="premises-facts">{factsIn(entry, people)}</p>
        <p className="premises-quiet">
          {words.by(formatMoment(record.recordedAt, zone), record.recordedBy)}
        </p>
        {errorMark ? <p>{words.because(errorMark.reason)}</p> : null}
        {entry.attachmentId ? <AttachmentLink id={entry.attachmentId} /> : null}
      </div>
      <div className="premises-record-side">
        {errorMark ? <StatusBadge tone="neutral">{words.inError}</StatusBadge> : null}
        {due ? <StatusBadge tone={dueTones[due.severity]}>{words.due}</StatusBadge> : null}
        {entry.kind === 'sharps-container' && entry.endsOn === null && !errorMark && !due ? (
          <StatusBadge tone="information">{words.open}</StatusBadge>
        ) : null}
        {errorMark ? null : (
          <div className="premises-record-actions">
            <MarkInError record={record} name={name} />
            <Button
              variant="default"
              aria-label={words.editOf(name)}
              onClick={() => onEdit(record)}
            >
              {words.edit}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

const MarkInError = ({ record, name }: { record: PremisesRecord; name: string }) => {
  const queries = useQueryClient()
  const [isOpen, dialog] = useDisclosure(false)
  return (
    <>
      <Button variant="subtle" aria-label={words.errorOf(name)} onClick={dialog.open}>
        {words.error}
      </Button>
      <ReasonDialog
        opened={isOpen}
        onClose={dialog.close}
        subject={`premises-error:${record.id}`}
        title={words.errorTitle}
        confirmLabel={words.errorConfirm}
        irreversible
        write={async (reason) => {
          await api.premises.markEnteredInError({ premisesRecordId: record.id, reason })
          await queries.invalidateQueries({ queryKey: query.premises.key() })
        }}
      >
        {words.errorText}
      </ReasonDialog>
    </>
  )
}
