import type { Lot } from '#shared/inventory/index.ts'
import type { Finding, Instant } from '#shared/kernel/index.ts'
import type { SessionFacts } from './facts.ts'
import type { AnaestheticUse, UsedProduct } from './schema.ts'

const minute = 60_000

/**
 * Whole minutes on the skin; null while nothing was put on, or the two are the wrong way round.
 * @param now where it is still on
 */
export const dwellMinutes = (
  { onAt, offAt }: Pick<AnaestheticUse, 'onAt' | 'offAt'>,
  now: Instant | null,
): number | null => {
  const until = offAt ?? now
  if (onAt === null || until === null || until < onAt) return null
  return Math.floor((Date.parse(until) - Date.parse(onAt)) / minute)
}

/** Milligrams on each square centimetre; null where the weight or the area is not known. */
export const doseOf = ({
  amount,
  unit,
  anaesthetic,
}: Pick<UsedProduct, 'amount' | 'unit' | 'anaesthetic'>): number | null =>
  anaesthetic === null || anaesthetic.area === null || amount === null || unit !== 'g'
    ? null
    : amount / anaesthetic.area

/** What stands against the anaesthetics of a session. Reference 2.5. */
export const judgeAnaestheticUses = (facts: SessionFacts): readonly Finding[] =>
  facts.document.products.flatMap((used, index): readonly Finding[] => {
    const lot = facts.productLots[index]
    return lot?.product.kind === 'anaesthetic' ? judgeUse(used.anaesthetic, lot, facts) : []
  })

const judgeUse = (
  use: AnaestheticUse | null,
  lot: Lot,
  facts: SessionFacts,
): readonly Finding[] => [
  ...judgeTimes(use, lot, facts),
  ...(use === null
    ? []
    : [
        ...judgeStrength(use, lot, facts),
        ...judgePrescription(use, lot),
        ...judgeSkinAndCover(use, lot),
        ...judgeDwell(use, lot),
      ]),
]

const judgeTimes = (
  use: AnaestheticUse | null,
  { id, product }: Lot,
  { base: { startedAt } }: SessionFacts,
): readonly Finding[] => {
  if (use === null || use.onAt === null || use.offAt === null) {
    return [
      {
        code: `sessions.anaesthetic-on:${id}`,
        severity: 'stop',
        fact:
          use === null || use.onAt === null
            ? `When ${product.name} was put on and wiped off is not recorded.`
            : `${product.name} is still on the skin.`,
        rule: 'Each anaesthetic is wiped off, with its time, before needling starts.',
        nextStep: 'Wipe it off, and stamp the time.',
        source: 'SkinPen procedure log: remove all topicals; FDA label: intact skin only',
      },
    ]
  }
  if (use.offAt < use.onAt) {
    return [
      {
        code: `sessions.anaesthetic-times:${id}`,
        severity: 'stop',
        fact: `${product.name} was wiped off before it was put on.`,
        rule: 'The time off follows the time on.',
        nextStep: 'Correct the times.',
      },
    ]
  }
  return startedAt !== null && use.offAt > startedAt
    ? [
        {
          code: `sessions.anaesthetic-on:${id}`,
          severity: 'stop',
          fact: `${product.name} was wiped off after needling had started.`,
          rule: 'Each anaesthetic is wiped off before needling starts.',
          nextStep: 'Correct the time; if it happened, record it as a deviation.',
        },
      ]
    : []
}

const percent = (hundredths: number): string => `${hundredths / 100} %`

const judgeStrength = (
  { agents, prescribedBy }: AnaestheticUse,
  { id, product }: Lot,
  { base: { rules } }: SessionFacts,
): readonly Finding[] => {
  const { value, source } = rules.lidocaineWithoutPrescription
  const strongest = Math.max(
    0,
    ...[...agents, ...product.activeAgents]
      .filter(({ agent }) => agent === 'lidocaine')
      .map(({ percent: share }) => share),
  )
  if (strongest <= value || prescribedBy.trim() !== '') return []
  return [
    {
      code: `sessions.anaesthetic-strength:${id}`,
      severity: 'override',
      fact: `${product.name} holds ${percent(strongest)} lidocaine, and no prescriber is recorded.`,
      rule: `Above ${percent(value)} lidocaine needs a prescription.`,
      nextStep: 'Record who prescribed it, or use another product.',
      source,
    },
  ]
}

const judgePrescription = (
  { prescribedBy }: AnaestheticUse,
  { id, product }: Lot,
): readonly Finding[] =>
  product.prescriptionOnly && prescribedBy.trim() === ''
    ? [
        {
          code: `sessions.anaesthetic-prescription:${id}`,
          severity: 'override',
          fact: `${product.name} is sold on prescription only, and no prescriber is recorded.`,
          rule: 'What needs a prescription is used with one.',
          nextStep: 'Record who prescribed it, or use another product.',
          source: `Label of ${product.name}`,
        },
      ]
    : []

const judgeSkinAndCover = (
  { occluded, skin }: AnaestheticUse,
  { id, product }: Lot,
): readonly Finding[] => [
  ...(occluded === true
    ? [
        {
          code: `sessions.anaesthetic-occluded:${id}`,
          severity: 'override' as const,
          fact: `${product.name} was covered with film or a dressing.`,
          rule: 'An anaesthetic sold without a prescription is not covered: more of it reaches the blood.',
          nextStep: 'Wipe it off, and watch the client for dizziness, palpitations or a fit.',
          source: 'FDA, March 2024: no plastic wrap or dressing',
        },
      ]
    : []),
  ...(skin === 'irritated'
    ? [
        {
          code: `sessions.anaesthetic-irritated:${id}`,
          severity: 'override' as const,
          fact: `${product.name} lay on irritated skin.`,
          rule: 'A topical anaesthetic goes on intact skin only.',
          nextStep: 'Decide with the client whether to treat today, and note what you saw.',
          source: 'FDA, March 2024: not on irritated or broken skin',
        },
      ]
    : []),
]

const judgeDwell = (use: AnaestheticUse, { id, product }: Lot): readonly Finding[] => {
  const dwell = dwellMinutes(use, null)
  const longest = product.longestDwellMinutes
  if (dwell === null || longest === null || dwell <= longest) return []
  return [
    {
      code: `sessions.anaesthetic-too-long:${id}`,
      severity: 'override',
      fact: `${product.name} was on the skin for ${dwell} minutes.`,
      rule: `Its label says ${longest} minutes at most.`,
      nextStep: 'Watch the client for dizziness, palpitations or a fit, and note what you saw.',
      source: `Label of ${product.name}`,
    },
  ]
}
