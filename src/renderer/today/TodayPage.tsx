import { IconCoffee, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import {
  EmptyState,
  Failure,
  formatDay,
  formatMoment,
  LinkButton,
  Loading,
  Page,
  Section,
  StatusBadge,
} from '#renderer/ui/index.ts'
import type { CalendarDate, Instant } from '#shared/kernel/index.ts'
import {
  countersignLines,
  patchTestLines,
  recentLines,
  seriesLines,
  supervisorLines,
  unfinishedLines,
} from './careLines.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { LastCheck } from './LastCheck.tsx'
import { type TaskLine, TaskList } from './TaskList.tsx'
import { texts } from './texts.ts'
import type { TodayFacts } from './today.ts'
import './today.css'

/** What waits for her between two clients; each line is one click from being done. */
export const TodayPage = () => {
  const today = useQuery(query.today.get.queryOptions({ refetchOnMount: 'always' }))
  const practice = useQuery(query.practice.get.queryOptions())
  const facts = today.data
  const zone = practice.data?.details.timeZone
  return (
    <Page
      title={texts.title}
      description={facts ? formatDay(facts.today) : null}
      primary={
        facts && facts.clients > 0 ? (
          <LinkButton href="/clients/new" leftSection={<IconUserPlus size={18} aria-hidden />}>
            {texts.newClient}
          </LinkButton>
        ) : null
      }
      actions={
        facts && facts.clients > 0 ? (
          <LinkButton href="/clients" variant="default">
            {texts.findClient}
          </LinkButton>
        ) : null
      }
    >
      <Failure error={today.error} />
      {facts && zone ? (
        <Content facts={facts} moment={(instant) => formatMoment(instant, zone)} />
      ) : (
        <Loading label={texts.loading} />
      )}
    </Page>
  )
}

interface ContentProps {
  facts: TodayFacts
  moment: (instant: Instant) => string
}

const Content = ({ facts, moment }: ContentProps) => {
  if (facts.clients === 0) return <FirstSteps />
  const lists = listsOf(facts, moment).filter(({ lines }) => lines.length > 0)
  return (
    <>
      {lists.length === 0 ? (
        <EmptyState icon={IconCoffee} title={texts.nothing.title}>
          {texts.nothing.text}
        </EmptyState>
      ) : (
        <div className="today-lists">
          {lists.map(({ title, lines }) => (
            <Section key={title} title={title} surface="flush">
              <TaskList label={title} lines={lines} />
            </Section>
          ))}
        </div>
      )}
      {facts.recentSessions.length > 0 ? (
        <Section title={texts.recent.title} surface="flush">
          <TaskList label={texts.recent.title} lines={recentLines(facts, moment)} />
        </Section>
      ) : null}
      <LastCheck moment={moment} />
    </>
  )
}

/** In the order of urgency: what may harm somebody, what is signed late, what waits, what runs out. */
const listsOf = (facts: TodayFacts, moment: ContentProps['moment']) => [
  { title: texts.recalls.title, lines: recallLines(facts, moment) },
  { title: texts.unfinished.title, lines: unfinishedLines(facts, moment) },
  { title: texts.countersign.title, lines: countersignLines(facts, moment) },
  { title: texts.supervisor.title, lines: supervisorLines(facts, moment) },
  {
    title: facts.moreSeriesDue ? texts.series.firstOfMore : texts.series.title,
    lines: seriesLines(facts),
  },
  { title: texts.patchTests.title, lines: patchTestLines(facts) },
  { title: texts.tests.title, lines: testLines(facts, moment) },
  { title: texts.loads.title, lines: loadLines(facts, moment) },
  { title: texts.packs.title, lines: packLines(facts) },
  { title: texts.devices.title, lines: deviceLines(facts) },
  { title: texts.lots.title, lines: lotLines(facts) },
  { title: texts.stock.title, lines: stockLines(facts) },
  { title: texts.premises.title, lines: premisesLines(facts) },
  { title: texts.rules.title, lines: ruleLines(facts) },
]

const recallLines = (facts: TodayFacts, moment: ContentProps['moment']): TaskLine[] =>
  facts.recallsOpen.map(({ recallId, title, open, reportDueAt }) => ({
    id: recallId,
    href: `/recalls/${recallId}`,
    title,
    detail: [
      texts.recalls.open(open),
      ...(reportDueAt ? [texts.recalls.report(moment(reportDueAt))] : []),
    ].join(' · '),
    mark: <StatusBadge tone="stop">{texts.recalls.word}</StatusBadge>,
  }))

/** Those that wait to be read, then those that wait to be run. */
const testLines = (facts: TodayFacts, moment: ContentProps['moment']): TaskLine[] => [
  ...facts.sporeTestsPending.map(({ sporeTestId, sterilizerName, cycleNumber, startedAt }) => ({
    id: sporeTestId,
    href: '/sterilization/spore-tests',
    title: texts.tests.pending(sterilizerName, cycleNumber),
    detail: texts.tests.ran(moment(startedAt)),
    mark: <StatusBadge tone="decision">{texts.tests.read}</StatusBadge>,
  })),
  ...facts.sporeTestsDue.map(({ sterilizerId, sterilizerName, dueOn }) => ({
    id: sterilizerId,
    href: `/sterilization/sterilizers/${sterilizerId}`,
    title: texts.tests.due(sterilizerName),
    detail: texts.tests.dueOn(dueOn, facts.today),
    mark: dueMark(dueOn, facts.today, texts.tests),
  })),
]

const dueMark = (
  dueOn: CalendarDate,
  today: CalendarDate,
  words: { overdue: string; soon: string },
) => (
  <StatusBadge tone={dueOn < today ? 'stop' : 'decision'}>
    {dueOn < today ? words.overdue : words.soon}
  </StatusBadge>
)

const packLines = (facts: TodayFacts): TaskLine[] =>
  facts.packsAwaitingRelease.map(({ loadId, sterilizerName, cycleNumber, packs }) => ({
    id: loadId,
    href: `/sterilization/loads/${loadId}`,
    title: texts.loads.what(sterilizerName, cycleNumber),
    detail: texts.packs.count(packs),
    mark: <StatusBadge tone="decision">{texts.packs.word}</StatusBadge>,
  }))

const deviceLines = (facts: TodayFacts): TaskLine[] =>
  facts.devicesDue.map(({ unitId, name, what, dueOn }) => ({
    id: `${unitId} ${what}`,
    href: `/inventory/devices/${unitId}`,
    title: name,
    detail: texts.devices.due(what, dueOn),
    mark: dueMark(dueOn, facts.today, texts.devices),
  }))

const stockLines = (facts: TodayFacts): TaskLine[] =>
  facts.lowStock.map(({ productId, productName, left }) => ({
    id: productId,
    href: '/inventory/lots/new',
    title: productName,
    detail: texts.stock.left(left),
    mark: (
      <StatusBadge tone="decision">{left === 0 ? texts.stock.none : texts.stock.word}</StatusBadge>
    ),
  }))

const premisesLines = (facts: TodayFacts): TaskLine[] =>
  facts.premisesDue.map(({ premisesRecordId, says, dueOn }) => ({
    id: premisesRecordId,
    href: '/premises',
    title: says,
    detail: dueOn ? texts.premises.due(dueOn) : '',
    mark: (
      <StatusBadge tone={dueOn !== null && dueOn < facts.today ? 'stop' : 'decision'}>
        {dueOn !== null && dueOn < facts.today ? texts.premises.overdue : texts.premises.word}
      </StatusBadge>
    ),
  }))

const ruleLines = (facts: TodayFacts): TaskLine[] =>
  facts.rulesToConfirm
    ? [
        {
          id: 'rules',
          href: '/settings',
          title: texts.rules.what,
          detail: texts.rules.detail,
          mark: <StatusBadge tone="decision">{texts.rules.word}</StatusBadge>,
        },
      ]
    : []

const loadLines = (facts: TodayFacts, moment: ContentProps['moment']): TaskLine[] =>
  facts.loadsAwaitingRelease.map(({ loadId, sterilizerName, cycleNumber, startedAt }) => ({
    id: loadId,
    href: `/sterilization/loads/${loadId}`,
    title: texts.loads.what(sterilizerName, cycleNumber),
    detail: texts.loads.ran(moment(startedAt)),
    mark: <StatusBadge tone="decision">{texts.loads.word}</StatusBadge>,
  }))

const lotLines = (facts: TodayFacts): TaskLine[] =>
  facts.lotsExpiring.map(({ lotId, productName, number, expiresOn, left }) => ({
    id: lotId,
    href: `/inventory/lots/${lotId}`,
    title: productName,
    detail: `${texts.lots.lot(number, left)} · ${formatDay(expiresOn)}`,
    mark: (
      <StatusBadge tone={expiresOn < facts.today ? 'stop' : 'decision'}>
        {texts.lots.expires(expiresOn, facts.today)}
      </StatusBadge>
    ),
  }))
