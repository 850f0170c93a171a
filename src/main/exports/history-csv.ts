import { dayOf } from '#shared/kernel/index.ts'
import type { SignedSession } from '#shared/sessions/index.ts'
import { csvOf } from './csv.ts'
import type { History } from './history.ts'
import { agreementRows } from './history-csv-agreement.ts'
import {
  careRows,
  countersignatureRow,
  productFields,
  sessionFields,
  zoneFields,
} from './history-csv-care.ts'
import { columns, type Row } from './history-csv-columns.ts'

/**
 * One row for each thing that a signed record holds; `record` says which: session, zone, cartridge,
 * handpiece, pack, product, order, mark, step, present, carried, finding, deviation, countersignature
 * or addendum; screening, screening-finding or
 * screening-answer; patch-test; consent or consent-choice. Every row names its session, screening or
 * consent, client and practitioner, so that a spreadsheet can filter.
 */
export const historyCsv = (history: History): string =>
  csvOf(columns, [
    ...history.sessions.flatMap((record, index) => {
      const about = aboutSession(record, index + 1)
      return rowsOf(record).map((row) => ({ ...about, ...row }))
    }),
    ...agreementRows(history),
  ])

const aboutSession = (
  { session, snapshot, identity, signature, signatureState, snapshotHash }: SignedSession,
  number: number,
): Row => ({
  session_number: number,
  session_id: snapshot.sessionId,
  session_state: session.state,
  signature_state: signatureState,
  client_number: identity.number,
  client_name: identity.name,
  client_birth_date: identity.birthDate,
  date: dayOf(snapshot.startedAt ?? snapshot.openedAt, snapshot.practice.timeZone),
  started_at: snapshot.startedAt,
  signed_at: signature.signedAt,
  practitioner: signature.printedName,
  licence: signature.licence,
  snapshot_hash: snapshotHash,
})

const rowsOf = ({
  snapshot,
  addenda,
  errorMark,
  countersignature,
}: SignedSession): readonly Row[] => [
  {
    record: 'session',
    immediate_response: snapshot.immediateResponse.join('; '),
    text: [snapshot.responseNote, snapshot.note].filter(Boolean).join('\n'),
    reason: errorMark?.reason ?? null,
    ...sessionFields(snapshot),
  },
  ...snapshot.zones.map((zone) => ({
    record: 'zone',
    zone: zone.zone,
    // Whole micrometres divide exactly; JavaScript prints the shortest such decimal.
    needle_length_mm: zone.needleLength / 1000,
    technique: zone.technique,
    passes: zone.passes,
    endpoint: zone.endpoint,
    ...zoneFields(snapshot, zone),
  })),
  ...snapshot.cartridges.map(({ product, lot, piece, expiresOn }) => ({
    record: 'cartridge',
    kind: 'cartridge',
    product,
    lot,
    piece,
    expires_on: expiresOn,
  })),
  ...(snapshot.handpiece
    ? [
        {
          record: 'handpiece',
          kind: 'handpiece',
          product: snapshot.handpiece.product,
          lot: snapshot.handpiece.lot,
          piece: snapshot.handpiece.piece,
        },
      ]
    : []),
  ...snapshot.packs.map(({ label, sterilizer, cycleNumber, sterileUntil }) => ({
    record: 'pack',
    piece: label,
    expires_on: sterileUntil,
    sterilizer,
    cycle_number: cycleNumber,
  })),
  ...snapshot.products.map(({ kind, product, lot, expiresOn, amount, unit, ...used }) => ({
    record: 'product',
    kind,
    product,
    lot,
    expires_on: expiresOn,
    // Kept in thousandths of its unit.
    amount: amount / 1000,
    unit,
    ...productFields({ ...used, kind, product, lot, expiresOn, amount, unit }),
  })),
  ...careRows(snapshot),
  ...snapshot.findings.map(({ severity, code, fact, rule }) => ({
    record: 'finding',
    kind: severity,
    code,
    text: fact,
    rule,
  })),
  ...snapshot.deviations.map(({ code, fact, rule, reason, action }) => ({
    record: 'deviation',
    code,
    text: fact,
    rule,
    reason,
    action,
  })),
  ...(countersignature ? [countersignatureRow(countersignature)] : []),
  ...addenda.map(({ about, text, reason, signature, signatureState }) => ({
    record: 'addendum',
    // The part of the chart that it belongs to.
    kind: about === 'record' ? null : about,
    text,
    reason,
    signed_at: signature.signedAt,
    practitioner: signature.printedName,
    licence: signature.licence,
    signature_state: signatureState,
    snapshot_hash: signature.snapshotHash,
  })),
]
