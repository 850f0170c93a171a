import { signedConsentBlocks } from '#main/consent/index.ts'
import type { Block } from '#main/documents/index.ts'
import { formatDay, formatMoment } from '#shared/kernel/index.ts'
import type { History, SignedConsent } from './history.ts'
import { nothing, toneOfConsent, words } from './words.ts'

/** One consent with the exact text, initials, choices and signatures, and what was taken back since. */
export const consentBlocks = (
  history: History,
  { summary, signed }: SignedConsent,
): readonly Block[] => {
  const { timeZone } = history.practice
  return [
    {
      kind: 'heading',
      level: 1,
      text: `Consent · ${formatMoment(summary.signedAt, timeZone)}`,
      mark: { text: words.consentState[summary.state], tone: toneOfConsent(summary.state) },
      newPage: true,
    },
    { kind: 'heading', level: 2, text: summary.title },
    ...withdrawal(summary),
    ...choicesTakenBack(summary),
    ...(signed
      ? signedConsentBlocks(signed, {
          timeZone,
          fingerprint: history.signers.get(signed.signature.signerId)?.fingerprint ?? nothing,
        })
      : [unreadable]),
  ]
}

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

const choicesTakenBack = ({ choices }: SignedConsent['summary']): readonly Block[] => {
  const lines = choices.flatMap(({ text, withdrawnOn }) =>
    withdrawnOn === null ? [] : [`${text} Taken back on ${formatDay(withdrawnOn)}.`],
  )
  return lines.length === 0
    ? []
    : [{ kind: 'notice', tone: 'caution', title: 'A yes was taken back', lines }]
}
