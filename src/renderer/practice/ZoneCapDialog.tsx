import { Button, Modal, MultiSelect, Select, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { DateField, Failure, Loading, MillimetreField, toast } from '#renderer/ui/index.ts'
import { micrometres } from '#shared/kernel/index.ts'
import {
  type RuleSet,
  sourceQuality,
  type ZoneCap,
  zoneCap,
  zoneCapLabel,
} from '#shared/practice/index.ts'
import { PublishedLines } from './PublishedCharts.tsx'
import { qualityChoices } from './qualityChoices.ts'
import { ReasonField } from './ReasonField.tsx'
import { texts } from './texts.ts'
import { capEdit, capZones, emptyCap, labelsOf, typedCap, typedOfCap } from './zoneCapForm.ts'

export interface ZoneCapDialogProps {
  /** The cap that is changed, `new` for another one, null while none is. */
  edited: ZoneCap | 'new' | null
  rules: RuleSet
  onClose: () => void
}

/** A zone's cap, beside what was published about the zone. */
export const ZoneCapDialog = ({ edited, rules, onClose }: ZoneCapDialogProps) => (
  <Modal opened={edited !== null} onClose={onClose} title={titleOf(edited)} size={680}>
    {edited ? (
      <CapForm
        key={edited === 'new' ? edited : edited.zone}
        edited={edited}
        rules={rules}
        onDone={onClose}
      />
    ) : null}
  </Modal>
)

const titleOf = (edited: ZoneCapDialogProps['edited']): string => {
  if (edited === null) return ''
  return edited === 'new' ? texts.caps.addTitle : texts.caps.editTitle(zoneCapLabel(edited.zone))
}

const shortest = micrometres.parse(100)
const longest = micrometres.parse(3500)
const below = ['label', 'input', 'description', 'error'] as const

interface CapFormProps {
  edited: ZoneCap | 'new'
  rules: RuleSet
  onDone: () => void
}

const CapForm = ({ edited, rules, onDone }: CapFormProps) => {
  const queries = useQueryClient()
  const isNew = edited === 'new'
  const form = useDraftForm({
    kind: 'zone-cap',
    // A draft that began from an older version of the rules is not this change any more.
    key: `${isNew ? 'new' : edited.zone}:${rules.version}`,
    initial: isNew ? emptyCap : typedOfCap(edited),
    typed: typedCap,
    read: (values) => capEdit(rules.settings).safeParse(values),
    write: async (input) => {
      const { settings, reason } = input
      await api.practice.updateRules({ settings, reason })
      await queries.invalidateQueries({ queryKey: query.practice.key() })
      return input.zones
    },
    onWritten: (zones) => {
      toast.done(texts.caps.saved(labelsOf(zones)))
      onDone()
    },
  })
  if (form.draft.isLoading) return <Loading lines={6} />
  const taken = rules.settings.zoneCaps.map(({ zone }) => zone)
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      {isNew ? (
        <MultiSelect
          comboboxProps={{ withinPortal: false }}
          size="md"
          label={texts.caps.zones}
          description={texts.caps.zonesHelp}
          data={capZones
            .filter((zone) => !taken.includes(zone))
            .map((zone) => ({ value: zone, label: zoneCapLabel(zone) }))}
          value={form.values.zones}
          onChange={(zones) => form.set('zones', z.array(zoneCap.shape.zone).parse(zones))}
          error={form.errorOf('zones')}
          searchable
          required
        />
      ) : null}
      <PublishedLines zones={form.values.zones} />
      <div className="settings-fields" data-first="narrow">
        <MillimetreField
          label={texts.caps.length}
          minimum={shortest}
          maximum={longest}
          value={form.values.length}
          error={form.errorOf('length')}
          onChange={(length) => form.set('length', length)}
          required
        />
        <Select
          label={texts.caps.quality}
          data={qualityChoices}
          value={form.values.quality}
          onChange={(quality) => quality && form.set('quality', sourceQuality.parse(quality))}
          allowDeselect={false}
          required
        />
      </div>
      <Textarea
        {...form.text('source')}
        label={texts.caps.source}
        description={texts.caps.sourceHelp}
        minRows={2}
        maxLength={500}
        required
      />
      <DateField
        label={texts.caps.checkOn}
        description={texts.caps.optional}
        inputWrapperOrder={[...below]}
        value={form.values.checkOn}
        error={form.errorOf('checkOn')}
        onChange={(day) => form.set('checkOn', day)}
      />
      <ReasonField field={form.text('reason')} />
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={texts.caps.save}>
        <Button variant="default" onClick={onDone}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}
