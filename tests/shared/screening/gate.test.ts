import { describe, expect, it } from 'vitest'
import {
  clientId,
  productId,
  screeningId,
  toCalendarDate,
  toInstant,
} from '#shared/kernel/index.ts'
import {
  judgeAnaesthetics,
  judgeNewPatchTest,
  judgePatchTests,
  judgeReading,
  judgeScreening,
  type PatchTestResult,
  type ScreeningAnswer,
  type ScreeningFacts,
  startingScreening,
} from '#shared/screening/index.ts'
import { allNo, answerOf, clientOf, daysAgo, standing, today } from './facts.ts'

describe('the gate', () => {
  const someId = '01939f7e-0000-7000-8000-000000000000'
  const screeningOf = (changes: Partial<ScreeningFacts> = {}): ScreeningFacts => ({
    id: screeningId.parse(someId),
    clientId: clientId.parse(someId),
    day: today,
    validUntil: today,
    completedAt: toInstant(new Date('2026-11-22T16:00:00.000Z')),
    askedBy: 'practitioner',
    rulesVersion: 1,
    verdict: 'clear',
    state: 'valid',
    snapshotHash: '',
    answers: [...allNo()],
    ...changes,
  })
  const judged = (screening: ScreeningFacts | null, client = clientOf(), begun = false) =>
    judgeScreening({ screening, begun, rules: startingScreening, client, today }).map(
      ({ code, severity }) => [code, severity],
    )

  it('passes a complete screening of today without findings [SCR-30]', () => {
    expect(judged(screeningOf())).toEqual([])
  })

  it('stops without a screening, with one begun, altered or of another day, and still looks at the record [SCR-30]', () => {
    const pregnant = clientOf({ flags: [standing('pregnancy')] })
    expect(judged(null)).toEqual([['screening.missing', 'stop']])
    expect(judged(null, pregnant, true)).toEqual([
      ['screening.missing', 'stop'],
      ['screening.pregnancy', 'stop'],
    ])
    expect(judged(screeningOf({ state: 'invalid' }))).toEqual([['screening.invalid', 'stop']])
    expect(judged(screeningOf({ state: 'expired' }))).toEqual([['screening.expired', 'stop']])
    expect(judged(screeningOf({ day: daysAgo(1), validUntil: daysAgo(1) }))).toEqual([
      ['screening.expired', 'stop'],
    ])
    expect(judged(screeningOf({ day: daysAgo(-1), validUntil: daysAgo(-1) }))).toEqual([
      ['screening.expired', 'stop'],
    ])
    expect(judged(screeningOf({ day: daysAgo(3), validUntil: today }))).toEqual([])
  })

  it('stops while a new one is begun after the one of today [SCR-33]', () => {
    expect(judged(screeningOf(), clientOf(), true)).toEqual([['screening.begun-again', 'stop']])
  })

  it('keeps a screening that ended in a stop stopped, though its reason is gone from the record [SCR-31]', () => {
    expect(judged(screeningOf({ verdict: 'stop' }))).toEqual([['screening.stopped', 'stop']])
  })

  it('judges the answers again on the record as it is now [SCR-31]', () => {
    const answers = [...allNo(clientOf(), [answerOf('anticoagulants', 'yes')])]
    const screening = screeningOf({ verdict: 'clearance', answers })
    expect(judged(screening)).toEqual([['screening.anticoagulants', 'stop']])
    const cleared = clientOf({
      flags: [
        standing('anticoagulants', { clearedOn: today, validUntil: null, document: true }),
        standing('breastfeeding'),
      ],
    })
    expect(judged(screening, cleared)).toEqual([
      ['screening.breastfeeding', 'stop'],
      ['screening.anticoagulants-cleared', 'note'],
    ])
    expect(
      judged(screeningOf({ answers: [...allNo(clientOf(), [answerOf('new-medicine', 'yes')])] })),
    ).toEqual([['screening.new-medicine', 'note']])
  })

  it('takes a question that applies only since the record changed for not known [SCR-31]', () => {
    const noted = clientOf({
      flags: [standing('metal-allergy', { clearedOn: today, validUntil: null, document: true })],
    })
    expect(judged(screeningOf(), noted)).toEqual([
      ['screening.unknown-steel-allergy', 'stop'],
      ['screening.metal-allergy-cleared', 'note'],
    ])
  })
})

describe('an anaesthetic', () => {
  const cream = { product: { kind: 'anaesthetic' as const, name: 'Numb 4 %' } }
  const serum = { product: { kind: 'serum' as const, name: 'Glide gel' } }
  const codes = (
    answers: readonly ScreeningAnswer[] | null,
    ...lots: readonly (typeof cream | typeof serum | null)[]
  ) =>
    judgeAnaesthetics(answers && { answers: [...answers] }, startingScreening, lots).map(
      ({ code, severity }) => [code, severity],
    )

  it('stops a session whose screening was told that none is planned [SCR-32]', () => {
    const planned = allNo(clientOf(), [answerOf('numbing-cream', 'yes')])
    expect(codes(allNo(), serum, cream)).toEqual([['screening.anaesthetic-not-asked', 'stop']])
    expect(codes(planned, serum, cream)).toEqual([])
    expect(codes(allNo(), serum, null)).toEqual([])
    expect(codes(null, cream)).toEqual([])
  })
})

describe('a patch test', () => {
  const product = productId.parse('01939f7e-0000-7000-8000-000000000001')
  const test = (appliedOn: string, result: PatchTestResult | null) => ({
    productId: product,
    productName: 'Glide gel',
    appliedOn: toCalendarDate(appliedOn),
    readDueOn: toCalendarDate('2026-11-24'),
    recordedAt: toInstant(new Date('2026-11-22T16:00:00.000Z')),
    reading:
      result === null
        ? null
        : { readOn: toCalendarDate('2026-11-22'), result, note: '', readBy: 'Ada' },
  })
  const used = (id: string) => {
    const lot = { id: productId.parse(id), name: 'Glide gel' }
    return { product: lot }
  }
  const judged = (...tests: readonly ReturnType<typeof test>[]) =>
    judgePatchTests(tests, [used(product), null, used(product)]).map(({ code, severity }) => [
      code.replace(`:${product}`, ''),
      severity,
    ])

  it('that was positive stops its product for good; otherwise the newest that was read counts [SCR-52]', () => {
    expect(judged()).toEqual([])
    expect(judged(test('2026-11-10', 'negative'))).toEqual([])
    expect(judged(test('2026-11-10', 'positive'))).toEqual([
      ['screening.patch-test-positive', 'stop'],
    ])
    for (const [positive, negative] of [
      ['2026-11-10', '2026-11-12'],
      ['2026-11-12', '2026-11-10'],
    ] as const) {
      expect(judged(test(positive, 'positive'), test(negative, 'negative'))).toEqual([
        ['screening.patch-test-positive', 'stop'],
      ])
    }
    expect(judged(test('2026-11-10', 'irritant'), test('2026-11-12', 'negative'))).toEqual([])
    expect(judged(test('2026-11-10', 'irritant'))).toEqual([
      ['screening.patch-test-doubtful', 'note'],
    ])
  })

  it('that waits or was not read says nothing, and does not hide an earlier one [SCR-52]', () => {
    expect(judged(test('2026-11-20', null))).toEqual([['screening.patch-test-unread', 'note']])
    expect(judged(test('2026-11-10', 'positive'), test('2026-11-20', 'not-read'))).toEqual([
      ['screening.patch-test-positive', 'stop'],
      ['screening.patch-test-unread', 'note'],
    ])
    expect(
      judgePatchTests(
        [test('2026-11-10', 'positive')],
        [used('01939f7e-0000-7000-8000-000000000002')],
      ),
    ).toEqual([])
  })

  it('is applied by today, read later, once, and not in the future [SCR-50]', () => {
    const applied = (appliedOn: string, readDueOn: string) =>
      judgeNewPatchTest(
        { appliedOn: toCalendarDate(appliedOn), readDueOn: toCalendarDate(readDueOn) },
        today,
      )?.code ?? null
    expect(applied('2026-11-22', '2026-11-23')).toBeNull()
    expect(applied('2026-11-23', '2026-11-24')).toBe('screening.patch-test-in-future')
    expect(applied('2026-11-22', '2026-11-22')).toBe('screening.patch-test-due-too-early')
    const read = (
      readOn: string,
      before: PatchTestResult | null = null,
      result: PatchTestResult = 'negative',
    ) =>
      judgeReading(
        { ...test('2026-11-20', before), readDueOn: toCalendarDate('2026-11-22') },
        { readOn: toCalendarDate(readOn), result },
        today,
      )?.code ?? null
    expect(read('2026-11-21')).toBe('screening.read-too-early')
    expect(read('2026-11-21', null, 'doubtful')).toBe('screening.read-too-early')
    expect(read('2026-11-21', null, 'positive')).toBeNull()
    expect(read('2026-11-22')).toBeNull()
    expect(read('2026-11-23')).toBe('screening.reading-in-future')
    expect(read('2026-11-19')).toBe('screening.read-before-applied')
    expect(read('2026-11-22', 'not-read')).toBe('screening.patch-test-already-read')
  })
})
