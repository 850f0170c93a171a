import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { flushDrafts } from '#renderer/drafts/index.ts'

/** Saves what is being typed, then locks. */
export const useLock = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      await flushDrafts()
      await api.vault.lock()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: query.vault.status.queryKey() }),
  })
}
