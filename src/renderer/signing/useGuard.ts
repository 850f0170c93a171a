import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api, query } from '#renderer/api.ts'
import { flushDrafts } from '#renderer/drafts/index.ts'

/**
 * While the client holds the device, the only ways out ask for the practitioner's passphrase. Any
 * other way (the back button, an address typed by hand) locks the practice as it leaves.
 */
export const useGuard = (): { allow: () => void } => {
  const queries = useQueryClient()
  const isAllowed = useRef(false)
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    const lock = async () => {
      await flushDrafts()
      await api.vault.lock()
      await queries.invalidateQueries({ queryKey: query.vault.status.queryKey() })
    }
    return () => {
      isHere.current = false
      // React mounts twice in development; only a form that stays away was left.
      queueMicrotask(() => {
        if (!isHere.current && !isAllowed.current) lock().catch(() => undefined)
      })
    }
  }, [queries])
  return {
    allow: () => {
      isAllowed.current = true
    },
  }
}
