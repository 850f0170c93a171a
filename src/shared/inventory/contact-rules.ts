import type { Problem } from '#shared/kernel/index.ts'
import { isApplied, isNeedleBearing, kindLabels } from './kinds.ts'
import type { ProductDetails } from './schema.ts'

/** Why the facts about what touches skin cannot be of this kind of product, or null. */
export const judgeSkinContact = (details: ProductDetails): Problem | null => {
  const label = kindLabels[details.kind].toLowerCase()
  const onSkin =
    details.productClass !== null || details.sterileForNeedling || details.prescriptionOnly
  if (onSkin && !isApplied(details.kind)) {
    return {
      code: 'inventory.not-put-on-skin',
      field: 'productClass',
      fact: `A product of the kind ${label} says what it is on the skin.`,
      rule: 'A class, sterile for needling and prescription only are facts of serums, anaesthetics and antiseptics.',
      nextStep: 'Leave them out, or choose the kind that it is.',
    }
  }
  const ofAnaesthetic = details.activeAgents.length > 0 || details.longestDwellMinutes !== null
  if (ofAnaesthetic && details.kind !== 'anaesthetic') {
    return {
      code: 'inventory.not-an-anaesthetic',
      field: 'activeAgents',
      fact: `A product of the kind ${label} has anaesthetic agents or a dwell time.`,
      rule: 'Only an anaesthetic has agents and a longest time on the skin.',
      nextStep: 'Leave them out, or choose the kind anaesthetic.',
    }
  }
  if (details.pinCount !== null && !isNeedleBearing(details.kind)) {
    return {
      code: 'inventory.no-pins',
      field: 'pinCount',
      fact: `A product of the kind ${label} has a pin count.`,
      rule: 'Only cartridges, rollers and stamps have pins.',
      nextStep: 'Leave the pin count empty.',
    }
  }
  return judgeAgents(details)
}

const judgeAgents = ({ activeAgents }: ProductDetails): Problem | null => {
  const names = activeAgents.map(({ agent }) => agent)
  const sum = activeAgents.reduce((total, { percent }) => total + percent, 0)
  const problem = (code: string, fact: string, rule: string): Problem => ({
    code: `inventory.${code}`,
    field: 'activeAgents',
    fact,
    rule,
    nextStep: 'Compare each agent and its per cent with the label.',
  })
  if (new Set(names).size !== names.length) {
    return problem(
      'agent-twice',
      'An anaesthetic agent stands twice.',
      'Each agent has one per cent.',
    )
  }
  return sum > 10_000
    ? problem(
        'agents-above-whole',
        'The agents are more than 100 % together.',
        'The agents are parts of the whole product.',
      )
    : null
}
