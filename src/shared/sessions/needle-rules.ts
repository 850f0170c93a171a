import {
  birthdayOf,
  type CalendarDate,
  type Finding,
  fold,
  formatDay,
  formatMillimetres,
  type Micrometres,
} from '#shared/kernel/index.ts'
import {
  isFreeZone,
  labelOfZone,
  type Licence,
  type OrderableLimit,
  type RuleSettings,
  type SourceQuality,
  sourceQualityLabels,
} from '#shared/practice/index.ts'
import type { SessionFacts } from './facts.ts'
import type { DraftZone, SupervisingOrder } from './schema.ts'

/** What binds the length of a needle. */
export interface NeedleLimits {
  readonly practitioner: Licence & { readonly name: string }
  readonly rules: RuleSettings
  /** The devices that are used, with the longest length that their labels evaluated, µm. */
  readonly devices: readonly {
    readonly name: string
    readonly evaluatedNeedleLength: Micrometres | null
  }[]
  readonly orders: readonly SupervisingOrder[]
  /** The day that is judged: an order of a later day orders nothing yet. */
  readonly today: CalendarDate
}

export interface Cap {
  /** Of the finding when it is exceeded; the zone follows after a colon. */
  readonly code: string
  /** µm; 0: not permitted. */
  readonly length: Micrometres
  readonly because: string
  readonly source: string
  readonly quality: SourceQuality
  readonly limit: 'range' | OrderableLimit
}

export const limitsOf = ({ base, document, handpiece }: SessionFacts): NeedleLimits => ({
  practitioner: base.practitioner,
  rules: base.rules,
  devices: [...base.cartridges, ...base.discarded, ...(handpiece ? [handpiece] : [])].map(
    ({ lot }) => lot.product,
  ),
  orders: document.orders,
  today: base.today,
})

/**
 * The limits that bind in a zone, the smallest first. Of several labels only the smallest counts; the
 * licence, the recordable range, the label and the practice’s cap each answer to somebody else, so each
 * that is exceeded is its own finding.
 */
export const needleCaps = (
  zone: DraftZone['zone'],
  { practitioner, rules, devices }: Pick<NeedleLimits, 'practitioner' | 'rules' | 'devices'>,
): readonly Cap[] =>
  [
    {
      code: 'sessions.length-above-licence',
      limit: 'licence' as const,
      length: practitioner.maximumNeedleLength,
      because: 'your permitted maximum',
      source: practitioner.maximumNeedleLengthSource,
      quality: practitioner.maximumNeedleLengthQuality,
    },
    {
      code: 'sessions.length-above-range',
      limit: 'range' as const,
      length: rules.maximumRecordableNeedleLength.value,
      because: 'the longest recordable needle',
      source: rules.maximumRecordableNeedleLength.source,
      quality: rules.maximumRecordableNeedleLength.quality,
    },
    ...smallestLabel(devices),
    ...zoneCapOf(zone, rules),
  ].sort((one, other) => one.length - other.length)

const smallestLabel = (devices: NeedleLimits['devices']): readonly Cap[] =>
  devices
    .flatMap(({ name, evaluatedNeedleLength }): readonly Cap[] =>
      evaluatedNeedleLength === null
        ? []
        : [
            {
              code: 'sessions.length-above-label',
              limit: 'device-label',
              length: evaluatedNeedleLength,
              because: `the longest length that the label of ${name} evaluated`,
              source: `Label of ${name}`,
              quality: 'manufacturer',
            },
          ],
    )
    .sort((one, other) => one.length - other.length)
    .slice(0, 1)

const zoneCapOf = (zone: DraftZone['zone'], { zoneCaps }: RuleSettings): readonly Cap[] => {
  const name = isFreeZone(zone) ? 'free-area' : zone
  return zoneCaps
    .filter((cap) => cap.zone === name)
    .map(({ length, source, quality }) => ({
      code: 'sessions.length-above-cap',
      limit: 'zone-cap',
      length,
      because: 'your practice’s cap for this zone',
      source,
      quality,
    }))
}

/** Whether the order names the one who charts: by her name or her licence, however they are typed. */
const isOwnOrder = (
  { clinician, licence }: SupervisingOrder,
  { name, licenceNumber }: NeedleLimits['practitioner'],
): boolean => {
  const plain = (text: string) => fold(text).replaceAll(/[^\p{L}\p{N}]/gu, '')
  // A dash for what is not known is nobody's name or licence.
  const same = (one: string, other: string) => plain(one) !== '' && plain(one) === plain(other)
  return same(clinician, name) || same(licence, licenceNumber)
}

/** A supervising order is somebody else’s, was given by the day judged, and is looked at again each year. */
export const judgeOrders = ({ base, document }: SessionFacts): readonly Finding[] =>
  document.orders.flatMap((order): readonly Finding[] => {
    const { orderedOn } = order
    const which = `The supervising order of ${formatDay(orderedOn)}`
    if (isOwnOrder(order, base.practitioner)) {
      return [
        {
          code: `sessions.order-own:${orderedOn}`,
          severity: 'stop',
          fact: `${which} names the practitioner who charts.`,
          rule: 'Nobody orders for herself that a limit is exceeded.',
          nextStep: 'Enter the supervising clinician’s name and licence, or take the order back.',
        },
      ]
    }
    if (orderedOn > base.today) {
      return [
        {
          code: `sessions.order-later:${orderedOn}`,
          severity: 'override',
          fact: `${which} is dated after ${base.startedAt === null ? 'today' : 'needling started'}.`,
          rule: 'An order is written before needling: one of a later day lifts no limit.',
          nextStep: 'Correct its day, or take the order back.',
        },
      ]
    }
    return birthdayOf(orderedOn, 1) < base.today
      ? [
          {
            code: `sessions.order-old:${orderedOn}`,
            severity: 'override',
            fact: `${which} is more than a year old.`,
            rule: 'An order is looked at again each year. No source names how long one holds.',
            nextStep: 'Ask the supervising clinician whether it still holds, or for another.',
          },
        ]
      : []
  })

/** The order that lets this zone go beyond this limit at this length, or null. */
const orderFor = (
  { zone, needleLength }: Pick<DraftZone, 'zone' | 'needleLength'>,
  { limit, length }: Cap,
  { orders, practitioner, rules, today }: NeedleLimits,
): SupervisingOrder | null => {
  // A record cannot hold more than its range, and what a licence does not permit nobody orders.
  if (limit === 'range' || length === 0 || needleLength === null) return null
  if (!rules.orderMayExceed.value.includes(limit)) return null
  return (
    orders.find(
      (order) =>
        !isOwnOrder(order, practitioner) &&
        order.zones.includes(zone) &&
        order.exceeds.includes(limit) &&
        order.orderedOn <= today &&
        order.maximumNeedleLength >= needleLength,
    ) ?? null
  )
}

type Zone = Pick<DraftZone, 'zone' | 'needleLength'> & Partial<Pick<DraftZone, 'area'>>

/** Whether one zone’s length may be used: it does exactly when it keeps every limit, or is ordered. */
export const judgeNeedleLength = (zone: Zone, limits: NeedleLimits): readonly Finding[] => {
  const label = labelOfZone({ zone: zone.zone, area: zone.area ?? null })
  const { needleLength } = zone
  const shortest = limits.rules.minimumRecordableNeedleLength
  if (needleLength === null) {
    return [
      {
        code: `sessions.length-missing:${zone.zone}`,
        severity: 'stop',
        fact: `${label} has no needle length.`,
        rule: 'Each zone has its needle length before needling.',
        nextStep: 'Enter the needle length in millimetres.',
      },
    ]
  }
  if (needleLength < shortest.value) {
    return [
      {
        code: `sessions.length-below-range:${zone.zone}`,
        severity: 'stop',
        fact: `${label}: ${formatMillimetres(needleLength)}.`,
        rule: `The shortest recordable needle is ${formatMillimetres(shortest.value)}.`,
        nextStep: 'Check the length on the device.',
        source: withQuality(shortest),
      },
    ]
  }
  const caps = needleCaps(zone.zone, limits)
  return caps
    .filter(({ length }) => needleLength > length)
    .map((cap) => {
      const order = orderFor(zone, cap, limits)
      return order
        ? orderedFinding(zone.zone, label, needleLength, cap, order)
        : exceeded(zone.zone, label, needleLength, cap, {
            smallest: caps[0],
            shortest: shortest.value,
            mayBeOrdered:
              cap.limit !== 'range' &&
              cap.length > 0 &&
              limits.rules.orderMayExceed.value.includes(cap.limit),
          })
    })
}

const withQuality = ({ source, quality }: Pick<Cap, 'source' | 'quality'>): string =>
  `${source} (${sourceQualityLabels[quality]})`

const exceeded = (
  zone: DraftZone['zone'],
  label: string,
  needleLength: Micrometres,
  cap: Cap,
  way: {
    readonly smallest: Cap | undefined
    readonly shortest: Micrometres
    readonly mayBeOrdered: boolean
  },
): Finding => ({
  code: `${cap.code}:${zone}`,
  severity: 'stop',
  fact: `${label}: ${formatMillimetres(needleLength)} is more than ${cap.because}, ${formatMillimetres(cap.length)}.`,
  rule: 'The smallest limit binds.',
  nextStep: nextStepFor(way),
  source: withQuality(cap),
})

/** A cap below the shortest recordable needle leaves no length at all; it is never rounded up. */
const nextStepFor = ({
  smallest,
  shortest,
  mayBeOrdered,
}: {
  readonly smallest: Cap | undefined
  readonly shortest: Micrometres
  readonly mayBeOrdered: boolean
}): string => {
  const order = mayBeOrdered ? ' Or record a supervising clinician’s written order.' : ''
  return smallest === undefined || smallest.length < shortest
    ? `Do not needle: no recordable length keeps within this limit.${order}`
    : `Set ${formatMillimetres(smallest.length)} or less.${order}`
}

const orderedFinding = (
  zone: DraftZone['zone'],
  label: string,
  needleLength: Micrometres,
  cap: Cap,
  { orderedOn, maximumNeedleLength }: SupervisingOrder,
): Finding => ({
  code: `${cap.code}-ordered:${zone}`,
  severity: 'override',
  fact: `${label}: ${formatMillimetres(needleLength)} is more than ${cap.because}, ${formatMillimetres(cap.length)}. A supervising clinician’s order of ${formatDay(orderedOn)} permits ${formatMillimetres(maximumNeedleLength)}.`,
  rule: 'A limit is exceeded only by a written order, as the practice’s rules allow.',
  nextStep: 'Keep the order with the record.',
  source: withQuality(cap),
})
