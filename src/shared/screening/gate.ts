import { type CalendarDate, type Finding, formatDay } from '#shared/kernel/index.ts'
import { askedQuestions, type GivenAnswer, type ScreenedClient } from './conditions.ts'
import { evaluateScreening } from './evaluation.ts'
import type { ScreeningFacts, ScreeningFinding, ScreeningRulesBody } from './schema.ts'

interface GateFacts {
  /** The client's newest; null: she was never screened. */
  readonly screening: Pick<
    ScreeningFacts,
    'day' | 'validUntil' | 'state' | 'verdict' | 'answers'
  > | null
  /** A screening was begun and is not completed. */
  readonly begun: boolean
  /** The version that judged it; without one, the current version. */
  readonly rules: ScreeningRulesBody
  readonly client: ScreenedClient
  readonly today: CalendarDate
}

const source =
  'Field reference 2.10: asked again at every session; what is not known is not cleared'

/**
 * What the client's newest screening says about needling on a day, judged again on her record as it
 * is now. Without one that counts, her record alone is judged beside the stop.
 */
export const judgeScreening = (facts: GateFacts): readonly Finding[] => {
  const { screening, rules, client, today } = facts
  const standing = standingFinding(facts)
  const counts =
    screening !== null &&
    (standing === null || [begunAgain.code, 'screening.stopped'].includes(standing.code))
  const answers = counts ? withOpenUnknown(screening.answers, facts) : []
  return [
    ...(standing ? [standing] : []),
    ...evaluateScreening(rules, { answers, client, today }).findings.map(inGate),
  ]
}

/**
 * A question that applies only since the record changed was never put: nobody knows its answer.
 * Answers can open further questions, so this goes on until none is left.
 */
const withOpenUnknown = (
  answers: readonly GivenAnswer[],
  facts: Pick<GateFacts, 'rules' | 'client' | 'today'>,
): readonly GivenAnswer[] => {
  const { rules, client, today } = facts
  const open = askedQuestions(rules, { answers, client, today }).filter(
    ({ code }) => !answers.some((answer) => answer.code === code),
  )
  if (open.length === 0) return answers
  const unknown = open.map(({ code }) => ({ code, answer: 'unknown', date: null }) as const)
  return withOpenUnknown([...answers, ...unknown], facts)
}

const inGate = ({
  code,
  verdict,
  fact,
  rule,
  nextStep,
  source: from,
}: ScreeningFinding): Finding => ({
  code,
  severity: verdict === 'stop' || verdict === 'clearance' ? 'stop' : 'note',
  fact,
  rule,
  nextStep,
  source: from,
})

const standingFinding = ({ screening, begun, today }: GateFacts): Finding | null => {
  if (screening === null) return missing(begun)
  if (screening.state === 'invalid') return invalid
  if (screening.state === 'expired' || today < screening.day || screening.validUntil < today)
    return expired(screening.validUntil, begun)
  if (screening.verdict === 'stop') return stopped(screening.day)
  return begun ? begunAgain : null
}

const missing = (begun: boolean): Finding => ({
  code: 'screening.missing',
  severity: 'stop',
  fact: begun ? 'The screening was begun and is not complete.' : 'The client was not screened.',
  rule: 'Needling starts only for a client who was screened for this visit.',
  nextStep: begun ? 'Complete the screening.' : 'Ask the screening’s questions.',
  source,
})

const begunAgain: Finding = {
  code: 'screening.begun-again',
  severity: 'stop',
  fact: 'A new screening was begun after the one that counts, and is not complete.',
  rule: 'What the client says last counts.',
  nextStep: 'Complete the new screening, or discard its answers.',
  source,
}

const expired = (validUntil: CalendarDate, begun: boolean): Finding => ({
  code: 'screening.expired',
  severity: 'stop',
  fact: `The last screening counted until ${formatDay(validUntil)}${begun ? '; a new one was begun and is not complete' : ''}.`,
  rule: 'Answers count for the days that the practice’s rules give them, at first only for their own.',
  nextStep: begun ? 'Complete the screening.' : 'Ask the screening’s questions again.',
  source,
})

const invalid: Finding = {
  code: 'screening.invalid',
  severity: 'stop',
  fact: 'The screening is not any more what the practitioner signed.',
  rule: 'Only a screening that is exactly as it was signed counts.',
  nextStep: 'Ask the questions again, and verify the practice’s records.',
}

const stopped = (day: CalendarDate): Finding => ({
  code: 'screening.stopped',
  severity: 'stop',
  fact: `The screening of ${formatDay(day)} ended in a stop.`,
  rule: 'A stop ends the session, and counts until the client is screened again.',
  nextStep: 'Do not treat. When the reason is over, screen the client again.',
  source,
})
