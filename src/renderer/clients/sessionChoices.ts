import type { PlanId, SessionId } from '#shared/kernel/index.ts'
import type { Series, SessionSummary } from '#shared/sessions/index.ts'

/** What can be begun for a client; `continue` where a session goes on. */
export type SessionChoice =
  | { readonly kind: 'continue'; readonly sessionId: SessionId }
  | { readonly kind: 'same' | 'new'; readonly planId: PlanId | null }

type Past = Pick<SessionSummary, 'id' | 'state' | 'planId' | 'signatureState'>

/**
 * What the page offers, its one primary action first. With one active series a session belongs to
 * it; with several, each series begins its own and the page's own session belongs to none yet.
 */
export const sessionChoices = (
  sessions: readonly Past[],
  series: readonly Series[],
): readonly SessionChoice[] => {
  const unfinished = sessions.find(({ state }) => state === 'open' || state === 'started')
  if (unfinished) return [{ kind: 'continue', sessionId: unfinished.id }]
  const active = activeOf(series)
  const [only] = active
  if (active.length > 1) return [{ kind: 'new', planId: null }]
  const planId = only?.plan.id ?? null
  return canRepeat(sessions, planId)
    ? [
        { kind: 'same', planId },
        { kind: 'new', planId },
      ]
    : [{ kind: 'new', planId }]
}

/** What one of several series offers; null where the page's own button is for it, or a session goes on. */
export const choiceOfSeries = (
  sessions: readonly Past[],
  series: readonly Series[],
  one: Series,
): SessionChoice | null => {
  const active = activeOf(series)
  if (active.length < 2 || !active.includes(one)) return null
  if (sessionChoices(sessions, series).some(({ kind }) => kind === 'continue')) return null
  const planId = one.plan.id
  return { kind: canRepeat(sessions, planId) ? 'same' : 'new', planId }
}

/** One whose sessions are all done waits to be completed, and begins none. */
const activeOf = (series: readonly Series[]) =>
  series.filter(
    ({ plan, progress }) => plan.current.state === 'active' && progress.state !== 'complete',
  )

/** Only what still is what was signed is copied; of a series, only what was done in it. */
const canRepeat = (sessions: readonly Past[], planId: PlanId | null): boolean =>
  sessions.some(
    (session) =>
      session.state === 'signed' &&
      session.signatureState === 'valid' &&
      (planId === null || session.planId === planId),
  )
