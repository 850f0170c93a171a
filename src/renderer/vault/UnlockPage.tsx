import { Button, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useRef, useState } from 'react'
import { api, refusalOf } from '#renderer/api.ts'
import { Failure, PassphraseField, StatusBadge } from '#renderer/ui/index.ts'
import type { VaultStatus } from '#shared/vault/index.ts'
import { EmergencyCard } from './EmergencyCard.tsx'
import { Gate } from './Gate.tsx'
import { texts } from './texts.ts'
import { TimerStrip } from './TimerStrip.tsx'

export interface UnlockPageProps {
  status: VaultStatus
  onUnlocked: () => unknown
}

/** The lock screen: one field, and the emergency card. */
export const UnlockPage = ({ status, onUnlocked }: UnlockPageProps) => {
  const unlock = useUnlock(status, onUnlocked)
  return (
    <Gate side={<EmergencyCard />} sideWidth="reading">
      <div className="unlock-stack">
        <TimerStrip timers={status.timers} />
        <form className="unlock" onSubmit={unlock.submit} noValidate>
          {status.demonstration ? (
            <StatusBadge tone="information">{texts.demonstration}</StatusBadge>
          ) : null}
          <h1>{status.practiceName ?? texts.unlock.unnamed}</h1>
          {status.people.length > 1 ? (
            <NativeSelect
              label={texts.unlock.person}
              data={status.people.map(({ id, name }) => ({ value: id, label: name }))}
              value={unlock.personId ?? ''}
              onChange={(event) => unlock.choosePerson(event.currentTarget.value)}
            />
          ) : null}
          <PassphraseField
            ref={unlock.field}
            label={texts.unlock.secret}
            value={unlock.secret}
            onChange={unlock.type}
            error={unlock.sentence}
            autoFocus
          />
          {unlock.sentence ? null : <Failure error={unlock.error} />}
          <Button type="submit" fullWidth loading={unlock.isBusy}>
            {texts.unlock.action}
          </Button>
          {status.carrying ? (
            <p className="unlock-note" role="status">
              {texts.unlock.carrying(status.carrying)}
            </p>
          ) : (
            <p className="unlock-note">{texts.unlock.saved}</p>
          )}
        </form>
      </div>
    </Gate>
  )
}

const useUnlock = (status: VaultStatus, onUnlocked: () => unknown) => {
  const field = useRef<HTMLInputElement>(null)
  const [secret, setSecret] = useState('')
  const [isEmpty, setIsEmpty] = useState(false)
  const [personId, setPersonId] = useState(status.people[0]?.id ?? null)
  const unlock = useMutation({
    mutationFn: () =>
      api.vault.unlock({
        secret,
        ...(status.people.length > 1 && personId ? { practitionerId: personId } : {}),
      }),
    onSuccess: onUnlocked,
    onError: () => field.current?.select(),
  })
  const isWrong =
    refusalOf(unlock.error)?.some(({ code }) => code === 'vault.wrong-secret') ?? false
  return {
    field,
    secret,
    personId,
    error: unlock.error,
    isBusy: unlock.isPending,
    sentence: isEmpty ? texts.unlock.empty : isWrong ? texts.unlock.wrong : null,
    choosePerson: (id: string) =>
      setPersonId(status.people.find((person) => person.id === id)?.id ?? null),
    type: (text: string) => {
      setSecret(text)
      setIsEmpty(false)
      unlock.reset()
    },
    submit: (event: SyntheticEvent) => {
      event.preventDefault()
      if (unlock.isPending) return
      setIsEmpty(secret === '')
      if (secret === '') field.current?.focus()
      else unlock.mutate()
    },
  }
}
