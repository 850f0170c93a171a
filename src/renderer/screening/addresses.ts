import { useParams } from 'wouter'
import { type ClientId, type SessionId, sessionId } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

/** The practitioner asks, the client answers on the device, or the practitioner reads it through. */
export type ScreeningMode = 'ask' | 'client' | 'review'

const steps = { ask: '', client: '/client', review: '/review' } satisfies Record<
  ScreeningMode,
  string
>

/** Where a client is screened; with the session that waits for it, the way leads back there. */
export const screeningAddress = (
  clientId: ClientId,
  { mode, from }: { mode: ScreeningMode; from: SessionId | null },
): string => `/clients/${clientId}/screening${steps[mode]}${from === null ? '' : `/from/${from}`}`

/** The session that this screening was asked for from; null: it was asked for on the client's page. */
export const useFrom = (): SessionId | null => {
  const { session } = useParams<{ session?: string }>()
  return sessionId.safeParse(session).data ?? null
}

/** Back to where the screening was asked for. */
export const backFrom = (clientId: ClientId, from: SessionId | null) =>
  from === null
    ? { href: `/clients/${clientId}`, label: texts.back }
    : { href: `/sessions/${from}`, label: texts.toSession }
