import type { z } from 'zod'
import { api, connectionLost, newerDraftOf, practiceLocked } from '#renderer/api.ts'
import type { DraftKey } from '#shared/drafts/index.ts'
import {
  createDraftStore,
  type DraftProcedures,
  type DraftStore,
  type Predecessor,
} from './store.ts'
import { texts } from './texts.ts'

/** How a draft is kept when its room has no place of its own for it. */
export const draftProcedures: DraftProcedures = {
  load: (key) => api.drafts.load(key),
  save: (draft) => api.drafts.save(draft),
  discard: (key) => api.drafts.discard(key),
  newerOf: newerDraftOf,
  reasonOf: (error) => {
    if (practiceLocked(error)) return texts.locked
    return connectionLost(error) ? texts.lost : texts.failed
  },
}

/** The forms that are open, and those that were closed before everything in them was saved. */
const stores = new Map<string, Predecessor>()
const nameOf = ({ kind, key }: DraftKey) => `${kind} ${key}`

/** Saves every draft that has unsaved changes; before a lock, and again after unlocking. */
export const flushDrafts = async (): Promise<void> => {
  await Promise.all([...stores.values()].map((store) => store.flush()))
}

/** A store that goes on where the last one of this form stopped. */
export const storeFor = <T>(
  key: DraftKey,
  initial: T,
  schema: z.ZodType<T>,
  procedures: DraftProcedures = draftProcedures,
): DraftStore<T> =>
  createDraftStore(key, initial, schema, procedures, stores.get(nameOf(key)) ?? null)

/** Registers an open form; the answer closes it: it is saved, and kept until that succeeded. */
export const openForm = (key: DraftKey, store: Predecessor): (() => void) => {
  watchWindow()
  const name = nameOf(key)
  stores.set(name, store)
  const forgetWhenSaved = async () => {
    await store.flush()
    if (stores.get(name) === store && !openStores.has(store) && !store.unsaved())
      stores.delete(name)
  }
  openStores.add(store)
  return () => {
    openStores.delete(store)
    void forgetWhenSaved()
  }
}

const openStores = new Set<Predecessor>()
let isWatched = false

/** Whoever looks away may not come back: saves at once when the field or the window loses focus. */
const watchWindow = () => {
  if (isWatched) return
  isWatched = true
  const flush = () => void flushDrafts()
  window.addEventListener('focusout', flush)
  window.addEventListener('blur', flush)
  window.addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', flush)
}
