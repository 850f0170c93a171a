import type { Instant, Problem } from '#shared/kernel/index.ts'
import type { Load, LoadCompletion, Programme, RecordLoad } from './schema.ts'
import { repeated } from './sterilizer-rules.ts'

type NewLoad = Pick<RecordLoad, 'programmeName' | 'startedAt' | 'packs'> &
  Partial<Pick<RecordLoad, 'kind' | 'endedAt' | 'airRemovalTest' | 'airRemovalResult'>>

/**
 * Why a load cannot be recorded as it stands. Empty: it can. A cycle that failed can always be
 * recorded; `judgeLoad` then stands against its release.
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
