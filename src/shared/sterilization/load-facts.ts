import type { CalendarDate, Finding, Instant } from '#shared/kernel/index.ts'
import type { RuleSettings } from '#shared/practice/index.ts'
import type { AirRemoval, Load, SporeTestResult, SterilizerState } from './schema.ts'

/** What `judgeLoad` looks at around a load. */
export interface LoadSurroundings {
  readonly now: Instant
  /** Of the cycle's start, on the practice's calendar. */
  readonly day: CalendarDate
  readonly rules: Pick<
    RuleSettings,
    'dailyAirRemovalTest' | 'loadAwaitingSporeTest' | 'minimumIndicatorType' | 'requiredLoadFields'
  >
  readonly sterilizer: { readonly airRemoval: AirRemoval; readonly stateAtCycle: SterilizerState }
  /** The last air-removal test of that day before the cycle; null: there was none. */
  readonly airRemovalResult: 'pass' | 'fail' | null
  readonly sporeTests: readonly SporeTestResult[]
  /** Whether a failed spore test of its sterilizer reaches it. */
  readonly suspect: boolean
}

/** Of its own record. */
export type JudgedLoad = Pick<
  Load,
  | 'startedAt'
  | 'endedAt'
  | 'temperature'
  | 'holdSeconds'
  | 'pressure'
  | 'drySeconds'
  | 'indicatorType'
  | 'indicatorExpiresOn'
  | 'indicatorResult'
  | 'externalIndicatorResult'
  | 'attachmentId'
>

const sterilizeAgain = 'Reject the load, and sterilize its packs again.'
/** A finding that stands against a release; the load is sterilized again, unless `rest` says else. */
export const stop = (
  code: string,
  fact: string,
  rule: string,
  rest: Partial<Finding> = {},
): Finding => ({
  code: `sterilization.${code}`,
  severity: 'stop',
  fact,
  rule,
  nextStep: sterilizeAgain,
  ...rest,
})
