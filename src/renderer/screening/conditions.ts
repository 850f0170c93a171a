import { flagLabel } from '#shared/clients/index.ts'
import type { Condition, ItemCode, ScreeningQuestion } from '#shared/screening/index.ts'
import { rulesTexts } from './rulesTexts.ts'

const words = rulesTexts.conditions

type Questions = readonly Pick<ScreeningQuestion, 'code' | 'label'>[]

const nameOf = (questions: Questions, code: ItemCode) =>
  flagLabel(code, questions.find((question) => question.code === code)?.label ?? '')

/** A condition as a person reads it: `“Keloid-prone” is answered with yes, or stands in the record`. */
export const conditionWords = (
  condition: Condition,
  questions: Questions,
  inside = false,
): string => {
  switch (condition.on) {
    case 'answer':
      return words.answer(nameOf(questions, condition.question), condition.is)
    case 'within':
      return words.within(nameOf(questions, condition.question), condition.days)
    case 'age':
      return words.age(condition.below)
    case 'fitzpatrick':
      return words.fitzpatrick(condition.types)
    case 'record':
      return words.record(nameOf(questions, condition.item))
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => conditionWords(part, questions, true))
      const joined = parts.join(condition.on === 'all' ? words.and : words.or)
      return inside && parts.length > 1 ? `(${joined})` : joined
    }
  }
}

/** A number in a condition that the owner may change. */
export interface Limit {
  /** Which parts of the condition lead to it. */
  readonly path: readonly number[]
  readonly unit: 'days' | 'years'
  readonly value: number
  readonly label: string
}

/** The days and ages in a condition, each with its place. */
export const limitsOf = (
  condition: Condition,
  questions: Questions,
  path: readonly number[] = [],
): readonly Limit[] => {
  switch (condition.on) {
    case 'within':
      return [
        {
          path,
          unit: 'days',
          value: condition.days,
          label: words.daysOf(nameOf(questions, condition.question)),
        },
      ]
    case 'age':
      return [{ path, unit: 'years', value: condition.below, label: words.ageLimit }]
    case 'all':
    case 'any':
      return condition.of.flatMap((part, at) => limitsOf(part, questions, [...path, at]))
    case 'answer':
    case 'fitzpatrick':
    case 'record':
      return []
  }
}

/** The condition with another number at one place. */
export const withLimit = (
  condition: Condition,
  path: readonly number[],
  value: number,
): Condition => {
  const [at, ...rest] = path
  if (condition.on === 'all' || condition.on === 'any') {
    return {
      ...condition,
      of: condition.of.map((part, index) => (index === at ? withLimit(part, rest, value) : part)),
    }
  }
  if (condition.on === 'within') return { ...condition, days: value }
  return condition.on === 'age' ? { ...condition, below: value } : condition
}

/**
 * The condition where a question is asked no more: what looked at its answer is left out, which
 * makes an `all` wider and never narrower. Null: nothing else was looked at.
 */
export const withoutAnswersTo = (condition: Condition, code: ItemCode): Condition | null => {
  switch (condition.on) {
    case 'answer':
    case 'within':
      return condition.question === code ? null : condition
    case 'all':
    case 'any': {
      const [first, ...others] = condition.of.flatMap((part) => withoutAnswersTo(part, code) ?? [])
      if (!first) return null
      return others.length === 0 ? first : { ...condition, of: [first, ...others] }
    }
    case 'age':
    case 'fitzpatrick':
    case 'record':
      return condition
  }
}

/** The words of a rule with another limit: `within the last 90 days` is then `within the last 60 days`. */
export const withNumber = (text: string, before: number, after: number): string =>
  text.replace(new RegExp(`(?<![\\d.,])${before}(?![\\d]|[.,]\\d)`, 'g'), String(after))
