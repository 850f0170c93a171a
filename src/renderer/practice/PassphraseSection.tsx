import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#renderer/api.ts'
import { Failure, PassphraseField, Section, toast } from '#renderer/ui/index.ts'
import { NewPassphraseFields } from './NewPassphraseFields.tsx'
import { noPassphrase, problemsOf } from './newPassphrase.ts'
import { texts } from './texts.ts'

/** Everybody changes her own. */
export const PassphraseSection = () => {
  const [isOpen, dialog] = useDisclosure(false)
  return (
    <Section title={texts.passphrase.title} description={texts.passphrase.description}>
      <Button variant="default" onClick={dialog.open}>
        {texts.passphrase.action}
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={texts.passphrase.action} size={520}>
        <PassphraseForm onDone={dialog.close} />
      </Modal>
    </Section>
  )
}

/** A secret is kept in no draft: after a lock it is typed again. */
const PassphraseForm = ({ onDone }: { onDone: () => void }) => {
  const [secret, setSecret] = useState('')
  const [next, setNext] = useState(noPassphrase)
  const [isTried, setIsTried] = useState(false)
  const change = useMutation({
    mutationFn: () => api.vault.changePassphrase({ secret, next: next.passphrase }),
    onSuccess: () => {
      toast.done(texts.passphrase.saved)
      onDone()
    },
  })
  const problems = problemsOf(next)
  const isReady = secret !== '' && problems.passphrase === null && problems.again === null
  return (
    <form
      className="form-sections"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setIsTried(true)
        if (isReady && !change.isPending) change.mutate()
      }}
    >
      <PassphraseField
        label={texts.passphrase.secret}
        value={secret}
        onChange={setSecret}
        error={isTried && secret === '' ? texts.passphrase.missing : null}
        required
        data-autofocus
      />
      <NewPassphraseFields
        labels={{ passphrase: texts.passphrase.next, again: texts.passphrase.again }}
        value={next}
        onChange={setNext}
        showsProblems={isTried}
      />
      <p className="settings-quiet">{texts.passphrase.note}</p>
      <Failure error={change.error} />
      <div className="dialog-actions settings-actions">
        <Button variant="default" onClick={onDone} disabled={change.isPending}>
          {texts.cancel}
        </Button>
        <Button type="submit" loading={change.isPending}>
          {texts.passphrase.save}
        </Button>
      </div>
    </form>
  )
}
