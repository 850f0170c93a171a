import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { ConfirmDialog, Failure, formatDay } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'

interface StartDialogProps {
  session: SessionHandle
  opened: boolean
  onClose: () => void
}

/** Two clients may share a name, so name and birth date are said and compared before the first needle. */
export const StartDialog = ({ session, opened, onClose }: StartDialogProps) => {
  const { client } = session.base
  const start = useStart(session, onClose)
  return (
    <ConfirmDialog
      opened={opened}
      title={texts.start.title}
      confirmLabel={texts.start.confirm}
      busy={start.isPending}
      onConfirm={() => start.mutate()}
      onClose={() => {
        start.reset()
        onClose()
      }}
    >
      <p>{texts.start.ask}</p>
      <p className="identity">
        <span className="identity-name">{client.name}</span>
        <span>
          {texts.start.born} <strong>{formatDay(client.birthDate)}</strong>
        </span>
        <span className="quiet">
          {texts.start.number} {client.number}
        </span>
      </p>
      <Failure error={start.error} />
    </ConfirmDialog>
  )
}

const useStart = (session: SessionHandle, onStarted: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () =>
      api.sessions.start({
        sessionId: session.sessionId,
        version: await session.savedVersion(),
        identityConfirmed: true,
      }),
    onSuccess: (base) => {
      session.takeBase(base)
      onStarted()
      void queries.invalidateQueries({ queryKey: query.today.key() })
      void queries.invalidateQueries({ queryKey: query.sessions.list.key() })
    },
    // A refusal tells of something that changed elsewhere: the panel shows it too.
    onError: () => queries.invalidateQueries({ queryKey: query.sessions.get.key() }),
  })
}
