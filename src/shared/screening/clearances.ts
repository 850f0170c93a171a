import type { Clearance } from '#shared/clients/index.ts'
import { type CalendarDate, formatDay, type Problem } from '#shared/kernel/index.ts'
import { demandOf, itemLabel } from './evaluation.ts'
import type { ItemCode, ScreeningRulesBody } from './schema.ts'

/** Why a prescriber’s clearance of an item cannot be recorded on this day, or null. */
export const judgeClearance = (
  body: ScreeningRulesBody,
  item: ItemCode,
  { clearedOn, validUntil }: Pick<Clearance, 'clearedOn' | 'validUntil'>,
  today: CalendarDate,
): Problem | null => {
  const demand = demandOf(body, item)
  if (demand === null) return nothingToClear
  if (demand === 'stop') return neverCleared(body, item)
  if (clearedOn > today) {
    return {
      code: 'screening.clearance-in-future',
      field: 'clearance.clearedOn',
      fact: `The day of the clearance, ${formatDay(clearedOn)}, lies in the future.`,
      rule: 'A clearance is recorded after the prescriber has given it.',
      nextStep: 'Check the date on the prescriber’s document.',
    }
  }
  if (validUntil !== null && validUntil < clearedOn) {
    return {
      code: 'screening.clearance-ends-before-it-begins',
      field: 'clearance.validUntil',
      fact: `The clearance would end on ${formatDay(validUntil)}, before it begins on ${formatDay(clearedOn)}.`,
      rule: 'A clearance ends on or after the day on which it was given.',
      nextStep: 'Check both dates on the prescriber’s document.',
    }
  }
  return null
}

const nothingToClear: Problem = {
  code: 'screening.nothing-to-clear',
  field: 'item',
  fact: 'No screening rule speaks of this item.',
  rule: 'A clearance is recorded for an item that the screening rules ask one for.',
  nextStep: 'Choose an item of the screening, or add a rule for it in Settings.',
}

const neverCleared = (body: ScreeningRulesBody, item: ItemCode): Problem => {
  const stop = body.rules.find((rule) => rule.item === item && rule.verdict === 'stop')
  return {
    code: 'screening.stop-not-cleared',
    field: 'item',
    fact: `“${itemLabel(body, item)}” stops a session; it is not cleared.`,
    rule: 'A stop is never cleared by a document.',
    nextStep: stop?.nextStep ?? 'Do not treat.',
    ...(stop ? { source: stop.source } : {}),
  }
}
