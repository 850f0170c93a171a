import { type Definition, DefinitionList, Section } from '#renderer/ui/index.ts'
import type { Product } from '#shared/inventory/index.ts'
import { formatMillimetres } from '#shared/kernel/index.ts'
import { agentsInWords, classInWords } from './productWords.ts'
import { factsOf } from './productForm.ts'
import { texts } from './texts.ts'

/** What the product of a lot is, for whoever is about to use it; nothing where its kind has none of it. */
export const ProductSheet = ({ product }: { product: Product }) => {
  const items = factsAbout(product)
  if (items.length === 0) return null
  return (
    <Section title={texts.product.sheet}>
      <DefinitionList columns={3} items={items} />
    </Section>
  )
}

const factsAbout = (product: Product): Definition[] => {
  const has = factsOf(product.kind)
  return [
    ...(has.needleLength
      ? [
          {
            term: texts.product.length,
            value: product.evaluatedNeedleLength
              ? formatMillimetres(product.evaluatedNeedleLength)
              : null,
          },
        ]
      : []),
    ...(has.pins ? [{ term: texts.product.pins.label, value: product.pinCount }] : []),
    ...(has.skin
      ? [
          { term: texts.product.class, value: classInWords(product) },
          {
            term: texts.product.skin,
            value: product.sterileForNeedling
              ? texts.product.sterileShort
              : texts.product.notSterile,
          },
        ]
      : []),
    ...(has.anaesthetic
      ? [
          { term: texts.product.agentsShort, value: agentsInWords(product) },
          {
            term: texts.product.dwell.label,
            value:
              product.longestDwellMinutes === null
                ? null
                : texts.product.minutes(product.longestDwellMinutes),
          },
        ]
      : []),
    ...(has.skin && product.prescriptionOnly
      ? [{ term: texts.product.supply, value: texts.product.prescription }]
      : []),
  ]
}
