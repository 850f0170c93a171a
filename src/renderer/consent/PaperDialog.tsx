import { Checkbox, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { z } from 'zod'
import { api } from '#renderer/api.ts'
import { AttachmentField, typedAttachment } from '#renderer/attachments/index.ts'
import { type DraftHandle, DraftNotice, useDraft } from '#renderer/drafts/index.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import { DateField, Loading, toast } from '#renderer/ui/index.ts'
import { mergeText, type SignOnPaper, signOnPaper } from '#shared/consent/index.ts'
import { calendarDate } from '#shared/kernel/index.ts'
import type { TypedPeople } from './consentForm.ts'
import { texts } from './texts.ts'
import type { FormFacts } from './useForm.ts'
import { useMergeValues, usePractice } from './usePractice.ts'
import { YesNo } from './YesNo.tsx'

const paperDraft = z.object({
  scan: typedAttachment,
  signedOn: calendarDate.nullable(),
  allInitialled: z.boolean(),
  choices: z.array(z.object({ id: z.string(), answer: z.enum(['yes', 'no']) })),
})
type PaperDraft = z.infer<typeof paperDraft>

const emptyPaper: PaperDraft = { scan: null, signedOn: null, allInitialled: false, choices: [] }

interface PaperDialogProps {
  facts: FormFacts
  people: TypedPeople
  onClose: () => void
}

/** What stands on the signed paper, and its scan; the practitioner's passphrase says that it is so. */
export const PaperDialog = ({ facts, people, onClose }: PaperDialogProps) => {
  const { client, template } = facts
  const draft = useDraft('consent-paper', `${client.id}:${template.kind}`, emptyPaper, paperDraft)
  const sign = useSignOnPaper(draft, onClose)
  const paper = readPaper(draft.value, facts, people)
  return (
    <Modal opened onClose={onClose} title={texts.prepare.paper.title} size={620}>
      {draft.isLoading ? (
        <Loading />
      ) : (
        <SecretForm
          submitLabel={texts.prepare.paper.sign}
          busy={sign.isPending}
          error={sign.error}
          ready={paper !== null}
          startsAtSecret={false}
          onSubmit={(secret) => {
            if (paper) sign.mutate({ consent: paper, secret })
          }}
          onCancel={onClose}
        >
          <p className="consent-quiet">{texts.prepare.paper.text}</p>
          <DraftNotice draft={draft} />
          <PaperFields draft={draft} facts={facts} />
        </SecretForm>
      )}
    </Modal>
  )
}

const PaperFields = ({ draft, facts }: { draft: DraftHandle<PaperDraft>; facts: FormFacts }) => {
  const practice = usePractice()
  const values = useMergeValues(facts.client)
  const { scan, signedOn, allInitialled, choices } = draft.value
  const change = (part: Partial<PaperDraft>) => draft.change((now) => ({ ...now, ...part }))
  const asked = mergeText(facts.template.text, values ?? {}).choices
  return (
    <>
      <AttachmentField
        label={texts.prepare.paper.scan}
        value={scan}
        onChange={(next) => change({ scan: next })}
      />
      <DateField
        required
        label={texts.prepare.paper.signedOn}
        value={signedOn}
        onChange={(day) => change({ signedOn: day })}
        {...(practice ? { maximum: practice.today } : {})}
      />
      {asked.length > 0 ? <h3>{texts.prepare.paper.choices}</h3> : null}
      {asked.map(({ id, text }) => (
        <YesNo
          key={id}
          legend={text}
          value={choices.find((choice) => choice.id === id)?.answer ?? null}
          onChange={(answer) =>
            change({ choices: [...choices.filter((choice) => choice.id !== id), { id, answer }] })
          }
        />
      ))}
      <Checkbox
        label={texts.prepare.paper.allInitialled}
        checked={allInitialled}
        onChange={(event) => change({ allInitialled: event.currentTarget.checked })}
      />
    </>
  )
}

/** Null while something is missing. */
const readPaper = (
  { scan, signedOn, allInitialled, choices }: PaperDraft,
  { client, template }: FormFacts,
  people: TypedPeople,
): SignOnPaper | null => {
  const read = signOnPaper.safeParse({
    clientId: client.id,
    templateId: template.id,
    signedOn,
    allInitialled,
    choices,
    people,
    scanId: scan?.id,
  })
  const isAnswered = template.text.choices.every(({ id }) =>
    choices.some((choice) => choice.id === id),
  )
  return read.success && isAnswered ? read.data : null
}

const useSignOnPaper = (draft: DraftHandle<PaperDraft>, onClose: () => void) => {
  const queries = useQueryClient()
  const [, goTo] = useLocation()
  return useMutation({
    mutationFn: (input: { consent: SignOnPaper; secret: string }) => api.consent.signOnPaper(input),
    onSuccess: async ({ id }) => {
      await draft.finish().catch(() => undefined)
      toast.done(texts.prepare.paper.done)
      onClose()
      goTo(`/consents/${id}/copy`)
      await queries.invalidateQueries()
    },
  })
}
