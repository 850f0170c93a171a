import { useEffect } from 'react'
import { api } from '#renderer/api.ts'

/** The idle clock counts minutes; telling it more often than this gains nothing. */
const tellEvery = 20_000

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Tells the vault that somebody is here, so that the idle lock does not close on a reader. */
export const usePresence = (isUnlocked: boolean): void => {
  useEffect(() => {
    if (!isUnlocked) return
    let told = 0
    const tell = () => {
      const now = Date.now()
      if (now - told < tellEvery) return
      told = now
      // A lock or a lost connection shows itself through the status query.
      api.vault.touch().catch(() => undefined)
    }
    for (const sign of signs) window.addEventListener(sign, tell, { passive: true })
    return () => {
      for (const sign of signs) window.removeEventListener(sign, tell)
    }
  }, [isUnlocked])
}
