import { describe, expect, it } from 'vitest'
import {
  askedQuestions,
  evaluateScreening,
  judgeRules,
  type ScreeningRulesBody,
  screeningRulesBody,
  startingScreening,
} from '#shared/screening/index.ts'
import { clientOf, standing, today } from './facts.ts'

describe('the starting rules', () => {
  it('are a set that could be published, and name how far their sources can be leaned on [SCR-8]', () => {
    expect(screeningRulesBody.parse(startingScreening)).toEqual(startingScreening)
    expect(judgeRules(startingScreening, { sameAsCurrent: false })).toEqual([])
    for (const { source, quality } of startingScreening.rules)
      expect([source, /without a source/.test(source)]).toEqual([source, quality === 'practice'])
  })

  it('ask in short sentences that end with a question mark, each label once [SCR-8]', () => {
    const labels = startingScreening.questions.map(({ label }) => label)
    expect(new Set(labels).size).toBe(labels.length)
    for (const { text } of startingScreening.questions) {
      expect(text).toMatch(/^[A-Z].*\?$/)
      expect([text, text.split(' ').length <= 20]).toEqual([text, true])
    }
  })

  it('suggest no dose anywhere [SCR-8]', () => {
    expect(JSON.stringify(startingScreening)).not.toMatch(
      /\d\s?(mg|µg|g|ml|tablets|times a day)\b/i,
    )
  })

  it('put every question again whose caution stands and stops or needs clearance [SCR-9]', () => {
    const answers = startingScreening.questions
      .filter(({ kind }) => kind === 'yes-no')
      .map(({ code }) => ({ code, answer: 'no' as const, date: null }))
    for (const { code, record } of startingScreening.questions) {
      const client = clientOf({ flags: [standing(code)] })
      const { verdict } = evaluateScreening(startingScreening, { answers, client, today })
      const asked = askedQuestions(startingScreening, { answers, client, today })
      if (record === 'flag' && verdict !== 'clear')
        expect([code, asked.some((question) => question.code === code)]).toEqual([code, true])
    }
  })
})

describe('an edited set of rules', () => {
  const codes = (edit: (body: ScreeningRulesBody) => ScreeningRulesBody): readonly string[] =>
    judgeRules(edit(startingScreening), { sameAsCurrent: false }).map(({ code }) => code)
  const [firstRule, ...otherRules] = startingScreening.rules
  const [firstQuestion, ...otherQuestions] = startingScreening.questions
  if (!firstRule || !firstQuestion) throw new Error('There are no starting rules.')

  it('is refused when nothing changed [SCR-10]', () => {
    expect(judgeRules(startingScreening, { sameAsCurrent: true }).map(({ code }) => code)).toEqual([
      'screening.rules-unchanged',
    ])
  })

  it('is refused with a code that is there twice or means something else [SCR-10]', () => {
    expect(codes((body) => ({ ...body, rules: [...body.rules, firstRule] }))).toEqual([
      'screening.code-twice',
    ])
    expect(codes((body) => ({ ...body, questions: [...body.questions, firstQuestion] }))).toEqual([
      'screening.code-twice',
    ])
    for (const code of ['missing', 'unknown-pregnancy', 'cold-sores-cleared', 'patch-test-x'])
      expect(
        codes((body) => ({ ...body, rules: [{ ...firstRule, code }, ...otherRules] })),
      ).toEqual(['screening.code-reserved'])
  })

  it('is refused when a condition looks at what is not asked, not asked before it, or of the other kind [SCR-10]', () => {
    const withWhen = (when: ScreeningRulesBody['rules'][number]['when']) =>
      codes((body) => ({ ...body, rules: [{ ...firstRule, when }, ...otherRules] }))
    expect(withWhen({ on: 'answer', question: 'nobody-asks', is: ['yes'] })).toEqual([
      'screening.refers-to-nothing',
    ])
    expect(withWhen({ on: 'within', question: 'diabetes', days: 10 })).toEqual([
      'screening.refers-to-other-kind',
    ])
    expect(withWhen({ on: 'answer', question: 'isotretinoin-stopped', is: ['yes'] })).toEqual([
      'screening.refers-to-other-kind',
    ])
    expect(withWhen({ on: 'answer', question: 'isotretinoin-stopped', is: ['unknown'] })).toEqual(
      [],
    )
    expect(
      codes((body) => ({
        ...body,
        questions: [
          {
            ...firstQuestion,
            askedWhen: { on: 'all', of: [{ on: 'answer', question: 'diabetes', is: ['yes'] }] },
          },
          ...otherQuestions,
        ],
      })),
    ).toEqual(['screening.refers-to-nothing'])
    const nested = Array.from({ length: 6 }).reduce<ScreeningRulesBody['rules'][number]['when']>(
      (inner) => ({ on: 'any', of: [inner] }),
      { on: 'age', below: 18 },
    )
    expect(withWhen(nested)).toEqual(['screening.condition-too-deep'])
  })
})
