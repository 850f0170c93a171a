import {
  ActionIcon,
  Button,
  Modal,
  NativeSelect,
  SimpleGrid,
  Textarea,
  TextInput,
} from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, type FormFields, useDraftForm } from '#renderer/drafts/index.ts'
import { DateField, Failure, Loading, toast } from '#renderer/ui/index.ts'
import { airRemoval, type Sterilizer } from '#shared/sterilization/index.ts'
import {
  emptyProgramme,
  emptySterilizer,
  newSterilizer,
  sterilizerEdit,
  typedOf,
  type TypedProgramme,
  typedSterilizer,
  type TypedSterilizer,
} from './sterilizerForm.ts'
import { texts } from './texts.ts'
import { UnitInput } from './UnitInput.tsx'

export interface SterilizerDialogProps {
  opened: boolean
  /** The one that is edited; null makes a new one. */
  sterilizer: Sterilizer | null
  onClose: () => void
}

export const SterilizerDialog = ({ opened, sterilizer, onClose }: SterilizerDialogProps) => (
  <Modal
    opened={opened}
    onClose={onClose}
    title={sterilizer ? texts.sterilizer.editTitle : texts.sterilizer.newTitle}
    size={760}
  >
    <SterilizerForm sterilizer={sterilizer} onClose={onClose} />
  </Modal>
)

const SterilizerForm = ({ sterilizer, onClose }: Omit<SterilizerDialogProps, 'opened'>) => {
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: 'sterilizer',
    key: sterilizer?.id ?? 'new',
    initial: sterilizer ? typedOf(sterilizer) : emptySterilizer,
    typed: typedSterilizer,
    read: (values) =>
      sterilizer ? sterilizerEdit.safeParse(values) : newSterilizer.safeParse(values),
    write: ({ details, reason }) =>
      sterilizer
        ? api.sterilization.updateSterilizer({ sterilizerId: sterilizer.id, details, reason })
        : api.sterilization.addSterilizer(details),
    onWritten: (saved) => {
      void queries.invalidateQueries({ queryKey: query.sterilization.key() })
      toast.done(texts.sterilizer.saved(saved.name))
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={6} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <SimpleGrid cols={2} spacing="md" verticalSpacing="md">
        <TextInput
          {...form.text('name')}
          label={texts.sterilizer.name}
          placeholder={texts.sterilizer.namePlaceholder}
          maxLength={80}
          required
          data-autofocus
        />
        <TextInput {...form.text('serialNumber')} label={texts.sterilizer.serial} required />
        <TextInput {...form.text('maker')} label={texts.sterilizer.maker} required />
        <TextInput {...form.text('model')} label={texts.sterilizer.model} required />
        <NativeSelect
          label={texts.sterilizer.air}
          description={texts.sterilizer.airHelp}
          value={form.values.airRemoval}
          onChange={({ currentTarget: { value } }) =>
            form.set('airRemoval', airRemoval.parse(value))
          }
          data={airRemoval.options.map((value) => ({
            value,
            label: texts.sterilizerPage.airRemovals[value],
          }))}
        />
        <UnitInput
          {...form.text('chamber')}
          label={texts.sterilizer.chamber}
          description={'\u00a0'}
          unit={texts.sterilizer.litres}
        />
        <DateField
          label={texts.sterilizer.service}
          value={form.values.serviceDueOn}
          onChange={(day) => form.set('serviceDueOn', day)}
        />
        <DateField
          label={texts.sterilizer.requalification}
          value={form.values.requalificationDueOn}
          onChange={(day) => form.set('requalificationDueOn', day)}
        />
      </SimpleGrid>
      <Programmes form={form} />
      {sterilizer ? (
        <Textarea
          {...form.text('reason')}
          label={texts.sterilizer.reason}
          description={texts.sterilizer.reasonHelp}
          minRows={2}
          required
        />
      ) : null}
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={texts.sterilizer.save}>
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}

const Programmes = ({ form }: { form: FormFields<TypedSterilizer> }) => {
  const { programmes } = form.values
  const change = (next: TypedProgramme[]) => form.set('programmes', next)
  return (
    <fieldset className="load-group">
      <legend>{texts.sterilizer.programmes}</legend>
      <p className="load-quiet">{texts.sterilizer.programmesText}</p>
      {programmes.map((programme, index) => (
        <ProgrammeRow
          // A programme has no name of its own until it is typed: its place is what it is.
          key={`programme-${index + 1}`}
          index={index}
          programme={programme}
          errorOf={(name) => form.errorOf(`programmes.${index}.${name}`)}
          onChange={(next) => change(programmes.map((one, at) => (at === index ? next : one)))}
          onRemove={
            programmes.length > 1
              ? () => change(programmes.filter((_, at) => at !== index))
              : undefined
          }
        />
      ))}
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => change([...programmes, emptyProgramme])}
      >
        {texts.sterilizer.addProgramme}
      </Button>
    </fieldset>
  )
}

interface ProgrammeRowProps {
  index: number
  programme: TypedProgramme
  errorOf: (name: keyof TypedProgramme) => string | null
  onChange: (next: TypedProgramme) => void
  onRemove: (() => void) | undefined
}

const ProgrammeRow = ({ index, programme, errorOf, onChange, onRemove }: ProgrammeRowProps) => {
  const field = (name: keyof TypedProgramme) => ({
    value: programme[name],
    error: errorOf(name),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onChange({ ...programme, [name]: value }),
  })
  const words = texts.sterilizer
  return (
    <div className="programme">
      <div className="programme-name">
        <TextInput {...field('name')} label={words.programmeName(index + 1)} required />
        {onRemove ? (
          <ActionIcon
            className="row-remove"
            aria-label={words.removeProgramme(index + 1)}
            onClick={onRemove}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        ) : null}
      </div>
      <div className="programme-limits">
        <UnitInput
          {...field('temperature')}
          label={words.temperature}
          unit={texts.load.celsius}
          required
        />
        <UnitInput {...field('maximum')} label={words.maximum} unit={texts.load.celsius} />
        <UnitInput {...field('minutes')} label={words.minutes} unit={texts.load.min} />
        <UnitInput {...field('seconds')} label={words.seconds} unit={texts.load.s} />
        <UnitInput {...field('pressure')} label={words.pressure} unit={texts.load.kPa} />
        <UnitInput {...field('drying')} label={words.drying} unit={texts.load.min} />
      </div>
    </div>
  )
}
