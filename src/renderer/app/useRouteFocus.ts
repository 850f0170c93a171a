import { type RefObject, useEffect, useRef } from 'react'

/** A page may take a moment to arrive; after this the focus is left where it is. */
const patience = 4_000

/**
 * After a route change the focus goes to the new page's heading, so that a screen reader says where
 * one is and Tab continues from there. A page that focuses a field of its own keeps that.
 */
export const useRouteFocus = (location: string, main: RefObject<HTMLElement | null>): void => {
  const left = useRef(location)
  useEffect(() => {
    const element = main.current
    if (!element || left.current === location) return
    left.current = location
    element.scrollTop = 0
    return whenHeadingArrives(element, (heading) => {
      const focused = document.activeElement
      const isInPage = focused !== element && element.contains(focused)
      if (!isInPage) heading.focus({ preventScroll: true })
    })
  }, [location, main])
}

const whenHeadingArrives = (element: HTMLElement, then: (heading: HTMLElement) => void) => {
  const attempt = () => {
    const heading = element.querySelector<HTMLElement>('[data-page-title]')
    // While the next page is fetched, React keeps the last one in the document, hidden.
    if (heading?.checkVisibility()) {
      stop()
      then(heading)
    }
  }
  const observer = new MutationObserver(attempt)
  const timer = setTimeout(() => observer.disconnect(), patience)
  const stop = () => {
    observer.disconnect()
    clearTimeout(timer)
  }
  observer.observe(element, { childList: true, subtree: true })
  attempt()
  return stop
}
