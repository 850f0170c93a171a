import { type CalendarDate, formatDay, type Problem } from '#shared/kernel/index.ts'
import { askedQuestions, type ScreenedClient } from './conditions.ts'
import type {
  ScreeningAnswer,
  ScreeningForm,
  ScreeningQuestion,
  ScreeningRulesBody,
} from './schema.ts'

interface Asked {
  readonly client: ScreenedClient
  readonly today: CalendarDate
}

/** Everything that keeps a screening from being completed; none: it is complete. */
export const judgeComplete = (
  body: ScreeningRulesBody,
  form: Pick<ScreeningForm, 'answers' | 'historyConfirmed'>,
  { client, today }: Asked,
): readonly Problem[] => [
  ...askedQuestions(body, { answers: form.answers, client, today }).flatMap((question) =>
    judgeAnswers(
      question,
      form.answers.filter(({ code }) => code === question.code),
      { client, today },
    ),
  ),
  ...(form.historyConfirmed ? [] : [historyUnconfirmed]),
]

const judgeAnswers = (
  question: ScreeningQuestion,
  given: readonly ScreeningAnswer[],
  asked: Asked,
): readonly Problem[] => {
  const [answer, ...others] = given
  if (!answer) return [unanswered(question)]
  if (others.length > 0) return [answeredTwice(question)]
  const problem = judgeAnswer(question, answer, asked)
  return problem ? [problem] : []
}

const judgeAnswer = (
  question: ScreeningQuestion,
  { answer, date }: ScreeningAnswer,
  { client, today }: Asked,
): Problem | null => {
  if (question.kind === 'yes-no')
    return answer === 'date' || date !== null ? notFitting(question) : null
  if (answer === 'unknown') return date === null ? null : notFitting(question)
  if (answer !== 'date' || date === null) return notFitting(question)
  if (date > today) return impossibleDay(question, `${formatDay(date)} lies in the future.`)
  if (date < client.birthDate)
    return impossibleDay(question, `${formatDay(date)} lies before the client was born.`)
  return null
}

/** Where a problem with an answer is shown. */
const fieldOf = ({ code }: ScreeningQuestion): string => `answers.${code}`

const unanswered = (question: ScreeningQuestion): Problem => ({
  code: 'screening.unanswered',
  field: fieldOf(question),
  fact: `“${question.label}” is not answered.`,
  rule: 'Every question that applies is answered: yes, no or not known.',
  nextStep: 'Ask it and answer it.',
})

const answeredTwice = (question: ScreeningQuestion): Problem => ({
  code: 'screening.answered-twice',
  field: fieldOf(question),
  fact: `“${question.label}” has two answers.`,
  rule: 'A question has one answer.',
  nextStep: 'Answer it again.',
})

const notFitting = (question: ScreeningQuestion): Problem => ({
  code: 'screening.answer-not-fitting',
  field: fieldOf(question),
  fact:
    question.kind === 'date'
      ? `“${question.label}” needs a day, or “not known”.`
      : `“${question.label}” needs yes, no or “not known”.`,
  rule: 'A question is answered in its own kind.',
  nextStep: 'Answer it again.',
})

const impossibleDay = (question: ScreeningQuestion, fact: string): Problem => ({
  code: 'screening.impossible-day',
  field: fieldOf(question),
  fact: `“${question.label}”: ${fact}`,
  rule: 'What is asked about lies between the client’s birth and today.',
  nextStep: 'Check the day, or answer “not known”.',
})

const historyUnconfirmed: Problem = {
  code: 'screening.history-unconfirmed',
  field: 'historyConfirmed',
  fact: 'The health history was not confirmed.',
  rule: 'Allergies, medicines and skin type are read out and confirmed at each visit.',
  nextStep: 'Read them out, correct the client’s record where it is wrong, and confirm.',
}
