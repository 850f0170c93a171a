import { lazy } from 'react'
import { later } from '#renderer/ui/index.ts'

// Shown seldom, so loaded when they are.

/** Needs a Suspense around it. */
export const FirstRunPage = lazy(async () => ({
  default: (await import('./FirstRunPage.tsx')).FirstRunPage,
}))

export const PinDialog = later(async () => (await import('./PinDialog.tsx')).PinDialog)
