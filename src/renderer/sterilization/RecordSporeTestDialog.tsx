import { Button, Modal, NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import {
  DateField,
  Failure,
  formatMoment,
  Loading,
  MomentField,
  momentOf,
  toast,
  typedMoment,
} from '#renderer/ui/index.ts'
import { type CalendarDate, calendarDate, line, loadId, prose } from '#shared/kernel/index.ts'
import { type Load, sporeTestPurpose } from '#shared/sterilization/index.ts'
import { ChoiceField } from './LoadFields.tsx'
import { texts } from './texts.ts'

const words = texts.spore.record

interface RecordSporeTestDialogProps {
  opened: boolean
  /** The cycles to choose from; a single one is not asked for. */
  loads: readonly Load[]
  zone: string
  today: CalendarDate
  onClose: () => void
}

/** A biological indicator that went through a cycle; it stays pending until it is read. */
export const RecordSporeTestDialog = (props: RecordSporeTestDialogProps) => (
  <Modal opened={props.opened} onClose={props.onClose} title={words.title} size={640}>
    <RecordForm {...props} />
  </Modal>
)

const typedTest = z.object({
  loadId: z.string(),
  purpose: sporeTestPurpose,
  indicatorLot: z.string(),
  indicatorExpiresOn: calendarDate.nullable(),
  controlLot: z.string(),
  where: z.enum(['office', 'mailed']),
  incubated: typedMoment,
  laboratory: z.string(),
  postedOn: calendarDate.nullable(),
  note: z.string(),
})
type TypedTest = z.infer<typeof typedTest>

const readTest = (zone: string) =>
  z
    .object({
      loadId,
      purpose: sporeTestPurpose,
      indicatorLot: line(40),
      indicatorExpiresOn: calendarDate.nullable(),
      controlLot: z.string().trim().max(40),
      where: typedTest.shape.where,
      incubated: typedMoment,
      laboratory: z.string().trim().max(200),
      postedOn: calendarDate.nullable(),
      note: prose(2000),
    })
    .transform(({ where, incubated, laboratory, postedOn, ...rest }, context) => {
      const refuse = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message })
      if (where === 'mailed') {
        if (laboratory === '') refuse('laboratory', words.laboratoryMissing)
        return { ...rest, incubatedAt: null, laboratory, postedOn }
      }
      const incubatedAt = momentOf(incubated, zone)
      if (incubatedAt === null) refuse('incubated', words.momentMissing)
      return { ...rest, incubatedAt, laboratory: '', postedOn: null }
    })

const emptyTest = (loads: readonly Load[]): TypedTest => ({
  loadId: loads.length === 1 ? (loads[0]?.id ?? '') : '',
  purpose: 'routine',
  indicatorLot: '',
  indicatorExpiresOn: null,
  controlLot: '',
  where: 'office',
  incubated: null,
  laboratory: '',
  postedOn: null,
  note: '',
})

const RecordForm = ({ loads, zone, today, onClose }: RecordSporeTestDialogProps) => {
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: 'spore-test',
    key: loads.length === 1 ? (loads[0]?.id ?? 'new') : 'new',
    initial: emptyTest(loads),
    typed: typedTest,
    read: (values) => readTest(zone).safeParse(values),
    write: (test) => api.sterilization.recordSporeTest(test),
    onWritten: () => {
      void queries.invalidateQueries({ queryKey: query.sterilization.key() })
      toast.done(words.saved)
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={5} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      {loads.length === 1 ? null : (
        <NativeSelect
          label={words.cycle}
          value={form.values.loadId}
          error={form.errorOf('loadId')}
          onChange={({ currentTarget: { value } }) => form.set('loadId', value)}
          data={[
            { value: '', label: words.choose },
            ...loads.map((load) => ({
              value: load.id,
              label: words.option(
                load.cycleNumber,
                load.sterilizer.name,
                formatMoment(load.startedAt, zone),
              ),
            })),
          ]}
          required
          data-autofocus
        />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        <NativeSelect
          label={words.purpose}
          value={form.values.purpose}
          onChange={({ currentTarget: { value } }) =>
            form.set('purpose', sporeTestPurpose.parse(value))
          }
          data={sporeTestPurpose.options.map((value) => ({ value, label: texts.purposes[value] }))}
        />
        <TextInput
          {...form.text('indicatorLot')}
          label={words.lot}
          maxLength={40}
          required
          {...(loads.length === 1 ? { 'data-autofocus': true } : {})}
        />
        <DateField
          label={words.expires}
          description={'\u00a0'}
          value={form.values.indicatorExpiresOn}
          onChange={(day) => form.set('indicatorExpiresOn', day)}
        />
        <TextInput
          {...form.text('controlLot')}
          label={words.control}
          description={words.controlHelp}
          maxLength={40}
        />
      </SimpleGrid>
      <ChoiceField
        label={words.where}
        value={form.values.where}
        onChange={(where) => form.set('where', where)}
        choices={typedTest.shape.where.options.map((value) => ({
          value,
          label: words.wheres[value],
        }))}
      />
      {form.values.where === 'office' ? (
        <MomentField
          label={words.incubated}
          value={form.values.incubated}
          onChange={(incubated) => form.set('incubated', incubated)}
          zone={zone}
          error={form.errorOf('incubated') ?? form.errorOf('incubatedAt')}
        />
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput {...form.text('laboratory')} label={words.laboratory} required />
          <DateField
            label={words.posted}
            value={form.values.postedOn}
            onChange={(day) => form.set('postedOn', day)}
            error={form.errorOf('postedOn')}
            maximum={today}
          />
        </SimpleGrid>
      )}
      <Textarea {...form.text('note')} label={words.note} minRows={1} maxLength={2000} />
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={words.save}>
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}
