import type { Consent } from '#shared/consent/index.ts'
import { dayOf } from '#shared/kernel/index.ts'
import type { Screening } from '#shared/screening/index.ts'
import type { History } from './history.ts'
import type { Row } from './history-csv-columns.ts'

/** What a client was asked, what was tested on her skin, and what she agreed to: oldest first. */
export const agreementRows = (history: History): readonly Row[] => [
  ...history.screenings.flatMap(({ signed }) => (signed ? screeningRows(signed) : [])),
  ...patchTestRows(history),
  ...history.consents.flatMap(({ signed }) => (signed ? consentRows(history, signed) : [])),
]

const screeningRows = (screening: Screening): readonly Row[] => {
  const { snapshot, identity, signature } = screening
  const about: Row = {
    screening_id: screening.id,
    signature_state: screening.signatureState,
    client_number: identity.number,
    client_name: identity.name,
    client_birth_date: identity.birthDate,
    date: snapshot.day,
    signed_at: signature.signedAt,
    practitioner: signature.printedName,
    licence: signature.licence,
    snapshot_hash: screening.snapshotHash,
  }
  const rows: readonly Row[] = [
    {
      record: 'screening',
      verdict: snapshot.verdict,
      kind: snapshot.askedBy,
      rule: `version ${snapshot.rules.version}`,
      started_at: snapshot.startedAt,
      expires_on: snapshot.validUntil,
    },
    ...snapshot.findings.map(({ code, verdict, fact, rule, source }) => ({
      record: 'screening-finding',
      code,
      verdict,
      text: fact,
      rule,
      source,
    })),
    ...snapshot.answers.map(({ code, answer, date, text, detail }) => ({
      record: 'screening-answer',
      code,
      // A day that is not known is an answer too.
      answer: answer === 'date' ? (date ?? 'unknown') : answer,
      text,
      reason: detail,
    })),
  ]
  return rows.map((row) => ({ ...about, ...row }))
}

const patchTestRows = ({ client, patchTests }: History): readonly Row[] =>
  patchTests.map(({ appliedOn, appliedBy, productName, lotNumber, site, note, reading }) => ({
    record: 'patch-test',
    client_number: client.number,
    client_name: client.name,
    client_birth_date: client.birthDate,
    date: appliedOn,
    practitioner: reading?.readBy ?? appliedBy,
    zone: site,
    product: productName,
    lot: lotNumber,
    answer: reading?.result ?? 'not read yet',
    text: [note, reading?.note].filter(Boolean).join('\n'),
    signed_at: reading?.readOn ?? null,
  }))

const consentRows = ({ practice }: History, consent: Consent): readonly Row[] => {
  const { snapshot, identity, signature } = consent
  const about: Row = {
    consent_id: consent.id,
    signature_state: consent.signatureState,
    client_number: identity.number,
    client_name: identity.name,
    client_birth_date: identity.birthDate,
    date: dayOf(snapshot.signedAt, practice.timeZone),
    signed_at: signature.signedAt,
    practitioner: signature.printedName,
    licence: signature.licence,
    snapshot_hash: consent.snapshotHash,
  }
  const rows: readonly Row[] = [
    {
      record: 'consent',
      kind: consent.kind,
      product: consent.title,
      piece: `version ${consent.templateVersion}`,
      answer: consent.state,
      expires_on: consent.validUntil,
      reason: consent.withdrawalReason,
    },
    ...consent.choices.map(({ id, text, answer, withdrawnOn }) => ({
      record: 'consent-choice',
      code: id,
      text,
      answer: withdrawnOn === null ? answer : `yes, taken back on ${withdrawnOn}`,
    })),
  ]
  return rows.map((row) => ({ ...about, ...row }))
}
