import { Button } from '@mantine/core'
import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { api, query } from '#renderer/api.ts'
import { Failure, formatDay } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'

/**
 * One press. Two clients may share a name, so name and birth date stand in the button itself: they
 * are said by the client and compared before it is pressed.
 */
export const StartButton = ({ session, stops }: { session: SessionHandle; stops: number }) => {
  const reasonId = useId()
  const start = useStart(session)
  const { client } = session.base
  const who = texts.readiness.startOf(client.name, formatDay(client.birthDate))
  return (
    <>
      <p id={reasonId} className="readiness-why">
        {stops > 0 ? texts.readiness.startOff(stops) : texts.readiness.askHer}
      </p>
      <Button
        fullWidth
        className="start-button"
        leftSection={<IconPlayerPlayFilled size={20} aria-hidden />}
        disabled={stops > 0}
        loading={start.isPending}
        aria-label={`${texts.readiness.start}: ${who}`}
        aria-describedby={reasonId}
        onClick={() => start.mutate()}
      >
        <span className="start-words">
          <span>{texts.readiness.start}</span>
          <span className="start-who">{who}</span>
        </span>
      </Button>
      <Failure error={start.error} />
    </>
  )
}

const useStart = (session: SessionHandle) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () =>
      api.sessions.start({
        sessionId: session.sessionId,
        version: await session.savedVersion(),
        identityConfirmed: true,
      }),
    onSuccess: (base) => {
      session.takeBase(base)
      void queries.invalidateQueries({ queryKey: query.today.key() })
      void queries.invalidateQueries({ queryKey: query.sessions.list.key() })
    },
    // A refusal tells of something that changed elsewhere: the panel shows it too.
    onError: () => queries.invalidateQueries({ queryKey: query.sessions.get.key() }),
  })
}
