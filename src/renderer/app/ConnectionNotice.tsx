import { IconPlugConnectedX } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { connection } from '#renderer/api.ts'
import { texts } from './texts.ts'

/** A bar over every page while nobody answers; it goes away by itself. */
export const ConnectionNotice = () => {
  const state = useSyncExternalStore(connection.subscribe, connection.current)
  if (state === 'open') return null
  return (
    <div role="alert" className="connection-notice" data-tone="decision">
      <IconPlugConnectedX size={20} aria-hidden />
      <p>
        <strong>{state === 'lost' ? texts.connection.lost : texts.connection.refused}</strong>{' '}
        {state === 'lost' ? texts.connection.lostNext : texts.connection.refusedNext}
      </p>
    </div>
  )
}
