import type { Block, Fact } from '#main/documents/index.ts'
import {
  type Consent,
  type ConsentText,
  clientValues,
  type KeptSignature,
  mergeText,
  termsOf,
} from '#shared/consent/index.ts'
import { formatDay, formatMoment, type Instant } from '#shared/kernel/index.ts'
import { partLabel, textBlocks, texts } from './paper-texts.ts'

/** What a signed consent is printed with, beside itself. */
export interface PaperSetting {
  /** Moments are shown in this zone. */
  readonly timeZone: string
  /** Of the key that countersigned. */
  readonly fingerprint: string
}

/** Everything that was read, initialled, chosen and signed, as it was on that day. */
export const signedConsentBlocks = (consent: Consent, setting: PaperSetting): readonly Block[] => {
  const text = textAsRead(consent)
  return [
    ...facts(consent, setting),
    ...carried(consent),
    ...textBlocks(text),
    ...statements(consent, text, setting),
    ...choices(consent, text, setting),
    ...changes(consent, text, setting),
    ...declaration(consent, text, setting),
    ...countersignature(consent, setting),
  ]
}

/** The text with its merge fields; the client's own come from the identity beside the snapshot. */
const textAsRead = ({ snapshot, identity }: Consent): ConsentText =>
  mergeText(snapshot.template.text, { ...snapshot.merged, ...clientValues(identity) })

const at = (moment: Instant, { timeZone }: PaperSetting): string => formatMoment(moment, timeZone)

const facts = (consent: Consent, setting: PaperSetting): readonly Block[] => {
  const { snapshot, identity, people } = consent
  const { version, language } = snapshot.template
  const onPaper = snapshot.medium === 'paper'
  const all: readonly Fact[] = [
    { label: 'Client', value: `${identity.name}, no. ${identity.number}` },
    { label: 'Born', value: formatDay(identity.birthDate) },
    { label: 'Form', value: `${texts.kind[consent.kind]}, version ${version} (${language})` },
    { label: 'Practice', value: snapshot.practice },
    { label: 'Given to read', value: at(snapshot.givenAt, setting) },
    { label: 'Presented', value: at(snapshot.presentedAt, setting) },
    { label: 'Signed', value: `${at(snapshot.signedAt, setting)} (${setting.timeZone})` },
    { label: 'Covers', value: covered(consent) },
    { label: 'Device', value: onPaper ? 'Paper, scanned' : snapshot.device || 'Screen' },
    ...(people?.guardian
      ? [
          {
            label: 'Guardian',
            value: `${people.guardian.name}, ${people.guardian.relationship}; identity seen: ${people.guardian.identitySeen}`,
          },
        ]
      : []),
    ...(people?.interpreter
      ? [
          {
            label: 'Interpreter',
            value: `${people.interpreter.name}, ${people.interpreter.language}`,
          },
        ]
      : []),
    ...(people?.witness ? [{ label: 'Witness', value: people.witness.name }] : []),
  ]
  return [{ kind: 'facts', facts: all }]
}

const covered = ({ snapshot }: Consent): string => {
  const { sessionsCovered, validUntil } = snapshot
  const until = `until ${formatDay(validUntil)}`
  if (sessionsCovered === null) return `Sessions ${until}`
  return `${sessionsCovered} ${sessionsCovered === 1 ? 'session' : 'sessions'}, ${until}`
}

const carried = ({ snapshot: { basis } }: Consent): readonly Block[] =>
  basis === null
    ? []
    : [
        {
          kind: 'notice',
          tone: 'caution',
          title: 'The client was shown what changed',
          lines: [
            'An earlier version of this form was signed before. Of this version, only the parts that had changed were put before the client; they are listed under “What had changed”. What is marked as carried stands as it was initialled then.',
            `Earlier consent ${basis.consentId}, record SHA-256 ${basis.snapshotHash}`,
          ],
        },
      ]

const statements = (consent: Consent, text: ConsentText, setting: PaperSetting): Block[] => [
  { kind: 'heading', level: 2, text: 'Statements' },
  {
    kind: 'table',
    none: 'The form has no statements.',
    columns: [
      { heading: 'Initials', share: 0.8 },
      { heading: 'Statement', share: 5 },
      { heading: 'When', share: 2.2 },
    ],
    rows: text.acknowledgements.map(({ id, text: statement }) => {
      const made = consent.snapshot.acknowledged.find((one) => one.id === id)
      if (!made) return [{ text: 'NONE', tone: 'bad' }, statement, '–']
      const moment = made.at === null ? 'when signing' : at(made.at, setting)
      return [
        made.initials ?? (consent.snapshot.medium === 'paper' ? 'on paper' : 'ticked'),
        statement,
        made.carriedFrom === null ? moment : `${moment}, carried`,
      ]
    }),
  },
]

const choices = (consent: Consent, text: ConsentText, setting: PaperSetting): Block[] =>
  text.choices.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: 'Choices' },
        {
          kind: 'table',
          none: '',
          columns: [
            { heading: 'Answer', share: 0.8 },
            { heading: 'Choice', share: 5 },
            { heading: 'When', share: 2.2 },
          ],
          rows: text.choices.map(({ id, text: choice }) => {
            const made = consent.snapshot.choices.find((one) => one.id === id)
            if (!made) return [{ text: 'NONE', tone: 'bad' }, choice, '–']
            const moment = at(made.at, setting)
            return [
              { text: made.answer === 'yes' ? 'Yes' : 'No' },
              choice,
              made.carriedFrom === null ? moment : `${moment}, carried`,
            ]
          }),
        },
      ]

const changes = ({ snapshot }: Consent, text: ConsentText, setting: PaperSetting): Block[] =>
  snapshot.changes.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: 'What had changed' },
        {
          kind: 'table',
          none: '',
          columns: [
            { heading: 'Initials', share: 0.8 },
            { heading: 'Part of the form', share: 5 },
            { heading: 'When', share: 2.2 },
          ],
          rows: snapshot.changes.map(({ part, initials, at: moment }) => [
            initials,
            partLabel(text, part),
            at(moment, setting),
          ]),
        },
      ]

const declaration = (
  { snapshot, identity, people }: Consent,
  text: ConsentText,
  setting: PaperSetting,
): Block[] => {
  const when = at(snapshot.signedAt, setting)
  const { guardian, interpreter, witness } = snapshot.furtherSignatures
  return [
    { kind: 'heading', level: 2, text: 'Declaration' },
    { kind: 'paragraph', text: text.declaration },
    { kind: 'paragraph', text: termsOf(text), tone: 'quiet' },
    signed(snapshot.signature, people?.typed.client, `${identity.name}, client, ${when}`),
    ...(guardian
      ? [
          signed(
            guardian,
            people?.typed.guardian,
            `${people?.guardian?.name ?? 'Guardian'}, ${people?.guardian?.relationship ?? 'guardian'} of the client, ${when}`,
          ),
        ]
      : []),
    ...(interpreter
      ? [
          signed(
            interpreter,
            people?.typed.interpreter,
            `${people?.interpreter?.name ?? 'Interpreter'}, interpreter (${people?.interpreter?.language ?? '–'}), ${when}`,
          ),
        ]
      : []),
    ...(witness
      ? [
          signed(
            witness,
            people?.typed.witness,
            `${people?.witness?.name ?? 'Witness'}, witness, ${when}`,
          ),
        ]
      : []),
  ]
}

const signed = (
  signature: KeptSignature,
  typed: string | null | undefined,
  caption: string,
): Block => {
  switch (signature.kind) {
    case 'drawn':
      return { kind: 'drawing', drawing: signature.strokes, caption: `Drawn by ${caption}` }
    case 'typed':
      return {
        kind: 'notice',
        tone: 'quiet',
        title: `Typed: ${typed ?? 'the name was removed'}`,
        lines: [signature.statement, caption],
      }
    case 'paper':
      return {
        kind: 'notice',
        tone: 'quiet',
        title: 'Signed by hand on paper',
        lines: [caption, `Scan SHA-256 ${signature.scanHash}`],
      }
  }
}

/** Printed name, licence, meaning, moment, and what a stranger needs to check it (21 CFR 11.50). */
const countersignature = (
  { signature, signatureState, snapshot }: Consent,
  setting: PaperSetting,
): Block[] => [
  {
    kind: 'notice',
    tone: signatureState === 'valid' ? 'good' : 'bad',
    title:
      signatureState === 'valid'
        ? `Countersigned by ${signature.printedName}`
        : 'Signature NOT valid: this record is not what was signed',
    lines: [
      `${signature.printedName}, ${signature.licence}`,
      `Consent witnessed: ${texts.attested[snapshot.medium]} Signed ${at(signature.signedAt, setting)} (${signature.signedAt})`,
      `Record SHA-256 ${signature.snapshotHash}`,
      `Key fingerprint ${setting.fingerprint}`,
      `Change log head at signing ${signature.chainHead}`,
    ],
  },
]
