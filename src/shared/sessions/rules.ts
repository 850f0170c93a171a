import { type ConsentState, type ConsentSummary, judgeConsent } from '#shared/consent/index.ts'
import { judgeUnit } from '#shared/inventory/index.ts'
import type { CalendarDate, Finding } from '#shared/kernel/index.ts'
import { judgeLicence, labelOfZone } from '#shared/practice/index.ts'
import {
  judgeAnaesthetics,
  judgePatchTests,
  judgeScreening,
  type ScreeningFacts,
  type ScreeningState,
} from '#shared/screening/index.ts'
import { judgePack } from '#shared/sterilization/index.ts'
import { judgeAllergies } from './allergy-rules.ts'
import { judgeAnaestheticUses } from './anaesthetic-rules.ts'
import { judgeCapSources } from './cap-check-rules.ts'
import type { SessionFacts } from './facts.ts'
import { judgeHandpiece } from './handpiece-rules.ts'
import { judgeInterval } from './interval-rules.ts'
import { judgeNeedleLength, judgeOrders, limitsOf } from './needle-rules.ts'
import { judgeProducts } from './product-rules.ts'
import { judgeSkin } from './skin-rules.ts'
import { about, judgeUsedLot } from './used-rules.ts'

/**
 * *Ready to needle*: the same function in the panel and at the gate. No two findings share a code:
 * a code names the rule and, after a colon, the zone, lot or pack, so that one deviation never
 * answers two stops.
 */
export const readyToNeedle = (facts: SessionFacts): readonly Finding[] =>
  eachOnce([
    ...judgeLicence(facts.base.practitioner, facts.base.rules, facts.base.today),
    ...judgeScreeningOf(facts),
    ...judgeAnaesthetics(facts.base.screening, facts.base.screeningRules, facts.productLots),
    ...judgeConsentOf(facts),
    ...judgeZones(facts),
    ...judgeCapSources(facts),
    ...judgeSkin(facts),
    ...judgeInterval(facts),
    ...judgeOrders(facts),
    ...judgeCartridges(facts),
    ...judgeHandpiece(facts),
    ...judgePacks(facts),
    ...judgeProducts(facts),
    ...judgeAnaestheticUses(facts),
    ...judgeAllergies(facts),
    ...judgePatchTests(facts.base.patchTests, facts.productLots),
  ])

export const isReady = (findings: readonly Finding[]): boolean =>
  !findings.some(({ severity }) => severity === 'stop')

/**
 * The state of the consent that the gate saw, judged on the day of needling: what became of it on a
 * later day (another text published, withdrawn, run out) does not reach back, and a consent that
 * this session used up covers this session.
 */
export const consentStateAtStart = (
  consent: Pick<
    ConsentSummary,
    'state' | 'validUntil' | 'withdrawnOn' | 'sessionsCovered' | 'sessionsUsed'
  >,
  { day, usedHere }: { readonly day: CalendarDate; readonly usedHere: boolean },
): ConsentState => {
  if (consent.state === 'invalid') return 'invalid'
  if (consent.withdrawnOn !== null && consent.withdrawnOn <= day) return 'withdrawn'
  if (consent.validUntil < day) return 'expired'
  const usedElsewhere = consent.sessionsUsed - (usedHere ? 1 : 0)
  const isUsedUp = consent.sessionsCovered !== null && usedElsewhere >= consent.sessionsCovered
  return isUsedUp ? 'used-up' : 'valid'
}

/** The state of the screening that the gate saw: a later one does not reach back either. */
export const screeningStateAtStart = (
  screening: Pick<ScreeningFacts, 'state' | 'validUntil'>,
  day: CalendarDate,
): ScreeningState => {
  if (screening.state === 'invalid') return 'invalid'
  return screening.validUntil < day ? 'expired' : 'valid'
}

const judgeScreeningOf = ({ base }: SessionFacts): readonly Finding[] =>
  judgeScreening({
    screening: base.screening,
    begun: base.screeningBegun,
    rules: base.screeningRules,
    client: base.client,
    today: base.today,
  })

const judgeConsentOf = ({ base }: SessionFacts): readonly Finding[] =>
  judgeConsent(base.consent, { kind: base.consentKind, practitionerId: base.practitioner.id })

const eachOnce = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((finding) => [finding.code, finding])).values(),
]

const judgeZones = (facts: SessionFacts): readonly Finding[] => {
  const { document } = facts
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
  const limits = limitsOf(facts)
  return document.zones.flatMap((zone, index) => [
    ...judgeNeedleLength(zone, limits),
    ...(document.zones.findIndex((other) => other.zone === zone.zone) === index
      ? []
      : [
          {
            code: `sessions.zone-twice:${zone.zone}`,
            severity: 'stop' as const,
            fact: `${labelOfZone(zone)} is charted twice.`,
            rule: 'A zone is charted once in a session.',
            nextStep: 'Remove one of the two.',
          },
        ]),
  ])
}

const judgeCartridges = ({ base }: SessionFacts): readonly Finding[] => [
  ...(base.cartridges.length === 0 ? [noCartridge] : []),
  // Discarding a piece in the middle of a treatment does not undo that it touched the client.
  ...[...base.cartridges, ...base.discarded].flatMap(({ lot, unit }) => [
    ...judgeUsedLot(lot, base.today),
    ...about(unit.id, judgeUnit(unit, lot)),
  ]),
]

const noCartridge: Finding = {
  code: 'sessions.no-cartridge',
  severity: 'stop',
  fact: 'No cartridge is chosen.',
  rule: 'Each session uses a sterile single-use cartridge, roller or stamp of a known lot, in date.',
  nextStep: 'Scan it, or choose it from stock.',
}

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
