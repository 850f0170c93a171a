import { Button, Modal, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { Failure } from '#renderer/ui/index.ts'
import { prose } from '#shared/kernel/index.ts'
import { DraftNotice } from './DraftNotice.tsx'
import { texts } from './texts.ts'
import { useDraftForm } from './useDraftForm.ts'

export interface ReasonDialogProps {
  opened: boolean
  onClose: () => void
  /** Which decision about what: `flag-end:<id>`. The words typed are kept under it. */
  subject: string
  /** The question: `Reject load 41?` */
  title: string
  /** What will happen, in words. */
  children: ReactNode
  label?: string
  description?: string
  /** The verb: `Reject the load`. */
  confirmLabel: string
  /** Red for what cannot be undone. */
  irreversible?: boolean
  write: (reason: string) => Promise<unknown>
}

/** Asks for a decision and its reason, which the change log keeps. */
export const ReasonDialog = (props: ReasonDialogProps) => (
  <Modal opened={props.opened} onClose={props.onClose} title={props.title} size={500}>
    <ReasonForm {...props} />
  </Modal>
)

const typedReason = z.object({ reason: z.string() })
const reasonInput = z.object({ reason: prose(500).min(1) })

const ReasonForm = ({
  subject,
  children,
  label = texts.reason,
  description = texts.reasonDescription,
  confirmLabel,
  irreversible = false,
  write,
  onClose,
}: ReasonDialogProps) => {
  const form = useDraftForm({
    kind: 'reason',
    key: subject,
    initial: { reason: '' },
    typed: typedReason,
    read: (values) => reasonInput.safeParse(values),
    write: ({ reason }) => write(reason),
    onWritten: onClose,
  })
  return (
    <form {...form.form}>
      <div className="reason-dialog">
        <div className="confirm-text">{children}</div>
        <DraftNotice draft={form.draft} />
        <Textarea
          {...form.text('reason')}
          label={label}
          description={description}
          minRows={2}
          maxLength={500}
          required
          data-autofocus
        />
        <Failure error={form.error} />
      </div>
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button
          type="submit"
          loading={form.isWriting}
          disabled={form.draft.isLoading}
          {...(irreversible ? { color: 'red' } : {})}
        >
          {confirmLabel}
        </Button>
      </div>
    </form>
  )
}
