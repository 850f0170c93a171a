import { Button, Modal, Radio, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { type DraftForm, DraftNotice, useDraftForm } from '#renderer/drafts/index.ts'
import { DateField, Failure, formatDay, Loading, toast } from '#renderer/ui/index.ts'
import { isApplied, type Lot } from '#shared/inventory/index.ts'
import { addDays, type CalendarDate, calendarDate, type ClientId } from '#shared/kernel/index.ts'
import {
  newPatchTest,
  type PatchTest,
  patchTestReading,
  patchTestResult,
} from '#shared/screening/index.ts'
import { texts } from './texts.ts'

const words = texts.patchTests

/** The list of choices stays in the dialog's landmark, where a screen reader expects it. */
const inPlace = { withinPortal: false }

const typedTest = z.object({
  lotId: z.string().nullable(),
  site: z.string(),
  appliedOn: calendarDate.nullable(),
  readDueOn: calendarDate.nullable(),
  note: z.string(),
})

interface RecordPatchTestDialogProps {
  clientId: ClientId
  today: CalendarDate
  readAfterDays: number
  onClose: () => void
}

export const RecordPatchTestDialog = (props: RecordPatchTestDialogProps) => (
  <Modal opened onClose={props.onClose} title={words.recordTitle} size={620}>
    <RecordForm {...props} />
  </Modal>
)

const useChanged = () => {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: query.screening.key() }),
      queries.invalidateQueries({ queryKey: query.sessions.key() }),
      queries.invalidateQueries({ queryKey: query.today.key() }),
    ])
}

const RecordForm = ({ clientId, today, readAfterDays, onClose }: RecordPatchTestDialogProps) => {
  const changed = useChanged()
  const lots = useQuery(query.inventory.lots.queryOptions({ input: { usable: true } }))
  const form = useDraftForm({
    kind: 'patch-test',
    key: clientId,
    initial: {
      lotId: null,
      site: '',
      appliedOn: today,
      readDueOn: addDays(today, readAfterDays),
      note: '',
    },
    typed: typedTest,
    read: (values) => newPatchTest.safeParse({ clientId, ...values }),
    write: async (given) => {
      await api.screening.recordPatchTest(given)
      await changed()
    },
    onWritten: () => {
      toast.done(words.recorded)
      onClose()
    },
  })
  if (form.draft.isLoading || !lots.data) {
    return lots.error ? <Failure error={lots.error} /> : <Loading lines={4} />
  }
  const applied = (day: CalendarDate | null) => {
    form.set('appliedOn', day)
    if (day) form.set('readDueOn', addDays(day, readAfterDays))
  }
  return (
    <DialogForm form={form} submitLabel={words.save} onClose={onClose}>
      <Select
        comboboxProps={inPlace}
        label={words.what}
        placeholder={words.whatPlaceholder}
        nothingFoundMessage={words.nothingUsable}
        data={lots.data.filter(({ product }) => isApplied(product.kind)).map(choiceOf)}
        value={form.values.lotId}
        onChange={(lotId) => form.set('lotId', lotId)}
        error={form.errorOf('lotId')}
        searchable
        required
        data-autofocus
      />
      <TextInput
        {...form.text('site')}
        label={words.site}
        placeholder={words.sitePlaceholder}
        required
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <DateField
          label={words.appliedOn}
          value={form.values.appliedOn}
          onChange={applied}
          error={form.errorOf('appliedOn')}
          maximum={today}
          required
        />
        <DateField
          label={words.readDueOn}
          value={form.values.readDueOn}
          onChange={(day) => form.set('readDueOn', day)}
          error={form.errorOf('readDueOn')}
          required
        />
      </SimpleGrid>
      <p className="record-list-detail">{words.dueHelp(readAfterDays)}</p>
      <Textarea {...form.text('note')} label={words.note} minRows={2} />
    </DialogForm>
  )
}

const choiceOf = ({ id, product, number, expiresOn }: Lot) => ({
  value: id,
  label: words.lotChoice(product.name, number, formatDay(expiresOn)),
})

interface DialogFormProps<Values extends object> {
  form: DraftForm<Values>
  submitLabel: string
  onClose: () => void
  children: ReactNode
}

const DialogForm = <Values extends object>({
  form,
  submitLabel,
  onClose,
  children,
}: DialogFormProps<Values>) => (
  <form {...form.form}>
    <div className="form-stack">
      <DraftNotice draft={form.draft} />
      {children}
      <Failure error={form.error} />
    </div>
    <div className="dialog-actions">
      <Button variant="default" onClick={onClose}>
        {texts.cancel}
      </Button>
      <Button type="submit" loading={form.isWriting}>
        {submitLabel}
      </Button>
    </div>
  </form>
)

const typedReading = z.object({
  readOn: calendarDate.nullable(),
  result: patchTestResult.nullable(),
  note: z.string(),
})

interface ReadPatchTestDialogProps {
  test: PatchTest
  today: CalendarDate
  onClose: () => void
}

export const ReadPatchTestDialog = (props: ReadPatchTestDialogProps) => (
  <Modal opened onClose={props.onClose} title={words.readTitle(props.test.productName)} size={580}>
    <ReadForm {...props} />
  </Modal>
)

const ReadForm = ({ test, today, onClose }: ReadPatchTestDialogProps) => {
  const changed = useChanged()
  const form = useDraftForm<z.infer<typeof typedReading>, z.infer<typeof patchTestReading>, void>({
    kind: 'patch-test-reading',
    key: test.id,
    initial: { readOn: today, result: null, note: '' },
    typed: typedReading,
    read: (values) => patchTestReading.safeParse(values),
    write: async (reading) => {
      await api.screening.readPatchTest({ patchTestId: test.id, reading })
      await changed()
    },
    onWritten: () => {
      toast.done(words.wasRead)
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={4} />
  return (
    <DialogForm form={form} submitLabel={words.saveReading} onClose={onClose}>
      <p className="confirm-text">
        {words.appliedWhere(test.site, formatDay(test.appliedOn), formatDay(test.readDueOn))}
      </p>
      <DateField
        label={words.readOnField}
        value={form.values.readOn}
        onChange={(day) => form.set('readOn', day)}
        error={form.errorOf('readOn') ?? form.errorOf('reading.readOn')}
        minimum={test.appliedOn}
        maximum={today}
        required
      />
      <Radio.Group
        label={words.result}
        value={form.values.result}
        onChange={(result) => form.set('result', patchTestResult.parse(result))}
        error={form.errorOf('result')}
        required
      >
        <Stack gap={0}>
          {patchTestResult.options.map((result) => (
            <Radio
              key={result}
              value={result}
              label={words.results[result]}
              description={words.resultHelp[result]}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea {...form.text('note')} label={words.note} minRows={2} />
    </DialogForm>
  )
}
