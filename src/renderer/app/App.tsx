import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import { query } from '#renderer/api.ts'
import { flushDrafts } from '#renderer/drafts/index.ts'
import { LoadingScreen } from '#renderer/ui/index.ts'
import { FirstRunPage, UnlockPage } from '#renderer/vault/index.ts'
import type { VaultStatus } from '#shared/vault/index.ts'
import { Shell } from './Shell.tsx'
import { texts } from './texts.ts'
import { useForgetWhenLocked } from './useForgetWhenLocked.ts'
import { usePresence } from './usePresence.ts'

const askEvery = 5_000

/** The gate: nothing of a practice is shown, or kept in memory, while it is locked. */
export const App = () => {
  const queries = useQueryClient()
  const status = useQuery(
    query.vault.status.queryOptions({
      refetchInterval: askEvery,
      refetchIntervalInBackground: true,
      refetchOnWindowFocus: 'always',
      retry: false,
    }),
  )
  const state = status.data?.state
  const firstRun = useFirstRun(state)
  useForgetWhenLocked(state)
  usePresence(state === 'unlocked')
  useEffect(() => {
    if (state === 'unlocked') void flushDrafts()
  }, [state])

  const askAgain = () => queries.invalidateQueries({ queryKey: query.vault.status.queryKey() })

  if (!status.data) return <LoadingScreen label={texts.opening} />
  if (firstRun.isOpen)
    return (
      <Suspense fallback={<LoadingScreen label={texts.opening} />}>
        <FirstRunPage onCreated={askAgain} onDone={firstRun.close} />
      </Suspense>
    )
  if (status.data.state === 'locked')
    return <UnlockPage status={status.data} onUnlocked={askAgain} />
  return <Shell status={status.data} />
}

/**
 * Making the practice also unlocks it, but the recovery code is shown once and must be written down
 * first: the first run stays until it says that it is over.
 */
const useFirstRun = (state: VaultStatus['state'] | undefined) => {
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => {
    if (state === 'empty') setIsOpen(true)
  }, [state])
  return { isOpen: isOpen || state === 'empty', close: () => setIsOpen(false) }
}
