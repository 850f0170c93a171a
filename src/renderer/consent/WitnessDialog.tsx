import { Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { api } from '#renderer/api.ts'
import type { DraftHandle } from '#renderer/drafts/index.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import { toast } from '#renderer/ui/index.ts'
import type { SignConsent } from '#shared/consent/index.ts'
import type { ConsentForm } from './consentForm.ts'
import { texts } from './texts.ts'
import { usePractice } from './usePractice.ts'

interface WitnessDialogProps {
  consent: SignConsent
  draft: DraftHandle<ConsentForm>
  /** The passphrase was right: the form may close. */
  onAllowed: () => void
  onClose: () => void
}

/** The client hands the device back; the practitioner's passphrase countersigns and leaves the mode. */
export const WitnessDialog = (props: WitnessDialogProps) => {
  const witness = useWitness(props)
  const practitioner = usePractice()?.current.name ?? texts.sign.practitioner
  return (
    <Modal opened onClose={props.onClose} title={texts.sign.thanks} size={520}>
      <SecretForm
        submitLabel={texts.sign.witness}
        cancelLabel={texts.sign.backToForm}
        busy={witness.isPending}
        error={witness.error}
        onSubmit={(secret) => witness.mutate(secret)}
        onCancel={props.onClose}
      >
        <p className="client-form-hand-back">{texts.sign.handBack(practitioner)}</p>
      </SecretForm>
    </Modal>
  )
}

const useWitness = ({ consent, draft, onAllowed }: WitnessDialogProps) => {
  const queries = useQueryClient()
  const [, goTo] = useLocation()
  return useMutation({
    mutationFn: async (secret: string) => {
      await draft.flush()
      return api.consent.sign({ consent, secret })
    },
    onSuccess: async ({ id }) => {
      // It is signed; whatever fails from here on must not look like a failed signature.
      await draft.finish().catch(() => undefined)
      onAllowed()
      toast.done(texts.sign.signed)
      goTo(`/consents/${id}/copy`)
      await queries.invalidateQueries()
    },
  })
}
