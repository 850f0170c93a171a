import { useMutation, useQueryClient } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import type { SessionId } from '#shared/kernel/index.ts'
import type { SignedSession } from '#shared/sessions/index.ts'

/** What may still happen to a signed record; its new state is shown at once. */
export const useSignedChange = <Input>(
  sessionId: SessionId,
  change: (input: Input) => Promise<SignedSession>,
  onDone: () => void,
) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (signed) => {
      queries.setQueryData(query.sessions.signed.queryKey({ input: { sessionId } }), signed)
      void queries.invalidateQueries({ queryKey: query.today.key() })
      void queries.invalidateQueries({ queryKey: query.sessions.list.key() })
      onDone()
    },
  })
}
