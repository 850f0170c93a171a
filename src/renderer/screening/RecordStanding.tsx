import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import { FindingCard, formatDay, LinkButton } from '#renderer/ui/index.ts'
import type { Finding } from '#shared/kernel/index.ts'
import type { Screening } from '#shared/screening/index.ts'
import { texts } from './texts.ts'

const words = texts.record

/** What this screening is worth now, and the way on: to the session, or to asking again. */
export const RecordStanding = ({ screening }: { screening: Screening }) => {
  const sessions = useQuery(
    query.sessions.list.queryOptions({ input: { clientId: screening.clientId } }),
  )
  const open = sessions.data?.find(({ state }) => state === 'open' || state === 'started')
  const finding = standingOf(screening)
  const toSession = open ? (
    <LinkButton
      href={`/sessions/${open.id}`}
      size={finding ? 'sm' : 'md'}
      variant={finding ? 'default' : 'filled'}
    >
      {texts.toSession}
    </LinkButton>
  ) : null
  if (finding) return <FindingCard finding={finding} action={toSession} />
  if (screening.verdict !== 'stop') return toSession ? <div>{toSession}</div> : null
  return (
    <div className="verdict-stop">
      <p>{words.endsRule}</p>
      <p>
        <strong>{open ? words.endsNext : words.endsNextAlone}</strong>
      </p>
      {open ? (
        <LinkButton href={`/sessions/${open.id}`} color="red">
          {words.openSession}
        </LinkButton>
      ) : null}
    </div>
  )
}

const standingOf = ({ state, validUntil }: Screening): Finding | null => {
  switch (state) {
    case 'invalid':
      return {
        code: 'screening.invalid',
        severity: 'stop',
        fact: words.invalidFact,
        rule: words.invalidRule,
        nextStep: words.invalidNext,
      }
    case 'earlier':
      return {
        code: 'screening.earlier',
        severity: 'note',
        fact: words.earlierFact,
        rule: words.earlierRule,
        nextStep: words.earlierNext,
      }
    case 'expired':
      return {
        code: 'screening.expired',
        severity: 'override',
        fact: words.expiredFact(formatDay(validUntil)),
        rule: words.expiredRule,
        nextStep: words.expiredNext,
      }
    case 'valid':
      return null
  }
}
