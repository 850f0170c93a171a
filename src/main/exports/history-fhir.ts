import { ageOn, formatDay } from '#shared/kernel/index.ts'
import { collection, narrative, partId, type Resource } from './fhir.ts'
import { consentResources } from './fhir-consent.ts'
import { screeningResources } from './fhir-screening.ts'
import { sessionResources } from './fhir-session.ts'
import type { History } from './history.ts'

/**
 * A FHIR R4 (4.0.1) Bundle of type `collection`. Every resource says in text what it says; a code
 * stands only where its system is public and known to hold it.
 */
export const historyFhir = (history: History): string =>
  `${JSON.stringify(
    collection(partId(history.client.id, `history ${history.printedAt}`), history.printedAt, [
      patient(history),
      ...[...history.signers.values()].map(practitioner),
      ...unique(history.sessions.flatMap((session) => sessionResources(history, session))),
      ...screeningResources(history),
      ...unique(
        history.consents.flatMap(({ signed, asSigned }) =>
          signed ? consentResources(history, signed, asSigned) : [],
        ),
      ),
    ]),
    null,
    2,
  )}\n`

/** A product or handpiece of two sessions stands once. */
const unique = (resources: readonly Resource[]): readonly Resource[] => [
  ...new Map(resources.map((resource) => [resource.id, resource])).values(),
]

const patient = ({ client, practice, today }: History): Resource => ({
  resourceType: 'Patient',
  id: client.id,
  text: narrative(
    `${client.name}, client no. ${client.number} of ${practice.name}`,
    `Born ${formatDay(client.birthDate)} (${ageOn(client.birthDate, today)} years)`,
    `Fitzpatrick type: ${client.fitzpatrickType ?? 'not assessed'}`,
    `Allergies: ${client.allergies.join(', ') || 'none known'}`,
    `Medication: ${client.medication.join(', ') || 'none known'}`,
  ),
  identifier: [{ value: String(client.number), assigner: { display: practice.name } }],
  name: [{ text: client.name }],
  telecom: [
    ...(client.telephone === '' ? [] : [{ system: 'phone', value: client.telephone }]),
    ...(client.email === '' ? [] : [{ system: 'email', value: client.email }]),
  ],
  birthDate: client.birthDate,
  address: client.address === '' ? [] : [{ text: client.address }],
})

const practitioner = (
  person: History['signers'] extends ReadonlyMap<unknown, infer P> ? P : never,
): Resource => ({
  resourceType: 'Practitioner',
  id: person.id,
  text: narrative(
    `${person.name}, ${person.licenceClass} ${person.licenceNumber}, ${person.jurisdiction}`,
    `Key fingerprint: ${person.fingerprint}`,
  ),
  name: [{ text: person.name }],
  qualification: [
    {
      identifier: [{ value: person.licenceNumber }],
      code: { text: person.licenceClass },
      period: { end: person.licenceExpiresOn },
      issuer: { display: person.jurisdiction },
    },
  ],
})
