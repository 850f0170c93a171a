import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { query } from '#renderer/api.ts'
import type { VaultStatus } from '#shared/vault/index.ts'

/** A locked practice leaves no client's name in the renderer's memory of answers. */
export const useForgetWhenLocked = (state: VaultStatus['state'] | undefined): void => {
  const queries = useQueryClient()
  useEffect(() => {
    if (state !== 'locked') return
    const kept = JSON.stringify(query.vault.status.queryKey())
    queries.removeQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey) !== kept })
    queries.getMutationCache().clear()
  }, [state, queries])
}
