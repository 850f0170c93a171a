import { Button, Modal, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, useDraftForm } from '#renderer/drafts/index.ts'
import {
  DateField,
  Failure,
  Loading,
  MomentField,
  momentOf,
  SaveState,
  toast,
  typedMoment,
} from '#renderer/ui/index.ts'
import { calendarDate, instant, prose, type UnitId } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

export interface ServiceDialogProps {
  unitId: UnitId
  name: string
  kind: 'service' | 'calibration'
  zone: string
  onClose: () => void
}

/** A device was serviced or calibrated, and when the next time is due. */
export const ServiceDialog = (props: ServiceDialogProps) => (
  <Modal
    opened
    onClose={props.onClose}
    title={texts.events[props.kind].title(props.name)}
    size={560}
  >
    <ServiceForm {...props} />
  </Modal>
)

const typedService = z.object({
  dueOn: calendarDate.nullable(),
  note: z.string(),
  when: typedMoment,
})

const serviceInput = z.object({
  dueOn: calendarDate.nullable(),
  note: prose(1000),
  when: instant,
})

const ServiceForm = ({ unitId, name, kind, zone, onClose }: ServiceDialogProps) => {
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: `device-${kind}`,
    key: unitId,
    initial: { dueOn: null, note: '', when: null },
    typed: typedService,
    read: ({ when, ...typed }) => serviceInput.safeParse({ ...typed, when: momentOf(when, zone) }),
    write: ({ when, dueOn, note }) =>
      api.inventory.recordDeviceEvent({
        unitId,
        kind,
        happenedAt: when,
        disinfectantLotId: null,
        disinfectant: '',
        contactSeconds: null,
        sleeve: false,
        dueOn,
        note,
      }),
    onWritten: async () => {
      await queries.invalidateQueries({ queryKey: query.inventory.key() })
      toast.done(texts.events[kind].saved(name))
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={3} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <Textarea
        {...form.text('note')}
        label={texts.events.note}
        description={texts.events.noteHelp}
        minRows={2}
        maxLength={1000}
        autoFocus
      />
      <DateField
        label={texts.events.next}
        description={texts.events.nextHelp}
        value={form.values.dueOn}
        onChange={(dueOn) => form.set('dueOn', dueOn)}
        error={form.errorOf('dueOn')}
      />
      <MomentField
        label={texts.events.when}
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
        <Button type="submit" loading={form.isWriting}>
          {texts.events[kind].save}
        </Button>
      </div>
    </form>
  )
}
