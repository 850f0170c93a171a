import { Modal, SimpleGrid, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { useLocation } from 'wouter'
import { api, query } from '#renderer/api.ts'
import { AttachmentField, typedAttachment } from '#renderer/attachments/index.ts'
import { type DraftHandle, useDraft } from '#renderer/drafts/index.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import {
  DateField,
  formatDay,
  Loading,
  MomentField,
  momentOf,
  toast,
  ToneIcon,
  typedMoment,
} from '#renderer/ui/index.ts'
import { calendarDate, dayOf } from '#shared/kernel/index.ts'
import type { SporeTest, SporeTestResult } from '#shared/sterilization/index.ts'
import { ChoiceField } from './LoadFields.tsx'
import { texts } from './texts.ts'
import { sporeTones } from './tones.ts'

const words = texts.spore.reading

interface ReadSporeTestDialogProps {
  /** Null: nothing is read. */
  test: SporeTest | null
  zone: string
  onClose: () => void
}

/** What was read, what that does, and the signature. */
export const ReadSporeTestDialog = ({ test, zone, onClose }: ReadSporeTestDialogProps) => (
  <Modal
    opened={test !== null}
    onClose={onClose}
    title={test ? words.title(test.cycleNumber) : ''}
    size={640}
  >
    {test ? <ReadForm key={test.id} test={test} zone={zone} onClose={onClose} /> : null}
  </Modal>
)

const growth = z.enum(['', 'growth', 'no-growth'])

const typedReading = z.object({
  test: growth,
  control: growth,
  readAt: typedMoment,
  reportedOn: calendarDate.nullable(),
  reportNumber: z.string(),
  attachment: typedAttachment,
})
type TypedReading = z.infer<typeof typedReading>

const emptyReading: TypedReading = {
  test: '',
  control: '',
  readAt: null,
  reportedOn: null,
  reportNumber: '',
  attachment: null,
}

/** What a reading means; null while one of the two is not chosen. */
const resultOf = ({ test, control }: TypedReading): SporeTestResult | null => {
  if (test === '' || control === '') return null
  if (test === 'growth') return 'fail'
  return control === 'growth' ? 'pass' : 'invalid'
}

const ReadForm = ({
  test,
  zone,
  onClose,
}: { test: SporeTest } & Omit<ReadSporeTestDialogProps, 'test'>) => {
  const draft = useDraft('spore-reading', test.id, emptyReading, typedReading)
  const reading = useReading(test, zone, draft, onClose)
  if (draft.isLoading) return <Loading lines={5} />
  const { value } = draft
  const result = resultOf(value)
  return (
    <SecretForm
      submitLabel={result === 'fail' ? words.confirmFail : words.confirm}
      busy={reading.isPending}
      error={reading.error}
      ready={result !== null && momentOf(value.readAt, zone) !== null}
      irreversible={result === 'fail'}
      startsAtSecret={false}
      onSubmit={(secret) => reading.mutate(secret)}
      onCancel={onClose}
    >
      <Growths value={value} onChange={draft.change} />
      <MomentField
        label={words.when}
        value={value.readAt}
        onChange={(readAt) => draft.change({ ...value, readAt })}
        zone={zone}
      />
      {test.laboratory === '' ? null : (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <DateField
            label={words.reported}
            value={value.reportedOn}
            onChange={(reportedOn) => draft.change({ ...value, reportedOn })}
          />
          <TextInput
            label={words.reportNumber}
            value={value.reportNumber}
            maxLength={80}
            onChange={({ currentTarget }) =>
              draft.change({ ...value, reportNumber: currentTarget.value })
            }
          />
        </SimpleGrid>
      )}
      <AttachmentField
        label={words.scan}
        value={value.attachment}
        onChange={(attachment) => draft.change((now) => ({ ...now, attachment }))}
      />
      <Outcome test={test} result={result} zone={zone} />
    </SecretForm>
  )
}

const growths = (['growth', 'no-growth'] as const).map((value) => ({
  value,
  label: value === 'growth' ? words.growth : words.noGrowth,
}))

const Growths = ({
  value,
  onChange,
}: {
  value: TypedReading
  onChange: (next: TypedReading) => void
}) => (
  <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
    <ChoiceField<TypedReading['test']>
      label={words.test}
      value={value.test}
      onChange={(test) => onChange({ ...value, test })}
      choices={growths}
    >
      <p className="load-quiet choice-help">{words.testHelp}</p>
    </ChoiceField>
    <ChoiceField<TypedReading['control']>
      label={words.control}
      value={value.control}
      onChange={(control) => onChange({ ...value, control })}
      choices={growths}
    >
      <p className="load-quiet choice-help">{words.controlHelp}</p>
    </ChoiceField>
  </SimpleGrid>
)

/** Said before it is signed. */
const Outcome = ({
  test,
  result,
  zone,
}: {
  test: SporeTest
  result: SporeTestResult | null
  zone: string
}) => {
  const sterilizers = useQuery(query.sterilization.sterilizers.queryOptions())
  const passed = sterilizers.data?.find(({ id }) => id === test.sterilizerId)?.lastPassedSporeTestAt
  const says = {
    pending: words.choose,
    pass: words.passText,
    invalid: words.invalidText,
    fail: words.failText(test.sterilizerName, passed ? formatDay(dayOf(passed, zone)) : null),
  }[result ?? 'pending']
  return (
    <div aria-live="polite" className="finding-region">
      <div className="finding" data-tone={result === null ? 'neutral' : sporeTones[result]}>
        <ToneIcon tone={result === null ? 'neutral' : sporeTones[result]} size={20} />
        <div className="finding-text">
          <p className="finding-fact">
            {result === null ? words.outcome : texts.spore.results[result]}
          </p>
          <p className="finding-rule">{says}</p>
          {result === 'fail' ? <p className="finding-next">{words.failLast}</p> : null}
        </div>
      </div>
    </div>
  )
}

const useReading = (
  test: SporeTest,
  zone: string,
  draft: DraftHandle<TypedReading>,
  onClose: () => void,
) => {
  const queries = useQueryClient()
  const [, goTo] = useLocation()
  const { value } = draft
  return useMutation({
    mutationFn: (secret: string) => {
      const readAt = momentOf(value.readAt, zone)
      if (readAt === null) throw new Error('A reading was signed without its moment.')
      return api.recalls.readSporeTest({
        sporeTestId: test.id,
        readAt,
        testGrowth: value.test === 'growth',
        controlGrowth: value.control === 'growth',
        reportedOn: value.reportedOn,
        reportNumber: value.reportNumber.trim(),
        attachmentId: value.attachment?.id ?? null,
        secret,
      })
    },
    onSuccess: async ({ sporeTest, recallId }) => {
      await draft.finish().catch(() => undefined)
      await queries.invalidateQueries()
      onClose()
      if (recallId !== null) goTo(`/recalls/${recallId}`)
      if (sporeTest.result === 'pass') toast.done(words.done.pass)
      else toast.information(words.done[sporeTest.result])
    },
  })
}
