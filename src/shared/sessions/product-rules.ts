import {
  isApplied,
  keepsPieces,
  kindLabels,
  type Lot,
  substances,
  substancesNamedIn,
} from '#shared/inventory/index.ts'
import type { Finding } from '#shared/kernel/index.ts'
import type { SessionFacts } from './facts.ts'
import { judgeUsedLot } from './used-rules.ts'

/** What stands against the serums, anaesthetics and antiseptics. */
export const judgeProducts = ({ base, document, productLots }: SessionFacts): readonly Finding[] =>
  document.products.flatMap((product, index): readonly Finding[] => {
    const lot = productLots[index]
    if (!lot) {
      return [
        {
          code: `sessions.unknown-lot:${product.lotId}`,
          severity: 'stop',
          fact: 'A product’s lot is not in the inventory.',
          rule: 'Only a lot that was received is used.',
          nextStep: 'Receive the lot in Inventory, or choose another.',
        },
      ]
    }
    return [...judgeUsedLot(lot, base.today), ...judgeProductKind(lot)]
  })

const judgeProductKind = ({ id, product }: Lot): readonly Finding[] =>
  isApplied(product.kind)
    ? []
    : [
        {
          code: `sessions.not-a-product:${id}`,
          severity: 'stop',
          fact: `${product.name} is not a serum, anaesthetic or antiseptic, but: ${kindLabels[product.kind].toLowerCase()}.`,
          rule: 'A device is verified piece by piece, and only what is put on the skin is listed here.',
          nextStep: keepsPieces(product.kind)
            ? 'Choose it as the device, and remove it here.'
            : 'Remove it here.',
        },
      ]

/**
 * What the client is allergic to and something used in this session contains, by its label. The
 * finding names the product and the substance, never the words of her record.
 */
export const judgeAllergies = ({
  base,
  handpiece,
  productLots,
}: SessionFacts): readonly Finding[] => {
  const allergies = substancesNamedIn(base.client.allergies)
  if (allergies.length === 0) return []
  const used = [
    ...productLots.filter((lot) => lot !== null),
    ...base.cartridges.map(({ lot }) => lot),
    ...(handpiece ? [handpiece.lot] : []),
  ]
  return used.flatMap(({ id, product }): readonly Finding[] => {
    const met = product.contains.filter((substance) => allergies.includes(substance))
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
}
