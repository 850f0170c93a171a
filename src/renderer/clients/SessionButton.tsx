import { Button } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { api, query } from '#renderer/api.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import type { SessionSummary } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'

/** The one session that goes on, or a new one. */
export const useSessionOf = (
  clientId: ClientId,
  sessions: readonly SessionSummary[] | undefined,
) => {
  const [, goTo] = useLocation()
  const queries = useQueryClient()
  const unfinished = sessions?.find(({ state }) => state === 'open' || state === 'started')
  const opening = useMutation({
    mutationFn: () => api.sessions.open({ clientId }),
    onSuccess: ({ session }) => {
      void queries.invalidateQueries({ queryKey: query.sessions.key() })
      goTo(`/sessions/${session.id}`)
    },
  })
  return {
    label: unfinished ? texts.client.continueSession : texts.client.startSession,
    go: () => (unfinished ? goTo(`/sessions/${unfinished.id}`) : opening.mutate()),
    isPending: opening.isPending,
    error: opening.error,
  }
}

export const SessionButton = ({
  session,
  isReady,
}: {
  session: ReturnType<typeof useSessionOf>
  isReady: boolean
}) => (
  <Button
    leftSection={<IconPlayerPlay size={18} aria-hidden />}
    onClick={session.go}
    loading={session.isPending}
    disabled={!isReady}
  >
    {session.label}
  </Button>
)
