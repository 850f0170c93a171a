import { describe, expect, it } from 'vitest'
import {
  answered,
  answerOfKey,
  carriedTo,
  emptyForm,
  isStillConfirmed,
  neighbour,
  nextOpen,
  typedScreening,
  withConfirmation,
} from '#renderer/screening/answers.ts'
import { conditionWords, limitsOf, withLimit, withNumber } from '#renderer/screening/conditions.ts'
import { rulesChanges } from '#renderer/screening/rulesChanges.ts'
import {
  asItWas,
  freeCode,
  ownParts,
  problemsOf,
  withoutQuestion,
} from '#renderer/screening/rulesDraft.ts'
import { clientId, instant, screeningRulesId } from '#shared/kernel/index.ts'
import { judgeRules, type ScreeningAnswer, startingScreening } from '#shared/screening/index.ts'

const at = instant.parse('2026-11-22T09:00:00.000Z')
const said = (code: string): ScreeningAnswer => ({
  code,
  answer: 'no',
  date: null,
  detail: '',
  answeredAt: at,
})
const asked = [{ code: 'one' }, { code: 'two' }, { code: 'three' }]
const current = { reason: '', ...startingScreening }

describe('walking through the questions', () => {
  it('goes to the next open one, round the end, and stops when none is left', () => {
    expect(nextOpen(asked, [], null)).toBe('one')
    expect(nextOpen(asked, [said('two')], 'one')).toBe('three')
    expect(nextOpen(asked, [said('two'), said('three')], 'three')).toBe('one')
    expect(
      nextOpen(
        asked,
        asked.map(({ code }) => said(code)),
        'two',
      ),
    ).toBeNull()
  })

  it('has no question above the first and none below the last', () => {
    expect(neighbour(asked, 'two', 1)).toBe('three')
    expect(neighbour(asked, 'one', -1)).toBeNull()
    expect(neighbour(asked, 'three', 1)).toBeNull()
  })

  it('takes one key for each answer, and one answer for each question', () => {
    expect(['y', 'N', 'u', 'x'].map(answerOfKey)).toEqual(['yes', 'no', 'unknown', null])
    const twice = answered(answered([], said('one')), { ...said('one'), answer: 'yes' })
    expect(twice.map(({ code, answer }) => [code, answer])).toEqual([['one', 'yes']])
  })
})

describe('rules that change while a client is asked', () => {
  const before = {
    id: screeningRulesId.parse('01a00000-0000-7000-8000-000000000001'),
    body: startingScreening,
  }
  const [reworded, kept] = startingScreening.questions
  const now = {
    id: screeningRulesId.parse('01a00000-0000-7000-8000-000000000002'),
    body: {
      ...startingScreening,
      questions: startingScreening.questions.map((question) =>
        question === reworded ? { ...question, text: 'Other words?' } : question,
      ),
    },
  }
  const form = {
    ...emptyForm(clientId.parse('01a00000-0000-7000-8000-000000000003'), before, at),
    answers: [said(reworded?.code ?? ''), said(kept?.code ?? '')],
  }

  it('keep only the answers to questions in the same words', () => {
    expect(carriedTo(form, before, now)).toEqual({
      ...form,
      rulesId: now.id,
      answers: [said(kept?.code ?? '')],
    })
  })

  it('keep nothing when it is not known what was asked', () => {
    expect(carriedTo(form, null, now).answers).toEqual([])
  })
})

describe('a record that was confirmed', () => {
  const record = {
    allergies: ['Lidocaine'],
    medication: ['Aspirin', 'Metformin'],
    fitzpatrickType: 'II' as const,
  }
  const empty = emptyForm(
    clientId.parse('01a00000-0000-7000-8000-000000000003'),
    { id: screeningRulesId.parse('01a00000-0000-7000-8000-000000000001') },
    at,
  )
  const ticked = withConfirmation(empty, record, true)

  it('stays confirmed while it says the same, also in a draft that comes back', () => {
    const restored = typedScreening.parse(JSON.parse(JSON.stringify(ticked)))
    expect(isStillConfirmed(restored, { ...record, allergies: [...record.allergies] })).toBe(true)
  })

  it.each([
    ['an allergy is added', { ...record, allergies: ['Lidocaine', 'Latex'] }],
    ['a medicine is taken out', { ...record, medication: ['Aspirin'] }],
    ['a medicine is replaced', { ...record, medication: ['Aspirin', 'Warfarin'] }],
    ['the skin type changes', { ...record, fitzpatrickType: 'III' as const }],
    ['the skin type is taken out', { ...record, fitzpatrickType: null }],
  ])('is to be confirmed again when %s', (_, now) => {
    expect(isStillConfirmed(ticked, now)).toBe(false)
    expect(isStillConfirmed(withConfirmation(ticked, now, true), now)).toBe(true)
  })

  it('is not confirmed before it is ticked, nor after the tick is taken out, nor by an older draft', () => {
    expect(isStillConfirmed(empty, record)).toBe(false)
    expect(isStillConfirmed(withConfirmation(ticked, record, false), record)).toBe(false)
    const { confirmed: _, ...older } = ticked
    expect(isStillConfirmed(typedScreening.parse(older), record)).toBe(false)
  })
})

describe('the rules in the editor', () => {
  it('say every starting condition in words, without a code', () => {
    const codes = startingScreening.questions.map(({ code }) => `“${code}”`)
    const words = startingScreening.rules.map(({ when }) =>
      conditionWords(when, startingScreening.questions),
    )
    expect(words.filter((text) => codes.some((code) => text.includes(code)))).toEqual([])
    expect(conditionWords({ on: 'age', below: 18 }, [])).toBe('the client is under 18')
  })

  it('change a limit at its place and nothing else', () => {
    const rule = startingScreening.rules.find(
      ({ when }) => limitsOf(when, startingScreening.questions).length > 0 && when.on === 'any',
    )
    const [limit] = rule ? limitsOf(rule.when, startingScreening.questions) : []
    if (!rule || !limit) throw new Error('The starting rules have no limit inside a condition.')
    const changed = withLimit(rule.when, limit.path, limit.value + 1)
    expect(limitsOf(changed, startingScreening.questions)).toEqual([
      { ...limit, value: limit.value + 1 },
    ])
    expect(withLimit(changed, limit.path, limit.value)).toEqual(rule.when)
  })

  it('say a new limit in their words, and leave other numbers alone', () => {
    expect(withNumber('Within 90 days; 190 days, 90.5 mm and 90 again.', 90, 60)).toBe(
      'Within 60 days; 190 days, 90.5 mm and 60 again.',
    )
  })

  it('can be published after any one question is removed, and be put back as they were', () => {
    for (const { code } of startingScreening.questions) {
      const without = withoutQuestion(current, code)
      expect(judgeRules(without, { sameAsCurrent: false }), code).toEqual([])
      const back = rulesChanges(startingScreening, without).reduce(
        (typed, change) => asItWas(typed, startingScreening, change),
        without,
      )
      expect(rulesChanges(startingScreening, back), code).toEqual([])
      expect(back.questions.map((question) => question.code)).toEqual(
        startingScreening.questions.map((question) => question.code),
      )
    }
  })

  it('take a question of the practice’s own under a free code', () => {
    const taken = startingScreening.questions[0]?.code ?? ''
    const { question, rule } = ownParts(
      {
        label: 'Hay fever',
        group: 'health',
        text: 'Do you have hay fever today?',
        detail: '',
        record: 'flag',
        verdict: 'caution',
        fact: 'The client has hay fever.',
        rule: 'A sneeze moves the needle.',
        nextStep: 'Look at her, and decide.',
        source: 'The practice',
      },
      freeCode(taken, current),
    )
    expect(question.code).toBe(`${taken}-2`)
    const typed = {
      ...current,
      questions: [...current.questions, question],
      rules: [...current.rules, rule],
    }
    expect(problemsOf(typed, startingScreening)).toEqual([])
    expect(rulesChanges(startingScreening, typed).map(({ kind, name }) => [kind, name])).toEqual([
      ['added', 'Hay fever'],
      ['added', 'The client has hay fever.'],
    ])
  })

  it('are not published unchanged, nor with words missing, and say where', () => {
    expect(problemsOf(current, startingScreening).map(({ code }) => code)).toEqual([
      'screening.rules-unchanged',
    ])
    const empty = {
      ...current,
      rules: current.rules.map((rule, index) => (index === 2 ? { ...rule, fact: ' ' } : rule)),
    }
    expect(problemsOf(empty, startingScreening).map(({ field }) => field)).toEqual(['rules.2.fact'])
  })
})
