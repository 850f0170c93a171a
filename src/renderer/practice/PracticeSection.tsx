import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { DefinitionList, Failure, Loading, Section, toast } from '#renderer/ui/index.ts'
import { prose } from '#shared/kernel/index.ts'
import { type PracticeDetails, practiceDetails } from '#shared/practice/index.ts'
import { EditButton } from './EditButton.tsx'
import { texts } from './texts.ts'

export interface PracticeSectionProps {
  details: PracticeDetails
  mayEdit: boolean
}

/** What stands at the top of everything that is handed over. */
export const PracticeSection = ({ details, mayEdit }: PracticeSectionProps) => {
  const [isEditing, editing] = useDisclosure(false)
  return (
    <Section
      title={texts.details.title}
      description={texts.details.description}
      actions={mayEdit ? <EditButton label={texts.details.edit} onClick={editing.open} /> : null}
    >
      <DefinitionList
        columns={3}
        items={[
          { term: texts.details.name, value: details.name },
          { term: texts.details.telephone, value: details.telephone },
          {
            term: texts.details.address,
            value: details.address && <span className="settings-lines">{details.address}</span>,
          },
          { term: texts.details.timeZone, value: zoneName(details.timeZone) },
        ]}
      />
      <Modal opened={isEditing} onClose={editing.close} title={texts.details.edit} size={640}>
        <DetailsForm details={details} onDone={editing.close} />
      </Modal>
    </Section>
  )
}

const zoneName = (zone: string) => zone.replaceAll('_', ' ')

const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({
  value: zone,
  label: zoneName(zone),
}))

const typedDetails = z.object({
  name: z.string(),
  address: z.string(),
  telephone: z.string(),
  timeZone: z.string(),
  reason: z.string(),
})

const editOf = ({ sterilityMode }: PracticeDetails) =>
  practiceDetails
    .omit({ sterilityMode: true })
    .extend({ reason: prose(500) })
    .transform(({ reason, ...typed }) => ({ reason, details: { ...typed, sterilityMode } }))

const DetailsForm = ({ details, onDone }: { details: PracticeDetails; onDone: () => void }) => {
  const queries = useQueryClient()
  const { sterilityMode: _, ...initial } = details
  const form = useDraftForm({
    kind: 'practice',
    key: 'details',
    initial: { ...initial, reason: '' },
    typed: typedDetails,
    read: (values) => editOf(details).safeParse(values),
    write: async (input) => {
      await api.practice.update(input)
      await queries.invalidateQueries({ queryKey: query.practice.key() })
    },
    onWritten: () => {
      toast.done(texts.details.saved)
      onDone()
    },
  })
  if (form.draft.isLoading) return <Loading lines={6} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <TextInput {...form.text('name')} label={texts.details.name} required data-autofocus />
      <Textarea
        {...form.text('address')}
        label={texts.details.address}
        placeholder={texts.details.optional}
        minRows={2}
      />
      <div className="settings-fields">
        <TextInput
          {...form.text('telephone')}
          label={texts.details.telephone}
          description={' '}
          placeholder={texts.details.optional}
          inputMode="tel"
        />
        <Select
          label={texts.details.timeZone}
          description={texts.details.timeZoneHelp}
          data={zones}
          value={form.values.timeZone}
          error={form.errorOf('timeZone')}
          onChange={(zone) => zone && form.set('timeZone', zone)}
          searchable
          allowDeselect={false}
          limit={200}
          required
        />
      </div>
      <Textarea
        {...form.text('reason')}
        label={texts.reason}
        description={texts.details.reasonOptional}
        minRows={2}
        maxLength={500}
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
