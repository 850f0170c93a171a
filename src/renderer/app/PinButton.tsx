import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useSyncExternalStore } from 'react'
import { PinDialog, usePinSet } from '#renderer/vault/index.ts'
import { texts } from './texts.ts'

const listeners = new Set<() => void>()
let isOpen = false

const show = (next: boolean): void => {
  isOpen = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** From the rail or from the palette. */
export const openPinDialog = (): void => show(true)

/** The PIN of the shift, beside the name of whose it is. */
export const PinButton = () => {
  const isSet = usePinSet()
  const isShown = useSyncExternalStore(subscribe, () => isOpen)
  // A lock while it is open closes it.
  useEffect(() => () => show(false), [])
  const label = isSet ? texts.pinIsSet : texts.pinSet
  return (
    <>
      <Button
        variant="subtle"
        className="rail-pin"
        aria-label={label}
        title={label}
        rightSection={isSet ? <IconCheck size={16} aria-hidden /> : undefined}
        onClick={openPinDialog}
      >
        {texts.pin}
      </Button>
      {isShown ? <PinDialog onClose={() => show(false)} /> : null}
    </>
  )
}
