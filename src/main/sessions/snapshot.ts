import { certain, type Finding } from '#shared/kernel/index.ts'
import type { Consent } from '#shared/consent/index.ts'
import type { PracticeDetails } from '#shared/practice/index.ts'
import {
  chartedZone,
  type SessionBase,
  type SessionFacts,
  type SessionSnapshot,
  sessionSnapshot,
} from '#shared/sessions/index.ts'
import type { Plan } from '#shared/plans/index.ts'
import type { AddendumRow, DeviationRow } from './content-repository.ts'
import type { SessionRow } from './repository.ts'

export interface SnapshotParts {
  readonly row: SessionRow
  readonly facts: SessionFacts
  readonly findings: readonly Finding[]
  /** The consent of the facts, whole. */
  readonly consent: Consent | null
  /** The series that the document names, as it is planned now. */
  readonly plan: Plan | null
  readonly practice: PracticeDetails
  readonly identityCommitment: string
}

/**
 * What is signed, from a complete chart. The same facts give the same snapshot: it holds neither
 * the moment of its making nor anything random.
 */
export const snapshotOf = (parts: SnapshotParts): SessionSnapshot => {
  const { row, facts, findings, practice } = parts
  const { base, document } = facts
  const { name, address, telephone, timeZone } = practice
  return sessionSnapshot.parse({
    format: 'stratum-session-2',
    sessionId: row.id,
    client: { id: row.clientId, identityCommitment: parts.identityCommitment },
    practice: { name, address, telephone, timeZone },
    practitioner: {
      id: base.practitioner.id,
      name: base.practitioner.name,
      licence: `${base.practitioner.licenceClass} ${base.practitioner.licenceNumber}, ${base.practitioner.jurisdiction}`,
      standing: base.practitioner.standing,
      countersignatureAsked: base.rules.traineeCountersignature.value,
    },
    ruleVersion: base.ruleVersion,
    openedAt: row.openedAt,
    startedAt: row.startedAt,
    fitzpatrickType: base.client.fitzpatrickType,
    allergies: base.client.allergies,
    medication: base.client.medication,
    consent: consentPart(parts.consent),
    screening: screeningPart(base.screening),
    zones: document.zones.map((zone) => chartedZone.parse(zone)),
    cartridges: cartridgeParts(facts.base.cartridges),
    ...(facts.base.discarded.length > 0 && { discarded: cartridgeParts(facts.base.discarded) }),
    handpiece: handpiecePart(facts),
    packs: packParts(facts),
    products: productParts(facts),
    immediateResponse: document.immediateResponse,
    responseNote: document.responseNote,
    note: document.note,
    findings: [...findings],
    // What is signed is what the rules found, also when a value changed after it was recorded.
    deviations: document.deviations.map((deviation) => {
      const found = findings.find(({ code }) => code === deviation.code)
      return found ? { ...deviation, fact: found.fact, rule: found.rule } : deviation
    }),
    plan: planPart(parts.plan),
    orders: document.orders,
    marks: document.marks,
    steps: document.steps,
    endedAt: document.endedAt,
    present: document.present,
    comfort: document.comfort,
    said: document.said,
    prophylaxis: document.prophylaxis,
    carried: document.carried,
  } satisfies SessionSnapshot)
}

const consentPart = (consent: Consent | null): SessionSnapshot['consent'] =>
  consent && {
    id: consent.id,
    templateVersion: consent.templateVersion,
    snapshotHash: consent.snapshotHash,
    signedAt: consent.signedAt,
  }

const planPart = (plan: Plan | null): SessionSnapshot['plan'] =>
  plan && { id: plan.id, version: plan.current.version, indication: plan.current.indication }

const screeningPart = (screening: SessionBase['screening']): SessionSnapshot['screening'] =>
  screening && {
    id: screening.id,
    day: screening.day,
    verdict: screening.verdict,
    rulesVersion: screening.rulesVersion,
    snapshotHash: screening.snapshotHash,
    completedAt: screening.completedAt,
  }

const cartridgeParts = (pieces: SessionBase['cartridges']): SessionSnapshot['cartridges'] =>
  pieces
    .map(({ unit, lot }) => ({
      unitId: unit.id,
      lotId: lot.id,
      product: lot.product.name,
      lot: lot.number,
      piece: unit.label,
      serial: unit.serial,
      expiresOn: lot.expiresOn,
    }))
    .sort((one, other) => (one.unitId < other.unitId ? -1 : 1))

const handpiecePart = ({ handpiece }: SessionFacts): SessionSnapshot['handpiece'] =>
  handpiece && {
    unitId: handpiece.unit.id,
    productId: handpiece.lot.product.id,
    product: handpiece.lot.product.name,
    piece: handpiece.unit.label,
    lot: handpiece.lot.number,
  }

const packParts = ({ base }: SessionFacts): SessionSnapshot['packs'] =>
  base.packs
    .map(({ id, loadId, label, sterilizerName, cycleNumber, sterileUntil }) => ({
      packId: id,
      loadId,
      label,
      sterilizer: sterilizerName,
      cycleNumber,
      sterileUntil,
    }))
    .sort((one, other) => (one.packId < other.packId ? -1 : 1))

const productParts = ({ document, productLots }: SessionFacts): SessionSnapshot['products'] =>
  document.products.map(({ lotId, amount, unit, place, anaesthetic }, index) => {
    const lot = certain(productLots[index], 'The lot of a charted product')
    return {
      lotId,
      kind: lot.product.kind,
      product: lot.product.name,
      lot: lot.number,
      expiresOn: lot.expiresOn,
      amount: certain(amount, 'The amount of a charted product'),
      unit,
      place,
      anaesthetic,
    }
  })

/** What the owner countersigns: one deviation of one signed record. */
export const deviationSnapshot = (row: DeviationRow, sessionSnapshotHash: string) => ({
  format: 'stratum-deviation-1',
  deviationId: row.id,
  sessionId: row.sessionId,
  sessionSnapshotHash,
  code: row.code,
  fact: row.fact,
  rule: row.rule,
  reason: row.reason,
  action: row.action,
})

export const addendumSnapshot = (row: AddendumRow, sessionSnapshotHash: string) => ({
  format: 'stratum-addendum-1',
  addendumId: row.id,
  sessionId: row.sessionId,
  sessionSnapshotHash,
  text: row.text,
  reason: row.reason,
  addedAt: row.addedAt,
  // Absent where it is about the whole record, as it was before addenda had a place.
  ...(row.about !== 'record' && { about: row.about }),
})

/** What a supervisor countersigns: the whole record, as its signer signed it. */
export const countersignatureSnapshot = (
  row: Pick<SessionRow, 'id'>,
  sessionSnapshotHash: string,
) => ({
  format: 'stratum-session-countersignature-1',
  sessionId: row.id,
  sessionSnapshotHash,
})

export const errorMarkSnapshot = (
  row: SessionRow,
  mark: { readonly reason: string; readonly sessionSnapshotHash: string },
) => ({
  format: 'stratum-error-mark-1',
  sessionId: row.id,
  sessionSnapshotHash: mark.sessionSnapshotHash,
  reason: mark.reason,
})
