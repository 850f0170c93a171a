import { useEffect } from 'react'
import { likelyNext } from './routes.tsx'

const whenIdle = (then: () => void): (() => void) => {
  // Safari has no idle callback; there a second is late enough.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(then, 1_000)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(then)
  return () => cancelIdleCallback(handle)
}

/** Loads what is likely to be opened next, one part in each idle moment, so that it opens at once. */
export const useLoadedAhead = (): void => {
  useEffect(() => {
    let cancel: (() => void) | null = null
    const load = ([first, ...rest]: typeof likelyNext) => {
      if (!first) return
      cancel = whenIdle(() => {
        const goOn = () => {
          if (cancel) load(rest)
        }
        // One that cannot be loaded says so when it is opened.
        first().then(goOn, goOn)
      })
    }
    load(likelyNext)
    return () => {
      cancel?.()
      cancel = null
    }
  }, [])
}
