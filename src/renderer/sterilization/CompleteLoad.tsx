import { Button, Modal, NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { AttachmentField, typedAttachment } from '#renderer/attachments/index.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { Failure, Loading, toast } from '#renderer/ui/index.ts'
import { addDays, dayOf, momentAt, prose } from '#shared/kernel/index.ts'
import { indicatorResult, type Load } from '#shared/sterilization/index.ts'
import { timeOf } from './clock.ts'
import { texts } from './texts.ts'
import { optional, wholeText } from './typed.ts'
import { UnitInput } from './UnitInput.tsx'

const words = texts.complete

/** What of a load that waits can still be added. */
const openOf = (load: Load) => ({
  indicator: load.indicatorResult === 'not-read' && load.kind === 'load',
  external: load.externalIndicatorResult === 'not-read' || load.externalIndicatorResult === null,
  endTime: load.endedAt === null,
  pressure: load.pressure === null,
  drying: load.drySeconds === null,
  printout: load.attachmentId === null,
})

interface CompleteLoadProps {
  load: Load
  zone: string
}

/** Adds what was open when it was logged: an indicator that is read after the packs have cooled. */
export const CompleteLoad = ({ load, zone }: CompleteLoadProps) => {
  const [isOpen, dialog] = useDisclosure(false)
  if (load.state !== 'quarantined' || !Object.values(openOf(load)).includes(true)) return null
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {words.open}
      </Button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={words.title(load.cycleNumber)}
        size={640}
      >
        <CompleteForm load={load} zone={zone} onClose={dialog.close} />
      </Modal>
    </>
  )
}

const typedAdded = z.object({
  indicatorResult: z.enum(['', ...indicatorResult.options]),
  external: z.enum(['', ...indicatorResult.options]),
  endTime: z.string(),
  pressure: z.string(),
  drying: z.string(),
  attachment: typedAttachment,
  reason: z.string(),
})

const orNull = z
  .enum(['', ...indicatorResult.options])
  .transform((result) => (result === '' ? null : result))

const readAdded = (load: Load, zone: string) =>
  z
    .object({
      indicatorResult: orNull,
      external: orNull,
      endTime: optional(z.string().regex(/^\d{2}:\d{2}$/, texts.load.timeUnreadable)),
      pressure: optional(wholeText(1000, texts.load.pressureRange)),
      drying: optional(wholeText(240, texts.load.dryingRange)),
      attachment: typedAttachment,
      reason: prose(500).min(1),
    })
    .transform(({ external, endTime, drying, attachment, reason, ...rest }) => {
      const day = dayOf(load.startedAt, zone)
      const isNextDay = endTime !== null && endTime < timeOf(load.startedAt, zone)
      return {
        reason,
        added: {
          ...rest,
          externalIndicatorResult: external,
          endedAt:
            endTime === null ? null : momentAt(isNextDay ? addDays(day, 1) : day, endTime, zone),
          drySeconds: drying === null ? null : drying * 60,
          attachmentId: attachment?.id ?? null,
        },
      }
    })

const results = indicatorResult.options.map((value) => ({
  value,
  label: texts.load.results[value],
}))

const CompleteForm = ({ load, zone, onClose }: CompleteLoadProps & { onClose: () => void }) => {
  const queries = useQueryClient()
  const open = openOf(load)
  const form = useDraftForm({
    kind: 'load-complete',
    key: load.id,
    initial: {
      indicatorResult: '',
      external: '',
      endTime: '',
      pressure: '',
      drying: '',
      attachment: null,
      reason: words.usualReason,
    },
    typed: typedAdded,
    read: (values) => readAdded(load, zone).safeParse(values),
    write: (input) => api.sterilization.completeLoad({ loadId: load.id, ...input }),
    onWritten: () => {
      void queries.invalidateQueries({ queryKey: query.sterilization.key() })
      toast.done(words.saved)
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={4} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <p className="confirm-text">{words.text}</p>
      <SimpleGrid cols={2} spacing="md" verticalSpacing="md">
        {open.indicator ? (
          <NativeSelect
            label={texts.load.indicatorResult}
            value={form.values.indicatorResult}
            onChange={({ currentTarget: { value } }) =>
              form.set('indicatorResult', typedAdded.shape.indicatorResult.parse(value))
            }
            data={[{ value: '', label: words.stays }, ...results]}
            data-autofocus
          />
        ) : null}
        {open.external ? (
          <NativeSelect
            label={texts.load.outside}
            value={form.values.external}
            onChange={({ currentTarget: { value } }) =>
              form.set('external', typedAdded.shape.external.parse(value))
            }
            data={[{ value: '', label: words.stays }, ...results]}
          />
        ) : null}
        {open.endTime ? (
          <TextInput
            {...form.text('endTime')}
            label={texts.load.endTime}
            error={form.errorOf('endTime') ?? form.errorOf('added.endedAt')}
            type="time"
          />
        ) : null}
        {open.pressure ? (
          <UnitInput {...form.text('pressure')} label={texts.load.pressure} unit={texts.load.kPa} />
        ) : null}
        {open.drying ? (
          <UnitInput {...form.text('drying')} label={texts.load.drying} unit={texts.load.min} />
        ) : null}
      </SimpleGrid>
      {open.printout ? (
        <AttachmentField
          label={texts.load.printout}
          value={form.values.attachment}
          onChange={(attachment) => form.set('attachment', attachment)}
        />
      ) : null}
      <Textarea
        {...form.text('reason')}
        label={words.reason}
        minRows={1}
        maxLength={500}
        required
      />
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={words.save}>
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}
