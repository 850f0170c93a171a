import { describe, expect, it } from 'vitest'
import {
  clientId,
  productId,
  screeningId,
  toCalendarDate,
  toInstant,
} from '#shared/kernel/index.ts'
import {
  askedQuestions,
  historyChanges,
  judgeClearance,
  judgeComplete,
  judgeNewPatchTest,
  judgePatchTests,
  judgeReading,
  judgeScreening,
  type PatchTestResult,
  recordOffers,
  type ScreeningAnswer,
  type ScreeningFacts,
  startingScreening,
} from '#shared/screening/index.ts'
import { answerOf, clientOf, daysAgo, standing, today } from './facts.ts'

const allNo = (
  client = clientOf(),
  others: readonly ScreeningAnswer[] = [],
): readonly ScreeningAnswer[] => {
  const said = new Set(others.map(({ code }) => code))
  const answers = [
    ...others,
    ...startingScreening.questions
      .filter(({ code, kind }) => kind === 'yes-no' && !said.has(code))
      .map(({ code }) => answerOf(code, 'no')),
  ]
  const asked = new Set(
    askedQuestions(startingScreening, { answers, client, today }).map(({ code }) => code),
  )
  return answers.filter(({ code }) => asked.has(code))
}

describe('a screening', () => {
  const problems = (answers: readonly ScreeningAnswer[], historyConfirmed = true) =>
    judgeComplete(
      startingScreening,
      { answers: [...answers], historyConfirmed },
      { client: clientOf(), today },
    ).map(({ code, field }) => [code, field])

  it('is complete when every question that was put has its answer [SCR-20]', () => {
    expect(problems(allNo())).toEqual([])
    const open = problems([])
    expect(open).toHaveLength(
      startingScreening.questions.filter((q) => q.askedWhen === null).length,
    )
    expect(new Set(open.map(([code]) => code))).toEqual(new Set(['screening.unanswered']))
    expect(problems(allNo().filter(({ code }) => code !== 'cold-sores'))).toEqual([
      ['screening.unanswered', 'answers.cold-sores'],
    ])
  })

  it('asks on when an answer opens a question, also when it is not known [SCR-20]', () => {
    for (const answer of ['yes', 'unknown'] as const)
      expect(
        problems(
          allNo(clientOf(), [answerOf('cold-sores', answer)]).filter(
            ({ code }) => code !== 'cold-sore-today',
          ),
        ),
      ).toEqual([['screening.unanswered', 'answers.cold-sore-today']])
  })

  it('needs answers of the question’s kind, one each, and days that can be [SCR-20]', () => {
    const stopped = (date: ScreeningAnswer) =>
      problems([
        ...allNo(clientOf(), [
          answerOf('isotretinoin-ever', 'yes'),
          answerOf('isotretinoin', 'no'),
        ]),
        date,
      ])
    const field = 'answers.isotretinoin-stopped'
    expect(stopped(answerOf('isotretinoin-stopped', 'unknown'))).toEqual([])
    expect(stopped(answerOf('isotretinoin-stopped', today))).toEqual([])
    expect(stopped(answerOf('isotretinoin-stopped', 'yes'))).toEqual([
      ['screening.answer-not-fitting', field],
    ])
    expect(stopped(answerOf('isotretinoin-stopped', 'date'))).toEqual([
      ['screening.answer-not-fitting', field],
    ])
    expect(stopped(answerOf('isotretinoin-stopped', daysAgo(-1)))).toEqual([
      ['screening.impossible-day', field],
    ])
    expect(stopped(answerOf('isotretinoin-stopped', toCalendarDate('1992-11-21')))).toEqual([
      ['screening.impossible-day', field],
    ])
    expect(problems([...allNo(), answerOf('diabetes', 'yes')])).toEqual([
      ['screening.answered-twice', 'answers.diabetes'],
    ])
    expect(
      problems([...allNo().filter(({ code }) => code !== 'diabetes'), answerOf('diabetes', today)]),
    ).toEqual([['screening.answer-not-fitting', 'answers.diabetes']])
  })

  it('needs the history confirmed [SCR-20]', () => {
    expect(problems(allNo(), false)).toEqual([
      ['screening.history-unconfirmed', 'historyConfirmed'],
    ])
  })
})

describe('an answer', () => {
  const offers = (client: ReturnType<typeof clientOf>, ...answers: ScreeningAnswer[]) =>
    recordOffers(startingScreening, answers, client, today).map((offer) => [
      offer.change,
      offer.item,
      'text' in offer ? offer.text : offer.label,
    ])

  it('offers to note a caution, and to end one that stands [SCR-40]', () => {
    expect(offers(clientOf(), answerOf('cold-sores', 'yes'))).toEqual([
      ['raise-flag', 'cold-sores', 'Cold sores'],
    ])
    const withFlag = clientOf({ flags: [standing('pregnancy')] })
    expect(offers(withFlag, answerOf('pregnancy', 'no'))).toEqual([
      ['end-flag', 'pregnancy', 'Pregnant'],
    ])
    expect(offers(withFlag, answerOf('pregnancy', 'yes'))).toEqual([])
    expect(offers(withFlag, answerOf('pregnancy', 'unknown'))).toEqual([])
    expect(offers(clientOf(), answerOf('sunburn', 'yes'))).toEqual([])
  })

  it('that is a day offers the caution while it counts, and its end afterwards [SCR-40]', () => {
    const stopped = (days: number) => [
      answerOf('isotretinoin-ever', 'yes'),
      answerOf('isotretinoin', 'no'),
      answerOf('isotretinoin-stopped', daysAgo(days)),
    ]
    const noted = clientOf({ flags: [standing('isotretinoin-stopped')] })
    const label = 'Isotretinoin stopped'
    expect(offers(clientOf(), ...stopped(100))).toEqual([
      ['raise-flag', 'isotretinoin-stopped', label],
    ])
    expect(offers(noted, ...stopped(100))).toEqual([])
    expect(offers(noted, ...stopped(184))).toEqual([['end-flag', 'isotretinoin-stopped', label]])
    expect(offers(clientOf(), ...stopped(184))).toEqual([])
  })

  it('offers its words to the lists once, however they are written [SCR-40]', () => {
    const answers = [
      answerOf('other-allergy', 'yes', ' Latex\n gloves '),
      answerOf('new-medicine', 'yes', 'Ibuprofen'),
    ]
    expect(offers(clientOf(), ...answers)).toEqual([
      ['add-medication', 'new-medicine', 'Ibuprofen'],
      ['add-allergy', 'other-allergy', 'Latex gloves'],
    ])
    expect(
      offers(clientOf({ allergies: ['LATEX gloves'], medication: ['ibuprofen'] }), ...answers),
    ).toEqual([])
    expect(offers(clientOf(), answerOf('new-medicine', 'no', 'Ibuprofen'))).toEqual([])
  })
})

describe('a clearance', () => {
  const codeOf = (item: string, clearedOn: string, validUntil: string | null) =>
    judgeClearance(
      startingScreening,
      item,
      {
        clearedOn: toCalendarDate(clearedOn),
        validUntil: validUntil === null ? null : toCalendarDate(validUntil),
      },
      today,
    )?.code ?? null

  it('is recorded from the day it was given, and may have ended meanwhile [SCR-42]', () => {
    expect(codeOf('anticoagulants', '2026-11-22', null)).toBeNull()
    expect(codeOf('cold-sores', '2025-01-01', '2025-02-01')).toBeNull()
    expect(codeOf('anticoagulants', '2026-11-23', null)).toBe('screening.clearance-in-future')
    expect(codeOf('anticoagulants', '2026-11-22', '2026-11-21')).toBe(
      'screening.clearance-ends-before-it-begins',
    )
  })

  it('is refused for what stops a session, and for what no rule speaks of [SCR-42]', () => {
    for (const { item, verdict } of startingScreening.rules)
      if (verdict === 'stop')
        expect(codeOf(item, '2026-11-20', null)).toBe('screening.stop-not-cleared')
    expect(codeOf('left-handed', '2026-11-20', null)).toBe('screening.nothing-to-clear')
  })
})

describe('what changed since the visit before', () => {
  const history = {
    age: 34,
    fitzpatrickType: null,
    allergies: ['Nickel'],
    medication: [],
    flags: [{ kind: 'cold-sores', label: 'Cold sores', clearedOn: null }],
  }
  const answer = (code: string, label: string, given: ScreeningAnswer) => ({
    ...given,
    code,
    label,
    text: `${label}?`,
  })

  it('is shown side by side, the record first [SCR-24]', () => {
    const before = {
      history,
      answers: [
        answer('diabetes', 'Diabetes', answerOf('diabetes', 'no')),
        answer('filler', 'Filler', answerOf('filler', toCalendarDate('2026-01-05'))),
        answer('eczema', 'Eczema', answerOf('eczema', 'no')),
      ],
    }
    const now = {
      history: {
        ...history,
        age: 35,
        fitzpatrickType: 'IV' as const,
        allergies: ['Latex', 'Nickel'],
        flags: [
          { kind: 'cold-sores', label: 'Cold sores', clearedOn: toCalendarDate('2026-11-20') },
        ],
      },
      answers: [
        answer('diabetes', 'Diabetes', answerOf('diabetes', 'yes', 'type 2')),
        answer('eczema', 'Eczema', answerOf('eczema', 'no')),
        answer('keloid', 'Keloid-prone', answerOf('keloid', 'unknown')),
      ],
    }
    expect(historyChanges(before, now)).toEqual([
      { label: 'Skin type', before: 'Not recorded', now: 'IV' },
      { label: 'Allergies', before: 'Nickel', now: 'Latex, Nickel' },
      { label: 'Cautions', before: 'Cold sores', now: 'Cold sores (cleared 20 Nov 2026)' },
      { label: 'Diabetes', before: 'No', now: 'Yes: type 2' },
      { label: 'Keloid-prone', before: 'Not asked', now: 'Not known' },
      { label: 'Filler', before: '5 Jan 2026', now: 'Not asked' },
    ])
    expect(historyChanges(now, now)).toEqual([])
  })
})

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

  it('that was positive stops its product, and the newest that was read counts [SCR-52]', () => {
    expect(judged()).toEqual([])
    expect(judged(test('2026-11-10', 'negative'))).toEqual([])
    expect(judged(test('2026-11-10', 'positive'))).toEqual([
      ['screening.patch-test-positive', 'stop'],
    ])
    expect(judged(test('2026-11-10', 'positive'), test('2026-11-12', 'negative'))).toEqual([])
    expect(judged(test('2026-11-12', 'positive'), test('2026-11-10', 'negative'))).toEqual([
      ['screening.patch-test-positive', 'stop'],
    ])
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
    const read = (readOn: string, before: PatchTestResult | null = null) =>
      judgeReading(test('2026-11-20', before), { readOn: toCalendarDate(readOn) }, today)?.code ??
      null
    expect(read('2026-11-22')).toBeNull()
    expect(read('2026-11-23')).toBe('screening.reading-in-future')
    expect(read('2026-11-19')).toBe('screening.read-before-applied')
    expect(read('2026-11-22', 'not-read')).toBe('screening.patch-test-already-read')
  })
})
