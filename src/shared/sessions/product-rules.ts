import { isApplied, keepsPieces, kindLabels, type Lot } from '#shared/inventory/index.ts'
import type { Finding } from '#shared/kernel/index.ts'
import type { SessionFacts } from './facts.ts'
import { judgeGuard } from './guard-rules.ts'
import { judgeUsedLot } from './used-rules.ts'

/** What stands against the serums, anaesthetics and antiseptics. */
export const judgeProducts = (facts: SessionFacts): readonly Finding[] => [
  ...judgeLots(facts),
  ...judgeGuard(facts),
]

const judgeLots = ({ base, document, productLots }: SessionFacts): readonly Finding[] =>
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
