import {
  type CalendarDate,
  type Finding,
  formatCelsius,
  formatDay,
  type Instant,
  type Problem,
} from '#shared/kernel/index.ts'
import type { Load, LoadState, Pack, Programme, RecordLoad, SterilizerDetails } from './schema.ts'

/** Why a sterilizer cannot be entered as it stands. Empty: it can. */
export const judgeSterilizer = (
  details: Pick<SterilizerDetails, 'programmes'>,
  known: { readonly sameMachine: boolean },
): readonly Problem[] => {
  const problems: Problem[] = repeated(details.programmes.map(({ name }) => name)).map((index) => ({
    code: 'sterilization.programme-named-twice',
    field: `programmes.${index}.name`,
    fact: 'Two programmes have the same name.',
    rule: 'A load names one programme of its sterilizer.',
    nextStep: 'Give each programme its own name.',
  }))
  if (known.sameMachine) {
    problems.push({
      code: 'sterilization.sterilizer-exists',
      field: 'serialNumber',
      fact: 'A sterilizer with this maker, model and serial number is already there.',
      rule: 'Each machine stands once, with one row of cycle numbers.',
      nextStep: 'Use the sterilizer that is there, or correct the serial number.',
    })
  }
  return problems
}

/**
 * Why a load cannot be recorded as it stands. Empty: it can. A cycle that failed can always be
 * recorded; {@link judgeLoad} then stands against its release.
 */
export const judgeNewLoad = (
  load: Pick<RecordLoad, 'programmeName' | 'startedAt' | 'packs'>,
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
  if (load.startedAt > known.now) {
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
  return [
    ...problems,
    ...repeated(load.packs.map(({ label }) => label)).map((index) => ({
      code: 'sterilization.pack-label-twice',
      field: `packs.${index}.label`,
      fact: 'Two packs of this load have the same label.',
      rule: 'A label names one pack of its load; large and small letters count as the same.',
      nextStep: 'Give each pack its own label.',
    })),
  ]
}

/** Where a text stands that stood before; large and small letters count as the same. */
const repeated = (texts: readonly string[]): readonly number[] => {
  const folded = texts.map((text) => text.toLowerCase())
  return folded.flatMap((text, index) => (folded.indexOf(text) < index ? [index] : []))
}

/** What stands against releasing a load. Reference 3.1: parameters and indicator both pass. */
export const judgeLoad = (
  facts: Pick<RecordLoad, 'temperature' | 'holdSeconds' | 'indicatorResult' | 'startedAt'>,
  programme: Programme,
  now: Instant,
): readonly Finding[] => {
  const findings: Finding[] = []
  const nextStep = 'Reject the load, and sterilize its packs again.'
  const source =
    'CDC: do not use packs when mechanical or chemical indicators show inadequate processing'
  if (facts.startedAt > now) {
    findings.push({
      code: 'sterilization.load-in-future',
      severity: 'stop',
      fact: 'The cycle starts in the future.',
      rule: 'A load is released after its cycle has run.',
      nextStep: 'Correct the start of the cycle.',
    })
  }
  if (facts.temperature < programme.minimumTemperature) {
    findings.push({
      code: 'sterilization.temperature-too-low',
      severity: 'stop',
      fact: `The cycle reached ${formatCelsius(facts.temperature)}.`,
      rule: `Programme ${programme.name} needs at least ${formatCelsius(programme.minimumTemperature)}.`,
      nextStep,
      source,
    })
  }
  if (facts.holdSeconds < programme.minimumHoldSeconds) {
    findings.push({
      code: 'sterilization.hold-too-short',
      severity: 'stop',
      fact: `The cycle held its temperature for ${formatHold(facts.holdSeconds)}.`,
      rule: `Programme ${programme.name} needs at least ${formatHold(programme.minimumHoldSeconds)}.`,
      nextStep,
      source,
    })
  }
  if (facts.indicatorResult !== 'pass') {
    findings.push({
      code: `sterilization.indicator-${facts.indicatorResult}`,
      severity: 'stop',
      fact:
        facts.indicatorResult === 'fail'
          ? 'The chemical indicator failed.'
          : 'The chemical indicator was not read.',
      rule: 'A load is released only when its chemical indicator passed.',
      nextStep:
        facts.indicatorResult === 'fail' ? nextStep : 'Read the indicator and record the result.',
      source,
    })
  }
  return findings
}

/** `3 min 30 s`. */
export const formatHold = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  return [minutes > 0 ? `${minutes} min` : '', rest > 0 || minutes === 0 ? `${rest} s` : '']
    .filter(Boolean)
    .join(' ')
}

/** The one word for a pack, worst first; a claim is a use once its session is signed. */
export const packStateOf = (facts: {
  readonly loadState: LoadState
  readonly sessionId: string | null
  readonly sessionSigned: boolean
}): Pack['state'] => {
  // What touched a client stays `used`: rejecting its load does not take that back.
  if (facts.sessionId !== null && facts.sessionSigned) return 'used'
  if (facts.loadState === 'rejected') return 'rejected'
  if (facts.sessionId !== null) return 'claimed'
  return facts.loadState === 'released' ? 'stored' : 'quarantined'
}

/**
 * Why a load cannot be rejected. Empty: it can, also after some of its packs were used: the rest must
 * leave the store at once, and the used ones stay on record for whoever tells the clients.
 */
export const judgeRejection = (load: { readonly state: LoadState }): readonly Problem[] =>
  load.state === 'rejected'
    ? [
        {
          code: 'sterilization.already-rejected',
          fact: 'This load is rejected already.',
          rule: 'A rejected load keeps its record.',
          nextStep: 'Sterilize its contents again and record that as a new load.',
        },
      ]
    : []

/** Whether a pack may be opened for a client on this day. `forSession` has claimed it already, if so. */
export const judgePack = (
  pack: Pick<Pack, 'label' | 'state' | 'sterileUntil' | 'sessionId'>,
  today: CalendarDate,
  forSession: string,
): readonly Finding[] => {
  const findings: Finding[] = []
  const stop = (code: string, fact: string, rule: string) =>
    findings.push({ code, severity: 'stop', fact, rule, nextStep: 'Take another pack.' })
  if (pack.state === 'quarantined') {
    findings.push({
      code: 'sterilization.pack-not-released',
      severity: 'stop',
      fact: `Pack ${pack.label} has not been released.`,
      rule: 'A pack is used only after a named person has released its load.',
      nextStep: 'Release the load in Sterilization, or take another pack.',
    })
  }
  if (pack.state === 'rejected') {
    stop(
      'sterilization.pack-rejected',
      `The load of pack ${pack.label} was rejected.`,
      'A pack of a rejected load is never used.',
    )
  }
  if ((pack.state === 'used' || pack.state === 'claimed') && pack.sessionId !== forSession) {
    stop(
      'sterilization.pack-used',
      `Pack ${pack.label} belongs to another session.`,
      'A pack is used in one session.',
    )
  }
  if (pack.sterileUntil < today) {
    stop(
      'sterilization.pack-out-of-date',
      `Pack ${pack.label} was sterile until ${formatDay(pack.sterileUntil)}.`,
      'A pack past its date is sterilized again before use.',
    )
  }
  return findings
}

/** Missing cycle numbers of one sterilizer, as spans. A gap is itself a finding. */
export const missingCycles = (
  loads: readonly Pick<Load, 'cycleNumber'>[],
): readonly { from: number; to: number }[] => {
  const numbers = [...new Set(loads.map((load) => load.cycleNumber))].sort((a, b) => a - b)
  return numbers.flatMap((number, index) => {
    const before = numbers[index - 1]
    return before !== undefined && number > before + 1 ? [{ from: before + 1, to: number - 1 }] : []
  })
}
