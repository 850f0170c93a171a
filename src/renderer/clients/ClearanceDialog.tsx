import { Button, Modal, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, useDraftForm } from '#renderer/drafts/index.ts'
import { DateField, Failure } from '#renderer/ui/index.ts'
import { type Client, type ClientFlag, clearance, flagRules } from '#shared/clients/index.ts'
import { type CalendarDate, calendarDate } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

export interface ClearanceDialogProps {
  opened: boolean
  onClose: () => void
  client: Client
  flag: ClientFlag
  today: CalendarDate
}

/** Records a prescriber's clearance for a flag that needs one. */
export const ClearanceDialog = (props: ClearanceDialogProps) => (
  <Modal
    opened={props.opened}
    onClose={props.onClose}
    title={texts.flags.dialog.title(flagRules[props.flag.kind].label)}
    size={580}
  >
    <ClearanceForm {...props} />
  </Modal>
)

const typed = z.object({
  prescriberName: z.string(),
  prescriberLicence: z.string(),
  clearedOn: calendarDate.nullable(),
  validUntil: calendarDate.nullable(),
  note: z.string(),
})

const emptyOn = (today: CalendarDate): z.infer<typeof typed> => ({
  prescriberName: '',
  prescriberLicence: '',
  clearedOn: today,
  validUntil: null,
  note: '',
})

const input = clearance.omit({ id: true })

const ClearanceForm = ({ client, flag, today, onClose }: ClearanceDialogProps) => {
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: 'clearance',
    key: flag.id,
    initial: emptyOn(today),
    typed,
    read: (values) => input.safeParse(values),
    write: async (given) => {
      await api.clients.recordClearance({
        clientId: client.id,
        kind: flag.kind,
        clearance: given,
      })
      await queries.invalidateQueries({ queryKey: query.clients.key() })
    },
    onWritten: onClose,
  })
  const words = texts.flags.dialog
  return (
    <form {...form.form}>
      <div className="form-stack">
        <p className="confirm-text">{words.text}</p>
        <DraftNotice draft={form.draft} />
        <SimpleGrid cols={2} spacing="md">
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
            error={form.errorOf('clearedOn')}
            required
          />
          <DateField
            label={words.validUntil}
            value={form.values.validUntil}
            onChange={(day) => form.set('validUntil', day)}
            error={form.errorOf('validUntil')}
            minimum={form.values.clearedOn ?? today}
          />
        </SimpleGrid>
        <p className="record-list-detail">{words.validUntilHelp}</p>
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
        <Button type="submit" loading={form.isWriting} disabled={form.draft.isLoading}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
