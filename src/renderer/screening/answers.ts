import type { z } from 'zod'
import type { ClientId, Instant } from '#shared/kernel/index.ts'
import {
  type AnswerWord,
  confirmedHistory,
  type ItemCode,
  type ScreeningAnswer,
  screeningForm,
  type ScreeningQuestion,
  type ScreeningRules,
} from '#shared/screening/index.ts'

const readOut = confirmedHistory.pick({ allergies: true, medication: true, fitzpatrickType: true })
/** What is read out of the record. */
export type ReadOut = z.infer<typeof readOut>

/** A screening as it is typed, with what the record said when it was confirmed. */
export const typedScreening = screeningForm.extend({ confirmed: readOut.nullable().default(null) })
export type TypedScreening = z.infer<typeof typedScreening>

/** A screening that has just begun: nothing is answered, nothing is preselected. */
export const emptyForm = (
  clientId: ClientId,
  rules: Pick<ScreeningRules, 'id'>,
  startedAt: Instant,
): TypedScreening => ({
  clientId,
  rulesId: rules.id,
  askedBy: 'practitioner',
  startedAt,
  answers: [],
  historyConfirmed: false,
  confirmed: null,
})

/** The form with this record confirmed, or not confirmed any more. */
export const withConfirmation = (
  form: TypedScreening,
  { allergies, medication, fitzpatrickType }: ReadOut,
  isConfirmed: boolean,
): TypedScreening => ({
  ...form,
  historyConfirmed: isConfirmed,
  confirmed: isConfirmed
    ? { allergies: [...allergies], medication: [...medication], fitzpatrickType }
    : null,
})

/** Whether what was read out and confirmed is still what the record says. */
export const isStillConfirmed = (
  { historyConfirmed, confirmed }: Pick<TypedScreening, 'historyConfirmed' | 'confirmed'>,
  record: ReadOut,
): boolean =>
  historyConfirmed &&
  confirmed !== null &&
  confirmed.fitzpatrickType === record.fitzpatrickType &&
  isSameList(confirmed.allergies, record.allergies) &&
  isSameList(confirmed.medication, record.medication)

const isSameList = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((entry, at) => entry === other[at])

/** A new answer to a question; what was written beside a *yes* goes with it. */
export const answered = (
  answers: readonly ScreeningAnswer[],
  answer: ScreeningAnswer,
): ScreeningAnswer[] => [...answers.filter(({ code }) => code !== answer.code), answer]

export const unanswered = (
  answers: readonly ScreeningAnswer[],
  code: ItemCode,
): ScreeningAnswer[] => answers.filter((answer) => answer.code !== code)

export const isOpen = (
  { code }: Pick<ScreeningQuestion, 'code'>,
  answers: readonly Pick<ScreeningAnswer, 'code'>[],
): boolean => !answers.some((answer) => answer.code === code)

/** The next question without an answer after this one, from the top again after the last; null: none is left. */
export const nextOpen = (
  asked: readonly Pick<ScreeningQuestion, 'code'>[],
  answers: readonly Pick<ScreeningAnswer, 'code'>[],
  from: ItemCode | null,
): ItemCode | null => {
  const at = asked.findIndex(({ code }) => code === from)
  const inOrder = [...asked.slice(at + 1), ...asked.slice(0, at + 1)]
  return inOrder.find((question) => isOpen(question, answers))?.code ?? null
}

/** The question above or below; null at the ends. */
export const neighbour = (
  asked: readonly Pick<ScreeningQuestion, 'code'>[],
  from: ItemCode,
  step: 1 | -1,
): ItemCode | null => {
  const at = asked.findIndex(({ code }) => code === from)
  return at < 0 ? null : (asked[at + step]?.code ?? null)
}

const keys: Readonly<Record<string, AnswerWord>> = { y: 'yes', n: 'no', u: 'unknown' }

/** The answer that a key stands for. */
export const answerOfKey = (key: string): AnswerWord | null => keys[key.toLowerCase()] ?? null

/**
 * The form as the current rules ask it. An answer goes along only where its question has the same
 * words and kind as when it was answered.
 * @param before the version that the form was begun with; null when it is not known any more
 */
export const carriedTo = (
  form: TypedScreening,
  before: Pick<ScreeningRules, 'body'> | null,
  now: Pick<ScreeningRules, 'id' | 'body'>,
): TypedScreening => {
  const questionIn = (rules: Pick<ScreeningRules, 'body'> | null, code: ItemCode) =>
    rules?.body.questions.find((question) => question.code === code)
  const isSame = (code: ItemCode) => {
    const one = questionIn(before, code)
    const other = questionIn(now, code)
    return one !== undefined && one.text === other?.text && one.kind === other.kind
  }
  return {
    ...form,
    rulesId: now.id,
    answers: form.answers.filter(({ code }) => isSame(code)),
  }
}
