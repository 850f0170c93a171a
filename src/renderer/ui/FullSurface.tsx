import { type ReactNode, useEffect } from 'react'
import { createPortal } from 'react-dom'

/** Set on the document while one surface fills the window; the shell then keeps out of reach. */
export const fullSurfaceMark = 'fullSurface'

/**
 * Fills the window and hides everything else from sight, keyboard and screen readers: for handing
 * the device to the client. The shell's keys (command palette) are off while it is open.
 */
export const FullSurface = ({ label, children }: { label: string; children: ReactNode }) => {
  useEffect(() => {
    const shell = document.getElementById('root')
    const before = document.activeElement
    document.documentElement.dataset[fullSurfaceMark] = ''
    shell?.setAttribute('inert', '')
    return () => {
      delete document.documentElement.dataset[fullSurfaceMark]
      shell?.removeAttribute('inert')
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return createPortal(
    <div role="dialog" aria-modal="true" aria-label={label} className="full-surface">
      {children}
    </div>,
    document.body,
  )
}
