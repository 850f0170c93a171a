import {
  IconClipboardCheck,
  IconFileExport,
  IconHistory,
  IconMap2,
  IconPlayerPlay,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { query } from '#renderer/api.ts'
import { SeriesSection } from '#renderer/plans/index.ts'
import {
  Failure,
  formatDay,
  Loading,
  Page,
  Section,
  TraceLink,
  useCommands,
} from '#renderer/ui/index.ts'
import type { Client } from '#shared/clients/index.ts'
import { ageOn, type CalendarDate } from '#shared/kernel/index.ts'
import { indicationLabels, type RuleSettings } from '#shared/practice/index.ts'
import { ClientBanner } from './ClientBanner.tsx'
import { ClientConsents } from './ClientConsents.tsx'
import { ClientDetailsSection } from './ClientDetailsSection.tsx'
import { ClientFlags } from './ClientFlags.tsx'
import { ClientScreenings } from './ClientScreenings.tsx'
import { ClientSessions } from './ClientSessions.tsx'
import { ExportHistory, useExportHistory } from './ExportHistory.tsx'
import { PatchTests } from './PatchTests.tsx'
import { SeriesButton, SessionButtons, useSessionOf } from './SessionButton.tsx'
import { texts } from './texts.ts'
import './clients.css'

export interface ClientRecordProps {
  client: Client
  practice: {
    today: CalendarDate
    details: { timeZone: string }
    rules: {
      settings: Pick<RuleSettings, 'patchTestReadDays' | 'plannedSessions' | 'sessionIntervalDays'>
    }
  }
}

/** Everything about one client: what can harm her at the top, then what was done. */
export const ClientRecord = ({ client, practice }: ClientRecordProps) => {
  const input = { clientId: client.id }
  const sessions = useQuery(query.sessions.list.queryOptions({ input }))
  const course = useQuery(query.sessions.course.queryOptions({ input }))
  const consents = useQuery(query.consent.list.queryOptions({ input }))
  const [, goTo] = useLocation()
  const session = useSessionOf(client.id, sessions.data, course.data?.series)
  const history = useExportHistory(client.id)
  const lookBack = () => goTo(`/history/clients/${client.id}`)
  useCommands([
    ...session.choices.map((choice) => ({
      id: `client-session-${choice.kind}`,
      label: session.labelOf(choice),
      icon: IconPlayerPlay,
      run: () => session.go(choice),
    })),
    {
      id: 'client-course',
      label: texts.client.course,
      icon: IconMap2,
      run: () => goTo(`/clients/${client.id}/course`),
    },
    {
      id: 'client-history',
      label: texts.client.exportHistory,
      icon: IconFileExport,
      run: () => history.mutate('pdf'),
    },
    { id: 'client-stood', label: texts.client.asItStood, icon: IconHistory, run: lookBack },
    {
      id: 'client-screening',
      label: texts.screenings.screenNow,
      icon: IconClipboardCheck,
      run: () => goTo(`/clients/${client.id}/screening`),
    },
  ])

  return (
    <Page
      title={client.name}
      description={describe(client, practice.today)}
      back={{ href: '/clients', label: texts.client.back }}
      banner={<ClientBanner client={client} today={practice.today} />}
      actions={
        <>
          <ExportHistory history={history} onLookBack={lookBack} />
          <TraceLink kind="client" id={client.id}>
            {texts.client.trace}
          </TraceLink>
        </>
      }
      primary={<SessionButtons session={session} />}
    >
      <Failure error={session.error ?? history.error} />
      <div className="client-columns">
        <div className="client-column">
          {course.data ? (
            <SeriesSection
              clientId={client.id}
              series={course.data.series}
              visits={course.data.visits}
              today={practice.today}
              zone={practice.details.timeZone}
              rules={practice.rules.settings}
            >
              {(series) => <SeriesButton session={session} series={series} />}
            </SeriesSection>
          ) : (
            <Pending error={course.error} />
          )}
          <Section title={texts.sessions.title} surface="flush">
            {sessions.data ? (
              <ClientSessions
                sessions={sessions.data}
                seriesName={(planId) => {
                  const found = course.data?.series.find(({ plan }) => plan.id === planId)
                  return found ? indicationLabels[found.plan.current.indication] : null
                }}
                zone={practice.details.timeZone}
                hasConsent={consents.data?.some(({ state }) => state === 'valid') ?? false}
              />
            ) : (
              <Pending error={sessions.error} />
            )}
          </Section>
          <ClientScreenings clientId={client.id} />
          <ClientConsents clientId={client.id} zone={practice.details.timeZone} />
        </div>
        <div className="client-column">
          <ClientFlags client={client} practice={practice} />
          <PatchTests
            clientId={client.id}
            today={practice.today}
            readAfterDays={practice.rules.settings.patchTestReadDays.value}
          />
          <ClientDetailsSection client={client} practice={practice} />
        </div>
      </div>
    </Page>
  )
}

const describe = (client: Client, today: CalendarDate) =>
  [
    texts.age(ageOn(client.birthDate, today)),
    texts.born(formatDay(client.birthDate)),
    texts.number(client.number),
    client.telephone,
  ]
    .filter((part) => part !== '')
    .join(' · ')

const Pending = ({ error }: { error: unknown }) => (
  <div className="client-pending">{error ? <Failure error={error} /> : <Loading lines={3} />}</div>
)
