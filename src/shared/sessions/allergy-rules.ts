import {
  type Lot,
  saysOnlySubstances,
  type Substance,
  substances,
  substancesNamedIn,
} from '#shared/inventory/index.ts'
import { type Finding, fold } from '#shared/kernel/index.ts'
import type { SessionFacts } from './facts.ts'

/**
 * What the client is allergic to and something used in this session contains. A coded match, by the
 * label or by what the chart says is in it, stops. What only a person can read is amber: words that
 * name no coded substance, a name or note that names what she is allergic to, contents that nobody
 * recorded. A finding names the product and the substance, never the words of her record.
 */
export const judgeAllergies = (facts: SessionFacts): readonly Finding[] => {
  const { allergies } = facts.base.client
  if (allergies.length === 0) return []
  const used = everythingUsed(facts)
  const coded = substancesNamedIn(allergies)
  const free = allergies.filter((words) => !saysOnlySubstances(words))
  const applied = used.filter(({ isApplied }) => isApplied)
  return [
    ...used.flatMap((each) => codedMatch(each, coded)),
    ...used.filter((each) => isNamed(each, coded, free)).map(namedMatch),
    ...(applied.length > 0 && free.length > 0 ? [readLabels(free.length)] : []),
    // Where no allergy is coded, nothing could be matched with what is recorded.
    ...(coded.length > 0
      ? unrecorded(applied.filter(({ contains }) => contains.length === 0))
      : []),
  ]
}

/** A thing that touches the client, with what is known to be in it. */
interface Used {
  readonly lot: Lot
  readonly contains: readonly Substance[]
  /** Put on the skin, as against what holds the needles. */
  readonly isApplied: boolean
}

const everythingUsed = ({ base, document, handpiece, productLots }: SessionFacts): Used[] => [
  ...productLots.flatMap((lot, index): Used[] => {
    const agents = document.products[index]?.anaesthetic?.agents ?? []
    return lot ? [{ lot, contains: contentsOf(lot, agents), isApplied: true }] : []
  }),
  ...[...base.cartridges, ...base.discarded, ...(handpiece ? [handpiece] : [])].map(({ lot }) => ({
    lot,
    contains: contentsOf(lot),
    isApplied: false,
  })),
]

const contentsOf = (
  { product }: Lot,
  charted: Lot['product']['activeAgents'] = [],
): readonly Substance[] => [
  ...product.contains,
  ...[...product.activeAgents, ...charted].map(({ agent }) => agent),
]

const met = ({ contains }: Used, allergies: readonly Substance[]): readonly Substance[] =>
  allergies.filter((substance) => contains.includes(substance))

const codedMatch = (used: Used, allergies: readonly Substance[]): readonly Finding[] => {
  const matched = met(used, allergies)
  if (matched.length === 0) return []
  const { id, product } = used.lot
  const names = matched.map((substance) => substances[substance].label.toLowerCase()).join(', ')
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
}

/** Shorter words are in many names by chance. */
const shortestWord = 4

/** A note may also say that it is free of something: a person reads it. */
const isNamed = (used: Used, coded: readonly Substance[], free: readonly string[]): boolean => {
  if (met(used, coded).length > 0) return false
  const { name, note } = used.lot.product
  const label = fold(`${name} ${note}`)
  return (
    substancesNamedIn([name, note]).some((substance) => coded.includes(substance)) ||
    free
      .flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u))
      .some((word) => word.length >= shortestWord && label.includes(word))
  )
}

const namedMatch = ({ lot: { id, product } }: Used): Finding => ({
  code: `sessions.allergy-named:${id}`,
  severity: 'override',
  fact: `The name or note of ${product.name} has a word that the client’s allergies use.`,
  rule: 'Nothing that the client is allergic to touches her.',
  nextStep: 'Read the label beside her record, and ask her.',
  source: `Label of ${product.name}`,
})

/** One line for all of them: a list that says the same of each is not read. */
const unrecorded = (used: readonly Used[]): readonly Finding[] =>
  used.length === 0
    ? []
    : [
        {
          code: 'sessions.allergy-unrecorded',
          severity: 'override',
          fact: `What is in ${used.map(({ lot }) => lot.product.name).join(', ')} is not recorded, and the client has an allergy.`,
          rule: 'A product is matched with allergies by what its record says it contains.',
          nextStep: 'Read its label, and record in Inventory what it contains.',
        },
      ]

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
