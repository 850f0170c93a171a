import { formatDay, type Tone } from '#renderer/ui/index.ts'
import { type ConsentState, type ConsentSummary, photoUse } from '#shared/consent/index.ts'
import { texts } from './texts.ts'

const words = texts.consents

const tones = {
  valid: 'cleared',
  expired: 'decision',
  'used-up': 'decision',
  withdrawn: 'stop',
  superseded: 'decision',
  invalid: 'stop',
} satisfies Record<ConsentState, Tone>

/** Only the consent that decides asks for something; an older one that ran out does not. */
export const consentTone = (state: ConsentState, isDeciding: boolean): Tone =>
  isDeciding || state === 'invalid' ? tones[state] : 'neutral'

/** What is wrong with the sealed document or the scan, or null. */
export const paperWarning = ({
  paper,
  medium,
}: Pick<ConsentSummary, 'paper' | 'medium'>): { tone: Tone; text: string } | null => {
  if (paper === 'changed') return { tone: 'stop', text: words.paperChanged[medium] }
  // A sealed document is made when it is first asked for; a scan cannot be made again.
  return paper === 'missing' && medium === 'paper'
    ? { tone: 'stop', text: words.scanMissing }
    : null
}

export interface ChoiceLine {
  readonly id: string
  readonly text: string
  readonly isTakenBack: boolean
}

/** What was allowed and refused in one line, and a line for each that was taken back. */
export const choiceLines = ({
  choices,
}: Pick<ConsentSummary, 'choices'>): readonly ChoiceLine[] => {
  const named = (answer: 'yes' | 'no') =>
    choices.filter((choice) => choice.answer === answer && choice.withdrawnOn === null).map(nameOf)
  const standing = [
    ...(named('yes').length > 0 ? [words.allowed(named('yes'))] : []),
    ...(named('no').length > 0 ? [words.refused(named('no'))] : []),
  ]
  return [
    ...(standing.length > 0
      ? [{ id: 'standing', text: standing.join(' · '), isTakenBack: false }]
      : []),
    ...choices.flatMap((choice) =>
      choice.withdrawnOn === null
        ? []
        : [
            {
              id: choice.id,
              text: words.takenBack(nameOf(choice), formatDay(choice.withdrawnOn)),
              isTakenBack: true,
            },
          ],
    ),
  ]
}

const nameOf = ({ id, text }: ConsentSummary['choices'][number]): string => {
  const use = photoUse.safeParse(id)
  return use.success ? words.photoUses[use.data] : text
}
