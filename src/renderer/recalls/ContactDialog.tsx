import { Button, Chip, Modal, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, useDraftForm } from '#renderer/drafts/index.ts'
import {
  Failure,
  Loading,
  MomentField,
  momentOf,
  SaveState,
  toast,
  typedMoment,
} from '#renderer/ui/index.ts'
import { instant, prose, type RecallId } from '#shared/kernel/index.ts'
import { contactHow, contactOutcome, type WorklistEntry } from '#shared/recalls/index.ts'
import { texts } from './texts.ts'

interface ContactDialogProps {
  recallId: RecallId
  entry: WorklistEntry
  zone: string
  onClose: () => void
}

const typedContact = z.object({
  how: contactHow,
  outcome: contactOutcome,
  note: z.string(),
  when: typedMoment,
})
type TypedContact = z.infer<typeof typedContact>

/** The usual call: reached by telephone, and told. Then the dialog is one more action. */
const usual: TypedContact = { how: 'telephone', outcome: 'told', note: '', when: null }

const contactInput = z.object({
  how: contactHow,
  outcome: contactOutcome,
  note: prose(2000),
  when: instant,
})

/** Who was told, how, when, and what came of it. */
export const ContactDialog = (props: ContactDialogProps) => (
  <Modal
    opened
    onClose={props.onClose}
    title={texts.contact.title(props.entry.clientName)}
    size={600}
  >
    <ContactForm {...props} />
  </Modal>
)

const ContactForm = ({ recallId, entry, zone, onClose }: ContactDialogProps) => {
  const queries = useQueryClient()
  const { clientId, clientName, telephone } = entry
  const form = useDraftForm({
    kind: 'recall-contact',
    key: `${recallId}:${clientId}`,
    initial: usual,
    typed: typedContact,
    read: ({ when, ...typed }) => contactInput.safeParse({ ...typed, when: momentOf(when, zone) }),
    write: ({ when, ...contact }) =>
      api.recalls.recordContact({ recallId, clientId, ...contact, contactedAt: when }),
    onWritten: () => {
      void queries.invalidateQueries({ queryKey: query.recalls.key() })
      toast.done(texts.contact.saved(clientName))
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={4} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      {telephone ? <p className="recall-telephone">{telephone}</p> : null}
      <Choice
        label={texts.contact.how}
        choices={contactHow.options.map((value) => ({ value, label: texts.contact.ways[value] }))}
        value={form.values.how}
        onChange={(value) => form.set('how', contactHow.parse(value))}
      />
      <Choice
        label={texts.contact.outcome}
        choices={contactOutcome.options.map((value) => ({
          value,
          label: texts.contact.outcomes[value],
        }))}
        value={form.values.outcome}
        onChange={(value) => form.set('outcome', contactOutcome.parse(value))}
      />
      <Textarea
        {...form.text('note')}
        label={texts.contact.note}
        description={texts.contact.noteHelp}
        minRows={2}
        maxLength={2000}
      />
      <MomentField
        label={texts.contact.when}
        value={form.values.when}
        onChange={(when) => form.set('when', when)}
        zone={zone}
        error={form.errorOf('when') === null ? null : texts.step.whenIncomplete}
      />
      <Failure error={form.error} />
      <div className="dialog-actions">
        <SaveState status={form.draft.status} />
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" loading={form.isWriting} autoFocus>
          {texts.contact.save}
        </Button>
      </div>
    </form>
  )
}

interface ChoiceProps {
  label: string
  choices: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}

const Choice = ({ label, choices, value, onChange }: ChoiceProps) => {
  const id = useId()
  return (
    <div role="radiogroup" aria-labelledby={id} className="recall-choice">
      <span id={id} className="mantine-InputWrapper-label">
        {label}
      </span>
      <Chip.Group value={value} onChange={(next) => onChange(String(next))}>
        <div className="chips">
          {choices.map((choice) => (
            <Chip key={choice.value} value={choice.value} variant="outline">
              {choice.label}
            </Chip>
          ))}
        </div>
      </Chip.Group>
    </div>
  )
}
