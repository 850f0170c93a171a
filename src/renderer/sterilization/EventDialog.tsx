import { Button, Modal, NativeSelect, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { Failure, Loading, MomentField, momentOf, toast, typedMoment } from '#renderer/ui/index.ts'
import { prose } from '#shared/kernel/index.ts'
import { type Sterilizer, sterilizerEventKind } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'

const words = texts.event

interface EventDialogProps {
  opened: boolean
  sterilizer: Sterilizer
  zone: string
  onClose: () => void
}

/** Service, repair and the like; taking a machine out of service, and back. */
export const EventDialog = (props: EventDialogProps) => (
  <Modal
    opened={props.opened}
    onClose={props.onClose}
    title={words.title(props.sterilizer.name)}
    size={560}
  >
    <EventForm {...props} />
  </Modal>
)

const typedEvent = z.object({ kind: sterilizerEventKind, at: typedMoment, note: z.string() })

const readEvent = (zone: string) =>
  z
    .object({ kind: sterilizerEventKind, at: typedMoment, note: prose(2000).min(1) })
    .transform(({ at, ...rest }, context) => {
      const happenedAt = momentOf(at, zone)
      if (happenedAt !== null) return { ...rest, happenedAt }
      context.addIssue({ code: 'custom', path: ['at'], message: words.momentMissing })
      return z.NEVER
    })

const EventForm = ({ sterilizer, zone, onClose }: EventDialogProps) => {
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: 'sterilizer-event',
    key: sterilizer.id,
    initial: { kind: 'service', at: null, note: '' },
    typed: typedEvent,
    read: (values) => readEvent(zone).safeParse(values),
    write: (event) =>
      api.sterilization.recordSterilizerEvent({ sterilizerId: sterilizer.id, ...event }),
    onWritten: () => {
      void queries.invalidateQueries({ queryKey: query.sterilization.key() })
      toast.done(words.saved)
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={4} />
  const { kind } = form.values
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <NativeSelect
        label={words.kind}
        value={kind}
        onChange={({ currentTarget: { value } }) =>
          form.set('kind', sterilizerEventKind.parse(value))
        }
        data={sterilizerEventKind.options.map((value) => ({
          value,
          label: texts.sterilizerPage.kinds[value],
        }))}
        data-autofocus
      />
      {kind === 'out-of-service' ? <p className="load-warning">{words.outOfService}</p> : null}
      {kind === 'returned-to-service' ? <p className="load-quiet">{words.returned}</p> : null}
      <MomentField
        label={words.when}
        value={form.values.at}
        onChange={(at) => form.set('at', at)}
        zone={zone}
        error={form.errorOf('at') ?? form.errorOf('happenedAt')}
      />
      <Textarea {...form.text('note')} label={words.note} minRows={2} maxLength={2000} required />
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={words.save}>
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}
