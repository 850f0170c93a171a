import { IconShieldCheck } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import { EmptyState, Failure, LinkButton, Loading, Page } from '#renderer/ui/index.ts'
import { addDays, cycleRecordId } from '#shared/kernel/index.ts'
import type { Load, Sterilizer } from '#shared/sterilization/index.ts'
import { NewLoadForm } from './NewLoadForm.tsx'
import { beginning, type FromFile } from './newLoad.ts'
import { texts } from './texts.ts'
import './sterilization.css'

/** What is looked back through for the last cycle of the same kind. */
const rememberedDays = 365

/**
 * `/sterilization/loads/new`; `…/test/:sterilizer` begins with the test of the day, `…/cycle/:sterilizer/:number`
 * with a number that is missing, `…/file/:cycle` with what a machine's file says.
 */
export const NewLoadPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  // What a form begins with is read once, so it must be as it is now.
  const now = { refetchOnMount: 'always', staleTime: 0 } as const
  const sterilizers = useQuery(query.sterilization.sterilizers.queryOptions(now))
  const today = practice.data?.today
  const loads = useQuery(
    query.sterilization.loads.queryOptions({
      input: today ? { from: addDays(today, -rememberedDays) } : skipToken,
      ...now,
    }),
  )
  const file = useCycleOfAddress()
  const isNow = sterilizers.isFetchedAfterMount && loads.isFetchedAfterMount
  const isReady = isNow && practice.data && sterilizers.data && loads.data && !file.isLoading
  return (
    <Page
      title={texts.load.title}
      description={texts.load.description}
      back={{ href: '/sterilization', label: texts.load.back }}
      width="reading"
    >
      {isReady ? (
        sterilizers.data.length > 0 ? (
          <Begun
            sterilizers={sterilizers.data}
            loads={loads.data}
            practice={practice.data}
            file={file.data}
          />
        ) : (
          <NeedsSterilizer />
        )
      ) : (
        <Loading lines={8} />
      )}
      <Failure error={practice.error ?? sterilizers.error ?? loads.error ?? file.error} />
    </Page>
  )
}

const useCycleOfAddress = () => {
  const params = useParams<{ cycle?: string }>()
  const id = cycleRecordId.safeParse(params.cycle)
  const found = useQuery(
    query.imports.cycle.queryOptions({
      input: id.success ? { cycleRecordId: id.data } : skipToken,
    }),
  )
  return { data: found.data ?? null, error: found.error, isLoading: id.success && found.isLoading }
}

const Begun = ({
  sterilizers,
  loads,
  practice,
  file,
}: {
  sterilizers: readonly Sterilizer[]
  loads: readonly Load[]
  practice: Parameters<typeof NewLoadForm>[0]['practice']
  file: FromFile | null
}) => {
  const params = useParams<{ sterilizer?: string; number?: string; cycle?: string }>()
  const begun = beginning(params, sterilizers, loads, file, practice)
  return (
    <NewLoadForm
      key={begun.key}
      begun={begun}
      sterilizers={sterilizers}
      loads={loads}
      practice={practice}
    />
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
