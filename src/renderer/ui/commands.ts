import type { Icon } from '@tabler/icons-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Something that the command palette (Ctrl or ⌘ K) can do. */
export interface Command {
  id: string
  /** A verb first: `New client`. */
  label: string
  description?: string
  /** More words that find it. */
  keywords?: readonly string[]
  group?: string
  icon?: Icon
  run: () => void
}

type Registration = { readonly commands: readonly Command[] }

const registrations = new Set<Registration>()
const listeners = new Set<() => void>()
let all: readonly Command[] = []

const changed = () => {
  all = [...registrations].flatMap((registration) => registration.commands)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * Offers commands in the palette while a screen is open. `run` may change on every render; the
 * other fields are read when an id or a label changes.
 */
export const useCommands = (commands: readonly Command[]): void => {
  const latest = useRef(commands)
  latest.current = commands
  const signature = commands.map(({ id, label }) => `${id} ${label}`).join('\n')
  useEffect(() => {
    const registration = {
      commands: latest.current.map((command) => ({
        ...command,
        run: () => latest.current.find(({ id }) => id === command.id)?.run(),
      })),
    }
    registrations.add(registration)
    changed()
    return () => {
      registrations.delete(registration)
      changed()
    }
  }, [signature])
}

/** What the open screens offer now; for the palette. */
export const useOfferedCommands = (): readonly Command[] =>
  useSyncExternalStore(subscribe, () => all)
