import { lazy } from 'react'

// Shown seldom, so loaded when they are: whoever shows one puts a Suspense around it.

export const FirstRunPage = lazy(async () => ({
  default: (await import('./FirstRunPage.tsx')).FirstRunPage,
}))

export const PinDialog = lazy(async () => ({ default: (await import('./PinDialog.tsx')).PinDialog }))
