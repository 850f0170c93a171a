import type { Block } from '#main/documents/index.ts'
import type { Consent } from '#shared/consent/index.ts'
import { formatDay, formatMoment } from '#shared/kernel/index.ts'
import type { History, SignedConsent } from './history.ts'
import { signatureBlocks } from './signature-blocks.ts'
import { toneOfConsent, words } from './words.ts'

/** One consent with the exact text, the answers and the drawn signature. */
export const consentBlocks = (
  history: History,
  { summary, signed }: SignedConsent,
): readonly Block[] => [
  {
    kind: 'heading',
    level: 1,
    text: `Consent · ${formatMoment(summary.signedAt, history.practice.timeZone)}`,
    mark: { text: words.consentState[summary.state], tone: toneOfConsent(summary.state) },
    newPage: true,
  },
  ...withdrawal(summary),
  ...(signed ? content(history, signed) : [unreadable]),
]

const unreadable: Block = {
  kind: 'notice',
  tone: 'bad',
  title: 'What was signed cannot be read any more',
  lines: ['The stored copy was altered. Verify the practice’s records.'],
}

const withdrawal = ({
  withdrawnOn,
  withdrawalReason,
}: SignedConsent['summary']): readonly Block[] =>
  withdrawnOn === null
    ? []
    : [
        {
          kind: 'notice',
          tone: 'caution',
          title: `Withdrawn on ${formatDay(withdrawnOn)}`,
          lines: [withdrawalReason ?? ''],
        },
      ]

const content = (history: History, consent: Consent): readonly Block[] => {
  const { snapshot, identity } = consent
  const { text, version, language } = snapshot.template
  const at = (moment: Consent['signedAt']) => formatMoment(moment, history.practice.timeZone)
  return [
    {
      kind: 'facts',
      facts: [
        { label: 'Name then', value: `${identity.name}, born ${formatDay(identity.birthDate)}` },
        { label: 'Text', value: `${text.title}, version ${version} (${language})` },
        { label: 'Presented', value: at(snapshot.presentedAt) },
        { label: 'Signed', value: at(snapshot.signedAt) },
        { label: 'Practice', value: snapshot.practice },
        { label: 'Valid until', value: formatDay(snapshot.validUntil) },
      ],
    },
    { kind: 'heading', level: 2, text: text.title },
    ...text.sections.flatMap(({ heading, body }): readonly Block[] => [
      { kind: 'heading', level: 3, text: heading },
      { kind: 'paragraph', text: body },
    ]),
    { kind: 'heading', level: 3, text: 'The client’s answers' },
    {
      kind: 'list',
      items: text.acknowledgements.map(
        ({ id, text: statement }) =>
          `${snapshot.acknowledged.includes(id) ? 'Agreed' : 'NOT agreed'}: ${statement}`,
      ),
    },
    { kind: 'heading', level: 3, text: 'Declaration' },
    { kind: 'paragraph', text: text.declaration },
    {
      kind: 'drawing',
      drawing: snapshot.strokes,
      caption: `Drawn by ${identity.name} on ${at(snapshot.signedAt)}`,
    },
    ...signatureBlocks(history, {
      signature: consent.signature,
      state: consent.signatureState,
      timeZone: history.practice.timeZone,
    }),
  ]
}
