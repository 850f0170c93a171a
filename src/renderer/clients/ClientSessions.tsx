import { IconActivity } from '@tabler/icons-react'
import { Link } from 'wouter'
import {
  EmptyState,
  formatMillimetres,
  formatMoment,
  StatusBadge,
  type Tone,
} from '#renderer/ui/index.ts'
import type { PlanId } from '#shared/kernel/index.ts'
import type { SessionState, SessionSummary } from '#shared/sessions/index.ts'
import { ShowAll } from './ShowAll.tsx'
import { texts } from './texts.ts'

export interface ClientSessionsProps {
  /** Newest first. */
  sessions: readonly SessionSummary[]
  /** What the series of a session is called. */
  seriesName: (planId: PlanId) => string | null
  /** The practice's time zone. */
  zone: string
  hasConsent: boolean
}

/** A client's sessions on a line of time, what deviated in red. */
export const ClientSessions = ({ sessions, seriesName, zone, hasConsent }: ClientSessionsProps) =>
  sessions.length === 0 ? (
    <EmptyState icon={IconActivity} title={texts.sessions.empty} compact>
      {texts.sessions.emptyText(hasConsent)}
    </EmptyState>
  ) : (
    <ShowAll items={sessions} first={4}>
      {(shown) => (
        <ol className="session-timeline">
          {shown.map((session) => (
            <li key={session.id} data-tone={toneOf(session)}>
              <SessionEntry
                session={session}
                series={session.planId && seriesName(session.planId)}
                zone={zone}
              />
            </li>
          ))}
        </ol>
      )}
    </ShowAll>
  )

const tones = {
  open: 'information',
  started: 'decision',
  signed: 'cleared',
  dropped: 'neutral',
  'entered-in-error': 'neutral',
} satisfies Record<SessionState, Tone>

const toneOf = (session: SessionSummary): Tone =>
  session.deviations > 0 || session.signatureState === 'invalid' ? 'stop' : tones[session.state]

const SessionEntry = ({
  session,
  series,
  zone,
}: {
  session: SessionSummary
  series: string | null
  zone: string
}) => (
  <Link href={`/sessions/${session.id}`} className="session-entry">
    <span className="session-entry-head">
      <span className="session-entry-when">
        {formatMoment(session.startedAt ?? session.openedAt, zone)}
      </span>
      <StatusBadge tone={tones[session.state]}>{texts.sessions.states[session.state]}</StatusBadge>
      {session.deviations > 0 ? (
        <StatusBadge tone="stop">{texts.sessions.deviations(session.deviations)}</StatusBadge>
      ) : null}
      {session.awaitingCountersignature > 0 ? (
        <StatusBadge tone="decision">{texts.sessions.awaiting}</StatusBadge>
      ) : null}
      {session.awaitingSupervisor ? (
        <StatusBadge tone="decision">{texts.sessions.awaitingSupervisor}</StatusBadge>
      ) : null}
      {session.signatureState === 'invalid' ? (
        <StatusBadge tone="stop">{texts.sessions.signatureInvalid}</StatusBadge>
      ) : null}
      {isUnfinished(session) && session.missing > 0 ? (
        <StatusBadge tone="decision">{texts.sessions.missing(session.missing)}</StatusBadge>
      ) : null}
    </span>
    <span className="session-entry-what">{treatmentOf(session)}</span>
    <span className="session-entry-who">{recordOf(session, series)}</span>
  </Link>
)

const isUnfinished = ({ state }: SessionSummary) => state === 'open' || state === 'started'

const treatmentOf = ({ zoneLabels, longestNeedle }: SessionSummary) =>
  [
    zoneLabels.length > 0 ? texts.sessions.zones(zoneLabels) : texts.sessions.noZones,
    longestNeedle === null
      ? ''
      : texts.sessions.longest(formatMillimetres(longestNeedle).replace(' ', '\u00a0')),
  ]
    .filter((part) => part !== '')
    .join(', ')

const recordOf = (
  { practitionerName, addenda, signatureState }: SessionSummary,
  series: string | null,
) =>
  [
    practitionerName,
    series === null ? '' : texts.sessions.ofSeries(series),
    signatureState === 'valid' ? texts.sessions.signatureValid : '',
    addenda > 0 ? texts.sessions.addenda(addenda) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
