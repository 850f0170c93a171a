import { Button } from '@mantine/core'
import { useState } from 'react'
import { Section, StatusBadge } from '#renderer/ui/index.ts'
import type { Consent } from '#shared/consent/index.ts'
import { mergedText } from './SignedText.tsx'
import { texts } from './texts.ts'
import { useMoment } from './usePractice.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'

/** What the client answered, and what she has taken back since. */
export const SignedChoices = ({ consent }: { consent: Consent }) => {
  const moment = useMoment()
  const [taken, setTaken] = useState<{ id: string; text: string } | null>(null)
  const asked = mergedText(consent).choices
  if (asked.length === 0) return null
  return (
    <Section title={texts.record.choices}>
      <ul className="signed-choices">
        {asked.map(({ id, text }) => {
          const made = consent.snapshot.choices.find((choice) => choice.id === id)
          const withdrawal = consent.choiceWithdrawals.find((each) => each.choice === id)
          const canTakeBack = made?.answer === 'yes' && !withdrawal && consent.withdrawnOn === null
          return (
            <li key={id}>
              <div className="signed-choice-text">
                <span>{text}</span>
                <span className="consent-quiet">
                  {made
                    ? [
                        texts.record.answered(moment(made.at)),
                        ...(made.carriedFrom ? [texts.record.carried] : []),
                      ].join(', ')
                    : texts.record.noChoice}
                  {withdrawal ? ` · ${texts.record.choiceWithdrawnReason(withdrawal.reason)}` : ''}
                </span>
              </div>
              {withdrawal ? (
                <StatusBadge tone="stop">
                  {texts.record.choiceWithdrawn(withdrawal.withdrawnOn)}
                </StatusBadge>
              ) : made ? (
                <StatusBadge tone={made.answer === 'yes' ? 'cleared' : 'neutral'}>
                  {texts.answers[made.answer]}
                </StatusBadge>
              ) : null}
              {canTakeBack ? (
                <Button
                  size="sm"
                  variant="default"
                  aria-label={texts.record.withdrawChoiceOf(text)}
                  onClick={() => setTaken({ id, text })}
                >
                  {texts.record.withdrawChoice}
                </Button>
              ) : null}
            </li>
          )
        })}
      </ul>
      {taken ? (
        <WithdrawDialog consent={consent} choice={taken} onClose={() => setTaken(null)} />
      ) : null}
    </Section>
  )
}
