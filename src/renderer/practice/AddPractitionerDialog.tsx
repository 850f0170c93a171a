import { Button, Modal, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { Failure, Loading, toast } from '#renderer/ui/index.ts'
import { newPractitioner } from '#shared/practice/index.ts'
import { LicenceFields } from './LicenceFields.tsx'
import { emptyLicence, typedPerson } from './licenceForm.ts'
import { NewPassphraseFields } from './NewPassphraseFields.tsx'
import { type NewPassphrase, noPassphrase, problemsOf } from './newPassphrase.ts'
import { texts } from './texts.ts'

export interface AddPractitionerDialogProps {
  opened: boolean
  onClose: () => void
}

export const AddPractitionerDialog = ({ opened, onClose }: AddPractitionerDialogProps) => (
  <Modal opened={opened} onClose={onClose} title={texts.add.title} size={680}>
    <PersonForm onDone={onClose} />
  </Modal>
)

/** The person with the passphrase that is typed beside her: it is never part of the draft. */
const personWith = (typed: NewPassphrase) =>
  newPractitioner.transform((person, context) => {
    const problems = problemsOf(typed)
    for (const field of ['passphrase', 'again'] as const) {
      const message = problems[field]
      if (message !== null) context.addIssue({ code: 'custom', path: [field], message })
    }
    return problems.passphrase === null && problems.again === null
      ? { person, passphrase: typed.passphrase }
      : z.NEVER
  })

const PersonForm = ({ onDone }: { onDone: () => void }) => {
  const queries = useQueryClient()
  const [passphrase, setPassphrase] = useState(noPassphrase)
  const [isTried, setIsTried] = useState(false)
  const form = useDraftForm({
    kind: 'practitioner',
    key: 'new',
    initial: { ...emptyLicence, name: '' },
    typed: typedPerson,
    read: (values) => personWith(passphrase).safeParse(values),
    write: async (input) => {
      const added = await api.practice.addPractitioner(input)
      await Promise.all([
        queries.invalidateQueries({ queryKey: query.practice.key() }),
        // The lock screen asks who unlocks as soon as there are two.
        queries.invalidateQueries({ queryKey: query.vault.key() }),
      ])
      return added
    },
    onWritten: ({ name }) => {
      toast.done(texts.add.added(name))
      onDone()
    },
  })
  if (form.draft.isLoading) return <Loading lines={8} />
  return (
    <form
      {...form.form}
      onSubmit={(event) => {
        setIsTried(true)
        form.form.onSubmit(event)
      }}
      className="form-sections"
    >
      <DraftNotice draft={form.draft} />
      <TextInput {...form.text('name')} label={texts.add.name} required data-autofocus />
      <LicenceFields form={form} />
      <fieldset className="settings-group">
        <legend>{texts.add.secretTitle}</legend>
        <p className="settings-quiet">{texts.add.secretText}</p>
        <NewPassphraseFields
          labels={texts.add}
          value={passphrase}
          onChange={setPassphrase}
          showsProblems={isTried}
        />
      </fieldset>
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={texts.add.save}>
        <Button variant="default" onClick={onDone}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}
