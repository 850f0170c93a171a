import { formatDay, type Tone } from '#renderer/ui/index.ts'
import type { ClientFlag } from '#shared/clients/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { demandOf, type ScreeningRulesBody } from '#shared/screening/index.ts'
import { texts } from './texts.ts'

export interface FlagState {
  readonly tone: Tone
  readonly value: string
}

const words = texts.banner

/**
 * What a flag says about needling today, in two words. What decides is `evaluateScreening`, which
 * reads the answers too; this says what the rules demand of the item by itself.
 */
export const flagState = (
  { kind, clearance }: Pick<ClientFlag, 'kind' | 'clearance'>,
  rules: Pick<ScreeningRulesBody, 'rules'> | null,
  today: CalendarDate,
): FlagState => {
  const demand = rules ? demandOf(rules, kind) : null
  switch (demand) {
    case 'stop':
      return { tone: 'stop', value: words.stops }
    case 'clearance':
      return clearanceState(clearance, today)
    case 'caution':
      return { tone: 'decision', value: words.caution }
    case 'clear':
    case null:
      return { tone: 'information', value: words.noted }
  }
}

const clearanceState = (clearance: ClientFlag['clearance'], today: CalendarDate): FlagState => {
  if (!clearance) return { tone: 'stop', value: words.needsClearance }
  if (clearance.validUntil !== null && clearance.validUntil < today)
    return { tone: 'stop', value: words.clearanceEnded(formatDay(clearance.validUntil)) }
  if (clearance.clearedOn > today)
    return { tone: 'stop', value: words.clearanceBegins(formatDay(clearance.clearedOn)) }
  if (clearance.attachmentId === null) return { tone: 'stop', value: words.noDocument }
  return { tone: 'cleared', value: words.clearedOn(formatDay(clearance.clearedOn)) }
}

const order = { stop: 0, decision: 1, cleared: 2, information: 3, neutral: 4 } satisfies Record<
  Tone,
  number
>

/** What stops a session stands first. */
export const byWeight = (one: { tone: Tone }, other: { tone: Tone }): number =>
  order[one.tone] - order[other.tone]
