import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '#shared/kernel/index.ts'
import {
  historyChanges,
  judgeClearance,
  judgeComplete,
  recordOffers,
  type ScreeningAnswer,
  startingScreening,
} from '#shared/screening/index.ts'
import { allNo, answerOf, clientOf, daysAgo, standing, today } from './facts.ts'

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
