import { Button, Modal, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { DefinitionList, Failure, formatDay, Loading, Section, toast } from '#renderer/ui/index.ts'
import type { Client } from '#shared/clients/index.ts'
import { type CalendarDate, dayOf } from '#shared/kernel/index.ts'
import { ClientFields } from './ClientFields.tsx'
import { detailsOf, editOn, typedEdit } from './clientForm.ts'
import { texts } from './texts.ts'

export interface ClientDetailsSectionProps {
  client: Client
  practice: { today: CalendarDate; details: { timeZone: string } }
}

/** How to reach a client, and the note; to be edited with a reason. */
export const ClientDetailsSection = ({ client, practice }: ClientDetailsSectionProps) => {
  const [isEditing, editing] = useDisclosure(false)
  return (
    <Section
      title={texts.details.title}
      surface="flush"
      actions={
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={editing.open}
          aria-label={texts.details.editLong}
        >
          {texts.details.edit}
        </Button>
      }
    >
      <div className="client-details">
        <DefinitionList
          columns={1}
          items={[
            { term: texts.form.telephone, value: client.telephone },
            { term: texts.form.email, value: client.email },
            { term: texts.form.address, value: <Lines text={client.address} /> },
            { term: texts.form.emergencyContact, value: <Lines text={client.emergencyContact} /> },
            { term: texts.form.note, value: <Lines text={client.note} /> },
            {
              term: texts.details.since,
              value: formatDay(dayOf(client.createdAt, practice.details.timeZone)),
            },
          ]}
        />
      </div>
      {isEditing ? (
        <EditDetailsDialog client={client} today={practice.today} onClose={editing.close} />
      ) : null}
    </Section>
  )
}

/** The client's details as a form, with a reason; for other rooms' screens too. */
export const EditDetailsDialog = ({
  client,
  today,
  onClose,
}: {
  client: Client
  today: CalendarDate
  onClose: () => void
}) => (
  <Modal opened onClose={onClose} title={texts.details.dialogTitle} size={760}>
    <EditForm client={client} today={today} onDone={onClose} />
  </Modal>
)

const Lines = ({ text }: { text: string }) => (
  <span className="client-lines">{text === '' ? '–' : text}</span>
)

const EditForm = ({
  client,
  today,
  onDone,
}: {
  client: Client
  today: CalendarDate
  onDone: () => void
}) => {
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: 'client',
    key: client.id,
    initial: { ...detailsOf(client), reason: '' },
    typed: typedEdit,
    read: (values) => editOn(today).safeParse(values),
    write: async ({ reason, ...details }) => {
      await api.clients.update({ clientId: client.id, details, reason })
      await queries.invalidateQueries({ queryKey: query.clients.key() })
    },
    onWritten: () => {
      toast.done(texts.details.saved)
      onDone()
    },
  })
  if (form.draft.isLoading) return <Loading lines={8} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <ClientFields form={form} today={today} surface="plain" />
      <Textarea
        {...form.text('reason')}
        label={texts.details.reason}
        description={texts.details.reasonHelp}
        minRows={2}
        required
      />
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={texts.details.save}>
        <Button variant="default" onClick={onDone}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}
