import { Button, Modal, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/api.ts'
import { Failure, toast } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'

interface DropDialogProps {
  session: SessionHandle
  /** What the reason begins with, to be read and changed. */
  because?: string
  onClose: () => void
}

/** Puts a session away that did not take place, with the reason. */
export const DropDialog = ({ session, because = '', onClose }: DropDialogProps) => {
  const [reason, setReason] = useState(because)
  const drop = useDrop(session)
  return (
    <Modal opened onClose={onClose} title={texts.drop.title} size={500}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '') drop.mutate(reason)
        }}
      >
        <p className="quiet">{texts.drop.text}</p>
        <Textarea
          data-autofocus
          required
          autosize
          minRows={2}
          label={texts.drop.reason}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Failure error={drop.error} />
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {texts.actions.cancel}
          </Button>
          <Button
            type="submit"
            color="red"
            disabled={reason.trim() === ''}
            loading={drop.isPending}
          >
            {texts.drop.confirm}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

const useDrop = (session: SessionHandle) => {
  const queries = useQueryClient()
  const [, goTo] = useLocation()
  return useMutation({
    mutationFn: async (reason: string) => {
      await session.draft.flush()
      await api.sessions.drop({ sessionId: session.sessionId, reason })
    },
    onSuccess: async () => {
      await session.draft.finish()
      toast.done(texts.drop.done)
      goTo(`/clients/${session.base.client.id}`)
      await queries.invalidateQueries()
    },
  })
}
