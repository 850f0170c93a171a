import { type Lot, type ProductClass, type Substance } from '#shared/inventory/index.ts'
import type { Finding } from '#shared/kernel/index.ts'
import type { SessionFacts } from './facts.ts'
import type { ProductPlace, UsedProduct } from './schema.ts'

/** What is kept off needled skin, by class. Reference 2.6. */
const keptOff = {
  'vitamin-c': 'vitamin C',
  retinoid: 'a retinoid',
  acid: 'an acid',
  fragranced: 'fragranced',
  sunscreen: 'sunscreen',
  'make-up': 'make-up',
} as const satisfies Partial<Record<ProductClass, string>>

/** What its label names as contained tells the class as well, whatever class was chosen. */
const containedClass: Partial<Record<Substance, keyof typeof keptOff>> = {
  'ascorbic-acid': 'vitamin-c',
  fragrance: 'fragranced',
}

/** When each may be used again at home. Reference 1.3 and its contradictions; the guide’s longest time. */
const atHome: Record<keyof typeof keptOff, { readonly rule: string; readonly source: string }> = {
  'vitamin-c': {
    rule: 'Vitamin C stays off for 72 hours, and comes back from day 4 on with the provider’s word.',
    source:
      'Microneedling guide: avoid 72 hours, back after 3–4 days with the provider (secondary)',
  },
  retinoid: {
    rule: 'Retinoids stay off for five days, the longest that the guide names.',
    source: 'Microneedling guide: 3–5 days, at least 3 days, 72 hours (secondary)',
  },
  acid: {
    rule: 'Acids stay off for five days, the longest that the guide names.',
    source: 'Microneedling guide: 3–5 days, at least 3 days, 72 hours (secondary)',
  },
  fragranced: {
    rule: 'For 72 hours only what is gentle and free of fragrance goes on.',
    source: 'Microneedling guide: gentle, hydrating products for 48 or 72 hours (secondary)',
  },
  sunscreen: {
    rule: 'Sunscreen of SPF 30 or more goes on every day; device leaflets begin with it after 24 hours.',
    source: 'Microneedling guide: daily, SPF 30+; when to begin: device leaflets (manufacturer)',
  },
  'make-up': {
    rule: 'Make-up stays off for 24 hours at least.',
    source: 'Microneedling guide: at least 24 hours (secondary)',
  },
}

const granulomas =
  'JAMA Dermatology 2014: facial granulomas after needling with topical products; systematic review 2024: topical vitamin C in most of 15 patients (peer-reviewed)'

const isKeptOff = (name: string | null): name is keyof typeof keptOff =>
  name !== null && Object.hasOwn(keptOff, name)

const keptOffClassesOf = ({ productClass, contains }: Lot['product']) => [
  ...new Set(
    [productClass, ...contains.map((substance) => containedClass[substance] ?? null)].filter(
      isKeptOff,
    ),
  ),
]

const placeWords = {
  before: 'before needling',
  during: 'during needling',
  'right-after': 'right after needling',
  'at-home': 'at home',
} as const satisfies Record<ProductPlace, string>

/** Whether a product may touch needled skin, by what it is. Where its place is not said the worst is assumed. */
export const judgeGuard = (facts: SessionFacts): readonly Finding[] =>
  facts.document.products.flatMap((used, index): readonly Finding[] => {
    const lot = facts.productLots[index]
    return lot ? [...judgeClass(used, lot), ...judgeSterile(used, lot)] : []
  })

const judgeClass = ({ place }: UsedProduct, { id, product }: Lot): readonly Finding[] => {
  const classes = keptOffClassesOf(product)
  if (classes.length === 0) return []
  const what = classes.map((each) => keptOff[each]).join(', ')
  if (place === 'at-home') {
    return [
      {
        code: `sessions.home-product:${id}`,
        severity: 'note',
        fact: `${product.name} is ${what}, for use at home.`,
        rule: classes.map((each) => atHome[each].rule).join(' '),
        nextStep: 'Tell the client from when on she may use it.',
        source: classes.map((each) => atHome[each].source).join('; '),
      },
    ]
  }
  return [
    {
      code: `sessions.kept-off:${id}`,
      severity: 'stop',
      fact: `${product.name} is ${what}, ${place === null ? 'and when it is put on is not said' : `put on ${placeWords[place]}`}.`,
      rule: 'Vitamin C, retinoids, acids, fragrance, sunscreen and make-up stay off the skin before, during and right after needling.',
      nextStep: 'Remove it, or say that it is for use at home.',
      source: granulomas,
    },
  ]
}

/** What cleans or numbs is wiped off before needling; everything else stays in the channels. */
const judgeSterile = ({ place }: UsedProduct, { id, product }: Lot): readonly Finding[] => {
  const isWipedOff =
    product.kind === 'antiseptic' ||
    product.kind === 'anaesthetic' ||
    product.productClass === 'cleanser'
  const isGoneByThen = isWipedOff && (place === 'before' || place === null)
  const touchesNeedled = place !== 'at-home' && !isGoneByThen
  if (!touchesNeedled || product.sterileForNeedling || keptOffClassesOf(product).length > 0)
    return []
  return [
    {
      code: `sessions.not-sterile:${id}`,
      severity: 'override',
      fact: `${product.name} is not marked as sterile and labelled for needled skin.`,
      rule: 'What goes into open channels is sterile and labelled for that use.',
      nextStep: 'Read its label: mark it in Inventory if it is, else choose another product.',
      source: granulomas,
    },
  ]
}
