import { z } from 'zod'
import {
  type Condition,
  type ItemCode,
  judgeRules,
  questionGroup,
  recordPlace,
  type ScreeningQuestion,
  screeningQuestion,
  type ScreeningRule,
  screeningRule,
  type ScreeningRulesBody,
  screeningRulesBody,
  verdict,
} from '#shared/screening/index.ts'
import type { Problem } from '#shared/kernel/index.ts'
import { withoutAnswersTo } from './conditions.ts'
import type { RulesChange } from './rulesChanges.ts'
import { rulesTexts } from './rulesTexts.ts'

/** A question and a rule while they are typed: words may still be missing. */
const typedQuestion = screeningQuestion.extend({
  label: z.string(),
  text: z.string(),
  help: z.string(),
  detail: z.string(),
})
export type TypedQuestion = z.infer<typeof typedQuestion>

const words = { fact: z.string(), rule: z.string(), nextStep: z.string(), source: z.string() }
const typedRule = screeningRule.extend(words)
export type TypedRule = z.infer<typeof typedRule>

export const typedRules = z.object({
  reason: z.string(),
  questions: z.array(typedQuestion),
  rules: z.array(typedRule),
})
export type TypedRules = z.infer<typeof typedRules>

/** A question of the practice's own, with the one rule that a *yes* meets. */
export const typedOwn = z.object({
  label: z.string(),
  group: questionGroup,
  text: z.string(),
  detail: z.string(),
  record: recordPlace.nullable(),
  verdict: verdict.exclude(['clear']),
  fact: z.string(),
  rule: z.string(),
  nextStep: z.string(),
  source: z.string(),
})
export type TypedOwn = z.infer<typeof typedOwn>

/** The question and its rule. It is met by a *yes* today or by the flag in the client's record. */
export const ownParts = (
  own: TypedOwn,
  code: ItemCode,
): { question: ScreeningQuestion; rule: ScreeningRule } => {
  const answeredYes: Condition = { on: 'answer', question: code, is: ['yes'] }
  return {
    question: {
      code,
      label: own.label.trim(),
      group: own.group,
      text: own.text.trim(),
      help: '',
      kind: 'yes-no',
      detail: own.detail.trim(),
      askedWhen: null,
      record: own.record,
    },
    rule: {
      code,
      item: code,
      when:
        own.record === 'flag'
          ? { on: 'any', of: [answeredYes, { on: 'record', item: code }] }
          : answeredYes,
      verdict: own.verdict,
      fact: own.fact.trim(),
      rule: own.rule.trim(),
      nextStep: own.nextStep.trim(),
      source: own.source.trim(),
      quality: 'practice',
    },
  }
}

/** A code that no question and no rule has yet: `hay-fever`, `hay-fever-2`. */
export const freeCode = (wanted: ItemCode, { questions, rules }: TypedRules): ItemCode => {
  const used = new Set([...questions, ...rules].map(({ code }) => code))
  const nth = (number: number): ItemCode =>
    number === 1 ? wanted : `${wanted.slice(0, 56)}-${number}`
  let number = 1
  while (used.has(nth(number))) number += 1
  return nth(number)
}

/**
 * Without a question and the rules about it. Where another condition looked at its answer, that part
 * goes too: a question that waited for it alone is always asked, a rule that has nothing left goes.
 */
export const withoutQuestion = (typed: TypedRules, code: ItemCode): TypedRules => ({
  ...typed,
  questions: typed.questions
    .filter((question) => question.code !== code)
    .map((question) => ({
      ...question,
      askedWhen: question.askedWhen && withoutAnswersTo(question.askedWhen, code),
    })),
  rules: typed.rules
    .filter((rule) => rule.item !== code)
    .flatMap((rule) => {
      const when = withoutAnswersTo(rule.when, code)
      return when ? [{ ...rule, when }] : []
    }),
})

export const withoutRule = (typed: TypedRules, code: ItemCode): TypedRules => ({
  ...typed,
  rules: typed.rules.filter((rule) => rule.code !== code),
})

/** With one change taken back: the part is as it stands in the version in use. */
export const asItWas = (
  typed: TypedRules,
  current: ScreeningRulesBody,
  { what, code }: Pick<RulesChange, 'what' | 'code'>,
): TypedRules =>
  what === 'question'
    ? { ...typed, questions: putBack(typed.questions, current.questions, code) }
    : { ...typed, rules: putBack(typed.rules, current.rules, code) }

/** In its old place: after the nearest part before it that is still there. */
const putBack = <Part extends { readonly code: ItemCode }>(
  now: readonly Part[],
  before: readonly Part[],
  code: ItemCode,
): Part[] => {
  const at = before.findIndex((part) => part.code === code)
  const old = before[at]
  if (!old) return now.filter((part) => part.code !== code)
  if (now.some((part) => part.code === code)) {
    return now.map((part) => (part.code === code ? old : part))
  }
  const earlier = new Set(before.slice(0, at).map((part) => part.code))
  const place = now.findLastIndex((part) => earlier.has(part.code)) + 1
  return now.toSpliced(place, 0, old)
}

/** Everything that keeps these rules from being published, each with its place. */
export const problemsOf = (typed: TypedRules, current: ScreeningRulesBody): readonly Problem[] => {
  const read = screeningRulesBody.safeParse(typed)
  if (!read.success) {
    return read.error.issues.map(({ path, message }) => ({
      code: 'screening.rule-words',
      field: path.join('.'),
      fact: rulesTexts.wordsMissing(placeOf(typed, path)),
      rule: rulesTexts.wordsRule,
      nextStep: message,
    }))
  }
  return judgeRules(read.data, {
    sameAsCurrent: JSON.stringify(read.data) === JSON.stringify(screeningRulesBody.parse(current)),
  })
}

const placeOf = (typed: TypedRules, [list, at]: readonly PropertyKey[]): string => {
  if (typeof at !== 'number') return ''
  if (list === 'questions') return typed.questions[at]?.label || typed.questions[at]?.code || ''
  return typed.rules[at]?.fact || typed.rules[at]?.code || ''
}

/** The problems of one question or rule: `questions.3`, `rules.12`. */
export const problemsAt = (problems: readonly Problem[], place: string): readonly Problem[] =>
  problems.filter(({ field }) => field === place || field?.startsWith(`${place}.`))
