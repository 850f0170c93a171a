import {
  type CalendarDate,
  type Finding,
  formatCelsius,
  formatDay,
  type Instant,
  type Problem,
} from '#shared/kernel/index.ts'
import type { LoadField, RuleSettings } from '#shared/practice/index.ts'
import type {
  AirRemoval,
  Load,
  LoadCompletion,
  LoadState,
  Programme,
  RecordLoad,
  SporeTestResult,
  SterilizerState,
} from './schema.ts'
import { repeated } from './sterilizer-rules.ts'

type NewLoad = Pick<RecordLoad, 'programmeName' | 'startedAt' | 'packs'> &
  Partial<Pick<RecordLoad, 'kind' | 'endedAt' | 'airRemovalTest' | 'airRemovalResult'>>

/**
 * Why a load cannot be recorded as it stands. Empty: it can. A cycle that failed can always be
 * recorded; {@link judgeLoad} then stands against its release.
 */
export const judgeNewLoad = (
  load: NewLoad,
  known: {
    readonly programmes: readonly Pick<Programme, 'name'>[]
    readonly cycleTaken: boolean
    readonly now: Instant
  },
): readonly Problem[] => {
  const problems: Problem[] = []
  if (!known.programmes.some(({ name }) => name === load.programmeName)) {
    problems.push({
      code: 'sterilization.unknown-programme',
      field: 'programmeName',
      fact: 'This sterilizer has no programme of that name.',
      rule: 'A load is judged by the limits of one of its sterilizer’s programmes.',
      nextStep: 'Choose a programme, or add it to the sterilizer first.',
    })
  }
  if (known.cycleTaken) {
    problems.push({
      code: 'sterilization.cycle-number-taken',
      field: 'cycleNumber',
      fact: 'A load with this cycle number is already recorded for this sterilizer.',
      rule: 'A cycle number stands once for each sterilizer.',
      nextStep: 'Read the number from the machine again, or open the load that is there.',
    })
  }
  return [
    ...problems,
    ...judgeTimes(load, known.now),
    ...judgeKind(load),
    ...repeated(load.packs.map(({ label }) => label)).map((index) => ({
      code: 'sterilization.pack-label-twice',
      field: `packs.${index}.label`,
      fact: 'Two packs of this load have the same label.',
      rule: 'A label names one pack of its load; large and small letters count as the same.',
      nextStep: 'Give each pack its own label.',
    })),
  ]
}

const judgeTimes = (load: NewLoad, now: Instant): readonly Problem[] => {
  const problems: Problem[] = []
  if (load.startedAt > now) {
    problems.push({
      code: 'sterilization.load-in-future',
      field: 'startedAt',
      fact: 'The cycle starts in the future.',
      rule: 'A load is recorded after its cycle has begun.',
      nextStep: 'Correct the start of the cycle.',
    })
  }
  if (load.startedAt < '1980') {
    problems.push({
      code: 'sterilization.load-too-early',
      field: 'startedAt',
      fact: 'The cycle starts before 1980.',
      rule: 'A load is recorded with the moment that its sterilizer showed.',
      nextStep: 'Check the year.',
    })
  }
  return [...problems, ...judgeEnd(load, load.endedAt ?? null, now)]
}

const judgeEnd = (
  { startedAt }: Pick<RecordLoad, 'startedAt'>,
  endedAt: Instant | null,
  now: Instant,
): readonly Problem[] =>
  endedAt !== null && (endedAt < startedAt || endedAt > now)
    ? [
        {
          code: 'sterilization.end-out-of-order',
          field: 'endedAt',
          fact: 'The cycle ends before it starts, or in the future.',
          rule: 'A cycle ends after its start, and is recorded when it has.',
          nextStep: 'Correct the end, or leave it empty and add it when the cycle is done.',
        },
      ]
    : []

const judgeKind = (load: NewLoad): readonly Problem[] => {
  const problems: Problem[] = []
  const kind = load.kind ?? 'load'
  if (kind === 'load' && load.packs.length === 0) {
    problems.push({
      code: 'sterilization.load-without-packs',
      field: 'packs',
      fact: 'This load holds no pack.',
      rule: 'A load is recorded with what was in it.',
      nextStep: 'Enter its packs, or choose another kind of cycle.',
    })
  }
  if ((kind === 'test' || kind === 'service') && load.packs.length > 0) {
    problems.push({
      code: 'sterilization.packs-in-test-cycle',
      field: 'packs',
      fact: 'A test or service cycle holds packs.',
      rule: 'Packs for clients go through a load, whose parameters and indicators are judged.',
      nextStep: 'Record it as a load, or leave the packs out.',
    })
  }
  const test = load.airRemovalTest ?? null
  if (test !== null && kind !== 'test') {
    problems.push({
      code: 'sterilization.air-removal-in-load',
      field: 'airRemovalTest',
      fact: 'An air-removal test is entered with a cycle that is no test.',
      rule: 'The air-removal test runs alone in the chamber.',
      nextStep: 'Record it as a test cycle of its own.',
    })
  }
  if ((test === null) !== ((load.airRemovalResult ?? null) === null)) {
    problems.push({
      code: 'sterilization.air-removal-incomplete',
      field: 'airRemovalResult',
      fact: 'An air-removal test and its result are not both entered.',
      rule: 'A test is recorded with what it showed.',
      nextStep: 'Choose the test and its result, or neither.',
    })
  }
  return problems
}

/** Why these facts cannot be added to a load. Empty: they can. */
export const judgeCompletion = (
  load: Pick<
    Load,
    | 'state'
    | 'startedAt'
    | 'endedAt'
    | 'pressure'
    | 'drySeconds'
    | 'indicatorResult'
    | 'externalIndicatorResult'
    | 'attachmentId'
  >,
  added: LoadCompletion,
  now: Instant,
): readonly Problem[] => {
  if (load.state !== 'quarantined' && load.state !== 'recorded') {
    return [
      {
        code: 'sterilization.already-decided',
        fact: 'This load is decided already.',
        rule: 'A decided load keeps its record.',
        nextStep: 'Open the load to see who decided and when.',
      },
    ]
  }
  const kept = (
    [
      'endedAt',
      'pressure',
      'drySeconds',
      'indicatorResult',
      'externalIndicatorResult',
      'attachmentId',
    ] as const
  ).filter((field) => added[field] !== null && load[field] !== null && load[field] !== 'not-read')
  return [
    ...kept.map((field) => ({
      code: 'sterilization.read-already',
      field,
      fact: 'This was recorded with the load already.',
      rule: 'What was read at the machine is never overwritten.',
      nextStep: 'Leave it. If it is wrong, reject the load and say why.',
    })),
    ...judgeEnd(load, added.endedAt, now),
  ]
}

/** What {@link judgeLoad} looks at around a load. */
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

type JudgedLoad = Pick<
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
const cdc =
  'CDC: do not use packs when mechanical or chemical indicators show inadequate processing'

/**
 * What stands against releasing a load: parameters, indicators, what its record must hold, the
 * sterilizer with its test of the day, and spore tests. A stop cannot be passed; an override needs
 * a reason. Reference 3.1.
 */
export const judgeLoad = (
  load: JudgedLoad,
  programme: Programme,
  around: LoadSurroundings,
): readonly Finding[] => [
  ...judgeParameters(load, programme, around.now),
  ...judgeIndicators(load, around),
  ...missingFields(load, programme, around.rules.requiredLoadFields),
  ...judgeSterilizerOfLoad(around),
  ...judgeSporeTests(around),
]

const stop = (code: string, fact: string, rule: string, rest: Partial<Finding> = {}): Finding => ({
  code: `sterilization.${code}`,
  severity: 'stop',
  fact,
  rule,
  nextStep: sterilizeAgain,
  ...rest,
})

const judgeParameters = (
  load: JudgedLoad,
  programme: Programme,
  now: Instant,
): readonly Finding[] => {
  const findings: Finding[] = []
  const { minimumTemperature, maximumTemperature, minimumPressure, minimumDrySeconds } = programme
  const source = { source: cdc }
  if (load.startedAt > now) {
    findings.push(
      stop(
        'load-in-future',
        'The cycle starts in the future.',
        'A load is released after its cycle has run.',
        {
          nextStep: 'Correct the start of the cycle.',
        },
      ),
    )
  }
  if (load.temperature < minimumTemperature) {
    findings.push(
      stop(
        'temperature-too-low',
        `The cycle reached ${formatCelsius(load.temperature)}.`,
        `Programme ${programme.name} needs at least ${formatCelsius(minimumTemperature)}.`,
        source,
      ),
    )
  }
  if (maximumTemperature !== null && load.temperature > maximumTemperature) {
    findings.push(
      stop(
        'temperature-too-high',
        `The cycle reached ${formatCelsius(load.temperature)}.`,
        `Programme ${programme.name} stays at or below ${formatCelsius(maximumTemperature)}.`,
        source,
      ),
    )
  }
  if (load.holdSeconds < programme.minimumHoldSeconds) {
    findings.push(
      stop(
        'hold-too-short',
        `The cycle held its temperature for ${formatHold(load.holdSeconds)}.`,
        `Programme ${programme.name} needs at least ${formatHold(programme.minimumHoldSeconds)}.`,
        source,
      ),
    )
  }
  if (minimumPressure !== null && load.pressure !== null && load.pressure < minimumPressure) {
    findings.push(
      stop(
        'pressure-too-low',
        `The cycle reached ${load.pressure} kPa.`,
        `Programme ${programme.name} needs at least ${minimumPressure} kPa.`,
        source,
      ),
    )
  }
  if (
    minimumDrySeconds !== null &&
    load.drySeconds !== null &&
    load.drySeconds < minimumDrySeconds
  ) {
    findings.push(
      stop(
        'drying-too-short',
        `The cycle dried for ${formatHold(load.drySeconds)}.`,
        `Programme ${programme.name} dries for at least ${formatHold(minimumDrySeconds)}.`,
        source,
      ),
    )
  }
  return findings
}

const judgeIndicators = (
  load: JudgedLoad,
  { day, rules }: LoadSurroundings,
): readonly Finding[] => {
  const findings: Finding[] = []
  const { minimumIndicatorType: least } = rules
  for (const [code, where, result] of [
    ['indicator', 'chemical indicator', load.indicatorResult],
    ['external-indicator', 'indicator on the outside', load.externalIndicatorResult],
  ] as const) {
    if (result === null || result === 'pass') continue
    findings.push(
      stop(
        `${code}-${result}`,
        result === 'fail' ? `The ${where} failed.` : `The ${where} was not read.`,
        `A load is released only when its ${where} passed.`,
        {
          source: cdc,
          ...(result === 'not-read' && { nextStep: 'Read the indicator and record the result.' }),
        },
      ),
    )
  }
  if (load.indicatorType < least.value) {
    findings.push(
      stop(
        'indicator-type-too-low',
        `The indicator is of type ${load.indicatorType}.`,
        `The practice’s rules ask for type ${least.value} or higher.`,
        { source: least.source },
      ),
    )
  }
  if (load.indicatorExpiresOn !== null && load.indicatorExpiresOn < day) {
    findings.push(
      stop(
        'indicator-expired',
        `The indicator was in date until ${formatDay(load.indicatorExpiresOn)}.`,
        'An indicator shows something only in date.',
      ),
    )
  }
  return findings
}

const fieldWords: Readonly<Record<LoadField, readonly [string, string]>> = {
  'ended-at': ['The end of the cycle', 'endedAt'],
  pressure: ['The pressure', 'pressure'],
  drying: ['The drying time', 'drySeconds'],
  'external-indicator': ['The indicator on the outside of the packs', 'externalIndicatorResult'],
  printout: ['The print-out', 'attachmentId'],
}

/** What a load's record must still hold before its release, by the practice's rules and its programme. */
export const missingFields = (
  load: Pick<
    JudgedLoad,
    'endedAt' | 'pressure' | 'drySeconds' | 'externalIndicatorResult' | 'attachmentId'
  >,
  programme: Pick<Programme, 'minimumPressure' | 'minimumDrySeconds'>,
  required: RuleSettings['requiredLoadFields'],
): readonly Finding[] => {
  const asked = new Set<LoadField>(required.value)
  if (programme.minimumPressure !== null) asked.add('pressure')
  if (programme.minimumDrySeconds !== null) asked.add('drying')
  const is: Readonly<Record<LoadField, boolean>> = {
    'ended-at': load.endedAt !== null,
    pressure: load.pressure !== null,
    drying: load.drySeconds !== null,
    'external-indicator': load.externalIndicatorResult !== null,
    printout: load.attachmentId !== null,
  }
  return [...asked]
    .filter((field) => !is[field])
    .map((field) => ({
      code: `sterilization.${field}-missing`,
      severity: 'stop',
      field: fieldWords[field][1],
      fact: `${fieldWords[field][0]} is not recorded.`,
      rule: 'The practice’s rules, or the programme’s limits, ask for it before a load is released.',
      nextStep: 'Add it to the load. If it cannot be known any more, reject the load.',
      ...(required.value.includes(field) && { source: required.source }),
    }))
}

const judgeSterilizerOfLoad = (around: LoadSurroundings): readonly Finding[] => {
  const findings: Finding[] = []
  const { sterilizer, airRemovalResult, rules } = around
  if (sterilizer.stateAtCycle === 'out-of-service') {
    findings.push(
      stop(
        'sterilizer-out-of-service',
        'The sterilizer was out of service when this cycle ran.',
        'Only loads of a sterilizer in service are released.',
        { nextStep: 'Reject the load, and sterilize its packs in another sterilizer.' },
      ),
    )
  }
  const source = { source: rules.dailyAirRemovalTest.source }
  if (airRemovalResult === 'fail') {
    findings.push(
      stop(
        'air-removal-failed',
        'The air-removal test of the day failed.',
        'Steam reaches the inside of packs only when the air has left the chamber.',
        { ...source, nextStep: 'Reject the load. Run the test again before any other load.' },
      ),
    )
  } else if (
    airRemovalResult === null &&
    rules.dailyAirRemovalTest.value &&
    sterilizer.airRemoval === 'pre-vacuum'
  ) {
    findings.push(
      stop(
        'air-removal-missing',
        'No air-removal test is recorded before this load on its day.',
        'A pre-vacuum sterilizer passes its air-removal test before the first load of a day.',
        {
          ...source,
          nextStep: 'Record the test of that morning. If there was none, reject the load.',
        },
      ),
    )
  }
  return findings
}

const judgeSporeTests = ({ sporeTests, suspect, rules }: LoadSurroundings): readonly Finding[] => {
  const findings: Finding[] = []
  const source = { source: rules.loadAwaitingSporeTest.source }
  if (sporeTests.includes('fail')) {
    findings.push(
      stop(
        'spore-test-failed',
        'The spore test of this cycle failed.',
        'A load whose spore test failed is recalled and sterilized again.',
        { nextStep: 'Follow the recall.' },
      ),
    )
  } else if (suspect) {
    findings.push(
      stop(
        'load-suspect',
        'A failed spore test of this sterilizer reaches this cycle.',
        'Every load since the last passed spore test is sterilized again.',
        { nextStep: 'Follow the recall of the failed test.' },
      ),
    )
  }
  if (sporeTests.includes('pending')) {
    const hold = rules.loadAwaitingSporeTest.value === 'hold'
    findings.push(
      stop(
        'spore-test-pending',
        'The spore test of this cycle is not read yet.',
        hold
          ? 'The practice’s rules hold a load until its spore test is read.'
          : 'The practice’s rules ask for a reason when a load is released before its spore test is read.',
        {
          ...source,
          severity: hold ? 'stop' : 'override',
          nextStep: hold
            ? 'Wait for the reading.'
            : 'Wait for the reading, or release it and say why.',
        },
      ),
    )
  } else if (sporeTests.includes('invalid') && !sporeTests.includes('pass')) {
    findings.push(
      stop(
        'spore-test-invalid',
        'The spore test of this cycle is invalid: its control did not grow.',
        'An invalid test says nothing about the cycle.',
        { severity: 'override', nextStep: 'Repeat the test. Release the load only with a reason.' },
      ),
    )
  }
  return findings
}

/** Why a load cannot be released with these findings and this reason. Empty: it can. */
export const judgeLoadRelease = (
  findings: readonly Finding[],
  reason: string,
): readonly Problem[] => {
  const plain = ({ severity: _severity, ...problem }: Finding): Problem => problem
  const stops = findings.filter(({ severity }) => severity === 'stop')
  if (stops.length > 0) return stops.map(plain)
  const overrides = findings.filter(({ severity }) => severity === 'override')
  if (overrides.length === 0 || reason.trim() !== '') return []
  return [
    {
      code: 'sterilization.reason-missing',
      field: 'reason',
      fact: 'No reason is given for releasing this load.',
      rule: 'What stands against a release is passed only with a recorded reason.',
      nextStep: 'Write why it is released all the same, or leave it in quarantine.',
    },
    ...overrides.map(plain),
  ]
}

/** `3 min 30 s`. */
export const formatHold = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  return [minutes > 0 ? `${minutes} min` : '', rest > 0 || minutes === 0 ? `${rest} s` : '']
    .filter(Boolean)
    .join(' ')
}

/**
 * Why a load cannot be rejected. Empty: it can, also after some of its packs were used: the rest must
 * leave the store at once, and the used ones stay on record for whoever tells the clients.
 */
export const judgeRejection = (load: { readonly state: LoadState }): readonly Problem[] => {
  switch (load.state) {
    case 'rejected':
      return [
        {
          code: 'sterilization.already-rejected',
          fact: 'This load is rejected already.',
          rule: 'A rejected load keeps its record.',
          nextStep: 'Sterilize its contents again and record that as a new load.',
        },
      ]
    case 'recalled':
      return [
        {
          code: 'sterilization.load-recalled',
          fact: 'This load is recalled.',
          rule: 'A recalled load is out of use for good.',
          nextStep: 'Send its unused packs back to be sterilized again.',
        },
      ]
    case 'recorded':
      return [
        {
          code: 'sterilization.not-for-release',
          fact: 'This cycle is a test, a service, or one that broke off.',
          rule: 'Only a load for clients is released or rejected.',
          nextStep: 'Sterilize what was in it with another cycle.',
        },
      ]
    default:
      return []
  }
}
