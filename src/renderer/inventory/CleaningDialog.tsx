import { Button, Checkbox, Modal, NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, useDraftForm } from '#renderer/drafts/index.ts'
import {
  Failure,
  Loading,
  MomentField,
  momentOf,
  SaveState,
  toast,
  typedMoment,
} from '#renderer/ui/index.ts'
import { type Device, isUsable, type Lot } from '#shared/inventory/index.ts'
import { instant, line, lotId, prose, type UnitId } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

export interface CleaningDialogProps {
  unitId: UnitId
  /** `Glide pen, SN9` */
  name: string
  onClose: () => void
  /** After the cleaning is written. */
  onRecorded?: () => void
}

/** A device was cleaned between clients: what was used the last time stands there already. */
export const CleaningDialog = (props: CleaningDialogProps) => (
  <Modal opened onClose={props.onClose} title={texts.cleaning.title(props.name)} size={600}>
    <KnownStock {...props} />
  </Modal>
)

const KnownStock = (props: CleaningDialogProps) => {
  const practice = useQuery(query.practice.get.queryOptions())
  const devices = useQuery(query.inventory.devices.queryOptions())
  const lots = useQuery(
    query.inventory.lots.queryOptions({ input: { kind: 'disinfectant', usable: true } }),
  )
  const error = practice.error ?? devices.error ?? lots.error
  if (error) return <Failure error={error} />
  if (!practice.data || !devices.data || !lots.data) return <Loading lines={4} />
  const { today, details } = practice.data
  const usable = lots.data.filter((lot) => isUsable(lot, today))
  return (
    <CleaningForm
      {...props}
      lots={usable}
      zone={details.timeZone}
      initial={usualCleaning(devices.data, usable)}
    />
  )
}

const typedCleaning = z.object({
  lotId: z.string(),
  disinfectant: z.string(),
  contactSeconds: z.string(),
  sleeve: z.boolean(),
  note: z.string(),
  when: typedMoment,
})
type TypedCleaning = z.infer<typeof typedCleaning>

/** As the last device was cleaned; where that lot is gone, another lot of the same product. */
const usualCleaning = (devices: readonly Device[], usable: readonly Lot[]): TypedCleaning => {
  const [last] = devices
    .flatMap(({ lastCleaning }) => lastCleaning ?? [])
    .sort((one, other) => (one.happenedAt < other.happenedAt ? 1 : -1))
  const lot =
    usable.find(({ id }) => id === last?.disinfectantLotId) ??
    usable.find(({ product }) => product.name === last?.disinfectant) ??
    (last ? undefined : usable[0])
  const seconds = last?.contactSeconds ?? lot?.product.contactSeconds ?? null
  return {
    lotId: lot?.id ?? '',
    disinfectant: lot?.product.name ?? last?.disinfectant ?? '',
    contactSeconds: seconds === null ? '' : String(seconds),
    sleeve: last?.sleeve ?? true,
    note: '',
    when: null,
  }
}

const seconds = z.string().transform((typed, context) => {
  const read = /^\s*\d{1,5}\s*$/.test(typed) ? Number(typed) : null
  if (read !== null && read >= 1 && read <= 7200) return read
  context.addIssue({ code: 'custom', message: texts.product.contactRange })
  return z.NEVER
})

const cleaningInput = z.object({
  lotId: z.union([lotId, z.literal('').transform(() => null)]),
  disinfectant: line(),
  contactSeconds: seconds,
  sleeve: z.boolean(),
  note: prose(1000),
  when: instant,
})

interface CleaningFormProps extends CleaningDialogProps {
  lots: readonly Lot[]
  zone: string
  initial: TypedCleaning
}

const CleaningForm = ({
  unitId,
  name,
  lots,
  zone,
  initial,
  onClose,
  onRecorded,
}: CleaningFormProps) => {
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: 'device-cleaning',
    key: unitId,
    initial,
    typed: typedCleaning,
    read: ({ when, ...typed }) => cleaningInput.safeParse({ ...typed, when: momentOf(when, zone) }),
    write: (read) =>
      api.inventory.recordDeviceEvent({
        unitId,
        kind: 'cleaning',
        happenedAt: read.when,
        disinfectantLotId: read.lotId,
        disinfectant: read.disinfectant,
        contactSeconds: read.contactSeconds,
        sleeve: read.sleeve,
        dueOn: null,
        note: read.note,
      }),
    onWritten: async () => {
      await queries.invalidateQueries({ queryKey: query.inventory.key() })
      toast.done(texts.cleaning.saved(name))
      onRecorded?.()
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={4} />
  const chosen = lots.find(({ id }) => id === form.values.lotId)
  const choose = (id: string) => {
    const lot = lots.find((one) => one.id === id)
    form.set('lotId', lot?.id ?? '')
    form.set('disinfectant', lot?.product.name ?? '')
    if (lot?.product.contactSeconds) {
      form.set('contactSeconds', String(lot.product.contactSeconds))
    }
  }
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <NativeSelect
        label={texts.cleaning.disinfectant}
        value={form.values.lotId}
        data={[
          ...lots.map(({ id, product, number }) => ({
            value: id,
            label: texts.cleaning.lot(product.name, number),
          })),
          { value: '', label: texts.cleaning.otherDisinfectant },
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
        error={form.errorOf('lotId')}
      />
      {chosen ? null : (
        <TextInput
          {...form.text('disinfectant')}
          label={texts.cleaning.name}
          maxLength={200}
          required
        />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        <TextInput
          {...form.text('contactSeconds')}
          label={texts.cleaning.contact}
          description={
            chosen?.product.contactSeconds
              ? texts.cleaning.contactLabel(chosen.product.contactSeconds)
              : texts.product.contact.help
          }
          inputMode="numeric"
          autoComplete="off"
          rightSection={<span className="field-unit">{texts.product.contact.unit}</span>}
          rightSectionWidth={76}
          rightSectionPointerEvents="none"
          required
        />
        <Checkbox
          className="inventory-beside"
          label={texts.cleaning.sleeve}
          checked={form.values.sleeve}
          onChange={(event) => form.set('sleeve', event.currentTarget.checked)}
        />
      </SimpleGrid>
      <MomentField
        label={texts.cleaning.when}
        value={form.values.when}
        onChange={(when) => form.set('when', when)}
        zone={zone}
        error={
          form.errorOf('when') === null ? form.errorOf('happenedAt') : texts.events.momentIncomplete
        }
      />
      <Failure error={form.error} />
      <div className="dialog-actions">
        <SaveState status={form.draft.status} />
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" loading={form.isWriting} autoFocus>
          {texts.cleaning.save}
        </Button>
      </div>
    </form>
  )
}
