import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import { TextLink } from '#renderer/ui/index.ts'
import { TimerStrip } from '#renderer/vault/index.ts'

const askEvery = 10_000

/** The anaesthetics that are on, above every page, with whose they are. */
export const RunningTimers = ({ timeZone }: { timeZone: string | undefined }) => {
  const timers = useQuery(
    query.sessions.timers.queryOptions({
      refetchInterval: askEvery,
      refetchIntervalInBackground: true,
    }),
  )
  if (!timers.data || timers.data.length === 0) return null
  return (
    <div className="shell-timers">
      <TimerStrip
        timers={timers.data.map(({ sessionId, clientName, product, onAt, dueAt }) => ({
          onAt,
          dueAt,
          whose: (
            <>
              <TextLink href={`/sessions/${sessionId}`}>{clientName}</TextLink> · {product}
            </>
          ),
        }))}
        {...(timeZone === undefined ? {} : { timeZone })}
      />
    </div>
  )
}
