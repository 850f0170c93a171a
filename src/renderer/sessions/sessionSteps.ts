import type { Step, StepState } from '#renderer/ui/index.ts'
import type { Finding, Problem } from '#shared/kernel/index.ts'
import {
  judgeChart,
  type SessionDocument,
  type SessionFacts,
  unansweredStops,
} from '#shared/sessions/index.ts'
import { consentStep, screeningStep } from './agreement.ts'
import { texts } from './texts.ts'

export type StepId =
  | 'screening'
  | 'consent'
  | 'zones'
  | 'devices'
  | 'products'
  | 'times'
  | 'response'
  | 'sign'

/** The step that a finding belongs to, by its code. */
export const stepOf = ({ code }: Pick<Finding, 'code'>, { productLots }: SessionFacts): StepId => {
  if (code.startsWith('screening.')) return 'screening'
  if (code.startsWith('consent.')) return 'consent'
  // The licence stands against starting, and no part of the chart mends it.
  if (code.startsWith('practice.')) return 'sign'
  if (/^sessions\.(?:no-zone|zone-|length-|skin|interval|source-)/.test(code)) return 'zones'
  if (/^sessions\.(?:unknown-lot|not-a-product|allergy|product|anaesthetic)/.test(code)) {
    return 'products'
  }
  // A finding about a lot ends in the lot's id.
  if (productLots.some((lot) => lot !== null && code.endsWith(`:${lot.id}`))) return 'products'
  return 'devices'
}

/** The part of the chart that a problem names, by its field or its code. */
export const placeOfProblem = (problem: Problem, facts: SessionFacts): StepId => {
  const part = (problem.field ?? '').split('.')[0] ?? ''
  return placesByField.get(part) ?? stepOf(problem, facts)
}

const placesByField: ReadonlyMap<string, StepId> = new Map([
  ['zones', 'zones'],
  ['carried', 'zones'],
  ['marks', 'zones'],
  ['handpieceUnitId', 'devices'],
  ['products', 'products'],
  ['offered', 'products'],
  ['steps', 'times'],
  ['endedAt', 'times'],
  ['immediateResponse', 'response'],
  ['responseNote', 'response'],
  ['comfort', 'response'],
  ['said', 'response'],
  ['present', 'response'],
])

/** The list at the left: each step with its state and one line about it. */
export const sessionSteps = (
  facts: SessionFacts,
  findings: readonly Finding[],
): readonly Step[] => {
  const stops = (step: StepId) =>
    findings.filter((found) => found.severity === 'stop' && stepOf(found, facts) === step).length
  const { document, base } = facts
  const step = (id: StepId, state: StepState, detail: string): Step => {
    const standing = stops(id)
    return standing > 0
      ? { id, label: texts.steps[id], state: 'stop', detail: texts.steps.stops(standing) }
      : { id, label: texts.steps[id], state, detail }
  }
  const products = document.products.length
  return [
    screeningStep(base, findings),
    consentStep(base, findings),
    zonesStep(document, stops('zones')),
    step('devices', 'done', texts.steps.cartridges(base.cartridges.length)),
    step(
      'products',
      products === 0 ? 'open' : amountMissing(document) ? 'decision' : 'done',
      products === 0 ? texts.steps.noProducts : texts.steps.productCount(products),
    ),
    step(
      'times',
      document.steps.length > 0 || document.endedAt ? 'done' : 'open',
      document.steps.length > 0 ? texts.steps.stamps(document.steps.length) : texts.steps.noStamps,
    ),
    step(
      'response',
      document.immediateResponse.length > 0 ? 'done' : 'open',
      document.immediateResponse.map((response) => texts.responses[response]).join(', ') ||
        texts.steps.afterNeedling,
    ),
    signStep(facts, findings),
  ]
}

const amountMissing = (document: SessionDocument) =>
  document.products.some(({ amount }) => amount === null)

const zonesStep = ({ zones }: SessionDocument, stops: number): Step => {
  const label = texts.steps.zones
  if (zones.length === 0) return { id: 'zones', label, state: 'stop', detail: texts.steps.choose }
  if (stops > 0) return { id: 'zones', label, state: 'stop', detail: texts.steps.stops(stops) }
  const incomplete = zones.filter(
    (zone) => zone.technique === null || zone.passes === null || zone.endpoint === null,
  ).length
  return incomplete > 0
    ? { id: 'zones', label, state: 'open', detail: texts.steps.incomplete(incomplete) }
    : { id: 'zones', label, state: 'done', detail: texts.steps.zoneCount(zones.length) }
}

const signStep = (facts: SessionFacts, findings: readonly Finding[]): Step => {
  const label = texts.steps.sign
  const missing = judgeChart(facts).length + unansweredStops(findings, facts.document).length
  if (facts.base.startedAt === null && facts.document.deviations.length === 0) {
    return { id: 'sign', label, state: 'locked', detail: texts.steps.notYet }
  }
  return missing > 0
    ? { id: 'sign', label, state: 'open', detail: texts.steps.missing(missing) }
    : { id: 'sign', label, state: 'open', detail: texts.steps.ready }
}
