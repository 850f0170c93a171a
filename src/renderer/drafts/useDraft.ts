import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { z } from 'zod'
import type { SaveStatus } from '#renderer/ui/index.ts'
import type { Instant } from '#shared/kernel/index.ts'
import { openForm, storeFor } from './registry.ts'
import type { DraftProcedures, DraftState, DraftStore } from './store.ts'

export interface DraftHandle<T> {
  value: T
  /** The next value, or a function of the present one. Saved within half a second. */
  change: (next: T | ((now: T) => T)) => void
  /** For `SaveState`. */
  status: SaveStatus
  /** True until it is known whether a draft exists; show `Loading` instead of the form. */
  isLoading: boolean
  /** When the draft that was brought back had been saved. */
  restoredFrom: Instant | null
  other: DraftState<T>['other']
  swap: () => void
  keepThis: () => Promise<void>
  startAgain: () => Promise<void>
  /** Saves now what is not saved yet. */
  flush: () => Promise<void>
  /** Whether something is typed that no save has been acknowledged for. */
  isUnsaved: () => boolean
  /** After success, or when the form is given up: removes the draft. */
  finish: () => Promise<void>
}

/**
 * A form whose text is never lost: it comes back after a crash, a lock or a dead battery.
 *
 * @param kind which form, `client`; @param key which one of them, an id or `new`
 * @param initial what a new one starts with (read once for each kind and key)
 * @param schema what a draft of this form is; one that does not fit (an older version's) is ignored
 * @param procedures where a room keeps its own documents, such as a session's; otherwise `api.drafts`
 *
 * `const draft = useDraft('client', 'new', emptyClient, clientDraft)` … `draft.change((now) =>
 * ({ ...now, name }))` … after success `await draft.finish()`. Show `<DraftNotice draft={draft} />`
 * above the form and `<SaveState status={draft.status} />` beside its title.
 */
export const useDraft = <T>(
  kind: string,
  key: string,
  initial: T,
  schema: z.ZodType<T>,
  procedures?: DraftProcedures,
): DraftHandle<T> => {
  // The store belongs to the form's key; the other arguments are read when it is made.
  const latest = useRef({ initial, schema, procedures })
  latest.current = { initial, schema, procedures }
  const store = useMemo(() => {
    const made = latest.current
    return storeFor({ kind, key }, made.initial, made.schema, made.procedures)
  }, [kind, key])
  const state = useSyncExternalStore(store.subscribe, store.state)
  useEffect(() => openForm({ kind, key }, store), [kind, key, store])
  useEffect(() => loadUntilItAnswers(store), [store])
  const change = useCallback(
    (next: T | ((now: T) => T)) => store.change(isUpdate(next) ? next(store.state().value) : next),
    [store],
  )
  return {
    value: state.value,
    change,
    status: statusOf(state),
    isLoading: state.isLoading,
    restoredFrom: state.restoredFrom,
    other: state.other,
    swap: store.swap,
    keepThis: store.keepThis,
    startAgain: store.startAgain,
    flush: store.flush,
    isUnsaved: () => store.unsaved() !== null,
    finish: store.finish,
  }
}

/** A draft is JSON, so a function can only be an update. */
const isUpdate = <T>(next: T | ((now: T) => T)): next is (now: T) => T => typeof next === 'function'

/** An unanswered load must not be taken for “no draft”: it is asked again until the form closes. */
const loadUntilItAnswers = <T>(store: DraftStore<T>) => {
  const controller = new AbortController()
  const attempt = async () => {
    if (controller.signal.aborted || !store.state().isLoading) return
    await store.load().catch(() => setTimeout(attempt, 1500))
  }
  void attempt()
  return () => controller.abort()
}

const statusOf = ({ saving }: DraftState<unknown>): SaveStatus =>
  typeof saving === 'string' ? { kind: saving } : { kind: 'unsaved', reason: saving.unsaved }
