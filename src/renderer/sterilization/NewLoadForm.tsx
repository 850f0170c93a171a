import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { api, query } from '#renderer/api.ts'
import { AttachmentField } from '#renderer/attachments/index.ts'
import { type DraftForm, DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { Failure, FindingList, Loading, Section, StatusBadge, toast } from '#renderer/ui/index.ts'
import type { LoadField } from '#shared/practice/index.ts'
import type { Load, Sterilizer } from '#shared/sterilization/index.ts'
import { AirTestFields, IndicatorFields } from './IndicatorFields.tsx'
import { CycleFields, KindField, MeasuredFields } from './LoadFields.tsx'
import { judgeTyped } from './judgeTyped.ts'
import {
  lastAlike,
  programmeOf,
  readLoad,
  remember,
  type TypedLoad,
  typedLoad,
} from './loadForm.ts'
import type { Begun, PracticeNow } from './newLoad.ts'
import { PackFields } from './PackFields.tsx'
import { texts } from './texts.ts'

export interface NewLoadFormProps {
  begun: Begun
  sterilizers: readonly Sterilizer[]
  /** Newest first. */
  loads: readonly Load[]
  practice: PracticeNow
}

/** The kind first; it decides what else is asked. */
export const NewLoadForm = ({ begun, sterilizers, loads, practice }: NewLoadFormProps) => {
  const form = useNewLoad(begun, practice.details.timeZone)
  if (form.draft.isLoading) return <Loading lines={8} />
  const { values } = form
  const asked = practice.rules.settings.requiredLoadFields.value
  const programme = programmeOf(values, sterilizers)
  const last = lastAlike(loads, values)
  const shown = { form, asked, last: isAsRemembered(values, last) ? last : null }
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      {begun.file === null ? null : (
        <p className="load-quiet">
          <StatusBadge tone="information">{texts.load.fromFile(begun.file)}</StatusBadge>
        </p>
      )}
      <KindField
        value={values.kind}
        onChange={(kind) =>
          form.draft.change((now) => {
            const next = { ...now, kind }
            return remember(next, lastAlike(loads, next))
          })
        }
      />
      <Section title={texts.load.cycle}>
        <CycleFields
          form={form}
          sterilizers={sterilizers}
          today={practice.today}
          asked={values.kind === 'load' ? asked : []}
        />
      </Section>
      <Section title={texts.load.measured}>
        <MeasuredFields form={form} programme={programme} asked={asked} />
      </Section>
      {values.kind === 'load' ? <LoadParts {...shown} /> : null}
      {values.kind === 'test' ? (
        <Section title={texts.load.test}>
          <AirTestFields form={form} last={shown.last} />
        </Section>
      ) : null}
      <MoreFields form={form} asked={asked} />
      <FindingList
        label={texts.load.judged}
        findings={judgeTyped(values, sterilizers, loads, practice)}
      />
      <Failure error={form.error} />
      <FormBar
        form={form}
        submitLabel={values.kind === 'load' ? texts.load.save : texts.load.saveCycle}
      />
    </form>
  )
}

const isAsRemembered = (values: TypedLoad, last: Load | null) =>
  last !== null &&
  values.indicatorLot === last.indicatorLot &&
  values.indicatorExpiresOn === last.indicatorExpiresOn

const LoadParts = ({
  form,
  asked,
  last,
}: {
  form: DraftForm<TypedLoad>
  asked: readonly LoadField[]
  last: Load | null
}) => (
  <>
    <Section title={texts.load.indicator}>
      <IndicatorFields form={form} last={last} asked={asked} />
    </Section>
    <Section title={texts.load.packs} description={texts.load.packsText}>
      <PackFields form={form} last={last} />
    </Section>
  </>
)

const MoreFields = ({
  form,
  asked,
}: {
  form: DraftForm<TypedLoad>
  asked: readonly LoadField[]
}) => (
  <Section title={texts.load.more}>
    <div className="form-stack">
      <AttachmentField
        label={texts.load.printout}
        {...(asked.includes('printout') ? { description: texts.load.asked } : {})}
        value={form.values.attachment}
        onChange={(attachment) => form.set('attachment', attachment)}
      />
      <Textarea {...form.text('note')} label={texts.load.note} minRows={1} maxLength={2000} />
    </div>
  </Section>
)

const useNewLoad = ({ key, initial }: Begun, zone: string) => {
  const [, goTo] = useLocation()
  const queries = useQueryClient()
  return useDraftForm({
    kind: 'load',
    key,
    initial,
    typed: typedLoad,
    read: (values) => readLoad(values, zone),
    write: (load) => api.sterilization.recordLoad(load),
    onWritten: (load) => {
      void queries.invalidateQueries({ queryKey: query.sterilization.key() })
      void queries.invalidateQueries({ queryKey: query.imports.key() })
      toast.done(
        load.kind === 'load'
          ? texts.load.saved(load.cycleNumber)
          : texts.load.savedCycle(load.cycleNumber),
      )
      goTo('/sterilization')
    },
  })
}
