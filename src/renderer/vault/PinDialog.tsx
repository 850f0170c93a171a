import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, query } from '#renderer/api.ts'
import { Failure, PassphraseField, toast } from '#renderer/ui/index.ts'
import { judgeNewPin } from '#shared/vault/index.ts'
import { PinField } from './PinField.tsx'
import { texts } from './texts.ts'
import { usePinSet } from './usePinSet.ts'

/** Sets the PIN of this shift, or forgets it. */
export const PinDialog = ({ onClose }: { onClose: () => void }) => {
  const isSet = usePinSet()
  return (
    <Modal opened onClose={onClose} title={isSet ? texts.pin.setTitle : texts.pin.title} size={480}>
      {isSet ? <Set onClose={onClose} /> : <Choose onClose={onClose} />}
    </Modal>
  )
}

const Choose = ({ onClose }: { onClose: () => void }) => {
  const [pin, setPin] = useState('')
  const [secret, setSecret] = useState('')
  const [isJudged, setIsJudged] = useState(false)
  const problem = judgeNewPin(pin)
  const choose = useChange(() => api.vault.setPin({ secret, pin }), texts.pin.done, onClose)
  return (
    <form
      className="pin-form"
      onSubmit={(event) => {
        event.preventDefault()
        setIsJudged(true)
        if (problem === null && secret !== '' && !choose.isPending) choose.mutate()
      }}
    >
      <p>{texts.pin.text}</p>
      <PinField
        value={pin}
        onChange={setPin}
        problem={isJudged || pin.length === 6 ? problem : null}
        startsHere
      />
      <PassphraseField label={texts.pin.passphrase} value={secret} onChange={setSecret} />
      <Failure error={choose.error} />
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose} disabled={choose.isPending}>
          {texts.pin.cancel}
        </Button>
        <Button type="submit" loading={choose.isPending} disabled={secret === ''}>
          {texts.pin.set}
        </Button>
      </div>
    </form>
  )
}

const Set = ({ onClose }: { onClose: () => void }) => {
  const forget = useChange(() => api.vault.forgetPin(), texts.pin.forgotten, onClose)
  return (
    <div className="pin-form">
      <p>{texts.pin.isSet}</p>
      <Failure error={forget.error} />
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose} disabled={forget.isPending} data-autofocus>
          {texts.pin.keep}
        </Button>
        <Button onClick={() => forget.mutate()} loading={forget.isPending}>
          {texts.pin.forget}
        </Button>
      </div>
    </div>
  )
}

const useChange = (change: () => Promise<unknown>, says: string, onDone: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    // Neither digits nor passphrase lie in the memory of what was asked.
    gcTime: 0,
    onSuccess: async () => {
      onDone()
      toast.done(says)
      await queries.invalidateQueries({ queryKey: query.vault.status.queryKey() })
    },
  })
}
