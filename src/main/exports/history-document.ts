import type { Block, DocumentDescription } from '#main/documents/index.ts'
import { ageOn, formatDay, formatMillimetres, formatMoment } from '#shared/kernel/index.ts'
import { labelOfZone } from '#shared/practice/index.ts'
import { consentBlocks } from './consent-blocks.ts'
import type { History, Imprint } from './history.ts'
import { patchTestBlocks, screeningBlocks } from './screening-blocks.ts'
import { sessionBlocks } from './session-blocks.ts'
import { counted, nothing, toneOfConsent, toneOfSignature, toneOfVerdict, words } from './words.ts'

/** The treatment history as it is handed over: who, at a glance, then every session, screening and consent. */
export const historyDocument = (history: History): DocumentDescription => ({
  ...imprint(history),
  title: 'Treatment history',
  running: `Treatment history · Client no. ${history.client.number}`,
  blocks: [
    ...identity(history),
    ...cautions(history),
    ...overview(history),
    ...history.sessions.flatMap((session, index) => sessionBlocks(history, session, index + 1)),
    ...history.screenings.flatMap((screening) => screeningBlocks(history, screening)),
    ...history.consents.flatMap((consent) => consentBlocks(history, consent)),
  ],
})

/** What every printed document says of its practice and its moment. */
export const imprint = ({ practice, printedAt, printedBy, chainHead }: Imprint) => ({
  practice: { name: practice.name, address: practice.address, telephone: practice.telephone },
  printedAt,
  printedBy,
  timeZone: practice.timeZone,
  chainHead,
})

const identity = ({ client, today }: History): readonly Block[] => [
  { kind: 'heading', level: 1, text: client.name },
  {
    kind: 'facts',
    facts: [
      { label: 'Client number', value: String(client.number) },
      {
        label: 'Born',
        value: `${formatDay(client.birthDate)} (${ageOn(client.birthDate, today)} years)`,
      },
      { label: 'Telephone', value: client.telephone || nothing },
      { label: 'E-mail', value: client.email || nothing },
      { label: 'Address', value: client.address || nothing },
      { label: 'Emergency contact', value: client.emergencyContact || nothing },
      { label: 'Fitzpatrick type', value: client.fitzpatrickType ?? 'Not assessed' },
    ],
  },
]

const cautions = ({ client }: History): readonly Block[] => {
  const flags = client.flags.map(({ label, clearance }) => {
    return clearance === null
      ? label
      : `${label}: cleared on ${formatDay(clearance.clearedOn)} by ${clearance.prescriberName} (${clearance.prescriberLicence})`
  })
  const lines = [
    `Allergies: ${client.allergies.join(', ') || 'none known'}`,
    `Medication: ${client.medication.join(', ') || 'none known'}`,
    `Cautions: ${flags.join('; ') || 'none known'}`,
  ]
  const grave =
    client.allergies.length > 0 || client.flags.some(({ clearance }) => clearance === null)
  return [
    { kind: 'notice', tone: grave ? 'bad' : 'quiet', title: 'Safety', lines },
    ...(client.note === '' ? [] : [{ kind: 'paragraph', text: client.note } as const]),
  ]
}

const overview = (history: History): readonly Block[] => [
  {
    kind: 'heading',
    level: 2,
    text: `${counted(history.sessions.length, 'signed session')}`,
  },
  {
    kind: 'table',
    none: 'No session has been signed.',
    columns: [
      { heading: 'No.', share: 0.5 },
      { heading: 'Date', share: 2.1 },
      { heading: 'Zones', share: 3 },
      { heading: 'Longest', share: 1, align: 'right' },
      { heading: 'Practitioner', share: 1.7 },
      { heading: 'State', share: 1.9 },
    ],
    rows: history.sessions.map(
      ({ session, snapshot, signature, signatureState, deviations }, index) => [
        String(index + 1),
        formatMoment(snapshot.startedAt ?? snapshot.openedAt, snapshot.practice.timeZone),
        snapshot.zones.map(labelOfZone).join(', '),
        session.longestNeedle === null ? nothing : formatMillimetres(session.longestNeedle),
        signature.printedName,
        session.state === 'entered-in-error'
          ? { text: 'Entered in error', tone: 'bad' }
          : deviations.length > 0
            ? {
                text: `${words.signatureState[signatureState]}, ${counted(deviations.length, 'deviation')}`,
                tone: 'bad',
              }
            : { text: words.signatureState[signatureState], tone: toneOfSignature(signatureState) },
      ],
    ),
  },
  { kind: 'heading', level: 2, text: counted(history.screenings.length, 'screening') },
  {
    kind: 'table',
    none: 'No screening has been completed.',
    columns: [
      { heading: 'Completed', share: 1.6 },
      { heading: 'Verdict', share: 2 },
      { heading: 'Rules', share: 1 },
      { heading: 'Valid until', share: 1.4 },
      { heading: 'State', share: 2 },
    ],
    rows: history.screenings.map(({ summary }) => [
      formatMoment(summary.completedAt, history.practice.timeZone),
      { text: words.verdict[summary.verdict], tone: toneOfVerdict(summary.verdict) },
      `Version ${summary.rulesVersion}`,
      formatDay(summary.validUntil),
      {
        text: words.screeningState[summary.state],
        tone: summary.state === 'invalid' ? 'bad' : 'plain',
      },
    ]),
  },
  ...patchTestBlocks(history.patchTests),
  { kind: 'heading', level: 2, text: counted(history.consents.length, 'consent') },
  {
    kind: 'table',
    none: 'No consent has been signed.',
    columns: [
      { heading: 'Signed', share: 1.6 },
      { heading: 'Consent', share: 3 },
      { heading: 'Version', align: 'right' },
      { heading: 'Valid until', share: 1.4 },
      { heading: 'State', share: 2 },
    ],
    rows: history.consents.map(({ summary }) => [
      formatMoment(summary.signedAt, history.practice.timeZone),
      summary.title,
      String(summary.templateVersion),
      formatDay(summary.validUntil),
      { text: words.consentState[summary.state], tone: toneOfConsent(summary.state) },
    ]),
  },
]
