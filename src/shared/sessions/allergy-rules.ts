import { type Lot, substances, substancesNamedIn } from '#shared/inventory/index.ts'
import { type Finding, fold } from '#shared/kernel/index.ts'
import type { SessionFacts } from './facts.ts'

/**
 * What the client is allergic to and something used in this session contains. A coded match, by the
 * label, stops; words that name no coded substance are amber, for they can be read by a person only.
 * A finding names the product and the substance, never the words of her record.
 */
export const judgeAllergies = (facts: SessionFacts): readonly Finding[] => {
  const { allergies } = facts.base.client
  if (allergies.length === 0) return []
  const used = lotsUsed(facts)
  const free = allergies.filter((words) => substancesNamedIn([words]).length === 0)
  return [
    ...codedMatches(used, substancesNamedIn(allergies)),
    ...nameMatches(used, free),
    ...(free.length > 0 && facts.document.products.length > 0 ? [readLabels(free.length)] : []),
  ]
}

const lotsUsed = ({ base, handpiece, productLots }: SessionFacts): readonly Lot[] => [
  ...productLots.filter((lot) => lot !== null),
  ...base.cartridges.map(({ lot }) => lot),
  ...(handpiece ? [handpiece.lot] : []),
]

const codedMatches = (
  used: readonly Lot[],
  allergies: ReturnType<typeof substancesNamedIn>,
): readonly Finding[] =>
  used.flatMap(({ id, product }): readonly Finding[] => {
    const inIt = [...product.contains, ...product.activeAgents.map(({ agent }) => agent)]
    const met = allergies.filter((substance) => inIt.includes(substance))
    if (met.length === 0) return []
    const names = met.map((substance) => substances[substance].label.toLowerCase()).join(', ')
    return [
      {
        code: `sessions.allergy:${id}`,
        severity: 'stop',
        fact: `${product.name} contains ${names}, and the client’s record names an allergy to it.`,
        rule: 'Nothing that the client is allergic to touches her.',
        nextStep: 'Choose another product, or correct the allergies if the record is wrong.',
        source: `Label of ${product.name}`,
      },
    ]
  })

/** Shorter words are in many names by chance. */
const shortestWord = 4

const nameMatches = (used: readonly Lot[], free: readonly string[]): readonly Finding[] => {
  const words = free
    .flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= shortestWord)
  return used
    .filter(({ product }) => {
      const label = fold(`${product.name} ${product.note}`)
      return words.some((word) => label.includes(word))
    })
    .map(({ id, product }) => ({
      code: `sessions.allergy-named:${id}`,
      severity: 'override',
      fact: `${product.name} is named with a word that the client’s allergies use.`,
      rule: 'Nothing that the client is allergic to touches her.',
      nextStep: 'Read the label beside her record, and ask her.',
      source: `Label of ${product.name}`,
    }))
}

const readLabels = (count: number): Finding => ({
  code: 'sessions.allergy-free-text',
  severity: 'override',
  fact:
    count === 1
      ? 'An allergy in the client’s record is in words that no label is matched with.'
      : `${count} allergies in the client’s record are in words that no label is matched with.`,
  rule: 'Only coded substances are matched with labels.',
  nextStep: 'Read the labels of today’s products beside her record.',
})
