import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Finding } from '#shared/kernel/index.ts'
import type { DraftDeviation, SessionDocument } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'

/** What a deviation is about: a stop, something no rule saw, or one already recorded. */
export type DeviationSubject =
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'other' }
  | { readonly kind: 'recorded'; readonly index: number }

interface DeviationDialogProps {
  session: SessionHandle
  subject: DeviationSubject
  onClose: () => void
}

const otherCode = 'sessions.other'

/**
 * The truth after the gate. It is part of the document from the first letter on, so that closing
 * the dialog loses nothing; what is missing stands in the list until it is filled in.
 */
export const DeviationDialog = ({ session, subject, onClose }: DeviationDialogProps) => {
  const [deviation, setDeviation] = useState(() => begin(session.document, subject))
  const [index, setIndex] = useState(subject.kind === 'recorded' ? subject.index : null)

  const change = (part: Partial<DraftDeviation>) => {
    const next = { ...deviation, ...part }
    setDeviation(next)
    if (next.fact.trim() === '') return
    const at = index ?? session.document.deviations.length
    setIndex(at)
    session.change((now) => ({ ...now, deviations: now.deviations.toSpliced(at, 1, next) }))
  }
  const isOther = deviation.code === otherCode
  const isComplete = [deviation.fact, deviation.reason, deviation.action].every(
    (text) => text.trim() !== '',
  )

  return (
    <Modal opened onClose={onClose} title={texts.deviations.dialog} size={560}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isComplete) onClose()
        }}
      >
        <p className="quiet">{texts.deviations.dialogText}</p>
        {isOther ? (
          <Textarea
            data-autofocus
            required
            label={texts.deviations.fact}
            minRows={2}
            maxLength={2000}
            value={deviation.fact}
            onChange={(event) => change({ fact: event.currentTarget.value })}
          />
        ) : (
          <div className="deviation-fact" data-tone="stop">
            <strong>{deviation.fact}</strong>
            <span>{deviation.rule}</span>
          </div>
        )}
        <Textarea
          {...(isOther ? {} : { 'data-autofocus': true })}
          required
          label={texts.deviations.reason}
          description={texts.deviations.reasonHelp}
          minRows={2}
          maxLength={2000}
          value={deviation.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        <Textarea
          required
          label={texts.deviations.action}
          description={texts.deviations.actionHelp}
          minRows={2}
          maxLength={2000}
          value={deviation.action}
          onChange={(event) => change({ action: event.currentTarget.value })}
        />
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {texts.actions.close}
          </Button>
          <Button type="submit" disabled={!isComplete}>
            {texts.deviations.save}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

const begin = (document: SessionDocument, subject: DeviationSubject): DraftDeviation => {
  const recorded = subject.kind === 'recorded' ? document.deviations[subject.index] : undefined
  if (recorded) return recorded
  if (subject.kind === 'finding') {
    const { code, fact, rule } = subject.finding
    return { code, fact, rule, reason: '', action: '' }
  }
  return { code: otherCode, fact: '', rule: texts.deviations.otherRule, reason: '', action: '' }
}
