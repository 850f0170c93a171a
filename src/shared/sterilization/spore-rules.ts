import type { CalendarDate, Instant, Problem } from '#shared/kernel/index.ts'
import type {
  LoadKind,
  ReadSporeTest,
  RecordSporeTest,
  SporeTest,
  SporeTestResult,
} from './schema.ts'

/**
 * What a reading means. Growth in the sterilized indicator is a failure whatever the control did;
 * without growth only a control that grew shows that the spores were alive.
 */
export const sporeTestResultOf = (reading: {
  readonly testGrowth: boolean
  readonly controlGrowth: boolean
}): Exclude<SporeTestResult, 'pending'> => {
  if (reading.testGrowth) return 'fail'
  return reading.controlGrowth ? 'pass' : 'invalid'
}

/** Why a spore test cannot be recorded as it stands. Empty: it can. */
export const judgeNewSporeTest = (
  test: Pick<RecordSporeTest, 'indicatorExpiresOn' | 'incubatedAt' | 'laboratory' | 'postedOn'>,
  known: {
    readonly cycle: {
      readonly kind: LoadKind
      readonly startedAt: Instant
      readonly day: CalendarDate
    }
    readonly now: Instant
    readonly today: CalendarDate
  },
): readonly Problem[] => {
  const problems: Problem[] = []
  const { cycle, now, today } = known
  if (cycle.kind === 'aborted') {
    problems.push({
      code: 'sterilization.spore-test-in-aborted-cycle',
      field: 'loadId',
      fact: 'This cycle broke off.',
      rule: 'A spore test goes through a whole cycle.',
      nextStep: 'Run the cycle again with a new indicator, and record that one.',
    })
  }
  if (test.indicatorExpiresOn !== null && test.indicatorExpiresOn < cycle.day) {
    problems.push({
      code: 'sterilization.spore-indicator-expired',
      field: 'indicatorExpiresOn',
      fact: 'The indicator was out of date on the day of its cycle.',
      rule: 'A spore test says something only with an indicator in date.',
      nextStep: 'Check the date on the pack. Run the test again with an indicator in date.',
    })
  }
  if (test.incubatedAt !== null && (test.incubatedAt < cycle.startedAt || test.incubatedAt > now)) {
    problems.push({
      code: 'sterilization.incubation-out-of-order',
      field: 'incubatedAt',
      fact: 'Incubation begins before the cycle, or in the future.',
      rule: 'An indicator is incubated after it went through its cycle.',
      nextStep: 'Correct the moment.',
    })
  }
  if (test.postedOn !== null && (test.postedOn < cycle.day || test.postedOn > today)) {
    problems.push({
      code: 'sterilization.posted-out-of-order',
      field: 'postedOn',
      fact: 'The test was posted before its cycle, or in the future.',
      rule: 'A test is mailed after its indicator went through the cycle.',
      nextStep: 'Correct the day.',
    })
  }
  if (test.postedOn !== null && test.laboratory.trim() === '') {
    problems.push({
      code: 'sterilization.laboratory-missing',
      field: 'laboratory',
      fact: 'The test was mailed, and no laboratory is named.',
      rule: 'A mailed test names its laboratory.',
      nextStep: 'Enter the laboratory.',
    })
  }
  return problems
}

/** Why a spore test cannot be read so. Empty: it can. */
export const judgeReading = (
  test: Pick<SporeTest, 'result' | 'startedAt' | 'incubatedAt' | 'postedOn'>,
  reading: Pick<ReadSporeTest, 'readAt' | 'reportedOn'>,
  known: { readonly now: Instant; readonly today: CalendarDate },
): readonly Problem[] => {
  if (test.result !== 'pending') {
    return [
      {
        code: 'sterilization.spore-test-read',
        fact: 'This spore test is read already.',
        rule: 'A spore test is read once and keeps its result.',
        nextStep: 'Run and record a repeat test.',
      },
    ]
  }
  const problems: Problem[] = []
  if (reading.readAt < (test.incubatedAt ?? test.startedAt) || reading.readAt > known.now) {
    problems.push({
      code: 'sterilization.reading-out-of-order',
      field: 'readAt',
      fact: 'The test is read before its incubation began, or in the future.',
      rule: 'A spore test is read after its incubation.',
      nextStep: 'Correct the moment of the reading.',
    })
  }
  const { reportedOn } = reading
  if (
    reportedOn !== null &&
    (reportedOn > known.today || (test.postedOn !== null && reportedOn < test.postedOn))
  ) {
    problems.push({
      code: 'sterilization.report-out-of-order',
      field: 'reportedOn',
      fact: 'The report is dated before the test was posted, or in the future.',
      rule: 'A laboratory reports on a test that it has received.',
      nextStep: 'Correct the date of the report.',
    })
  }
  return problems
}
