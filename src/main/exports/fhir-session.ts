import { canonical } from '#main/database/index.ts'
import { formatMillimetres, formatMoment } from '#shared/kernel/index.ts'
import { indicationLabels, labelOfZone } from '#shared/practice/index.ts'
import type { SessionSnapshot, SignedSession } from '#shared/sessions/index.ts'
import { narrative, partId, referenceTo, type Resource } from './fhir.ts'
import { provenance } from './fhir-provenance.ts'
import type { History } from './history.ts'
import { anaestheticLines, courseOf, detailsOf } from './fhir-session-words.ts'
import { placeOf } from './session-care-blocks.ts'
import { amountOf, kindOf } from './session-thing-blocks.ts'
import { words } from './words.ts'

/** A signed session: the procedure, its zones, its devices and products, the record, the signature. */
export const sessionResources = (history: History, record: SignedSession): readonly Resource[] => {
  const { snapshot } = record
  const documentId = partId(snapshot.sessionId, 'record')
  return [
    procedure(record),
    ...snapshot.zones.map((zone) => observation(record, zone)),
    ...snapshot.cartridges.map((cartridge) => cartridgeDevice(history, cartridge)),
    ...(snapshot.handpiece ? [handpieceDevice(snapshot.handpiece)] : []),
    ...snapshot.products.map((product, index) => substance(snapshot, product, index)),
    recordDocument(history, record, documentId),
    provenance({
      id: record.signature.id,
      targets: [snapshot.sessionId, documentId],
      signature: record.signature,
      state: record.signatureState,
    }),
    ...(record.countersignature
      ? [
          provenance({
            id: record.countersignature.signature.id,
            targets: [snapshot.sessionId, documentId],
            signature: record.countersignature.signature,
            state: record.countersignature.signatureState,
          }),
        ]
      : []),
    ...record.addenda.flatMap((addendum) => addendumResources(record, addendum)),
  ]
}

const isError = ({ session }: SignedSession): boolean => session.state === 'entered-in-error'

const procedure = (record: SignedSession): Resource => {
  const { snapshot, signature, errorMark } = record
  const moment = snapshot.startedAt ?? snapshot.openedAt
  return {
    resourceType: 'Procedure',
    id: snapshot.sessionId,
    text: narrative(
      `Microneedling on ${formatMoment(moment, snapshot.practice.timeZone)} by ${signature.printedName}`,
      ...(isError(record) ? [`Entered in error: ${errorMark?.reason ?? ''}`] : []),
      ...snapshot.zones.map(
        (zone) => `${labelOfZone(zone)}: ${formatMillimetres(zone.needleLength)}`,
      ),
      ...snapshot.deviations.map(({ fact, reason }) => `Deviation: ${fact} ${reason}`),
    ),
    status: isError(record) ? 'entered-in-error' : 'completed',
    // No public code names microneedling: the words do.
    code: { text: 'Microneedling (collagen induction therapy)' },
    subject: referenceTo(snapshot.client.id),
    // Without a recorded start, the moment of the record is not one of needling.
    ...(snapshot.startedAt === null
      ? {}
      : {
          performedPeriod: {
            start: snapshot.startedAt,
            end: snapshot.endedAt ?? signature.signedAt,
          },
        }),
    performer: [{ actor: referenceTo(signature.signerId) }],
    ...(snapshot.plan === null
      ? {}
      : { reasonCode: [{ text: indicationLabels[snapshot.plan.indication] }] }),
    bodySite: snapshot.zones.map((zone) => ({ text: labelOfZone(zone) })),
    note: notesOf(record).map((text) => ({ text })),
    usedReference: [
      ...snapshot.cartridges.map(({ unitId }) => referenceTo(unitId)),
      ...(snapshot.handpiece ? [referenceTo(snapshot.handpiece.unitId)] : []),
      ...snapshot.products.map((_, index) => referenceTo(productId(snapshot, index))),
    ],
  }
}

const notesOf = ({ snapshot }: SignedSession): readonly string[] => [
  `Immediate response: ${snapshot.immediateResponse.map((each) => words.response[each]).join(', ') || 'not recorded'}`,
  snapshot.responseNote,
  snapshot.note,
  ...courseOf(snapshot),
  ...snapshot.packs.map(
    ({ label, sterilizer, cycleNumber }) =>
      `Sterilized pack ${label}: ${sterilizer}, cycle ${cycleNumber}`,
  ),
  ...snapshot.deviations.map(
    ({ fact, rule, reason, action }) =>
      `Deviation. Fact: ${fact} Rule: ${rule} Reason: ${reason} Action: ${action}`,
  ),
]

const ucum = 'http://unitsofmeasure.org'

const observation = (
  record: SignedSession,
  charted: SessionSnapshot['zones'][number],
): Resource => {
  const { zone, needleLength, technique, passes, endpoint } = charted
  const label = labelOfZone(charted)
  return {
    resourceType: 'Observation',
    id: partId(record.snapshot.sessionId, `zone ${zone}`),
    text: narrative(
      `${label}: needle ${formatMillimetres(needleLength)}, ${words.technique[technique]}, ${passes} passes, ${words.endpoint[endpoint]}`,
    ),
    status: isError(record) ? 'entered-in-error' : 'final',
    partOf: [referenceTo(record.snapshot.sessionId)],
    code: { text: 'Microneedling of a zone' },
    subject: referenceTo(record.snapshot.client.id),
    effectiveDateTime: record.snapshot.startedAt ?? record.snapshot.openedAt,
    performer: [referenceTo(record.signature.signerId)],
    bodySite: { text: label },
    component: [
      {
        code: { text: 'Needle length' },
        valueQuantity: { value: needleLength / 1000, unit: 'mm', system: ucum, code: 'mm' },
      },
      { code: { text: 'Passes' }, valueInteger: passes },
      { code: { text: 'Technique' }, valueString: words.technique[technique] },
      { code: { text: 'Endpoint' }, valueString: words.endpoint[endpoint] },
      ...detailsOf(record.snapshot, charted).map(([text, valueString]) => ({
        code: { text },
        valueString,
      })),
    ],
  }
}

const issuerOf = (identifier: string): string =>
  /^\d{14}$/.test(identifier)
    ? 'http://hl7.org/fhir/NamingSystem/gs1-di'
    : 'http://hl7.org/fhir/NamingSystem/hibcc-dI'

const cartridgeDevice = (
  { deviceIdentifiers }: History,
  cartridge: SessionSnapshot['cartridges'][number],
): Resource => {
  const identifier = deviceIdentifiers.get(cartridge.lotId) ?? null
  return {
    resourceType: 'Device',
    id: cartridge.unitId,
    text: narrative(
      `Needle cartridge ${cartridge.product}, lot ${cartridge.lot}, ${cartridge.serial ? 'serial' : 'piece'} ${cartridge.piece}, expires ${cartridge.expiresOn}`,
    ),
    udiCarrier:
      identifier === null
        ? []
        : [{ deviceIdentifier: identifier, issuer: issuerOf(identifier), entryType: 'unknown' }],
    lotNumber: cartridge.lot,
    // A number that the practice gave on receipt is no serial number of the maker.
    ...(cartridge.serial ? { serialNumber: cartridge.piece } : {}),
    expirationDate: cartridge.expiresOn,
    deviceName: [{ name: cartridge.product, type: 'user-friendly-name' }],
    type: { text: 'Microneedling cartridge' },
  }
}

const handpieceDevice = (handpiece: NonNullable<SessionSnapshot['handpiece']>): Resource => ({
  resourceType: 'Device',
  id: handpiece.unitId,
  text: narrative(`Handpiece ${handpiece.product}, lot ${handpiece.lot}, ${handpiece.piece}`),
  lotNumber: handpiece.lot,
  deviceName: [{ name: handpiece.product, type: 'user-friendly-name' }],
  type: { text: 'Microneedling handpiece' },
})

const productId = ({ sessionId }: SessionSnapshot, index: number): string =>
  partId(sessionId, `product ${index}`)

const substance = (
  snapshot: SessionSnapshot,
  product: SessionSnapshot['products'][number],
  index: number,
): Resource => ({
  resourceType: 'Substance',
  id: productId(snapshot, index),
  text: narrative(
    `${kindOf(product.kind)} ${product.product}, lot ${product.lot}, expires ${product.expiresOn}, ${amountOf(product.amount, product.unit)} used${product.place === null ? '' : `, ${placeOf(product).toLowerCase()}`}`,
    ...anaestheticLines(snapshot, product),
  ),
  code: { text: `${kindOf(product.kind)}: ${product.product}` },
  instance: [
    {
      identifier: { type: { text: 'Lot' }, value: product.lot },
      expiry: product.expiresOn,
      quantity: {
        value: product.amount / 1000,
        unit: product.unit,
        system: ucum,
        code: product.unit === 'ml' ? 'mL' : 'g',
      },
    },
  ],
})

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** The signed snapshot itself, byte for byte: what the hash and the signature are of. */
const recordDocument = (history: History, record: SignedSession, id: string): Resource => {
  const { snapshot, signature } = record
  return {
    resourceType: 'DocumentReference',
    id,
    text: narrative(`The signed record, canonical JSON; SHA-256 ${record.snapshotHash}`),
    status: isError(record) ? 'entered-in-error' : 'current',
    type: { text: 'Signed treatment record' },
    subject: referenceTo(snapshot.client.id),
    date: signature.signedAt,
    author: [referenceTo(signature.signerId)],
    description: `Canonical JSON (RFC 8785), SHA-256 ${record.snapshotHash}`,
    content: [
      {
        attachment: {
          contentType: 'application/json',
          data: base64(canonical(history.signedSessions.get(snapshot.sessionId) ?? snapshot)),
          title: 'Signed treatment record',
          creation: signature.signedAt,
        },
      },
    ],
    context: { related: [referenceTo(snapshot.sessionId)] },
  }
}

const addendumResources = (
  { snapshot }: SignedSession,
  { id, about, text, reason, signature, signatureState }: SignedSession['addenda'][number],
): readonly Resource[] => [
  {
    resourceType: 'DocumentReference',
    id,
    text: narrative(
      about === 'record' ? `Addendum: ${text}` : `Addendum to ${words.part[about]}: ${text}`,
      `Reason: ${reason}`,
    ),
    status: 'current',
    type: { text: 'Addendum to a signed treatment record' },
    subject: referenceTo(snapshot.client.id),
    date: signature.signedAt,
    author: [referenceTo(signature.signerId)],
    relatesTo: [{ code: 'appends', target: referenceTo(partId(snapshot.sessionId, 'record')) }],
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          data: base64(`${text}\n\nReason: ${reason}\n`),
          title: 'Addendum',
          creation: signature.signedAt,
        },
      },
    ],
    context: { related: [referenceTo(snapshot.sessionId)] },
  },
  provenance({ id: signature.id, targets: [id], signature, state: signatureState }),
]
