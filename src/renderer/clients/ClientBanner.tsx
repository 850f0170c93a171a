import type { ReactNode } from 'react'
import { formatDay, SafetyBanner, type SafetyFact } from '#renderer/ui/index.ts'
import { type Client, type ClientFlag, flagRules } from '#shared/clients/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

export interface ClientBannerProps {
  client: Pick<Client, 'flags' | 'allergies' | 'medication' | 'fitzpatrickType'>
  /** The day on the practice's wall; a clearance counts until its last day. */
  today: CalendarDate
  action?: ReactNode
}

/** What can harm this client, always in sight: flags first, then allergies, skin and medication. */
export const ClientBanner = ({ client, today, action }: ClientBannerProps) => (
  <SafetyBanner label={texts.banner.label} facts={safetyFacts(client, today)} action={action} />
)

const safetyFacts = (
  client: ClientBannerProps['client'],
  today: CalendarDate,
): readonly SafetyFact[] => [
  ...[...client.flags]
    .map((flag) => ({
      id: flag.kind,
      label: flagRules[flag.kind].label,
      ...flagState(flag, today),
    }))
    .sort((one, other) => (one.tone === other.tone ? 0 : one.tone === 'stop' ? -1 : 1)),
  {
    id: 'allergies',
    label: texts.banner.allergies,
    ...(client.allergies.length > 0
      ? { tone: 'decision', value: client.allergies.join(', ') }
      : { tone: 'neutral', value: texts.banner.noneRecorded }),
  },
  {
    id: 'fitzpatrick',
    label: texts.banner.fitzpatrick,
    ...(client.fitzpatrickType
      ? { tone: 'neutral', value: client.fitzpatrickType }
      : { tone: 'decision', value: texts.banner.notRecorded }),
  },
  {
    id: 'medication',
    label: texts.banner.medication,
    ...(client.medication.length > 0
      ? { tone: 'information', value: client.medication.join(', ') }
      : { tone: 'neutral', value: texts.banner.noneRecorded }),
  },
]

/** What a flag says about needling today, in two words. The rule itself is `judgeFlags`. */
export const flagState = (
  { kind, clearance }: Pick<ClientFlag, 'kind' | 'clearance'>,
  today: CalendarDate,
): { tone: 'stop' | 'cleared'; value: string } => {
  if (flagRules[kind].demands === 'stop') return { tone: 'stop', value: texts.banner.stops }
  if (!clearance) return { tone: 'stop', value: texts.banner.needsClearance }
  if (clearance.validUntil !== null && clearance.validUntil < today) {
    return { tone: 'stop', value: texts.banner.clearanceEnded(formatDay(clearance.validUntil)) }
  }
  if (clearance.clearedOn > today) {
    return { tone: 'stop', value: texts.banner.clearanceBegins(formatDay(clearance.clearedOn)) }
  }
  return { tone: 'cleared', value: texts.banner.clearedOn(formatDay(clearance.clearedOn)) }
}
