import { IconShieldQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import {
  DefinitionList,
  EmptyState,
  Failure,
  FindingCard,
  formatMoment,
  LinkButton,
  Loading,
  Page,
  Section,
  StatusBadge,
  TraceLink,
} from '#renderer/ui/index.ts'
import { recallId, type RecallId, toInstant } from '#shared/kernel/index.ts'
import type { Recall } from '#shared/recalls/index.ts'
import { GuidedWay } from './GuidedWay.tsx'
import { StepLog } from './StepLog.tsx'
import { TakenOut } from './TakenOut.tsx'
import { texts } from './texts.ts'
import { Worklist } from './Worklist.tsx'
import './recalls.css'

const back = { href: '/recalls', label: texts.back }

/** `/recalls/:id` */
export const RecallPage = () => {
  const params = useParams<{ id: string }>()
  const id = recallId.safeParse(params.id)
  return id.success ? <KnownRecall key={id.data} id={id.data} /> : <UnknownRecall />
}

const UnknownRecall = () => (
  <Page title={texts.unknown} back={back}>
    <EmptyState
      icon={IconShieldQuestion}
      title={texts.unknown}
      action={<LinkButton href="/recalls">{texts.back}</LinkButton>}
    >
      {texts.unknownText}
    </EmptyState>
  </Page>
)

const KnownRecall = ({ id }: { id: RecallId }) => {
  const found = useQuery(
    query.recalls.get.queryOptions({ input: { recallId: id }, refetchOnMount: 'always' }),
  )
  const practice = useQuery(query.practice.get.queryOptions())
  if (!found.data || !practice.data) {
    const error = found.error ?? practice.error
    return (
      <Page title={texts.title} back={back}>
        {error ? <Failure error={error} /> : <Loading lines={8} />}
      </Page>
    )
  }
  return <Known recall={found.data} zone={practice.data.details.timeZone} />
}

const Known = ({ recall, zone }: { recall: Recall; zone: string }) => {
  const { recall: about } = recall
  return (
    <Page
      title={about.title}
      description={texts.recall.opened(about.openedBy, formatMoment(about.openedAt, zone))}
      back={back}
      status={
        <StatusBadge tone={about.closed ? 'neutral' : 'stop'}>
          {about.closed ? texts.recall.closedWord : texts.recall.openWord}
        </StatusBadge>
      }
      actions={
        about.cause === 'spore-test' ? null : (
          <TraceLink kind={about.cause} id={about.subjectId}>
            {texts.recall.trace}
          </TraceLink>
        )
      }
    >
      <Deadline recall={recall} zone={zone} />
      <div className="recall-columns">
        <Section title={texts.recall.way} description={texts.recall.wayText}>
          <GuidedWay recall={recall} zone={zone} />
        </Section>
        <Section title={texts.recall.taken}>
          <DefinitionList
            columns={1}
            items={[{ term: texts.recall.reason, value: about.reason }]}
          />
          <TakenOut recall={recall} zone={zone} />
        </Section>
      </div>
      <Worklist recall={recall} zone={zone} />
      <StepLog steps={recall.steps} zone={zone} />
    </Page>
  )
}

/** The authority’s deadline, until it was informed or the recall is closed. */
const Deadline = ({ recall: { recall, steps }, zone }: { recall: Recall; zone: string }) => {
  if (!recall.report || recall.closed) return null
  const informed = steps.find(({ kind }) => kind === 'authority-informed')
  const { dueAt, rule } = recall.report
  const when = formatMoment(dueAt, zone)
  const isLate = dueAt < toInstant(new Date())
  return (
    <FindingCard
      finding={{
        code: 'recalls.report',
        severity: informed ? 'note' : isLate ? 'stop' : 'override',
        fact: informed
          ? texts.recall.deadline.done(formatMoment(informed.happenedAt, zone))
          : isLate
            ? texts.recall.deadline.late(when)
            : texts.recall.deadline.fact(when),
        rule,
        nextStep: informed ? '' : texts.recall.deadline.next,
      }}
    />
  )
}
