import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { connectionLost, practiceLocked, query, refusalOf } from '#renderer/api.ts'

/** A lock that any answer tells of is shown at once, not at the next poll. */
const noticeLock = (error: unknown) => {
  if (practiceLocked(error)) {
    void queryClient.invalidateQueries({ queryKey: query.vault.status.queryKey() })
  }
}

/** The application is on this machine: it is always reachable, and a refusal is not asked twice. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeLock }),
  mutationCache: new MutationCache({ onError: noticeLock }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      // Asking again costs a millisecond here, and another window may have written meanwhile.
      staleTime: 0,
      retry: (failures, error) =>
        failures < 1 && !refusalOf(error) && !practiceLocked(error) && !connectionLost(error),
    },
    mutations: { networkMode: 'always' },
  },
})
