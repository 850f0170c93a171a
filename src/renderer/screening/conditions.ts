import type { Condition, ItemCode, ScreeningQuestion } from '#shared/screening/index.ts'
import { rulesTexts } from './rulesTexts.ts'

const words = rulesTexts.conditions

type Questions = readonly Pick<ScreeningQuestion, 'code' | 'label'>[]

const nameOf = (questions: Questions, code: ItemCode) =>
  questions.find((question) => question.code === code)?.label ?? code

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
