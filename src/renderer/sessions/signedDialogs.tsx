import { Modal, NativeSelect, Textarea } from '@mantine/core'
import { z } from 'zod'
import { api } from '#renderer/api.ts'
import { DraftNotice, useDraft } from '#renderer/drafts/index.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import { Loading, SaveState, toast } from '#renderer/ui/index.ts'
import type { SessionId } from '#shared/kernel/index.ts'
import { chartPart } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'
import { useSignedChange } from './useSignedChange.ts'

interface SignedDialogProps {
  sessionId: SessionId
  onClose: () => void
}

const addendumDraft = z.object({
  text: z.string(),
  reason: z.string(),
  about: chartPart.default('record'),
})
type AddendumDraft = z.infer<typeof addendumDraft>
const emptyAddendum: AddendumDraft = { text: '', reason: '', about: 'record' }

/** Adds to a signed record under a signature of its own; what is typed is kept as a draft. */
export const AddendumDialog = ({ sessionId, onClose }: SignedDialogProps) => {
  const draft = useDraft('addendum', sessionId, emptyAddendum, addendumDraft)
  const { text, reason, about } = draft.value
  const set = (part: Partial<AddendumDraft>) => draft.change({ ...draft.value, ...part })
  const add = useSignedChange(
    sessionId,
    (secret: string) => api.sessions.addAddendum({ sessionId, text, reason, about, secret }),
    () => {
      void draft.finish()
      toast.done(texts.signed.addendumDone)
      onClose()
    },
  )
  return (
    <Modal opened onClose={onClose} title={texts.signed.addAddendum} size={620}>
      {draft.isLoading ? (
        <Loading />
      ) : (
        <SecretForm
          startsAtSecret={false}
          submitLabel={texts.signed.addendumSign}
          ready={text.trim() !== '' && reason.trim() !== ''}
          busy={add.isPending}
          error={add.error}
          onSubmit={(secret) => add.mutate(secret)}
          onCancel={onClose}
        >
          <p className="quiet">{texts.signed.addendumIntro}</p>
          <DraftNotice draft={draft} />
          <NativeSelect
            label={texts.signed.addendumAbout}
            value={about}
            data={chartPart.options.map((value) => ({ value, label: texts.signed.parts[value] }))}
            onChange={(event) =>
              set({ about: chartPart.catch('record').parse(event.currentTarget.value) })
            }
          />
          <Textarea
            required
            autoFocus
            label={texts.signed.addendumText}
            maxLength={10_000}
            value={text}
            onChange={(event) => set({ text: event.currentTarget.value })}
          />
          <Textarea
            required
            label={texts.signed.addendumReason}
            minRows={1}
            maxLength={1000}
            value={reason}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
          <SaveState status={draft.status} />
        </SecretForm>
      )}
    </Modal>
  )
}

const markDraft = z.object({ reason: z.string() })

/** The record stays and is marked; the reason is signed too. */
export const MarkErrorDialog = ({ sessionId, onClose }: SignedDialogProps) => {
  const draft = useDraft('session-error', sessionId, { reason: '' }, markDraft)
  const { reason } = draft.value
  const mark = useSignedChange(
    sessionId,
    (secret: string) => api.sessions.markEnteredInError({ sessionId, reason, secret }),
    () => {
      void draft.finish()
      onClose()
    },
  )
  return (
    <Modal opened onClose={onClose} title={texts.signed.markError} size={560}>
      <SecretForm
        irreversible
        startsAtSecret={false}
        submitLabel={texts.signed.markErrorSign}
        ready={reason.trim() !== ''}
        busy={mark.isPending}
        error={mark.error}
        onSubmit={(secret) => mark.mutate(secret)}
        onCancel={onClose}
      >
        <p className="quiet">{texts.signed.markErrorIntro}</p>
        <Textarea
          required
          data-autofocus
          label={texts.signed.markErrorReason}
          maxLength={1000}
          value={reason}
          onChange={(event) => draft.change({ reason: event.currentTarget.value })}
        />
      </SecretForm>
    </Modal>
  )
}
