import { StatusBadge } from '#renderer/ui/index.ts'
import { type ClientSummary, flagRules } from '#shared/clients/index.ts'
import { texts } from './texts.ts'

/** The flags and allergies of a client in a row of a list; stops first, the rest as a number. */
export const ClientSafety = ({
  client,
}: {
  client: Pick<ClientSummary, 'flags' | 'allergies'>
}) => {
  const flags = client.flags
    .map((kind) => ({ kind, ...flagRules[kind] }))
    .sort((one, other) => Number(other.demands === 'stop') - Number(one.demands === 'stop'))
  const shown = flags.slice(0, 2)
  return (
    <span className="clients-safety">
      {shown.map(({ kind, label, demands }) => (
        <StatusBadge key={kind} tone={demands === 'stop' ? 'stop' : 'decision'}>
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
