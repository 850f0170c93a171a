import { judgeFlags } from '#shared/clients/index.ts'
import { type ConsentState, type ConsentSummary, judgeConsent } from '#shared/consent/index.ts'
import { judgeLot, type Lot, type Unit } from '#shared/inventory/index.ts'
import type { CalendarDate, Finding } from '#shared/kernel/index.ts'
import { judgeLicence } from '#shared/practice/index.ts'
import { judgePack } from '#shared/sterilization/index.ts'
import { judgeNeedleLength, type NeedleLimits } from './needle-rules.ts'
import type { SessionBase, SessionDocument } from './schema.ts'
import { zoneLabel } from './zones.ts'

/** Everything the gate looks at: what main knows, and what the document says, joined. */
export interface SessionFacts {
  readonly base: SessionBase
  readonly document: SessionDocument
  /** The piece and lot of the chosen handpiece. */
  readonly handpiece: { readonly unit: Unit; readonly lot: Lot } | null
  /** The lot of each product in the document, in its order; null where it is not known. */
  readonly productLots: readonly (Lot | null)[]
}

/**
 * *Ready to needle*: the same function in the panel and at the gate. No two findings share a code:
 * a code names the rule and, after a colon, the zone, lot or pack, so that one deviation never
 * answers two stops.
 */
export const readyToNeedle = (facts: SessionFacts): readonly Finding[] =>
  eachOnce([
    ...judgeLicence(facts.base.practitioner, facts.base.rules, facts.base.today),
    ...judgeFlags(facts.base.client.flags, facts.base.today),
    ...judgeConsent(facts.base.consent),
    ...judgeZones(facts),
    ...judgeCartridges(facts),
    ...judgeHandpiece(facts),
    ...judgePacks(facts),
    ...judgeProducts(facts),
  ])

export const isReady = (findings: readonly Finding[]): boolean =>
  !findings.some(({ severity }) => severity === 'stop')

/**
 * The state of the consent that the gate saw, judged on the day of needling: what became of it on a
 * later day (another text published, withdrawn, run out) does not reach back.
 */
export const consentStateAtStart = (
  consent: Pick<ConsentSummary, 'state' | 'validUntil' | 'withdrawnOn'>,
  day: CalendarDate,
): ConsentState => {
  if (consent.state === 'invalid') return 'invalid'
  if (consent.withdrawnOn !== null && consent.withdrawnOn <= day) return 'withdrawn'
  return consent.validUntil < day ? 'expired' : 'valid'
}

const eachOnce = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((finding) => [finding.code, finding])).values(),
]

/** The same rule met by two lots or packs is two findings. */
const about = (subject: string, findings: readonly Finding[]): readonly Finding[] =>
  findings.map((finding) => ({ ...finding, code: `${finding.code}:${subject}` }))

const judgeUsedLot = (lot: Lot, today: CalendarDate): readonly Finding[] =>
  about(lot.id, judgeLot(lot, today))

const judgeZones = ({ base, document, handpiece }: SessionFacts): readonly Finding[] => {
  if (document.zones.length === 0) {
    return [
      {
        code: 'sessions.no-zone',
        severity: 'stop',
        fact: 'No zone is chosen.',
        rule: 'A session names each zone and its needle length before needling.',
        nextStep: 'Choose the zones on the map or in the table.',
      },
    ]
  }
  const lots = [...base.cartridges.map(({ lot }) => lot), ...(handpiece ? [handpiece.lot] : [])]
  const limits: NeedleLimits = {
    practitioner: base.practitioner,
    rules: base.rules,
    devices: lots.map(({ product }) => product),
  }
  return document.zones.flatMap((zone, index) => [
    ...judgeNeedleLength(zone, limits),
    ...(document.zones.findIndex((other) => other.zone === zone.zone) === index
      ? []
      : [
          {
            code: `sessions.zone-twice:${zone.zone}`,
            severity: 'stop' as const,
            fact: `${zoneLabel(zone.zone)} is charted twice.`,
            rule: 'A zone is charted once in a session.',
            nextStep: 'Remove one of the two.',
          },
        ]),
  ])
}

const judgeCartridges = ({ base }: SessionFacts): readonly Finding[] =>
  base.cartridges.length === 0
    ? [
        {
          code: 'sessions.no-cartridge',
          severity: 'stop',
          fact: 'No cartridge is chosen.',
          rule: 'Each session uses a sterile single-use cartridge of a known lot, in date.',
          nextStep: 'Scan the cartridge, or choose it from stock.',
        },
      ]
    : base.cartridges.flatMap(({ lot }) => judgeUsedLot(lot, base.today))

const judgeHandpiece = ({ base, document, handpiece }: SessionFacts): readonly Finding[] => {
  if (handpiece) {
    return [
      ...judgeUsedLot(handpiece.lot, base.today),
      ...judgeHandpieceKind(handpiece),
      ...judgeHandpieceState(handpiece),
    ]
  }
  const isForPen = document.zones.some(({ technique }) => technique === 'pen' || technique === null)
  if (document.handpieceUnitId !== null) {
    return [
      {
        code: 'sessions.unknown-handpiece',
        severity: 'stop',
        fact: 'The handpiece is not in the inventory.',
        rule: 'A session names a handpiece that the inventory knows.',
        nextStep: 'Choose the handpiece again.',
      },
    ]
  }
  return isForPen
    ? [
        {
          code: 'sessions.no-handpiece',
          severity: 'stop',
          fact: 'No handpiece is chosen.',
          rule: 'A pen session names its handpiece.',
          nextStep: 'Choose the handpiece.',
        },
      ]
    : []
}

type Handpiece = NonNullable<SessionFacts['handpiece']>

const judgeHandpieceKind = ({ lot }: Handpiece): readonly Finding[] =>
  lot.product.kind === 'handpiece'
    ? []
    : [
        {
          code: 'sessions.not-a-handpiece',
          severity: 'stop',
          fact: `${lot.product.name} is not a handpiece.`,
          rule: 'A pen session names its handpiece.',
          nextStep: 'Choose the handpiece.',
        },
      ]

const judgeHandpieceState = ({ unit, lot }: Handpiece): readonly Finding[] =>
  unit.state === 'discarded'
    ? [
        {
          code: `sessions.handpiece-discarded:${unit.id}`,
          severity: 'stop',
          fact: `${lot.product.name} ${unit.label} was discarded.`,
          rule: 'A discarded device touches nobody.',
          nextStep: 'Choose another handpiece.',
        },
      ]
    : []

const judgePacks = ({ base, handpiece }: SessionFacts): readonly Finding[] => {
  const reprocessed = handpiece?.lot.product.reprocessable ? handpiece.lot.product.name : null
  if (base.sterilityMode === 'single-use-only') {
    return reprocessed === null
      ? []
      : [
          {
            code: 'sessions.reprocessable-in-single-use-practice',
            severity: 'stop',
            fact: `${reprocessed} is sterilized between clients.`,
            rule: 'This practice is single-use only and keeps no sterilizer records.',
            nextStep: 'Choose a single-use handpiece, or record your sterilizer in Settings.',
          },
        ]
  }
  if (reprocessed !== null && base.packs.length === 0) {
    return [
      {
        code: 'sessions.no-pack',
        severity: 'stop',
        fact: `${reprocessed} is sterilized between clients and no pack is chosen.`,
        rule: 'Each device is single-use, or comes from a released sterile pack.',
        nextStep: 'Choose the pack it came from.',
        source: 'Microneedling guide: single-use pen, or properly sterilized between sessions',
      },
    ]
  }
  return base.packs.flatMap((pack) => about(pack.id, judgePack(pack, base.today, base.sessionId)))
}

const judgeProducts = ({ base, document, productLots }: SessionFacts): readonly Finding[] =>
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

const judgeProductKind = (lot: Lot): readonly Finding[] =>
  lot.product.kind === 'cartridge' || lot.product.kind === 'handpiece'
    ? [
        {
          code: `sessions.not-a-product:${lot.id}`,
          severity: 'stop',
          fact: `${lot.product.name} is a ${lot.product.kind}, not a serum, anaesthetic or antiseptic.`,
          rule: 'A device is verified piece by piece.',
          nextStep: 'Choose it as the device, and remove it here.',
        },
      ]
    : []
