import { Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { api } from '#renderer/api.ts'
import type { DraftHandle } from '#renderer/drafts/index.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import { toast } from '#renderer/ui/index.ts'
import type { SignConsent } from '#shared/consent/index.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import type { ConsentForm } from './consentForm.ts'
import { texts } from './texts.ts'
import { usePractice } from './usePractice.ts'

interface LeavingProps {
  draft: DraftHandle<ConsentForm>
  /** The passphrase was right: the form may close. */
  onAllowed: () => void
  onClose: () => void
}

/** The client hands the device back; the practitioner's passphrase witnesses and leaves the mode. */
export const WitnessDialog = ({ consent, ...leaving }: LeavingProps & { consent: SignConsent }) => {
  const witness = useWitness(consent, leaving)
  const practitioner = usePractitionerName()
  return (
    <Modal opened onClose={leaving.onClose} title={texts.sign.thanks} size={520}>
      <SecretForm
        submitLabel={texts.sign.witness}
        cancelLabel={texts.sign.back}
        busy={witness.isPending}
        error={witness.error}
        onSubmit={(secret) => witness.mutate(secret)}
        onCancel={leaving.onClose}
      >
        <p className="client-form-hand-back">{texts.sign.handBack(practitioner)}</p>
      </SecretForm>
    </Modal>
  )
}

/** Out without a signature; what was ticked and drawn stays in the draft. */
export const LeaveDialog = ({ clientId, ...leaving }: LeavingProps & { clientId: ClientId }) => {
  const leave = useLeave(clientId, leaving)
  const practitioner = usePractitionerName()
  return (
    <Modal opened onClose={leaving.onClose} title={texts.sign.leaveTitle} size={520}>
      <SecretForm
        submitLabel={texts.sign.leaveConfirm}
        cancelLabel={texts.sign.back}
        busy={leave.isPending}
        error={leave.error}
        onSubmit={(secret) => leave.mutate(secret)}
        onCancel={leaving.onClose}
      >
        <p>{texts.sign.leaveText(practitioner)}</p>
      </SecretForm>
    </Modal>
  )
}

const usePractitionerName = () => usePractice()?.current.name ?? texts.sign.practitioner

const useWitness = (consent: SignConsent, { draft, onAllowed }: LeavingProps) => {
  const queries = useQueryClient()
  const [, goTo] = useLocation()
  return useMutation({
    mutationFn: async (secret: string) => {
      await draft.flush()
      return api.consent.sign({ consent, secret })
    },
    onSuccess: async ({ clientId }) => {
      await draft.finish()
      await queries.invalidateQueries()
      const next = await afterwards(clientId)
      onAllowed()
      toast.done(texts.sign.signed)
      goTo(next)
    },
  })
}

/** Back to the session that waits for this consent; otherwise to the client. */
const afterwards = async (clientId: ClientId): Promise<string> => {
  const unfinished = await api.sessions.unfinished().catch(() => [])
  const waiting = unfinished.find((session) => session.clientId === clientId)
  return waiting ? `/sessions/${waiting.id}` : `/clients/${clientId}`
}

const useLeave = (clientId: ClientId, { draft, onAllowed }: LeavingProps) => {
  const [, goTo] = useLocation()
  const practice = usePractice()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (secret: string) => {
      await draft.flush()
      // Unlocking again proves that the passphrase is hers, and changes nothing else.
      await api.vault.unlock({
        secret,
        ...(practice ? { practitionerId: practice.current.id } : {}),
      })
    },
    onSuccess: async () => {
      const next = await afterwards(clientId)
      onAllowed()
      goTo(next)
      await queries.invalidateQueries()
    },
  })
}
