import { canonical } from '#main/database/index.ts'
import type { Consent, ConsentState } from '#shared/consent/index.ts'
import { formatDay } from '#shared/kernel/index.ts'
import { narrative, partId, referenceTo, type Resource } from './fhir.ts'
import { provenance } from './fhir-provenance.ts'
import type { History } from './history.ts'
import { words } from './words.ts'

/** A signed consent: its state, the exact text with the drawn signature, and who witnessed it. */
export const consentResources = (history: History, consent: Consent): readonly Resource[] => {
  const documentId = partId(consent.id, 'form')
  return [
    consentResource(history, consent, documentId),
    form(consent, documentId),
    provenance({
      id: consent.signature.id,
      targets: [consent.id, documentId],
      signature: consent.signature,
      state: consent.signatureState,
    }),
  ]
}

const statuses: Readonly<Record<ConsentState, string>> = {
  valid: 'active',
  expired: 'inactive',
  withdrawn: 'inactive',
  superseded: 'inactive',
  invalid: 'inactive',
}

const consentResource = (
  { practice }: History,
  consent: Consent,
  documentId: string,
): Resource => ({
  resourceType: 'Consent',
  id: consent.id,
  text: narrative(
    `${consent.title}, version ${consent.templateVersion}, signed ${consent.signedAt}`,
    `${words.consentState[consent.state]}; valid until ${formatDay(consent.validUntil)}`,
    ...(consent.withdrawnOn === null
      ? []
      : [`Withdrawn on ${formatDay(consent.withdrawnOn)}: ${consent.withdrawalReason ?? ''}`]),
  ),
  status: statuses[consent.state],
  scope: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }],
    text: 'Treatment',
  },
  // LOINC 59284-0 is in R4's value set of consent categories.
  category: [
    { coding: [{ system: 'http://loinc.org', code: '59284-0' }], text: 'Consent to microneedling' },
  ],
  patient: referenceTo(consent.clientId),
  dateTime: consent.signedAt,
  performer: [referenceTo(consent.clientId)],
  organization: [{ display: practice.name }],
  sourceReference: referenceTo(documentId),
  policyRule: { text: `${consent.title}, version ${consent.templateVersion}` },
  provision: {
    period: { start: consent.signedAt, end: consent.withdrawnOn ?? consent.validUntil },
  },
})

const form = ({ snapshot, signature, snapshotHash, title }: Consent, id: string): Resource => ({
  resourceType: 'DocumentReference',
  id,
  text: narrative(
    `The signed form with its exact text, answers and drawn signature; SHA-256 ${snapshotHash}`,
  ),
  status: 'current',
  type: { text: 'Signed consent form' },
  subject: referenceTo(snapshot.client.id),
  date: signature.signedAt,
  author: [referenceTo(signature.signerId)],
  description: `Canonical JSON (RFC 8785), SHA-256 ${snapshotHash}`,
  content: [
    {
      attachment: {
        contentType: 'application/json',
        language: snapshot.template.language,
        data: Buffer.from(canonical(snapshot)).toString('base64'),
        title,
        creation: signature.signedAt,
      },
    },
    {
      attachment: {
        contentType: 'text/plain; charset=utf-8',
        language: snapshot.template.language,
        data: Buffer.from(plainText(snapshot)).toString('base64'),
        title: `${title}, to be read`,
        creation: signature.signedAt,
      },
    },
  ],
})

const plainText = ({ template: { text }, acknowledged }: Consent['snapshot']): string =>
  [
    text.title,
    ...text.sections.map(({ heading, body }) => `${heading}\n${body}`),
    ...text.acknowledgements.map(
      ({ id, text: statement }) =>
        `${acknowledged.includes(id) ? 'Agreed' : 'NOT agreed'}: ${statement}`,
    ),
    text.declaration,
  ].join('\n\n')
