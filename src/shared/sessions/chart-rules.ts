import { type Finding, formatMillimetres, micrometres, type Problem } from '#shared/kernel/index.ts'
import type { ChartFacts } from './facts.ts'
import { judgeCopied, judgeRequired } from './required-items.ts'
import type { DraftDeviation, DraftZone, SessionDocument } from './schema.ts'
import { labelOfZone } from '#shared/practice/index.ts'

/**
 * What a record can hold at all, also as a deviation: wider than the recordable range, which is the
 * practice's rule, so that what happened against the rule can still be written down.
 */
const holdableNeedleLength = {
  shortest: micrometres.parse(100),
  longest: micrometres.parse(3500),
} as const

export const notStarted = {
  code: 'sessions.not-started',
  fact: 'Start needling was not recorded.',
  rule: 'A session passes the gate before needling: only that shows that screening and consent came first.',
} as const

/** What is missing before the chart can be signed. Unlike a stop, no deviation answers it. */
export const judgeChart = (facts: ChartFacts): readonly Problem[] => [
  ...judgeZoneRows(facts),
  ...judgeProductRows(facts),
  ...judgeHandpieceRow(facts),
  ...judgeResponse(facts.document),
  ...judgeTimes(facts),
  ...judgeRequired(facts),
  ...judgeCopied(facts.document),
  ...judgeDeviations(facts.document.deviations),
  ...judgeStart(facts),
]

export const chartIsComplete = (facts: ChartFacts, findings: readonly Finding[]): boolean =>
  judgeChart(facts).length === 0 && unansweredStops(findings, facts.document).length === 0

/** The stops that no deviation answers; while one is left, the chart cannot be signed. */
export const unansweredStops = (
  findings: readonly Finding[],
  document: Pick<SessionDocument, 'deviations'>,
): readonly Finding[] =>
  findings.filter(
    ({ severity, code }) =>
      severity === 'stop' && !document.deviations.some((deviation) => deviation.code === code),
  )

const missing = (code: string, fact: string, nextStep: string, field: string): Problem => ({
  code,
  field,
  fact,
  rule: 'A chart is complete before it is signed.',
  nextStep,
})

const judgeZoneRows = ({ base, document: { zones, products } }: ChartFacts): readonly Problem[] =>
  zones.length === 0
    ? [missing('sessions.no-zone', 'No zone is charted.', 'Chart each treated zone.', 'zones')]
    : zones.flatMap((zone, index) => [
        ...judgeComplete(zone, index),
        ...judgeHoldable(zone, index),
        ...judgeOnce(zone, zones.slice(0, index), index),
        ...judgeStopped(zone, index),
        ...judgeNamed(zone, index, { base, products }),
      ])

const judgeComplete = (zone: DraftZone, index: number): readonly Problem[] => {
  const parts = [
    zone.needleLength === null ? 'needle length' : null,
    zone.technique === null ? 'technique' : null,
    zone.passes === null ? 'passes' : null,
    zone.endpoint === null ? 'endpoint' : null,
  ].filter((part) => part !== null)
  if (parts.length === 0) return []
  const fact = `${labelOfZone(zone)} has no ${parts.join(', ')}.`
  return [missing('sessions.zone-incomplete', fact, 'Complete the zone.', `zones.${index}`)]
}

const judgeHoldable = (zone: DraftZone, index: number): readonly Problem[] => {
  const { needleLength } = zone
  const { shortest, longest } = holdableNeedleLength
  if (needleLength === null || (needleLength >= shortest && needleLength <= longest)) return []
  return [
    {
      code: 'sessions.length-not-a-needle',
      field: `zones.${index}`,
      fact: `${labelOfZone(zone)}: ${formatMillimetres(needleLength)}.`,
      rule: `No needle is shorter than ${formatMillimetres(shortest)} or longer than ${formatMillimetres(longest)}.`,
      nextStep: 'Check the length on the device and correct it.',
    },
  ]
}

const judgeOnce = (
  zone: DraftZone,
  before: readonly DraftZone[],
  index: number,
): readonly Problem[] =>
  before.some((other) => other.zone === zone.zone)
    ? [
        {
          code: 'sessions.zone-twice',
          field: `zones.${index}`,
          fact: `${labelOfZone(zone)} is charted twice.`,
          rule: 'A zone is charted once in a session.',
          nextStep: 'Remove one of the two.',
        },
      ]
    : []

/** An endpoint *stopped* says why. */
const judgeStopped = (zone: DraftZone, index: number): readonly Problem[] =>
  zone.endpoint === 'stopped' && zone.stoppedReason.trim() === ''
    ? [
        missing(
          'sessions.stopped-without-reason',
          `Needling of ${labelOfZone(zone)} was stopped, and why is not said.`,
          'Say why it was stopped.',
          `zones.${index}.stoppedReason`,
        ),
      ]
    : []

/** A cartridge and a glide product that a zone names are among the session’s own. */
const judgeNamed = (
  zone: DraftZone,
  index: number,
  { base, products }: Pick<ChartFacts, 'base'> & Pick<SessionDocument, 'products'>,
): readonly Problem[] => {
  const pieces = [...base.cartridges, ...base.discarded]
  return [
    ...(zone.cartridgeUnitId === null || pieces.some(({ unit }) => unit.id === zone.cartridgeUnitId)
      ? []
      : [
          missing(
            'sessions.cartridge-not-of-session',
            `The cartridge of ${labelOfZone(zone)} is not one of this session.`,
            'Choose one of the session’s cartridges.',
            `zones.${index}.cartridgeUnitId`,
          ),
        ]),
    ...(zone.glideLotId === null || products.some(({ lotId }) => lotId === zone.glideLotId)
      ? []
      : [
          missing(
            'sessions.glide-not-of-session',
            `The glide product of ${labelOfZone(zone)} is not one of this session’s products.`,
            'Add it to the products, or choose another.',
            `zones.${index}.glideLotId`,
          ),
        ]),
  ]
}

/** The end follows the start. */
const judgeTimes = ({ base, document }: ChartFacts): readonly Problem[] =>
  document.endedAt !== null && base.startedAt !== null && document.endedAt < base.startedAt
    ? [
        {
          code: 'sessions.ended-before-start',
          field: 'endedAt',
          fact: 'Needling ended before it started.',
          rule: 'The end follows the start.',
          nextStep: 'Correct the time of the end.',
        },
      ]
    : []

const judgeProductRows = ({ document, productLots }: ChartFacts): readonly Problem[] =>
  document.products.flatMap((product, index) => [
    ...(product.amount === null
      ? [
          missing(
            'sessions.amount-missing',
            'A product has no amount.',
            'Enter how much was used.',
            `products.${index}`,
          ),
        ]
      : []),
    ...(productLots[index]
      ? []
      : [
          {
            code: 'sessions.unknown-lot',
            field: `products.${index}`,
            fact: 'A product’s lot is not in the inventory.',
            rule: 'A chart names lots that the inventory knows.',
            nextStep:
              'Receive the lot in Inventory; if that is refused, describe what was used as a deviation.',
          },
        ]),
  ])

const judgeHandpieceRow = ({ document, handpiece }: ChartFacts): readonly Problem[] =>
  document.handpieceUnitId === null || handpiece
    ? []
    : [
        {
          code: 'sessions.unknown-handpiece',
          field: 'handpieceUnitId',
          fact: 'The handpiece is not in the inventory.',
          rule: 'A chart names a handpiece that the inventory knows.',
          nextStep: 'Choose the handpiece again.',
        },
      ]

const judgeResponse = ({
  immediateResponse,
  responseNote,
}: SessionDocument): readonly Problem[] => {
  if (immediateResponse.length === 0) {
    return [
      missing(
        'sessions.response-missing',
        'The immediate response is not recorded.',
        'Say how the skin responded.',
        'immediateResponse',
      ),
    ]
  }
  if (immediateResponse.includes('none') && immediateResponse.some((word) => word !== 'none')) {
    return [
      {
        code: 'sessions.response-contradicts',
        field: 'immediateResponse',
        fact: 'The immediate response says “none” and something else.',
        rule: 'Either the skin responded or it did not.',
        nextStep: 'Take away “none”, or everything else.',
      },
    ]
  }
  return immediateResponse.includes('other') && responseNote === ''
    ? [
        missing(
          'sessions.response-note-missing',
          'The response “other” is not described.',
          'Describe the response.',
          'responseNote',
        ),
      ]
    : []
}

const judgeDeviations = (deviations: readonly DraftDeviation[]): readonly Problem[] =>
  deviations.flatMap(({ reason, action }, index) =>
    reason === '' || action === ''
      ? [
          missing(
            'sessions.deviation-incomplete',
            'A deviation lacks its reason or what was done.',
            'Complete the deviation.',
            `deviations.${index}`,
          ),
        ]
      : [],
  )

const judgeStart = ({ base, document }: ChartFacts): readonly Problem[] =>
  base.startedAt !== null || document.deviations.some(({ code }) => code === notStarted.code)
    ? []
    : [
        {
          ...notStarted,
          nextStep: 'Press Start needling, or record as a deviation why it was not pressed.',
        },
      ]
