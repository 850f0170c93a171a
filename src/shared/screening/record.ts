import type { Client } from '#shared/clients/index.ts'
import { assertNever, type CalendarDate, fold } from '#shared/kernel/index.ts'
import { askedQuestions, factsOf, truthOf } from './conditions.ts'
import type {
  ItemCode,
  RecordOffer,
  ScreeningAnswer,
  ScreeningQuestion,
  ScreeningRulesBody,
} from './schema.ts'

type RecordedClient = Pick<
  Client,
  'birthDate' | 'fitzpatrickType' | 'flags' | 'allergies' | 'medication'
>

/** The changes that today's answers offer to the client's record, in the order of the questions. */
export const recordOffers = (
  body: ScreeningRulesBody,
  answers: readonly ScreeningAnswer[],
  client: RecordedClient,
  today: CalendarDate,
): readonly RecordOffer[] =>
  askedQuestions(body, { answers, client, today }).flatMap((question): readonly RecordOffer[] => {
    const answer = answers.find(({ code }) => code === question.code)
    if (!answer || question.record === null) return []
    switch (question.record) {
      case 'flag':
        return flagOffer(
          question,
          flagAnswer(body, question, answer, { answers, client, today }),
          client,
        )
      case 'allergy':
        return listOffer(question, answer, client.allergies, 'add-allergy')
      case 'medication':
        return listOffer(question, answer, client.medication, 'add-medication')
      default:
        return assertNever(question.record)
    }
  })

const flagOffer = (
  { code, label }: ScreeningQuestion,
  applies: 'yes' | 'no' | null,
  { flags }: RecordedClient,
): readonly RecordOffer[] => {
  const stands = flags.some(({ kind }) => kind === code)
  if (applies === 'yes' && !stands) return [{ change: 'raise-flag', item: code, label }]
  if (applies === 'no' && stands) return [{ change: 'end-flag', item: code, label }]
  return []
}

/** A day applies while it alone, without the standing caution, meets a rule that demands something. */
const flagAnswer = (
  body: ScreeningRulesBody,
  { code, kind }: ScreeningQuestion,
  { answer }: ScreeningAnswer,
  input: {
    readonly answers: readonly ScreeningAnswer[]
    readonly client: RecordedClient
    readonly today: CalendarDate
  },
): 'yes' | 'no' | null => {
  if (answer === 'unknown') return null
  if (kind === 'yes-no') return answer === 'yes' ? 'yes' : 'no'
  const facts = {
    ...factsOf(body, input),
    client: { ...input.client, flags: withoutFlag(input.client, code) },
  }
  return body.rules.some(
    ({ item, verdict, when }) =>
      item === code && verdict !== 'caution' && truthOf(when, facts) === 'yes',
  )
    ? 'yes'
    : 'no'
}

const withoutFlag = ({ flags }: RecordedClient, item: ItemCode) =>
  flags.filter(({ kind }) => kind !== item)

const listOffer = (
  { code, label }: ScreeningQuestion,
  { answer, detail }: ScreeningAnswer,
  known: readonly string[],
  change: 'add-allergy' | 'add-medication',
): readonly RecordOffer[] => {
  if (answer !== 'yes') return []
  const text = detail.replace(/\s+/g, ' ').trim().slice(0, 200).trim() || label
  return known.some((one) => fold(one) === fold(text)) ? [] : [{ change, item: code, text }]
}
