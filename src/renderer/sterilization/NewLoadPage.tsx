import { IconShieldCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import {
  EmptyState,
  Failure,
  FindingList,
  LinkButton,
  Loading,
  Page,
  Section,
  toast,
} from '#renderer/ui/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import type { Sterilizer } from '#shared/sterilization/index.ts'
import { CycleFields, IndicatorFields, MeasuredFields } from './LoadFields.tsx'
import { emptyLoad, judgeTyped, loadIn, programmeOf, typedLoad } from './loadForm.ts'
import { PackFields } from './PackFields.tsx'
import { texts } from './texts.ts'
import './sterilization.css'

/** `/sterilization/loads/new` */
export const NewLoadPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  const sterilizers = useQuery(query.sterilization.sterilizers.queryOptions())
  return (
    <Page
      title={texts.load.title}
      description={texts.load.description}
      back={{ href: '/sterilization', label: texts.load.back }}
      width="reading"
    >
      {practice.data && sterilizers.data ? (
        sterilizers.data.length > 0 ? (
          <NewLoadForm
            sterilizers={sterilizers.data}
            today={practice.data.today}
            zone={practice.data.details.timeZone}
          />
        ) : (
          <NeedsSterilizer />
        )
      ) : (
        <Loading lines={8} />
      )}
      <Failure error={practice.error ?? sterilizers.error} />
    </Page>
  )
}

interface NewLoadFormProps {
  sterilizers: readonly Sterilizer[]
  today: CalendarDate
  zone: string
}

const NewLoadForm = ({ sterilizers, today, zone }: NewLoadFormProps) => {
  const [, goTo] = useLocation()
  const queries = useQueryClient()
  const schema = useMemo(() => loadIn(zone), [zone])
  const form = useDraftForm({
    kind: 'load',
    key: 'new',
    initial: emptyLoad(sterilizers.length === 1 ? sterilizers[0] : undefined, today),
    typed: typedLoad,
    read: (values) => schema.safeParse(values),
    write: (load) => api.sterilization.recordLoad(load),
    onWritten: (load) => {
      void queries.invalidateQueries({ queryKey: query.sterilization.key() })
      toast.done(texts.load.saved(load.cycleNumber))
      goTo('/sterilization')
    },
  })
  const programme = programmeOf(form.values, sterilizers)

  if (form.draft.isLoading) return <Loading lines={8} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <Section title={texts.load.cycle}>
        <CycleFields form={form} sterilizers={sterilizers} today={today} />
      </Section>
      <Section title={texts.load.measured}>
        <MeasuredFields form={form} programme={programme} />
      </Section>
      <Section title={texts.load.indicator}>
        <IndicatorFields form={form} />
      </Section>
      <Section title={texts.load.packs} description={texts.load.packsText}>
        <PackFields form={form} />
      </Section>
      <FindingList
        label={texts.load.judged}
        findings={judgeTyped(form.values, programme, today, zone)}
      />
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={texts.load.save} />
    </form>
  )
}

const NeedsSterilizer = () => (
  <EmptyState
    icon={IconShieldCheck}
    title={texts.load.needsSterilizer}
    action={<LinkButton href="/sterilization">{texts.load.goBack}</LinkButton>}
  >
    {texts.load.needsSterilizerText}
  </EmptyState>
)
