import { StatusBadge } from '#renderer/ui/index.ts'
import type { ClientSummary } from '#shared/clients/index.ts'
import { demandOf } from '#shared/screening/index.ts'
import { texts } from './texts.ts'
import { useRules } from './useRules.ts'

/** The flags and allergies of a client in a row of a list; stops first, the rest as a number. */
export const ClientSafety = ({
  client,
}: {
  client: Pick<ClientSummary, 'flags' | 'allergies'>
}) => {
  const rules = useRules()
  const flags = client.flags
    .map((flag) => ({ ...flag, stops: rules !== null && demandOf(rules, flag.kind) === 'stop' }))
    .sort((one, other) => Number(other.stops) - Number(one.stops))
  const shown = flags.slice(0, 2)
  return (
    <span className="clients-safety">
      {shown.map(({ kind, label, stops }) => (
        <StatusBadge key={kind} tone={stops ? 'stop' : 'decision'}>
          {label}
        </StatusBadge>
      ))}
      {flags.length > shown.length ? (
        <span title={flags.map(({ label }) => label).join(', ')}>
          {texts.more(flags.length - shown.length)}
        </span>
      ) : null}
      {client.allergies.length > 0 ? (
        <StatusBadge tone="decision">{texts.allergies(client.allergies.length)}</StatusBadge>
      ) : null}
    </span>
  )
}
