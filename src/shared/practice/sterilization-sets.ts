import { certain } from '#shared/kernel/index.ts'
import type { RuleSettings, SourceQuality, SterilizationRuleSetName } from './schema.ts'

/** The settings that a starting set fills. */
export type SterilizationRules = Pick<
  RuleSettings,
  | 'packShelfLifeDays'
  | 'sporeTestCadenceDays'
  | 'dailyAirRemovalTest'
  | 'loadAwaitingSporeTest'
  | 'minimumIndicatorType'
  | 'requiredLoadFields'
  | 'sterilizationRetentionYears'
  | 'failureReportHours'
>

export interface SterilizationRuleSet {
  readonly name: SterilizationRuleSetName
  readonly label: string
  /** Whom it may bind; the practice says whether it does. */
  readonly mayBind: string
  readonly version: string
  readonly rules: SterilizationRules
}

const given = <Value>(value: Value, source: string, quality: SourceQuality) => ({
  value,
  source,
  quality,
})

/** A figure that no source in the field reference gives: the practice is asked, nothing is asserted. */
const asked = <Value>(value: Value, about: string) =>
  given(value, `A starting value without a source (${about}); confirm it`, 'practice')

const shelfLife = asked(180, 'the pouch maker’s instructions say it')
const mmwr = 'CDC, MMWR 2003;52(RR-17), for dental practices'

/** Each is where a practice starts from; it confirms the set, and may change every figure. Reference 3.1. */
export const sterilizationRuleSets: readonly SterilizationRuleSet[] = [
  {
    name: 'cdc',
    label: 'CDC-based default',
    mayBind:
      'United States, where a board or county refers to CDC guidance. It was written for dental practices.',
    version: '2026-11',
    rules: {
      packShelfLifeDays: shelfLife,
      sporeTestCadenceDays: given(7, `${mmwr}: a spore test at least weekly`, 'secondary'),
      dailyAirRemovalTest: asked(true, 'the sterilizer’s instructions say whether it needs one'),
      loadAwaitingSporeTest: asked('release-with-reason', 'CDC holds loads with implants only'),
      minimumIndicatorType: asked(4, 'CDC asks for an internal indicator and names no type'),
      requiredLoadFields: given(
        ['pressure', 'external-indicator'],
        'CDC: read time, temperature and pressure of each cycle; an external indicator when the internal one is not visible',
        'secondary',
      ),
      sterilizationRetentionYears: asked(3, 'state law differs'),
      failureReportHours: asked(null, 'state or county rules say it'),
    },
  },
  {
    name: 'california-body-art',
    label: 'California body art',
    mayBind:
      'Body art facilities in California (Health and Safety Code 119315). Whether it binds a microneedling practice, the county says.',
    version: '2026-11',
    rules: {
      packShelfLifeDays: shelfLife,
      sporeTestCadenceDays: given(
        31,
        'California HSC 119315: a biological indicator at least monthly, after installation and after major repair',
        'law',
      ),
      dailyAirRemovalTest: asked(false, 'the sterilizer’s instructions say whether it needs one'),
      loadAwaitingSporeTest: asked('release-with-reason', 'the statute names no hold'),
      minimumIndicatorType: given(5, 'California HSC 119315: a Class V integrator', 'law'),
      requiredLoadFields: given(
        ['pressure', 'external-indicator'],
        'California HSC 119315: time, temperature and pressure of each load; a process indicator on each pack',
        'law',
      ),
      sterilizationRetentionYears: given(
        3,
        'California HSC 119315: 3 years; a county guide says 2, the longer is kept',
        'law',
      ),
      failureReportHours: asked(null, 'the county says it'),
    },
  },
  {
    name: 'uk-bench-top',
    label: 'UK bench-top',
    mayBind:
      'United Kingdom practices that follow HTM 01-05, which was written for dental practices; read at second hand.',
    version: '2026-11',
    rules: {
      packShelfLifeDays: shelfLife,
      sporeTestCadenceDays: asked(null, 'HTM 01-05 relies on daily tests; none was read there'),
      dailyAirRemovalTest: given(
        true,
        'HTM 01-05, at second hand: a daily steam-penetration test for vacuum machines before the first load',
        'secondary',
      ),
      loadAwaitingSporeTest: asked('release-with-reason', 'none was read'),
      minimumIndicatorType: asked(1, 'none was read'),
      requiredLoadFields: given(
        ['pressure', 'ended-at'],
        'HTM 01-05, at second hand: the automatic control test in a log-book for each machine',
        'secondary',
      ),
      sterilizationRetentionYears: asked(3, 'none was read'),
      failureReportHours: asked(null, 'none was read'),
    },
  },
  {
    name: 'single-use-only',
    label: 'Single-use only',
    mayBind: 'A practice that sterilizes nothing. Nothing of the sterilizer log is asked for.',
    version: '2026-11',
    rules: {
      packShelfLifeDays: shelfLife,
      sporeTestCadenceDays: asked(null, 'nothing is sterilized'),
      dailyAirRemovalTest: asked(false, 'nothing is sterilized'),
      loadAwaitingSporeTest: asked('hold', 'nothing is sterilized'),
      minimumIndicatorType: asked(1, 'nothing is sterilized'),
      requiredLoadFields: asked([], 'nothing is sterilized'),
      sterilizationRetentionYears: asked(3, 'state law differs'),
      failureReportHours: asked(null, 'nothing is sterilized'),
    },
  },
]

export const sterilizationRulesOf = (set: SterilizationRuleSetName): SterilizationRules =>
  certain(
    sterilizationRuleSets.find(({ name }) => name === set),
    'A starting set',
  ).rules
