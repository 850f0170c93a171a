import { useState } from 'react'
import { later } from '#renderer/ui/index.ts'
import { SchemeButton } from './SchemeButton.tsx'

const SchemeChoice = later(
  async () => (await import('./SchemeChoice.tsx')).SchemeChoice,
  () => <SchemeButton autoFocus />,
)

/** Remembered on this computer. The choice is loaded when the button is first pressed. */
export const SchemeSwitch = () => {
  const [isWanted, setIsWanted] = useState(false)
  return isWanted ? (
    <SchemeChoice />
  ) : (
    <SchemeButton aria-haspopup="dialog" aria-expanded={false} onClick={() => setIsWanted(true)} />
  )
}
