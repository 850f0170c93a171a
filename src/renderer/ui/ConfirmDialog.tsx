import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { texts } from './texts.ts'

export interface ConfirmDialogProps {
  opened: boolean
  /** The question: `Quarantine load 41?` */
  title: string
  /** What will happen, in words. */
  children: ReactNode
  /** The verb: `Quarantine the load`. */
  confirmLabel: string
  cancelLabel?: string
  /** Red for what cannot be undone. */
  irreversible?: boolean
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something irreversible. The focus starts on the way out. */
export const ConfirmDialog = ({
  opened,
  title,
  children,
  confirmLabel,
  cancelLabel = texts.cancel,
  irreversible = false,
  busy = false,
  onConfirm,
  onClose,
}: ConfirmDialogProps) => (
  <Modal opened={opened} onClose={onClose} title={title} withCloseButton={false} size={460}>
    <div className="confirm-text">{children}</div>
    <div className="dialog-actions">
      <Button variant="default" onClick={onClose} data-autofocus disabled={busy}>
        {cancelLabel}
      </Button>
      <Button onClick={onConfirm} loading={busy} {...(irreversible ? { color: 'red' } : {})}>
        {confirmLabel}
      </Button>
    </div>
  </Modal>
)
