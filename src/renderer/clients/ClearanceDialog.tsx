import { Button, Modal, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { AttachmentField, typedAttachment } from '#renderer/attachments/index.ts'
import { DraftNotice, useDraftForm } from '#renderer/drafts/index.ts'
import { DateField, Failure, Loading, toast } from '#renderer/ui/index.ts'
import { type Client, type ClientFlagKind, clearance } from '#shared/clients/index.ts'
import { attachmentId, type CalendarDate, calendarDate } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

export interface ClearanceDialogProps {
  client: Pick<Client, 'id'>
  /** What is cleared; it is noted in the client's record when it does not stand there yet. */
  item: { kind: ClientFlagKind; label: string }
  today: CalendarDate
  onClose: () => void
}

const words = texts.flags.dialog

/** Keeps a prescriber's document about one item: who, when, until when, and the scan. */
export const ClearanceDialog = (props: ClearanceDialogProps) => (
  <Modal opened onClose={props.onClose} title={words.title(props.item.label)} size={620}>
    <ClearanceForm {...props} />
  </Modal>
)

const typed = z.object({
  prescriberName: z.string(),
  prescriberLicence: z.string(),
  clearedOn: calendarDate.nullable(),
  validUntil: calendarDate.nullable(),
  note: z.string(),
  attachment: typedAttachment,
})
type Typed = z.infer<typeof typed>

const emptyOn = (today: CalendarDate): Typed => ({
  prescriberName: '',
  prescriberLicence: '',
  clearedOn: today,
  validUntil: null,
  note: '',
  attachment: null,
})

const input = clearance.omit({ id: true, attachmentId: true }).extend({
  attachment: z.object({ id: attachmentId }, words.scanMissing),
})

const ClearanceForm = ({ client, item, today, onClose }: ClearanceDialogProps) => {
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: 'clearance',
    key: `${client.id}:${item.kind}`,
    initial: emptyOn(today),
    typed,
    read: (values) => input.safeParse(values),
    write: async ({ attachment, ...given }) => {
      await api.screening.recordClearance({
        clientId: client.id,
        item: item.kind,
        clearance: { ...given, attachmentId: attachment.id },
      })
      await Promise.all([
        queries.invalidateQueries({ queryKey: query.clients.key() }),
        queries.invalidateQueries({ queryKey: query.sessions.key() }),
      ])
    },
    onWritten: () => {
      toast.done(words.saved(item.label))
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={5} />
  return (
    <form {...form.form}>
      <div className="form-stack">
        <p className="confirm-text">{words.text}</p>
        <DraftNotice draft={form.draft} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput
            {...form.text('prescriberName')}
            label={words.prescriberName}
            required
            data-autofocus
          />
          <TextInput {...form.text('prescriberLicence')} label={words.prescriberLicence} required />
          <DateField
            label={words.clearedOn}
            value={form.values.clearedOn}
            onChange={(day) => form.set('clearedOn', day)}
            error={form.errorOf('clearedOn') ?? form.errorOf('clearance.clearedOn')}
            maximum={today}
            required
          />
          <DateField
            label={words.validUntil}
            value={form.values.validUntil}
            onChange={(day) => form.set('validUntil', day)}
            error={form.errorOf('validUntil') ?? form.errorOf('clearance.validUntil')}
            minimum={form.values.clearedOn ?? today}
          />
        </SimpleGrid>
        <p className="record-list-detail">{words.validUntilHelp}</p>
        <div>
          <AttachmentField
            label={words.scan}
            value={form.values.attachment}
            onChange={(attachment) => form.set('attachment', attachment)}
          />
          {form.errorOf('attachment') ? (
            <p className="mantine-InputWrapper-error" role="alert">
              {words.scanMissing}
            </p>
          ) : null}
        </div>
        <Textarea
          {...form.text('note')}
          label={words.note}
          description={words.noteHelp}
          minRows={2}
        />
        <Failure error={form.error} />
      </div>
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" loading={form.isWriting}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
