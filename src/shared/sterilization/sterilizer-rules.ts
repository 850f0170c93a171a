import {
  addDays,
  type CalendarDate,
  type Finding,
  formatDay,
  type Instant,
  type Problem,
} from '#shared/kernel/index.ts'
import type { RuleSettings } from '#shared/practice/index.ts'
import type {
  Sterilizer,
  SterilizerDetails,
  SterilizerEvent,
  SterilizerEventKind,
  SterilizerState,
} from './schema.ts'

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
  for (const [index, programme] of details.programmes.entries()) {
    const { minimumTemperature, maximumTemperature } = programme
    if (maximumTemperature === null || maximumTemperature >= minimumTemperature) continue
    problems.push({
      code: 'sterilization.temperature-band-reversed',
      field: `programmes.${index}.maximumTemperature`,
      fact: 'The upper end of the temperature band lies below its lower end.',
      rule: 'A programme’s temperature lies between the two ends of its band.',
      nextStep: 'Copy both figures from the maker’s instructions again.',
    })
  }
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

/** Where a text stands that stood before; large and small letters count as the same. */
export const repeated = (texts: readonly string[]): readonly number[] => {
  const folded = texts.map((text) => text.toLowerCase())
  return folded.flatMap((text, index) => (folded.indexOf(text) < index ? [index] : []))
}

type Turn = Pick<SterilizerEvent, 'kind' | 'happenedAt' | 'recordedAt'>

/** Whether a machine was in service at a moment, and since when it was not. */
export const serviceAt = (
  events: readonly Turn[],
  moment: Instant,
): { readonly state: SterilizerState; readonly since: Instant | null } => {
  const turns = events
    .filter(({ kind }) => kind === 'out-of-service' || kind === 'returned-to-service')
    .filter(({ happenedAt }) => happenedAt <= moment)
    .sort(
      (one, other) =>
        compare(one.happenedAt, other.happenedAt) || compare(one.recordedAt, other.recordedAt),
    )
  // Taken out twice, it has been out since the first time.
  const lastReturn = turns.map(({ kind }) => kind).lastIndexOf('returned-to-service')
  const out = turns[lastReturn + 1]
  return out
    ? { state: 'out-of-service', since: out.happenedAt }
    : { state: 'in-service', since: null }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Why this cannot be recorded of a machine in the sterilization room. Empty: it can. */
export const judgeSterilizerEvent = (
  event: { readonly kind: SterilizerEventKind; readonly happenedAt: Instant },
  known: {
    readonly state: SterilizerState
    /** Its last change into or out of service. */
    readonly lastTurnAt: Instant | null
    /** A failed spore test without a return since, or a recall that is open. */
    readonly heldByRecall: boolean
    readonly now: Instant
  },
): readonly Problem[] => {
  const problems: Problem[] = []
  const turns = event.kind === 'out-of-service' || event.kind === 'returned-to-service'
  if (event.happenedAt > known.now) {
    problems.push({
      code: 'sterilization.event-in-future',
      field: 'happenedAt',
      fact: 'This lies in the future.',
      rule: 'What is recorded of a machine has happened.',
      nextStep: 'Correct the moment. Dates that are due are entered with the sterilizer.',
    })
  }
  if (turns && known.lastTurnAt !== null && event.happenedAt < known.lastTurnAt) {
    problems.push({
      code: 'sterilization.event-before-last',
      field: 'happenedAt',
      fact: 'This lies before the machine’s last change into or out of service.',
      rule: 'A machine goes out of service and returns in the order of the events.',
      nextStep: 'Correct the moment, or record what happened in a note.',
    })
  }
  if (event.kind === 'returned-to-service' && known.heldByRecall) {
    problems.push({
      code: 'sterilization.held-by-recall',
      field: 'kind',
      fact: 'A recall keeps this sterilizer out of service.',
      rule: 'After a failed spore test a sterilizer returns only when the steps of its recall are done.',
      nextStep: 'Open the recall and go on there.',
      source: 'CDC, MMWR 2003;52(RR-17): what to do after a positive spore test',
    })
  } else if (event.kind === 'returned-to-service' && known.state === 'in-service') {
    problems.push({
      code: 'sterilization.in-service-already',
      field: 'kind',
      fact: 'This sterilizer is in service.',
      rule: 'Only a machine that was taken out of service returns.',
      nextStep: 'Record a service or a repair instead.',
    })
  }
  if (event.kind === 'out-of-service' && known.state === 'out-of-service') {
    problems.push({
      code: 'sterilization.out-of-service-already',
      field: 'kind',
      fact: 'This sterilizer is out of service already.',
      rule: 'A machine is taken out of service once, until it returns.',
      nextStep: 'Record what was found as a service or a repair.',
    })
  }
  return problems
}

/**
 * By when the next spore test runs: the cadence after the cycle of the last passed one, or after the
 * first cycle where none has passed. Null: none is asked for, or nothing was ever run.
 */
export const sporeTestDueOn = (
  cadenceDays: number | null,
  days: { readonly lastPassed: CalendarDate | null; readonly firstCycle: CalendarDate | null },
): CalendarDate | null => {
  const from = days.lastPassed ?? days.firstCycle
  return cadenceDays === null || from === null ? null : addDays(from, cadenceDays)
}

/** What stands against running this machine on this day, worst first. */
export const judgeMachine = (
  machine: Pick<
    Sterilizer,
    | 'state'
    | 'outOfServiceSince'
    | 'airRemoval'
    | 'serviceDueOn'
    | 'requalificationDueOn'
    | 'sporeTestDueOn'
  >,
  rules: Pick<RuleSettings, 'sporeTestCadenceDays' | 'dailyAirRemovalTest'>,
  today: CalendarDate,
): readonly Finding[] => {
  const findings: Finding[] = []
  if (machine.state === 'out-of-service') {
    findings.push({
      code: 'sterilization.out-of-service',
      severity: 'stop',
      fact: 'This sterilizer is out of service.',
      rule: 'Loads for clients run only in a sterilizer that is in service.',
      nextStep: 'Run tests and repairs only, until it is returned to service.',
    })
  }
  const { sporeTestDueOn: due } = machine
  if (due !== null && due < today) {
    findings.push({
      code: 'sterilization.spore-test-overdue',
      severity: 'note',
      fact: `A spore test was due on ${formatDay(due)}.`,
      rule: `The practice’s rules ask for one every ${rules.sporeTestCadenceDays.value} days.`,
      nextStep: 'Run a spore test with the next cycle.',
      source: rules.sporeTestCadenceDays.source,
    })
  }
  for (const [what, dueOn] of [
    ['service', machine.serviceDueOn],
    ['requalification', machine.requalificationDueOn],
  ] as const) {
    if (dueOn === null || dueOn >= today) continue
    findings.push({
      code: `sterilization.${what}-overdue`,
      severity: 'note',
      fact: `Its ${what} was due on ${formatDay(dueOn)}.`,
      rule: 'A sterilizer is serviced and requalified when its maker or the law asks for it.',
      nextStep: `Record the ${what}, and enter when the next one is due.`,
    })
  }
  if (rules.dailyAirRemovalTest.value && machine.airRemoval === 'not-stated') {
    findings.push({
      code: 'sterilization.air-removal-not-stated',
      severity: 'note',
      fact: 'How this sterilizer removes air is not stated.',
      rule: 'A pre-vacuum machine needs its air-removal test before the first load of a day.',
      nextStep: 'Look into its instructions and enter the type.',
      source: rules.dailyAirRemovalTest.source,
    })
  }
  return findings
}

/** A plate, a log and a file write one serial number with other signs between and around. */
export const plainSerial = (serialNumber: string): string =>
  serialNumber.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
