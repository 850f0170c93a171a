import { Button, Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { Failure, PassphraseField } from '#renderer/ui/index.ts'
import { PinField } from '#renderer/vault/index.ts'
import { pinLength } from '#shared/vault/index.ts'
import { texts } from './texts.ts'
import { type Secret, useSecret } from './useSecret.ts'
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
  /** False where the client looks on. */
  offersPin?: boolean
  onSubmit: (secret: string) => void
  onCancel: () => void
  children?: ReactNode
}

/**
 * What is signed with a passphrase or the shift's PIN: fields above, the secret, and the verb. Enter
 * signs, and so does the sixth digit of a PIN.
 */
export const SecretForm = ({
  submitLabel,
  cancelLabel = texts.cancel,
  busy,
  error,
  ready = true,
  irreversible = false,
  startsAtSecret = true,
  offersPin = true,
  onSubmit,
  onCancel,
  children,
}: SecretFormProps) => {
  const secret = useSecret({ ready, busy, error, onSubmit })
  return (
    <form
      className="secret-form"
      onSubmit={(event) => {
        event.preventDefault()
        secret.submit()
      }}
    >
      {children}
      <SecretField secret={secret} startsHere={startsAtSecret} />
      {offersPin && !secret.pinSet ? <PinOffer secret={secret} /> : null}
      <Failure error={secret.error} />
      <div className="dialog-actions">
        <Button variant="default" onClick={onCancel} disabled={secret.isBusy}>
          {cancelLabel}
        </Button>
        <Button
          type="submit"
          loading={secret.isBusy}
          disabled={!secret.isReady && !secret.isBusy}
          {...(irreversible ? { color: 'red' } : {})}
        >
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}

const SecretField = ({ secret, startsHere }: { secret: Secret; startsHere: boolean }) => (
  <div className="secret-field">
    <PassphraseField
      label={secret.pinSet ? texts.passphraseOrPin : texts.passphrase}
      description={secret.takesPin ? texts.pinHelp : undefined}
      value={secret.value}
      onChange={secret.type}
      autoFocus={startsHere}
      data-autofocus={startsHere || undefined}
      {...(secret.takesPin ? { inputMode: 'numeric', autoComplete: 'one-time-code' } : {})}
    />
    {secret.pinSet ? (
      <Button size="sm" variant="subtle" onClick={secret.change}>
        {secret.takesPin ? texts.typePassphrase : texts.typePin}
      </Button>
    ) : null}
  </div>
)

const PinOffer = ({ secret: { newPin } }: { secret: Secret }) => (
  <>
    <Checkbox
      label={texts.offerPin}
      checked={newPin.isWanted}
      onChange={(event) => newPin.want(event.currentTarget.checked)}
    />
    {newPin.isWanted ? (
      <PinField
        value={newPin.digits}
        onChange={newPin.type}
        problem={newPin.digits.length === pinLength ? newPin.problem : null}
        startsHere
      />
    ) : null}
  </>
)
