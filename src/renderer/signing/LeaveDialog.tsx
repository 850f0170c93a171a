import { Modal } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { api, query } from '#renderer/api.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import { SecretForm } from './SecretForm.tsx'
import { texts } from './texts.ts'

export interface LeaveDialogProps {
  /** Saves what the client has entered so far. */
  flush: () => Promise<void>
  /** Where the practitioner goes on. */
  next: () => Promise<string>
  /** It was she: the client's screen may close. Told what she typed, for whom it may serve once more. */
  onAllowed: (secret: string) => void
  onClose: () => void
  /** `Thank you.` */
  title?: string
  /** What the client reads before she hands the device back. */
  text?: (practitioner: string) => string
}

/** Out of client signing mode: only the practitioner's passphrase or PIN leads back to the practice. */
export const LeaveDialog = ({
  title = texts.leave.title,
  text = texts.leave.text,
  onClose,
  ...leaving
}: LeaveDialogProps) => {
  const leave = useLeave(leaving)
  const practitioner = usePractitioner()
  return (
    <Modal opened onClose={onClose} title={title} size={520}>
      <SecretForm
        submitLabel={texts.leave.confirm}
        cancelLabel={texts.leave.back}
        offersPin={false}
        busy={leave.isPending}
        error={leave.error}
        onSubmit={(secret) => leave.mutate(secret)}
        onCancel={onClose}
      >
        <p className="leave-text">{text(practitioner?.name ?? texts.leave.practitioner)}</p>
      </SecretForm>
    </Modal>
  )
}

const usePractitioner = () => useQuery(query.practice.get.queryOptions()).data?.current ?? null

const useLeave = ({
  flush,
  next,
  onAllowed,
}: Pick<LeaveDialogProps, 'flush' | 'next' | 'onAllowed'>) => {
  const [, goTo] = useLocation()
  const practitioner = usePractitioner()
  const queries = useQueryClient()
  return useMutation({
    gcTime: 0,
    mutationFn: async (secret: string) => {
      await flush()
      // Unlocking again proves that it is she, and changes nothing else.
      await api.vault.unlock({
        secret,
        ...(practitioner ? { practitionerId: practitioner.id } : {}),
      })
    },
    onSuccess: async (_, secret) => {
      const address = await next()
      onAllowed(secret)
      goTo(address)
      await queries.invalidateQueries()
    },
  })
}

/** The session that waits for this client; without one, the client's page. */
export const afterClient = async (clientId: ClientId): Promise<string> => {
  const unfinished = await api.sessions.unfinished().catch(() => [])
  const waiting = unfinished.find((session) => session.clientId === clientId)
  return waiting ? `/sessions/${waiting.id}` : `/clients/${clientId}`
}
