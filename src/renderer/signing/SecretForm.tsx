import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Failure, PassphraseField } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'
import './signing.css'

export interface SecretFormProps {
  /** The verb: `Sign`. */
  submitLabel: string
  cancelLabel?: string
  busy: boolean
  error: unknown
  /** False while something above is still missing. */
  ready?: boolean
  /** Red for what cannot be undone. */
  irreversible?: boolean
  /** False where other fields come first. */
  startsAtSecret?: boolean
  onSubmit: (secret: string) => void
  onCancel: () => void
  children?: ReactNode
}

/** What is signed with a passphrase: fields above, the passphrase, and the verb. Enter signs. */
export const SecretForm = ({
  submitLabel,
  cancelLabel = texts.cancel,
  busy,
  error,
  ready = true,
  irreversible = false,
  startsAtSecret = true,
  onSubmit,
  onCancel,
  children,
}: SecretFormProps) => {
  const [secret, setSecret] = useState('')
  const isReady = ready && secret !== '' && !busy
  return (
    <form
      className="secret-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady) return
        onSubmit(secret)
        // A wrong one is typed again from the start; a right one is not kept.
        setSecret('')
      }}
    >
      {children}
      <PassphraseField
        label={texts.passphrase}
        value={secret}
        onChange={setSecret}
        autoFocus={startsAtSecret}
        data-autofocus={startsAtSecret || undefined}
      />
      <Failure error={error} />
      <div className="dialog-actions">
        <Button variant="default" onClick={onCancel} disabled={busy}>
          {cancelLabel}
        </Button>
        <Button
          type="submit"
          loading={busy}
          disabled={!isReady && !busy}
          {...(irreversible ? { color: 'red' } : {})}
        >
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
