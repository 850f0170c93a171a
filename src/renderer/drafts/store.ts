import { z } from 'zod'
import type { Draft, DraftKey } from '#shared/drafts/index.ts'
import type { Instant } from '#shared/kernel/index.ts'

/** What the store asks of the application; `api.drafts` answers it. */
export interface DraftProcedures {
  load: (key: DraftKey) => Promise<Draft | null>
  save: (
    draft: DraftKey & { version: number; document: Draft['document'] },
  ) => Promise<{ version: number; savedAt: Instant }>
  discard: (key: DraftKey) => Promise<unknown>
  /** What stands there instead, when a save was refused because somebody else had saved. */
  newerOf: (error: unknown) => Draft | null
  /** Why a save failed, as a sentence. */
  reasonOf: (error: unknown) => string
}

export interface DraftState<T> {
  readonly value: T
  readonly isLoading: boolean
  readonly saving: 'untouched' | 'saving' | 'saved' | { readonly unsaved: string }
  /** When the document that was found here had been saved; null for a new one. */
  readonly restoredFrom: Instant | null
  /** The same form as another window left it, kept beside this one. */
  readonly other: { readonly value: T; readonly savedAt: Instant } | null
}

export interface DraftStore<T> extends Predecessor {
  state: () => DraftState<T>
  subscribe: (listener: () => void) => () => void
  load: () => Promise<void>
  change: (next: T) => void
  /** Everything that was typed is saved when this ends, or the state says why not. */
  flush: () => Promise<void>
  /** The form was completed or given up: the draft goes, and later changes are not saved. */
  finish: () => Promise<void>
  /** Empties the form and the draft, and goes on. */
  startAgain: () => Promise<void>
  /** Shows the other one; this one becomes the other. */
  swap: () => void
  /** Gives up the other one. */
  keepThis: () => Promise<void>
}

/** The store that held the same form until now; a form can close and open while a save is running. */
export interface Predecessor {
  flush: () => Promise<void>
  /** What it could not save, or null. */
  unsaved: () => { document: Draft['document']; version: number } | null
}

/** A change is written at most this long after it was made. */
export const saveWithin = 400

/** After a save that failed, when nothing else starts one sooner. */
export const tryAgainAfter = 5000

const copyOf = (key: DraftKey): DraftKey => ({ ...key, key: `${key.key}:other` })

/** A value as JSON has it: what is undefined is left out. */
const asDocument = (value: unknown): Draft['document'] =>
  z.json().parse(JSON.parse(JSON.stringify(value)))

/**
 * One form's draft: loads it, saves it while it is typed, one save at a time, each naming the
 * version that it follows. When another window has saved in between, both are kept.
 */
export const createDraftStore = <T>(
  key: DraftKey,
  initial: T,
  schema: z.ZodType<T>,
  procedures: DraftProcedures,
  predecessor: Predecessor | null = null,
): DraftStore<T> => {
  const listeners = new Set<() => void>()
  let state: DraftState<T> = {
    value: initial,
    isLoading: true,
    saving: 'untouched',
    restoredFrom: null,
    other: null,
  }
  let version = 0
  let otherVersion = 0
  let isDirty = false
  let isFinished = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null

  const become = (change: Partial<DraftState<T>>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  const read = (draft: Draft | null): { value: T; savedAt: Instant } | null => {
    const found = draft ? schema.safeParse(draft.document) : null
    return draft && found?.success ? { value: found.data, savedAt: draft.savedAt } : null
  }

  const inherit = (left: ReturnType<Predecessor['unsaved']>) => {
    const found = left ? schema.safeParse(left.document) : null
    if (!left || !found?.success || isDirty) return
    version = left.version
    change(found.data)
  }

  const load = async () => {
    await predecessor?.flush()
    const [found, copy] = await Promise.all([procedures.load(key), procedures.load(copyOf(key))])
    if (!state.isLoading) return
    version = found?.version ?? 0
    otherVersion = copy?.version ?? 0
    const restored = read(found)
    // Typing may have begun before the answer came: what is typed wins, the rest is kept beside it.
    const isTypedOver = isDirty && restored !== null
    inherit(predecessor?.unsaved() ?? null)
    if (isTypedOver) await keepOther(restored.value).catch(() => undefined)
    become({ isLoading: false, other: isTypedOver ? restored : read(copy) })
    if (isDirty) await flush()
    else if (restored) {
      become({ value: restored.value, restoredFrom: restored.savedAt, saving: 'saved' })
    }
  }

  const keepOther = async (value: T) => {
    const saved = await procedures.save({
      ...copyOf(key),
      version: otherVersion,
      document: asDocument(value),
    })
    otherVersion = saved.version
  }

  const saveOnce = async () => {
    isDirty = false
    become({ saving: 'saving' })
    const document = asDocument(state.value)
    try {
      const saved = await procedures.save({ ...key, version, document })
      version = saved.version
    } catch (error) {
      isDirty = !isFinished
      const newer = procedures.newerOf(error)
      if (!newer) throw error
      version = newer.version
      const other = read(newer)
      // A save whose answer was lost meets its own document here: nothing is in conflict.
      if (other && JSON.stringify(newer.document) !== JSON.stringify(document)) {
        await keepOther(other.value)
        become({ other })
      }
    }
  }

  const run = async () => {
    try {
      while (isDirty && !isFinished) await saveOnce()
      if (!isFinished) become({ saving: 'saved' })
    } catch (error) {
      become({ saving: { unsaved: procedures.reasonOf(error) } })
      timer ??= setTimeout(() => void flush(), tryAgainAfter)
    }
  }

  const flush = async () => {
    clearTimeout(timer)
    timer = undefined
    if (state.isLoading || isFinished) return
    running ??= isDirty ? run().finally(() => (running = null)) : null
    await running
  }

  const change = (next: T) => {
    isDirty = !isFinished
    become({ value: next, ...(isFinished ? {} : { saving: 'saving' }) })
    if (!isFinished) timer ??= setTimeout(() => void flush(), saveWithin)
  }

  const discardBoth = async () => {
    isDirty = false
    await running
    clearTimeout(timer)
    timer = undefined
    isDirty = false
    await procedures.discard(key)
    if (otherVersion > 0) await procedures.discard(copyOf(key))
    version = 0
    otherVersion = 0
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    load,
    change,
    flush,
    unsaved: () => (isDirty ? { document: asDocument(state.value), version } : null),
    finish: async () => {
      isFinished = true
      await discardBoth()
    },
    startAgain: async () => {
      await discardBoth()
      become({ value: initial, restoredFrom: null, other: null, saving: 'untouched' })
    },
    swap: () => {
      const { value, other } = state
      if (!other) return
      become({ other: { value, savedAt: other.savedAt } })
      void keepOther(value).catch(() => undefined)
      change(other.value)
    },
    keepThis: async () => {
      become({ other: null })
      await procedures.discard(copyOf(key))
      otherVersion = 0
    },
  }
}
