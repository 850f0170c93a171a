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
  /** What the file that the sterilizer wrote of this cycle says; null: none is kept, or it passed. */
  readonly fileOutcome: 'failed' | 'aborted' | null
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

/** Against a load, and against taking its packs, when the kept file of its cycle tells of no passed one. */
export const judgeCycleFile = (outcome: LoadSurroundings['fileOutcome']): readonly Finding[] =>
  outcome === null
    ? []
    : [
        stop(
          'cycle-file-not-passed',
          outcome === 'failed'
            ? 'The file that the sterilizer wrote of this cycle says that it failed.'
            : 'The file that the sterilizer wrote of this cycle says that it was aborted.',
          'A load is used only when the sterilizer itself says that its cycle passed.',
          { nextStep: 'Compare the file with the log. Reject the load, and sterilize it again.' },
        ),
      ]
