import { IconRoute, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { query } from '#renderer/api.ts'
import {
  type Column,
  DataTable,
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
import { dayOf, type Instant, toInstant } from '#shared/kernel/index.ts'
import type { RecallSummary } from '#shared/recalls/index.ts'
import { texts } from './texts.ts'
import './recalls.css'

/** `/recalls`: the open ones first. */
export const RecallsPage = () => {
  const recalls = useQuery(query.recalls.list.queryOptions({ refetchOnMount: 'always' }))
  const practice = useQuery(query.practice.get.queryOptions())
  const zone = practice.data?.details.timeZone
  return (
    <Page
      title={texts.title}
      description={texts.description}
      primary={
        <LinkButton href="/trace" leftSection={<IconRoute size={18} aria-hidden />}>
          {texts.list.openNow}
        </LinkButton>
      }
    >
      {recalls.data && zone ? <Lists recalls={recalls.data} zone={zone} /> : <Loading lines={5} />}
      <Failure error={recalls.error ?? practice.error} />
    </Page>
  )
}

const Lists = ({ recalls, zone }: { recalls: readonly RecallSummary[]; zone: string }) => {
  const open = recalls.filter(({ closed }) => closed === null)
  const closed = recalls.filter((recall) => recall.closed !== null)
  if (recalls.length === 0) {
    return (
      <EmptyState
        icon={IconShieldCheck}
        title={texts.list.empty}
        action={
          <LinkButton href="/trace" variant="default">
            {texts.list.trace}
          </LinkButton>
        }
      >
        {texts.list.emptyText}
      </EmptyState>
    )
  }
  return (
    <>
      {open.length > 0 ? <List title={texts.list.open} recalls={open} zone={zone} /> : null}
      {closed.length > 0 ? <List title={texts.list.closed} recalls={closed} zone={zone} /> : null}
    </>
  )
}

interface ListProps {
  title: string
  recalls: readonly RecallSummary[]
  zone: string
}

const List = ({ title, recalls, zone }: ListProps) => {
  const [, goTo] = useLocation()
  return (
    <Section title={title} surface="flush">
      <DataTable
        label={title}
        columns={columnsIn(zone)}
        rows={recalls}
        rowKey={({ id }) => id}
        onActivate={({ id }) => goTo(`/recalls/${id}`)}
      />
    </Section>
  )
}

const columnsIn = (zone: string): readonly Column<RecallSummary>[] => [
  {
    id: 'what',
    header: texts.list.columns.what,
    cell: ({ title, reason }) => (
      <span className="recall-what">
        {title}
        <span>{reason}</span>
      </span>
    ),
  },
  {
    id: 'opened',
    header: texts.list.columns.opened,
    width: '8rem',
    cell: ({ openedAt }) => formatDay(dayOf(openedAt, zone)),
  },
  {
    id: 'clients',
    header: texts.list.columns.clients,
    width: '9rem',
    cell: ({ clients, open }) => texts.list.told(clients - open, clients),
  },
  {
    id: 'report',
    header: texts.list.columns.report,
    width: '13rem',
    cell: ({ report, closed }) =>
      report && !closed ? <ReportBadge dueAt={report.dueAt} zone={zone} /> : '–',
  },
  {
    id: 'state',
    header: texts.list.columns.state,
    width: '11rem',
    cell: ({ closed }) => (
      <StatusBadge tone={closed ? 'neutral' : 'stop'}>
        {closed ? texts.list.closedOn(formatDay(dayOf(closed.at, zone))) : texts.list.openWord}
      </StatusBadge>
    ),
  },
]

const ReportBadge = ({ dueAt, zone }: { dueAt: Instant; zone: string }) => {
  const isLate = dueAt < toInstant(new Date())
  const when = formatMoment(dueAt, zone)
  return (
    <StatusBadge tone={isLate ? 'stop' : 'decision'}>
      {isLate ? texts.list.late(when) : texts.list.report(when)}
    </StatusBadge>
  )
}
