import type { ClientId, Instant } from '#shared/kernel/index.ts'
import type {
  AnswerWord,
  ItemCode,
  ScreeningAnswer,
  ScreeningForm,
  ScreeningQuestion,
  ScreeningRules,
} from '#shared/screening/index.ts'

/** A screening that has just begun: nothing is answered, nothing is preselected. */
export const emptyForm = (
  clientId: ClientId,
  rules: Pick<ScreeningRules, 'id'>,
  startedAt: Instant,
): ScreeningForm => ({
  clientId,
  rulesId: rules.id,
  askedBy: 'practitioner',
  startedAt,
  answers: [],
  historyConfirmed: false,
})

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
  form: ScreeningForm,
  before: Pick<ScreeningRules, 'body'> | null,
  now: Pick<ScreeningRules, 'id' | 'body'>,
): ScreeningForm => {
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
