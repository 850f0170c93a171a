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
  ...judgeRecordedDwell(lot),
  ...(use === null
    ? []
    : [
        ...judgeAgents(use, lot),
        ...judgeStrength(use, lot, facts),
        ...judgePrescription(use, lot),
        ...judgeSkinAndCover(use, lot),
        ...judgeDwell(use, lot),
      ]),
]

const judgeTimes = (
  use: AnaestheticUse | null,
  { id, product }: Lot,
  { base: { startedAt }, now }: SessionFacts,
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
  if (isToCome(use.onAt, now) || isToCome(use.offAt, now)) {
    return [
      {
        code: `sessions.anaesthetic-to-come:${id}`,
        severity: 'stop',
        fact: `A time of ${product.name} is still to come.`,
        rule: 'What is recorded has happened: a cream with a time to come is still on the skin.',
        nextStep: 'Correct the time, or stamp it when it is wiped off.',
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

/** Two clocks, and times that are entered to the minute, may differ by one. */
const isToCome = (moment: Instant, now: Instant): boolean =>
  Date.parse(moment) - Date.parse(now) > minute

/** Without its agents neither strength nor allergy can be judged. */
const judgeAgents = ({ agents }: AnaestheticUse, { id, product }: Lot): readonly Finding[] =>
  agents.length > 0 || product.activeAgents.length > 0
    ? []
    : [
        {
          code: `sessions.anaesthetic-agents:${id}`,
          severity: 'stop',
          fact: `What ${product.name} holds, and how much of it, is not recorded.`,
          rule: 'An anaesthetic is used when its agents and their per cent are known.',
          nextStep: 'Enter the agents as its label names them.',
          source: 'FDA, March 2024: above 4 % lidocaine only on prescription',
        },
      ]

/** Without it nothing can say that it has been on for too long, and no timer sounds. */
const judgeRecordedDwell = ({ id, product }: Lot): readonly Finding[] =>
  product.longestDwellMinutes !== null
    ? []
    : [
        {
          code: `sessions.anaesthetic-dwell:${id}`,
          severity: 'override',
          fact: `How long ${product.name} may stay on is not recorded, so its timer never sounds.`,
          rule: 'An anaesthetic comes off after the time on its label.',
          nextStep:
            'Record the longest time in Inventory, as its label says, and look at the clock today.',
          source: `Label of ${product.name}`,
        },
      ]

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
