import type { ReactNode } from 'react'
import { StatusBadge } from '#renderer/ui/index.ts'
import type { CalendarDate, Instant } from '#shared/kernel/index.ts'
import { indicationLabels } from '#shared/practice/index.ts'
import type { SignatureState } from '#shared/signing/index.ts'
import type { TaskLine } from './TaskList.tsx'
import { texts } from './texts.ts'
import type { TodayFacts } from './today.ts'

type Moment = (instant: Instant) => string

/** Two clients may share a name: the birth date stands beside it. */
const person = (client: { clientName: string; clientBirthDate: CalendarDate }) => ({
  title: client.clientName,
  aside: texts.born(client.clientBirthDate),
})

export const patchTestLines = (facts: TodayFacts): TaskLine[] =>
  facts.patchTestsDue.map(({ patchTestId, clientId, productName, readDueOn, ...client }) => ({
    id: patchTestId,
    href: `/clients/${clientId}`,
    ...person(client),
    detail: texts.patchTests.due(productName, readDueOn, facts.today),
    mark: (
      <StatusBadge tone={readDueOn < facts.today ? 'stop' : 'decision'}>
        {readDueOn < facts.today ? texts.patchTests.overdue : texts.patchTests.word}
      </StatusBadge>
    ),
  }))

/** A record that no longer is what was signed says so in every row that names it. */
const withSignature = (state: SignatureState, mark: ReactNode): ReactNode =>
  state === 'invalid' ? <StatusBadge tone="stop">{texts.signatureInvalid}</StatusBadge> : mark

export const unfinishedLines = (facts: TodayFacts, moment: Moment): TaskLine[] =>
  facts.unfinished.map(({ sessionId, openedAt, startedAt, missing, ...client }) => ({
    id: sessionId,
    href: `/sessions/${sessionId}`,
    ...person(client),
    detail: startedAt
      ? texts.unfinished.started(moment(startedAt))
      : texts.unfinished.opened(moment(openedAt)),
    mark: (
      <StatusBadge tone={startedAt ? 'decision' : 'neutral'}>
        {missing > 0 ? texts.unfinished.missing(missing) : unfinishedWord(startedAt)}
      </StatusBadge>
    ),
  }))

const unfinishedWord = (startedAt: Instant | null) =>
  startedAt ? texts.unfinished.startedWord : texts.unfinished.openWord

export const countersignLines = (facts: TodayFacts, moment: Moment): TaskLine[] =>
  facts.awaitingCountersignature.map(({ sessionId, signedAt, signatureState, ...client }) => ({
    id: sessionId,
    href: `/sessions/${sessionId}`,
    ...person(client),
    detail: texts.countersign.signed(moment(signedAt)),
    mark: withSignature(
      signatureState,
      <StatusBadge tone="stop">{texts.countersign.word}</StatusBadge>,
    ),
  }))

export const supervisorLines = (facts: TodayFacts, moment: Moment): TaskLine[] =>
  facts.awaitingSupervisor.map(({ sessionId, signedAt, signatureState, ...client }) => ({
    id: sessionId,
    href: `/sessions/${sessionId}`,
    ...person(client),
    detail: texts.supervisor.signed(moment(signedAt)),
    mark: withSignature(
      signatureState,
      <StatusBadge tone="decision">{texts.supervisor.word}</StatusBadge>,
    ),
  }))

export const seriesLines = (facts: TodayFacts): TaskLine[] =>
  facts.seriesDue.map(
    ({ planId, clientId, indication, done, planned, nextUntil, overdue, ...client }) => ({
      id: planId,
      href: `/clients/${clientId}`,
      ...person(client),
      detail: [
        texts.series.detail(indicationLabels[indication], done + 1, planned),
        overdue ? texts.series.overdueSince(nextUntil) : texts.series.until(nextUntil),
      ].join(' · '),
      mark: (
        <StatusBadge tone={overdue ? 'decision' : 'information'}>
          {overdue ? texts.series.overdue : texts.series.word}
        </StatusBadge>
      ),
    }),
  )

export const recentLines = (facts: TodayFacts, moment: Moment): TaskLine[] =>
  facts.recentSessions.map(({ sessionId, signedAt, zones, signatureState, ...client }) => ({
    id: sessionId,
    href: `/sessions/${sessionId}`,
    ...person(client),
    detail: `${moment(signedAt)} · ${texts.recent.zones(zones)}`,
    mark: withSignature(signatureState, null),
  }))
