import type { Client } from '#shared/clients/index.ts'
import { ageOn, assertNever, type CalendarDate, daysBetween } from '#shared/kernel/index.ts'
import type {
  Condition,
  ItemCode,
  ScreeningAnswer,
  ScreeningQuestion,
  ScreeningRulesBody,
} from './schema.ts'

/** What the rules look at in the client's record. */
export type ScreenedClient = Pick<Client, 'birthDate' | 'fitzpatrickType' | 'flags'>

export type GivenAnswer = Pick<ScreeningAnswer, 'code' | 'answer' | 'date'>

export interface ScreeningInput {
  readonly answers: readonly GivenAnswer[]
  readonly client: ScreenedClient
  readonly today: CalendarDate
}

/** What is not known may be true: it is never taken for *no*. */
export type Truth = 'yes' | 'unknown' | 'no'

/** The answers that count, one per question. */
export type Answers = ReadonlyMap<ItemCode, GivenAnswer>

export interface Facts {
  readonly answers: Answers
  readonly client: ScreenedClient
  readonly today: CalendarDate
}

/** Stands for a question where a skin type would decide and none is recorded. */
export const skinTypeItem: ItemCode = 'fitzpatrick-type'

/**
 * Three-valued: `all` is as good as its worst part, `any` as its best, so one certain *no* or *yes*
 * settles it whatever else is not known. A question that was not answered yet says *no*.
 */
export const truthOf = (condition: Condition, facts: Facts): Truth => {
  switch (condition.on) {
    case 'answer':
      return answerTruth(condition, facts.answers.get(condition.question))
    case 'within':
      return withinTruth(condition.days, facts.answers.get(condition.question), facts.today)
    case 'age':
      return certainly(ageOn(facts.client.birthDate, facts.today) < condition.below)
    case 'fitzpatrick': {
      const type = facts.client.fitzpatrickType
      return type === null ? 'unknown' : certainly(condition.types.includes(type))
    }
    case 'record':
      return certainly(facts.client.flags.some(({ kind }) => kind === condition.item))
    case 'all':
      return worstOf(condition.of.map((part) => truthOf(part, facts)))
    case 'any':
      return bestOf(condition.of.map((part) => truthOf(part, facts)))
    default:
      return assertNever(condition)
  }
}

const certainly = (holds: boolean): Truth => (holds ? 'yes' : 'no')

const worstOf = (truths: readonly Truth[]): Truth =>
  truths.includes('no') ? 'no' : truths.includes('unknown') ? 'unknown' : 'yes'

const bestOf = (truths: readonly Truth[]): Truth =>
  truths.includes('yes') ? 'yes' : truths.includes('unknown') ? 'unknown' : 'no'

const answerTruth = (
  { is }: Extract<Condition, { on: 'answer' }>,
  given: GivenAnswer | undefined,
): Truth => {
  if (given === undefined || given.answer === 'date') return 'no'
  if (is.includes(given.answer)) return 'yes'
  return given.answer === 'unknown' ? 'unknown' : 'no'
}

const withinTruth = (days: number, given: GivenAnswer | undefined, today: CalendarDate): Truth => {
  if (given === undefined) return 'no'
  if (given.answer !== 'date' || given.date === null)
    return given.answer === 'no' ? 'no' : 'unknown'
  return certainly(daysBetween(given.date, today) <= days)
}

/** The questions whose answer, were it known, would settle a condition that is not settled. */
export const undecidedBy = (condition: Condition, facts: Facts): readonly ItemCode[] => {
  if (truthOf(condition, facts) !== 'unknown') return []
  switch (condition.on) {
    case 'answer':
    case 'within':
      return [condition.question]
    case 'fitzpatrick':
      return [skinTypeItem]
    case 'all':
    case 'any':
      return [...new Set(condition.of.flatMap((part) => undecidedBy(part, facts)))]
    case 'age':
    case 'record':
      return []
    default:
      return assertNever(condition)
  }
}

/**
 * The questions to put, in their order. A conditional one is put unless it is certain that it does
 * not apply; an answer to a question that is not put counts nowhere, also not here.
 */
export const askedQuestions = (
  body: Pick<ScreeningRulesBody, 'questions'>,
  input: ScreeningInput,
): readonly ScreeningQuestion[] => askedWithAnswers(body, input).asked

/** The facts with only those answers that belong to a question that is put. */
export const factsOf = (
  body: Pick<ScreeningRulesBody, 'questions'>,
  input: ScreeningInput,
): Facts => ({
  answers: askedWithAnswers(body, input).answers,
  client: input.client,
  today: input.today,
})

const askedWithAnswers = (
  { questions }: Pick<ScreeningRulesBody, 'questions'>,
  { answers: given, client, today }: ScreeningInput,
): { readonly asked: readonly ScreeningQuestion[]; readonly answers: Answers } => {
  const byCode = new Map(given.map((answer) => [answer.code, answer]))
  const answers = new Map<ItemCode, GivenAnswer>()
  const asked = questions.filter((question) => {
    const { askedWhen, code } = question
    if (askedWhen !== null && truthOf(askedWhen, { answers, client, today }) === 'no') return false
    const answer = byCode.get(code)
    if (answer) answers.set(code, answer)
    return true
  })
  return { asked, answers }
}
