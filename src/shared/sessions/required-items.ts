import type { Problem } from '#shared/kernel/index.ts'
import { type ChartItem, labelOfZone } from '#shared/practice/index.ts'
import { untouchedCount } from './carried-fields.ts'
import type { ChartFacts } from './facts.ts'
import type { DraftZone, SessionDocument } from './schema.ts'

/** What an item asks, of the whole session or of each zone; its words, and where it is entered. */
type Item =
  | {
      readonly of: 'session'
      readonly isThere: (document: SessionDocument) => boolean
      readonly says: string
      readonly field: string
    }
  | {
      readonly of: 'zone'
      readonly isThere: (zone: DraftZone) => boolean
      readonly says: string
      readonly field: string
    }

const items: Readonly<Record<ChartItem, Item>> = {
  indication: {
    of: 'zone',
    isThere: (zone) => zone.indication !== null,
    says: 'an indication',
    field: 'indication',
  },
  'cartridge-of-zone': {
    of: 'zone',
    isThere: (zone) => zone.cartridgeUnitId !== null,
    says: 'its cartridge',
    field: 'cartridgeUnitId',
  },
  motion: {
    of: 'zone',
    isThere: (zone) => zone.motion !== null,
    says: 'a motion',
    field: 'motion',
  },
  speed: {
    of: 'zone',
    isThere: (zone) => zone.speed.trim() !== '',
    says: 'a speed',
    field: 'speed',
  },
  directions: {
    of: 'zone',
    isThere: (zone) => zone.directions.length > 0,
    says: 'directions',
    field: 'directions',
  },
  'pressure-note': {
    of: 'zone',
    isThere: (zone) => zone.pressureNote.trim() !== '',
    says: 'a note on pressure',
    field: 'pressureNote',
  },
  coverage: {
    of: 'zone',
    isThere: (zone) => zone.coverage !== null,
    says: 'a coverage',
    field: 'coverage',
  },
  'glide-product': {
    of: 'zone',
    isThere: (zone) => zone.glideLotId !== null,
    says: 'a glide product',
    field: 'glideLotId',
  },
  'zone-response': {
    of: 'zone',
    isThere: (zone) => zone.response.length > 0,
    says: 'a response of its own',
    field: 'response',
  },
  'product-place': {
    of: 'session',
    isThere: ({ products }) => products.every(({ place }) => place !== null),
    says: 'When a product was put on is not said.',
    field: 'products',
  },
  'cleansing-time': {
    of: 'session',
    isThere: ({ steps }) => steps.some(({ kind }) => kind === 'cleanse'),
    says: 'The time of cleansing is not recorded.',
    field: 'steps',
  },
  'end-time': {
    of: 'session',
    isThere: ({ endedAt }) => endedAt !== null,
    says: 'The end of needling is not recorded.',
    field: 'endedAt',
  },
  comfort: {
    of: 'session',
    isThere: ({ comfort }) => comfort !== null,
    says: 'Comfort, 0 to 10, is not recorded.',
    field: 'comfort',
  },
  'client-words': {
    of: 'session',
    isThere: ({ said }) => said.trim() !== '',
    says: 'What the client said is not recorded.',
    field: 'said',
  },
  'others-present': {
    of: 'session',
    isThere: ({ present }) => present.length > 0,
    says: 'Who else was present is not recorded.',
    field: 'present',
  },
}

/** What the practice asks of a chart beside what every chart holds. */
export const judgeRequired = ({ base, document }: ChartFacts): readonly Problem[] =>
  base.rules.requiredChartItems.value.flatMap((name) => missingOf(name, document))

const missingOf = (name: ChartItem, document: SessionDocument): readonly Problem[] => {
  const item = items[name]
  const problem = (fact: string, field: string): Problem => ({
    code: `sessions.required-${name}`,
    field,
    fact,
    rule: 'Your practice asks for this in each chart.',
    nextStep: 'Enter it.',
  })
  if (item.of === 'session') return item.isThere(document) ? [] : [problem(item.says, item.field)]
  return document.zones.flatMap((zone, index) =>
    item.isThere(zone)
      ? []
      : [problem(`${labelOfZone(zone)} has not ${item.says}.`, `zones.${index}.${item.field}`)],
  )
}

/** What was copied from the last session and she has neither confirmed nor changed, or not chosen. */
export const judgeCopied = (document: SessionDocument): readonly Problem[] => {
  const untouched = untouchedCount(document)
  return [
    ...(untouched > 0
      ? [
          {
            code: 'sessions.carried-not-confirmed',
            field: 'carried',
            fact: `${untouched} values are copied from the last session and not confirmed.`,
            rule: 'What is copied is looked at before it is signed.',
            nextStep: 'Confirm them, or change what differs today.',
          },
        ]
      : []),
    ...(document.offered.length > 0
      ? [
          {
            code: 'sessions.offer-open',
            field: 'offered',
            fact: `${document.offered.length} products of the last session wait for a lot.`,
            rule: 'A product is charted with the lot of today.',
            nextStep: 'Take the lot that is offered or another, or say that it was not used today.',
          },
        ]
      : []),
  ]
}
