import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, query, refusalOf } from '#renderer/api.ts'
import { usePinSet } from '#renderer/vault/index.ts'
import { isPin, judgeNewPin } from '#shared/vault/index.ts'
import type { Problem } from '#shared/kernel/index.ts'

export interface Secret {
  readonly value: string
  /** A PIN is set, and the field takes its digits: the sixth one submits. */
  readonly takesPin: boolean
  readonly pinSet: boolean
  readonly newPin: NewPin
  readonly isBusy: boolean
  readonly isReady: boolean
  readonly error: unknown
  readonly type: (text: string) => void
  readonly submit: () => void
  /** From the PIN to the passphrase and back: letters need another keyboard on a touch screen. */
  readonly change: () => void
}

interface NewPin {
  readonly isWanted: boolean
  readonly digits: string
  readonly problem: Problem | null
  readonly want: (isWanted: boolean) => void
  readonly type: (digits: string) => void
}

interface Use {
  readonly ready: boolean
  readonly busy: boolean
  readonly error: unknown
  readonly onSubmit: (secret: string) => void
}

/** What is typed to sign with, and how it is handed on: once, and then it is no longer here. */
export const useSecret = ({ ready, busy, error, onSubmit }: Use): Secret => {
  const pinSet = usePinSet()
  const [value, setValue] = useState('')
  const [isPassphrase, setIsPassphrase] = useState(false)
  const newPin = useNewPin()
  const setPin = useSetPin((pin) => {
    newPin.want(false)
    onSubmit(pin)
  })
  useForgottenPin(error)

  const takesPin = pinSet && !isPassphrase
  const isBusy = busy || setPin.isPending
  const givesPin = newPin.isWanted && !pinSet
  const isReady = ready && value !== '' && !isBusy && !(givesPin && newPin.problem !== null)
  const handOn = (secret: string) => {
    if (givesPin) setPin.mutate({ secret, pin: newPin.digits })
    else {
      setPin.reset()
      onSubmit(secret)
    }
    // A wrong one is typed again from the start; a right one is not kept.
    setValue('')
  }
  return {
    value,
    takesPin,
    pinSet,
    newPin,
    isBusy,
    isReady,
    error: setPin.error ?? error,
    type: (text) => {
      setValue(text)
      if (takesPin && isPin(text) && ready && !isBusy) handOn(text)
    },
    submit: () => {
      if (isReady) handOn(value)
    },
    change: () => {
      setIsPassphrase(!isPassphrase)
      setValue('')
    },
  }
}

const useNewPin = (): NewPin => {
  const [isWanted, want] = useState(false)
  const [digits, type] = useState('')
  return { isWanted, digits, problem: judgeNewPin(digits), want, type }
}

/** Set first: the PIN then signs what was about to be signed, and no key is derived twice. */
const useSetPin = (onSet: (pin: string) => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: { secret: string; pin: string }) => api.vault.setPin(input),
    gcTime: 0,
    onSuccess: async (_, { pin }) => {
      onSet(pin)
      await queries.invalidateQueries({ queryKey: query.vault.status.queryKey() })
    },
  })
}

/** After the fifth wrong try only the passphrase signs, and the field says so at once. */
const useForgottenPin = (error: unknown): void => {
  const queries = useQueryClient()
  const isForgotten =
    refusalOf(error)?.some(
      ({ code }) => code === 'vault.pin-forgotten' || code === 'vault.no-pin',
    ) ?? false
  useEffect(() => {
    if (isForgotten) void queries.invalidateQueries({ queryKey: query.vault.status.queryKey() })
  }, [isForgotten, queries])
}
