import { type Clearance, flagLabel } from '#shared/clients/index.ts'
import { type CalendarDate, formatDay } from '#shared/kernel/index.ts'
import {
  type Facts,
  factsOf,
  type ScreenedClient,
  type ScreeningInput,
  skinTypeItem,
  truthOf,
  undecidedBy,
} from './conditions.ts'
import type {
  Condition,
  ItemCode,
  ScreeningFinding,
  ScreeningRule,
  ScreeningRulesBody,
  Verdict,
} from './schema.ts'

const worstFirst: readonly Verdict[] = ['stop', 'clearance', 'caution', 'clear']

/** `clear` when there is none. */
export const worstVerdict = (verdicts: readonly Verdict[]): Verdict =>
  worstFirst.find((verdict) => verdicts.includes(verdict)) ?? 'clear'

/**
 * What the rules make of the answers and of the client's record as it is now. Findings stand worst
 * first, each with its own code; the verdict is the worst of them. An open question has no finding.
 */
export const evaluateScreening = (
  body: ScreeningRulesBody,
  input: ScreeningInput,
): { readonly findings: readonly ScreeningFinding[]; readonly verdict: Verdict } => {
  const facts = factsOf(body, input)
  const found = eachOnce(body.rules.flatMap((rule) => judgeRule(body, rule, facts)))
  const findings = worstFirst.flatMap((verdict) => found.filter((one) => one.verdict === verdict))
  return { findings, verdict: worstVerdict(findings.map(({ verdict }) => verdict)) }
}

const judgeRule = (
  body: ScreeningRulesBody,
  rule: ScreeningRule,
  facts: Facts,
): readonly ScreeningFinding[] => {
  const truth = truthOf(rule.when, facts)
  if (truth === 'no') return []
  const standing = clearanceOf(facts.client, rule.item)
  const since = lastDayIn(rule.when, facts)
  const counts = standing !== null && whyClearanceFails(standing, facts.today, since) === null
  if (rule.verdict === 'clearance' && standing && counts) return [cleared(rule, standing)]
  if (truth === 'unknown')
    return undecidedBy(rule.when, facts).map((code) => unknownTo(body, rule, code))
  const why =
    rule.verdict === 'clearance' ? ` ${whyNotCleared(facts.client, rule, facts.today, since)}` : ''
  return [findingOf(rule, `screening.${rule.code}`, rule.verdict, `${rule.fact}${why}`)]
}

const findingOf = (
  { item, rule, nextStep, source }: ScreeningRule,
  code: string,
  verdict: Verdict,
  fact: string,
): ScreeningFinding => ({ code, item, verdict, fact, rule, nextStep, source })

const cleared = (rule: ScreeningRule, { clearedOn }: Clearance): ScreeningFinding => ({
  ...findingOf(
    rule,
    `screening.${rule.code}-cleared`,
    'clear',
    `${rule.fact} A prescriber cleared this on ${formatDay(clearedOn)}.`,
  ),
  nextStep: 'Check with the client that nothing has changed.',
})

/** What nobody knows is not cleared: for a stop it has the weight of a missing clearance. */
const unknownTo = (
  body: ScreeningRulesBody,
  rule: ScreeningRule,
  question: ItemCode,
): ScreeningFinding => ({
  ...findingOf(
    rule,
    `screening.unknown-${question}`,
    rule.verdict === 'caution' ? 'caution' : 'clearance',
    question === skinTypeItem
      ? 'The client’s skin type (Fitzpatrick) is not recorded, and a rule depends on it.'
      : `It is not known: ${itemLabel(body, question)}.`,
  ),
  rule: `What is not known is not cleared. ${rule.rule}`,
  nextStep:
    question === skinTypeItem
      ? 'Record the skin type in the client’s record.'
      : rule.verdict === 'clearance'
        ? 'Find out and answer it, or record a prescriber’s clearance.'
        : 'Find out and answer it.',
})

/** The latest day that the answers give for what a rule looks at: no clearance from before covers it. */
const lastDayIn = (condition: Condition, facts: Facts): CalendarDate | null => {
  if (condition.on === 'all' || condition.on === 'any')
    return latest(condition.of.map((part) => lastDayIn(part, facts)))
  if (condition.on !== 'within') return null
  const truth = truthOf(condition, facts)
  if (truth === 'no') return null
  // A day that nobody knows may be today's.
  return truth === 'unknown' ? facts.today : (facts.answers.get(condition.question)?.date ?? null)
}

const latest = (days: readonly (CalendarDate | null)[]): CalendarDate | null =>
  days.reduce((one, other) => (one === null || (other !== null && other > one) ? other : one), null)

const clearanceOf = ({ flags }: ScreenedClient, item: ItemCode): Clearance | null =>
  flags.find(({ kind }) => kind === item)?.clearance ?? null

/** Null while the clearance counts, its first and last day included. */
const whyClearanceFails = (
  { clearedOn, validUntil, attachmentId }: Clearance,
  today: CalendarDate,
  since: CalendarDate | null,
): string | null => {
  if (since !== null && clearedOn < since)
    return `The clearance of ${formatDay(clearedOn)} is older than the answer that needs one.`
  if (validUntil !== null && validUntil < today)
    return `The clearance ended on ${formatDay(validUntil)}.`
  if (clearedOn > today) return `The clearance begins on ${formatDay(clearedOn)}.`
  if (attachmentId === null)
    return `The prescriber’s document of ${formatDay(clearedOn)} is not kept with its clearance.`
  return null
}

const whyNotCleared = (
  client: ScreenedClient,
  { item }: ScreeningRule,
  today: CalendarDate,
  since: CalendarDate | null,
): string => {
  const standing = clearanceOf(client, item)
  return (standing && whyClearanceFails(standing, today, since)) ?? 'No clearance is recorded.'
}

/** Several rules may wait for the same answer: the worst of them speaks. */
const eachOnce = (findings: readonly ScreeningFinding[]): readonly ScreeningFinding[] => {
  const byCode = new Map<string, ScreeningFinding>()
  for (const finding of findings) {
    const there = byCode.get(finding.code)
    if (!there || worstFirst.indexOf(finding.verdict) < worstFirst.indexOf(there.verdict))
      byCode.set(finding.code, finding)
  }
  return [...byCode.values()]
}

/** The worst that the rules demand of an item; null when no rule speaks of it. */
export const demandOf = (
  body: Pick<ScreeningRulesBody, 'rules'>,
  item: ItemCode,
): Verdict | null => {
  const demands = body.rules.filter((rule) => rule.item === item).map(({ verdict }) => verdict)
  return demands.length === 0 ? null : worstVerdict(demands)
}

/** What people call an item: its question's short name, or its code in words. */
export const itemLabel = (
  { questions }: Pick<ScreeningRulesBody, 'questions'>,
  item: ItemCode,
): string => flagLabel(item, questions.find(({ code }) => code === item)?.label ?? '')
