import { Button, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { Failure, Loading, toast } from '#renderer/ui/index.ts'
import type { Practitioner } from '#shared/practice/index.ts'
import { LicenceFields } from './LicenceFields.tsx'
import { licenceEdit, licenceOf, typedEdit } from './licenceForm.ts'
import { ReasonField } from './ReasonField.tsx'
import { texts } from './texts.ts'

export interface LicenceDialogProps {
  /** Whose licence is edited; null while nobody's is. */
  person: Practitioner | null
  onClose: () => void
}

export const LicenceDialog = ({ person, onClose }: LicenceDialogProps) => (
  <Modal
    opened={person !== null}
    onClose={onClose}
    title={person ? texts.licence.title(person.name) : ''}
    size={680}
  >
    {person ? <LicenceForm key={person.id} person={person} onDone={onClose} /> : null}
  </Modal>
)

const LicenceForm = ({ person, onDone }: { person: Practitioner; onDone: () => void }) => {
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: 'licence',
    key: person.id,
    initial: { ...licenceOf(person), reason: '' },
    typed: typedEdit,
    read: (values) => licenceEdit.safeParse(values),
    write: async (input) => {
      await api.practice.updateLicence({ practitionerId: person.id, ...input })
      await queries.invalidateQueries({ queryKey: query.practice.key() })
    },
    onWritten: () => {
      toast.done(texts.licence.saved(person.name))
      onDone()
    },
  })
  if (form.draft.isLoading) return <Loading lines={6} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <LicenceFields form={form} />
      <ReasonField field={form.text('reason')} />
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={texts.licence.save}>
        <Button variant="default" onClick={onDone}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}
