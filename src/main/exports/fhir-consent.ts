import { canonical } from '#main/database/index.ts'
import { clientValues, type Consent, type ConsentState, mergeText } from '#shared/consent/index.ts'
import { formatDay } from '#shared/kernel/index.ts'
import { narrative, partId, referenceTo, type Resource } from './fhir.ts'
import { provenance } from './fhir-provenance.ts'
import type { History } from './history.ts'
import { words } from './words.ts'

/**
 * A signed consent: its state, its choices as permitted or denied, the exact text with the
 * signatures, the guardian who signed with the client, and who witnessed it.
 */
export const consentResources = (
  history: History,
  consent: Consent,
  asSigned: unknown,
): readonly Resource[] => {
  const documentId = partId(consent.id, 'form')
  return [
    consentResource(history, consent, documentId),
    ...guardianOf(consent),
    form(consent, asSigned, documentId),
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
  'used-up': 'inactive',
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
  category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }], text: consent.title }],
  patient: referenceTo(consent.clientId),
  dateTime: consent.signedAt,
  performer: [consent.clientId, ...guardianOf(consent).map(({ id }) => id)].map(referenceTo),
  organization: [{ display: practice.name }],
  sourceReference: referenceTo(documentId),
  policyRule: { text: `${consent.title}, version ${consent.templateVersion}` },
  provision: {
    period: periodOf(consent),
    provision: consent.choices.flatMap((choice) => provisionsOf(consent, choice)),
  },
})

const periodOf = ({ signedAt, withdrawnOn, validUntil }: Consent) => ({
  start: signedAt,
  end: withdrawnOn ?? validUntil,
})

/** A yes permits; one that was taken back permits until that day and denies from then on. */
const provisionsOf = (
  consent: Consent,
  { text, answer, withdrawnOn }: Consent['choices'][number],
) => {
  const code = [{ text }]
  const period = periodOf(consent)
  if (answer === 'no') return [{ type: 'deny', period, code }]
  if (withdrawnOn === null) return [{ type: 'permit', period, code }]
  return [
    { type: 'permit', period: { start: consent.signedAt, end: withdrawnOn }, code },
    { type: 'deny', period: { start: withdrawnOn }, code },
  ]
}

/** Only where a parent or guardian signed with her. */
const guardianOf = ({ id, clientId, people }: Consent): readonly Resource[] =>
  people?.guardian
    ? [
        {
          resourceType: 'RelatedPerson',
          id: partId(id, 'guardian'),
          text: narrative(
            `${people.guardian.name}, ${people.guardian.relationship}; identity seen: ${people.guardian.identitySeen}`,
          ),
          patient: referenceTo(clientId),
          relationship: [{ text: people.guardian.relationship }],
          name: [{ text: people.guardian.name }],
        },
      ]
    : []

const form = (consent: Consent, asSigned: unknown, id: string): Resource => {
  const { snapshot, signature, snapshotHash, title } = consent
  return {
    resourceType: 'DocumentReference',
    id,
    text: narrative(
      `The signed form with its exact text, initials, choices and signatures; SHA-256 ${snapshotHash}`,
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
          data: Buffer.from(canonical(asSigned)).toString('base64'),
          title,
          creation: signature.signedAt,
        },
      },
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          language: snapshot.template.language,
          data: Buffer.from(plainText(consent)).toString('base64'),
          title: `${title}, to be read`,
          creation: signature.signedAt,
        },
      },
    ],
  }
}

const plainText = (consent: Consent): string => {
  const { snapshot, identity } = consent
  const text = mergeText(snapshot.template.text, { ...snapshot.merged, ...clientValues(identity) })
  return [
    text.title,
    ...text.sections.map(({ heading, body }) => `${heading}\n${body}`),
    ...text.acknowledgements.map(({ id, text: statement }) => {
      const made = snapshot.acknowledged.find((one) => one.id === id)
      return `${made ? `Agreed (${made.initials ?? 'no initials'})` : 'NOT agreed'}: ${statement}`
    }),
    ...text.choices.map(({ id, text: choice }) => {
      const made = snapshot.choices.find((one) => one.id === id)
      return `${made?.answer ?? 'NOT answered'}: ${choice}`
    }),
    text.declaration,
  ].join('\n\n')
}
