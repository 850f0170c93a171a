import { Button } from '@mantine/core'
import { IconPlayerPlay, IconPlus, IconRepeat } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { api, query } from '#renderer/api.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import { indicationLabels } from '#shared/practice/index.ts'
import type { Series, SessionSummary } from '#shared/sessions/index.ts'
import { choiceOfSeries, type SessionChoice, sessionChoices } from './sessionChoices.ts'
import { texts } from './texts.ts'

type Beginning = Exclude<SessionChoice, { kind: 'continue' }>

/** The one session that goes on, or what can be begun; nothing until it is known. */
export const useSessionOf = (
  clientId: ClientId,
  sessions: readonly SessionSummary[] | undefined,
  series: readonly Series[] | undefined,
) => {
  const [, goTo] = useLocation()
  const queries = useQueryClient()
  const opening = useMutation({
    mutationFn: ({ kind, planId }: Beginning) =>
      api.sessions.open({ clientId, planId, sameAsLastTime: kind === 'same' }),
    onSuccess: ({ session }) => {
      void queries.invalidateQueries({ queryKey: query.sessions.key() })
      goTo(`/sessions/${session.id}`)
    },
  })
  const isKnown = sessions !== undefined && series !== undefined
  return {
    choices: isKnown ? sessionChoices(sessions, series) : [],
    choiceOf: (one: Series) => (isKnown ? choiceOfSeries(sessions, series, one) : null),
    labelOf: ({ kind }: SessionChoice): string => {
      if (kind === 'continue') return texts.client.continueSession
      if (kind === 'same') return texts.client.sameAsLastTime
      return sessions?.some(({ state }) => state === 'signed')
        ? texts.client.newSession
        : texts.client.startSession
    },
    go: (choice: SessionChoice) => {
      if (choice.kind === 'continue') goTo(`/sessions/${choice.sessionId}`)
      else if (!opening.isPending) opening.mutate(choice)
    },
    isOpening: (choice: SessionChoice) =>
      opening.isPending &&
      choice.kind === opening.variables.kind &&
      choice.planId === opening.variables.planId,
    error: opening.error,
  }
}

type SessionOf = ReturnType<typeof useSessionOf>

const icons = { continue: IconPlayerPlay, same: IconRepeat, new: IconPlus } satisfies Record<
  SessionChoice['kind'],
  unknown
>

/** The page's primary action, and beside it the other way to begin. */
export const SessionButtons = ({ session }: { session: SessionOf }) => {
  const { choices } = session
  if (choices.length === 0) {
    return (
      <Button leftSection={<IconPlayerPlay size={18} aria-hidden />} disabled>
        {texts.client.startSession}
      </Button>
    )
  }
  // The primary one stands last, at the edge, as on every page.
  return [...choices].reverse().map((choice) => {
    const Icon = icons[choice.kind]
    return (
      <Button
        key={choice.kind}
        variant={choice === choices[0] ? 'filled' : 'default'}
        leftSection={<Icon size={18} aria-hidden />}
        onClick={() => session.go(choice)}
        loading={session.isOpening(choice)}
      >
        {session.labelOf(choice)}
      </Button>
    )
  })
}

/** Begins the next session of one of several series. */
export const SeriesButton = ({ session, series }: { session: SessionOf; series: Series }) => {
  const choice = session.choiceOf(series)
  if (!choice) return null
  const name = indicationLabels[series.plan.current.indication]
  const Icon = icons[choice.kind]
  const isSame = choice.kind === 'same'
  return (
    <Button
      size="sm"
      variant="default"
      leftSection={<Icon size={16} aria-hidden />}
      aria-label={isSame ? texts.client.sameAsLastTimeOf(name) : texts.client.newSessionOf(name)}
      onClick={() => session.go(choice)}
      loading={session.isOpening(choice)}
    >
      {isSame ? texts.client.sameAsLastTime : texts.client.newSession}
    </Button>
  )
}
