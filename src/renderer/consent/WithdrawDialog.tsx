import { Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#renderer/api.ts'
import { ConfirmDialog, DateField, Failure, toast } from '#renderer/ui/index.ts'
import type { Consent } from '#shared/consent/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'
import { usePractice } from './usePractice.ts'

interface WithdrawDialogProps {
  consent: Consent
  /** One *yes* that is taken back; without it the whole consent is withdrawn. */
  choice?: { id: string; text: string }
  onClose: () => void
}

/** Records when the client took it back and what she said; it cannot be undone. */
export const WithdrawDialog = ({ consent, choice, onClose }: WithdrawDialogProps) => {
  const practice = usePractice()
  const [day, setDay] = useState<CalendarDate | null>(practice?.today ?? null)
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const withdraw = useWithdraw(consent, choice?.id ?? null, onClose)
  return (
    <ConfirmDialog
      opened
      irreversible
      title={choice ? texts.record.withdrawChoiceTitle : texts.record.withdrawTitle}
      confirmLabel={choice ? texts.record.withdrawChoiceConfirm : texts.record.withdrawConfirm}
      busy={withdraw.isPending}
      onConfirm={() => {
        setIsTried(true)
        if (day && reason.trim() !== '') withdraw.mutate({ withdrawnOn: day, reason })
      }}
      onClose={onClose}
    >
      <div className="withdraw-form">
        {choice ? <p className="withdraw-choice">{choice.text}</p> : null}
        <p>{choice ? texts.record.withdrawChoiceText : texts.record.withdrawText}</p>
        <DateField
          required
          label={texts.record.withdrawDay}
          value={day}
          onChange={setDay}
          error={isTried && day === null ? texts.prepare.fillIn : null}
          {...(practice ? { maximum: practice.today } : {})}
        />
        <Textarea
          required
          label={texts.record.withdrawReason}
          minRows={2}
          maxLength={1000}
          value={reason}
          error={isTried && reason.trim() === '' ? texts.prepare.fillIn : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Failure error={withdraw.error} />
      </div>
    </ConfirmDialog>
  )
}

const useWithdraw = ({ id }: Consent, choice: string | null, onDone: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: { withdrawnOn: CalendarDate; reason: string }) =>
      choice === null
        ? api.consent.withdraw({ consentId: id, ...input })
        : api.consent.withdrawChoice({ consentId: id, choice, ...input }),
    onSuccess: async () => {
      toast.done(choice === null ? texts.record.withdrawn : texts.record.choiceWithdrawnDone)
      onDone()
      await queries.invalidateQueries()
    },
  })
}
