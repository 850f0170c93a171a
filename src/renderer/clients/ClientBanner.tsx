import type { ReactNode } from 'react'
import { SafetyBanner, type SafetyFact } from '#renderer/ui/index.ts'
import type { Client } from '#shared/clients/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import type { ScreeningRulesBody } from '#shared/screening/index.ts'
import { byWeight, flagState } from './flagState.ts'
import { texts } from './texts.ts'
import { useRules } from './useRules.ts'

export interface ClientBannerProps {
  client: Pick<Client, 'flags' | 'allergies' | 'medication' | 'fitzpatrickType'>
  /** The day on the practice's wall; a clearance counts until its last day. */
  today: CalendarDate
  action?: ReactNode
}

/** What can harm this client, always in sight: flags first, then allergies, skin and medication. */
export const ClientBanner = ({ client, today, action }: ClientBannerProps) => (
  <SafetyBanner
    label={texts.banner.label}
    facts={safetyFacts(client, useRules(), today)}
    action={action}
  />
)

const safetyFacts = (
  client: ClientBannerProps['client'],
  rules: ScreeningRulesBody | null,
  today: CalendarDate,
): readonly SafetyFact[] => [
  ...client.flags
    .map((flag) => ({ id: flag.kind, label: flag.label, ...flagState(flag, rules, today) }))
    .sort(byWeight),
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
