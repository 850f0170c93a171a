import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  askedQuestions,
  demandOf,
  evaluateScreening,
  type GivenAnswer,
  judgeRules,
  type ScreenedClient,
  type ScreeningRulesBody,
  screeningRulesBody,
  startingScreening,
  type Verdict,
} from '#shared/screening/index.ts'
import { clientOf, daysAgo, standing, today } from './facts.ts'

const worstFirst: readonly Verdict[] = ['stop', 'clearance', 'caution', 'clear']
const weight = (verdict: Verdict): number => worstFirst.indexOf(verdict)

const word = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const)
// Mostly no: otherwise nearly every client is stopped, and nothing else is seen.
const rareWord = fc.oneof(
  { weight: 12, arbitrary: fc.constant('no' as const) },
  { weight: 1, arbitrary: word },
)
const someDay = fc.integer({ min: -5, max: 500 }).map(daysAgo)

/** An answer to every question, asked or not, in their order. */
const everyAnswer: fc.Arbitrary<readonly GivenAnswer[]> = fc.tuple(
  ...startingScreening.questions.map(
    ({ code, kind }): fc.Arbitrary<GivenAnswer> =>
      kind === 'date'
        ? fc.oneof(
            fc.constant({ code, answer: 'unknown' as const, date: null }),
            someDay.map((date) => ({ code, answer: 'date' as const, date })),
          )
        : rareWord.map((answer) => ({ code, answer, date: null })),
  ),
)

const flag = fc
  .tuple(
    fc.constantFrom(...startingScreening.questions.map(({ code }) => code)),
    fc.option(fc.tuple(someDay, fc.option(someDay), fc.boolean())),
  )
  .map(([kind, clearance]) =>
    standing(
      kind,
      clearance && { clearedOn: clearance[0], validUntil: clearance[1], document: clearance[2] },
    ),
  )

const someClient: fc.Arbitrary<ScreenedClient> = fc
  .record({
    birthDate: fc.integer({ min: 10 * 365, max: 60 * 365 }).map(daysAgo),
    fitzpatrickType: fc.constantFrom('I', 'III', 'IV', 'VI', null),
    flags: fc.uniqueArray(flag, { maxLength: 3, selector: ({ kind }) => kind }),
  })
  .map(clientOf)

const evaluate = (
  answers: readonly GivenAnswer[],
  client: ScreenedClient,
  body: ScreeningRulesBody = startingScreening,
) => evaluateScreening(body, { answers, client, today })

const verdictOf = (answers: readonly GivenAnswer[], client: ScreenedClient): Verdict =>
  evaluate(answers, client).verdict

const withAnswer = (
  answers: readonly GivenAnswer[],
  code: string,
  answer: GivenAnswer['answer'],
): readonly GivenAnswer[] =>
  answers.map((given) => (given.code === code ? { code, answer, date: null } : given))

const yesNoCode = fc.constantFrom(
  ...startingScreening.questions.filter(({ kind }) => kind === 'yes-no').map(({ code }) => code),
)
const anyCode = fc.constantFrom(...startingScreening.questions.map(({ code }) => code))

describe('the evaluation', () => {
  it('has the worst finding’s verdict, worst first, and no code twice [SCR-2]', () => {
    fc.assert(
      fc.property(everyAnswer, someClient, (answers, client) => {
        const { findings, verdict } = evaluate(answers, client)
        const weights = findings.map((finding) => weight(finding.verdict))
        expect(weights).toEqual(weights.toSorted())
        expect(verdict).toBe(findings.at(0)?.verdict ?? 'clear')
        expect(new Set(findings.map(({ code }) => code)).size).toBe(findings.length)
      }),
    )
  })

  it('explains each finding with fact, rule, next step and source [SCR-2]', () => {
    fc.assert(
      fc.property(everyAnswer, someClient, (answers, client) => {
        for (const { fact, rule, nextStep, source } of evaluate(answers, client).findings)
          expect([fact, rule, nextStep, source]).not.toContain('')
      }),
    )
  })

  it('takes no account of the order of answers, nor of answers that were not asked for [SCR-3]', () => {
    fc.assert(
      fc.property(everyAnswer, someClient, fc.infiniteStream(fc.nat()), (answers, client, keys) => {
        const shuffled = answers
          .map((answer) => ({ answer, key: keys.next().value }))
          .toSorted((one, other) => one.key - other.key)
          .map(({ answer }) => answer)
        const asked = new Set(
          askedQuestions(startingScreening, { answers, client, today }).map(({ code }) => code),
        )
        const before = evaluate(answers, client)
        expect(evaluate(shuffled, client)).toEqual(before)
        expect(
          evaluate(
            answers.filter(({ code }) => asked.has(code)),
            client,
          ),
        ).toEqual(before)
      }),
    )
  })

  it('is never better for one more yes [SCR-4]', () => {
    fc.assert(
      fc.property(everyAnswer, someClient, yesNoCode, (answers, client, code) => {
        const after = verdictOf(withAnswer(answers, code, 'yes'), client)
        for (const answer of ['no', 'unknown'] as const)
          expect(weight(after)).toBeLessThanOrEqual(
            weight(verdictOf(withAnswer(answers, code, answer), client)),
          )
      }),
      { numRuns: 300 },
    )
  })

  it('never clears what is not known: it is a missing clearance at least where yes or no would be worse [SCR-5]', () => {
    fc.assert(
      fc.property(everyAnswer, someClient, anyCode, (answers, client, code) => {
        const unknown = weight(verdictOf(withAnswer(answers, code, 'unknown'), client))
        const known = startingScreening.questions.find((question) => question.code === code)
        const others =
          known?.kind === 'date'
            ? [0, 100, 400].map((days) =>
                answers.map((given) =>
                  given.code === code
                    ? { code, answer: 'date' as const, date: daysAgo(days) }
                    : given,
                ),
              )
            : (['yes', 'no'] as const).map((answer) => withAnswer(answers, code, answer))
        for (const other of others)
          expect(unknown).toBeLessThanOrEqual(
            Math.max(weight(verdictOf(other, client)), weight('clearance')),
          )
      }),
      { numRuns: 300 },
    )
  })

  it('keeps every stop, whatever clearances lie about [SCR-6]', () => {
    const stopsOf = (answers: readonly GivenAnswer[], client: ScreenedClient) =>
      evaluate(answers, client)
        .findings.filter(({ verdict }) => verdict === 'stop')
        .map(({ code }) => code)
    fc.assert(
      fc.property(everyAnswer, someClient, (answers, client) => {
        const cleared = client.flags.map(({ kind }) =>
          standing(kind, { clearedOn: daysAgo(1), validUntil: null, document: true }),
        )
        expect(stopsOf(answers, { ...client, flags: cleared })).toEqual(stopsOf(answers, client))
      }),
    )
  })

  it('counts a clearance from its first day to its last, and only with its document [SCR-7]', () => {
    const needing = startingScreening.rules.filter(
      ({ item, when }) =>
        demandOf(startingScreening, item) === 'clearance' &&
        when.on === 'any' &&
        when.of.some((part) => part.on === 'record'),
    )
    expect(needing.length).toBeGreaterThan(10)
    fc.assert(
      fc.property(
        fc.constantFrom(...needing),
        someDay,
        fc.option(someDay),
        fc.boolean(),
        ({ item, code }, clearedOn, validUntil, document) => {
          const counts =
            clearedOn <= today && (validUntil === null || today <= validUntil) && document
          const client = clientOf({ flags: [standing(item, { clearedOn, validUntil, document })] })
          expect(
            evaluate([], client).findings.map((finding) => [finding.code, finding.verdict]),
          ).toEqual([
            counts ? [`screening.${code}-cleared`, 'clear'] : [`screening.${code}`, 'clearance'],
          ])
        },
      ),
    )
  })
})

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
      const { verdict } = evaluate(answers, client)
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
