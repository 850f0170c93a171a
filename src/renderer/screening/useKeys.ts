import { type RefObject, useEffect, useRef } from 'react'

/** Hears the keys that are pressed anywhere inside an element. */
export const useKeys = <Inside extends HTMLElement>(
  handle: (event: KeyboardEvent) => void,
): RefObject<Inside | null> => {
  const inside = useRef<Inside>(null)
  const latest = useRef(handle)
  latest.current = handle
  useEffect(() => {
    const element = inside.current
    const listener = (event: KeyboardEvent) => latest.current(event)
    element?.addEventListener('keydown', listener)
    return () => element?.removeEventListener('keydown', listener)
  }, [])
  return inside
}
