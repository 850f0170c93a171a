/** What can be filled in or pressed, in the order of the screen. */
const focusable =
  'a[href], input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled), button:not(:disabled)'

const first = (part: Element, selector: string) => part.querySelector<HTMLElement>(selector)

const isEmpty = (field: Element) =>
  (field instanceof HTMLInputElement && field.type !== 'checkbox' && field.value === '') ||
  (field instanceof HTMLSelectElement && field.value === '') ||
  (field instanceof HTMLTextAreaElement && field.value === '')

const firstEmpty = (part: Element): HTMLElement | null =>
  [...part.querySelectorAll<HTMLElement>(focusable)].find(isEmpty) ?? null

/** Scrolls the chart only: the frame around it stays where it is. */
const bring = (part: Element, block: 'start' | 'center') => {
  const chart = part.closest('.session-work')
  if (!chart) return
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const gap =
    block === 'start' ? least : Math.max(least, (chart.clientHeight - part.clientHeight) / 2)
  chart.scrollTo({
    top:
      chart.scrollTop + part.getBoundingClientRect().top - chart.getBoundingClientRect().top - gap,
    behavior: isCalm ? 'auto' : 'smooth',
  })
}

/** Above what is shown, px. */
const least = 8

/** Brings a step's part into view and the focus to its first field. */
export const showSection = (id: string): void => {
  const section = document.getElementById(`session-${id}`)
  if (!section) return
  bring(section, 'start')
  first(section, focusable)?.focus({ preventScroll: true })
}

/**
 * Brings what a problem is about into view and the focus to what is still empty there, unfolding
 * what hides it.
 * @param path as a problem names it, `zones.0.endpoint`; its nearest marked part counts
 * @returns false where nothing on the screen is called so
 */
export const showField = (path: string): boolean => {
  const part = partOf(path)
  if (!part) return false
  for (
    let fold = part.closest('details');
    fold;
    fold = fold.parentElement?.closest('details') ?? null
  )
    fold.open = true
  bring(part, 'center')
  const empty = firstEmpty(part)
  const folded = first(part, 'button[aria-expanded="false"]')
  if (empty || !folded) {
    ;(
      empty ??
      (part.matches(focusable) && part instanceof HTMLElement ? part : first(part, focusable))
    )?.focus({
      preventScroll: true,
    })
    return true
  }
  folded.click()
  requestAnimationFrame(() => (firstEmpty(part) ?? folded).focus({ preventScroll: true }))
  return true
}

const partOf = (path: string): Element | null => {
  const names = path.split('.')
  for (let length = names.length; length > 0; length -= 1) {
    const name = names.slice(0, length).join('.')
    const part = document.querySelector(`[data-field="${CSS.escape(name)}"]`)
    if (part) return part
  }
  return null
}
