import {
  Button,
  Checkbox,
  Modal,
  NativeSelect,
  SimpleGrid,
  Textarea,
  TextInput,
} from '@mantine/core'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { AttachmentField } from '#renderer/attachments/index.ts'
import { type DraftForm, DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { DateField, Failure, Loading, toast } from '#renderer/ui/index.ts'
import { type CalendarDate, calendarDate } from '#shared/kernel/index.ts'
import type { Practitioner } from '#shared/practice/index.ts'
import type { PremisesKind, PremisesRecord } from '#shared/premises/index.ts'
import {
  emptyEntry,
  type FactField,
  factsOf,
  isChecked,
  personOf,
  readEntry,
  typedCheck,
  type TypedEntry,
  typedEntry,
  typedOf,
} from './entryForm.ts'
import { texts } from './texts.ts'

/** What is open: a new record of a kind, or one that is there. */
export interface OpenEntry {
  readonly kind: PremisesKind
  readonly record: PremisesRecord | null
}

interface EntryDialogProps {
  /** Null: nothing is open. */
  open: OpenEntry | null
  people: readonly Practitioner[]
  today: CalendarDate
  onClose: () => void
}

export const EntryDialog = ({ open, ...rest }: EntryDialogProps) => {
  const words = open && texts.kinds[open.kind]
  return (
    <Modal
      opened={open !== null}
      onClose={rest.onClose}
      title={words ? (open?.record ? words.edit : words.add) : ''}
      size={640}
    >
      {open ? <NamedFile key={open.record?.id ?? open.kind} open={open} {...rest} /> : null}
    </Modal>
  )
}

type EntryProps = Omit<EntryDialogProps, 'open'> & { open: OpenEntry }

/** The form shows its kept file by name, which the record does not hold. */
const NamedFile = (props: EntryProps) => {
  const id = props.open.record?.entry.attachmentId ?? null
  const file = useQuery(
    query.attachments.get.queryOptions({ input: id === null ? skipToken : { attachmentId: id } }),
  )
  if (id !== null && file.isLoading) return <Loading lines={5} />
  return <EntryForm {...props} fileName={file.data?.name ?? ''} />
}

const EntryForm = ({
  open,
  people,
  today,
  onClose,
  fileName,
}: EntryProps & { fileName: string }) => {
  const { kind, record } = open
  const form = useEntry(open, people, today, fileName, onClose)
  if (form.draft.isLoading) return <Loading lines={5} />
  const words = texts.kinds[kind]
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <PersonField form={form} kind={kind} people={people} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        <DateField
          label={words.begins}
          description={'endsHelp' in words ? '\u00a0' : undefined}
          value={form.values.beginsOn}
          onChange={(day) => form.set('beginsOn', day)}
          error={form.errorOf('beginsOn')}
          required
          data-autofocus
        />
        <DateField
          label={words.ends}
          description={'endsHelp' in words ? words.endsHelp : undefined}
          value={form.values.endsOn}
          onChange={(day) => form.set('endsOn', day)}
          error={form.errorOf('endsOn')}
        />
        {factsOf[kind]
          .filter(({ as }) => as !== 'prose' && as !== 'check')
          .map((field) => (
            <FactInput key={field.name} form={form} field={field} />
          ))}
      </SimpleGrid>
      {factsOf[kind]
        .filter(({ as }) => as === 'prose' || as === 'check')
        .map((field) => (
          <FactInput key={field.name} form={form} field={field} />
        ))}
      <AttachmentField
        label={texts.record.scan}
        value={form.values.attachment}
        onChange={(attachment) => form.set('attachment', attachment)}
      />
      {record ? (
        <Textarea
          {...form.text('reason')}
          label={texts.record.reason}
          description={texts.record.reasonHelp}
          minRows={2}
          maxLength={500}
          required
        />
      ) : null}
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={texts.record.save}>
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}

const useEntry = (
  { kind, record }: OpenEntry,
  people: readonly Practitioner[],
  today: CalendarDate,
  fileName: string,
  onClose: () => void,
) => {
  const queries = useQueryClient()
  const onlyPerson = people.length === 1 ? (people[0]?.id ?? '') : ''
  return useDraftForm({
    kind: 'premises',
    key: record?.id ?? `new-${kind}`,
    initial: record ? typedOf(record, fileName) : emptyEntry(kind, today, onlyPerson),
    typed: typedEntry,
    read: (values) => readEntry(kind, values, record !== null),
    write: ({ entry, reason }) =>
      record
        ? api.premises.update({ premisesRecordId: record.id, entry, reason })
        : api.premises.add(entry),
    onWritten: () => {
      void queries.invalidateQueries({ queryKey: query.premises.key() })
      toast.done(texts.record.saved)
      onClose()
    },
  })
}

const PersonField = ({
  form,
  kind,
  people,
}: {
  form: DraftForm<TypedEntry>
  kind: PremisesKind
  people: readonly Practitioner[]
}) => {
  const person = personOf(kind)
  if (person === null) return null
  const isRequired = person === 'required'
  return (
    <NativeSelect
      label={isRequired ? texts.fields.person : texts.fields.injured}
      value={form.values.practitionerId}
      error={form.errorOf('practitionerId')}
      onChange={({ currentTarget: { value } }) => form.set('practitionerId', value)}
      data={[
        { value: '', label: isRequired ? texts.fields.choose : texts.fields.nobody },
        ...people.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      required={isRequired}
    />
  )
}

const FactInput = ({ form, field }: { form: DraftForm<TypedEntry>; field: FactField }) => {
  const value = form.values.details[field.name] ?? ''
  const change = (next: string) =>
    form.draft.change((now) => ({ ...now, details: { ...now.details, [field.name]: next } }))
  const common = {
    label: field.label,
    error: form.errorOf(`details.${field.name}`),
    required: field.required ?? false,
  }
  switch (field.as) {
    case 'prose':
      return (
        <Textarea
          {...common}
          value={value}
          onChange={({ currentTarget }) => change(currentTarget.value)}
          minRows={2}
        />
      )
    case 'check':
      return (
        <Checkbox
          label={field.label}
          checked={isChecked(value)}
          onChange={({ currentTarget }) => change(typedCheck(currentTarget.checked))}
        />
      )
    case 'date':
      return (
        <DateField
          {...common}
          value={calendarDate.safeParse(value).data ?? null}
          onChange={(day) => change(day ?? '')}
        />
      )
    case 'status':
      return (
        <NativeSelect
          {...common}
          value={value}
          onChange={({ currentTarget }) => change(currentTarget.value)}
          data={Object.entries(texts.statuses).map(([status, label]) => ({ value: status, label }))}
        />
      )
    default:
      return (
        <TextInput
          {...common}
          value={value}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
      )
  }
}
