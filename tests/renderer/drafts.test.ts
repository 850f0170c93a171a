import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import {
  createDraftStore,
  type DraftProcedures,
  type Predecessor,
  saveWithin,
  tryAgainAfter,
} from '#renderer/drafts/store.ts'
import type { Draft, DraftKey } from '#shared/drafts/index.ts'
import { toInstant } from '#shared/kernel/index.ts'

const key: DraftKey = { kind: 'client', key: 'new' }
const schema = z.object({ name: z.string() })
const savedAt = toInstant(new Date('2026-11-22T09:30:00Z'))

class Conflict extends Error {
  readonly draft: Draft

  constructor(draft: Draft) {
    super('CONFLICT')
    this.draft = draft
  }
}

/** The drafts room in memory, with the same versions and refusals. */
const memory = () => {
  const kept = new Map<string, Draft>()
  const name = (of: DraftKey) => `${of.kind} ${of.key}`
  const failures: Error[] = []
  const saves: unknown[] = []
  const procedures: DraftProcedures = {
    load: async (of) => kept.get(name(of)) ?? null,
    save: async ({ version, document, ...of }) => {
      const failure = failures.shift()
      if (failure) throw failure
      saves.push(document)
      const there = kept.get(name(of))
      if (there && there.version !== version) throw new Conflict(there)
      const draft = { ...of, version: version + 1, document, savedAt }
      kept.set(name(of), draft)
      return draft
    },
    discard: async (of) => void kept.delete(name(of)),
    newerOf: (error) => (error instanceof Conflict ? error.draft : null),
    reasonOf: (error) => (error instanceof Error ? error.message : 'unknown'),
  }
  return {
    kept,
    saves,
    failures,
    procedures,
    documents: () => [...kept.values()].map((draft) => draft.document),
  }
}

const opened = async (procedures: DraftProcedures, predecessor: Predecessor | null = null) => {
  const store = createDraftStore(key, { name: '' }, schema, procedures, predecessor)
  await store.load()
  return store
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a form that is being typed', () => {
  it('is saved within half a second of the first change, and only once [DRA-8]', async () => {
    const { procedures, saves } = memory()
    const store = await opened(procedures)
    for (const name of ['A', 'An', 'Ana']) {
      store.change({ name })
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(saves).toEqual([])
    expect(store.state().saving).toBe('saving')
    await vi.advanceTimersByTimeAsync(saveWithin - 300)
    expect(saveWithin).toBeLessThanOrEqual(500)
    expect(saves).toEqual([{ name: 'Ana' }])
    expect(store.state().saving).toBe('saved')
  })

  it('is saved at once when it is flushed [DRA-8]', async () => {
    const { procedures, documents } = memory()
    const store = await opened(procedures)
    store.change({ name: 'Ana' })
    await store.flush()
    expect(documents()).toEqual([{ name: 'Ana' }])
  })

  it('saves after a running save what was typed during it [DRA-9]', async () => {
    const { procedures, saves } = memory()
    const slow: DraftProcedures = {
      ...procedures,
      save: async (draft) => {
        await new Promise((resolve) => setTimeout(resolve, 50))
        return procedures.save(draft)
      },
    }
    const store = await opened(slow)
    store.change({ name: 'A' })
    const flushed = store.flush()
    await vi.advanceTimersByTimeAsync(10)
    store.change({ name: 'Ana' })
    await vi.advanceTimersByTimeAsync(1000)
    await flushed
    expect(saves).toEqual([{ name: 'A' }, { name: 'Ana' }])
    expect(store.unsaved()).toBeNull()
  })

  it('comes back as it was saved [DRA-8]', async () => {
    const { procedures } = memory()
    const first = await opened(procedures)
    first.change({ name: 'Ana' })
    await first.flush()
    const second = await opened(procedures)
    expect(second.state()).toMatchObject({ value: { name: 'Ana' }, restoredFrom: savedAt })
  })

  it('keeps both versions when another window has saved in between [DRA-10]', async () => {
    const { procedures, documents } = memory()
    const [one, other] = [await opened(procedures), await opened(procedures)]
    one.change({ name: 'from one' })
    await one.flush()
    other.change({ name: 'from the other' })
    await other.flush()
    expect(other.state().value).toEqual({ name: 'from the other' })
    expect(other.state().other?.value).toEqual({ name: 'from one' })
    expect(documents()).toEqual([{ name: 'from the other' }, { name: 'from one' }])

    const reopened = await opened(procedures)
    expect(reopened.state().other?.value).toEqual({ name: 'from one' })
    reopened.swap()
    await reopened.flush()
    expect(reopened.state().value).toEqual({ name: 'from one' })
    expect(reopened.state().other?.value).toEqual({ name: 'from the other' })
    await reopened.keepThis()
    expect(documents()).toEqual([{ name: 'from one' }])
  })

  it('does not call its own unanswered save a conflict [DRA-10]', async () => {
    const { procedures } = memory()
    const store = await opened({
      ...procedures,
      save: async (draft) => {
        const saved = await procedures.save(draft)
        if (draft.version === 0) throw new Error('The answer was lost.')
        return saved
      },
    })
    store.change({ name: 'Ana' })
    await store.flush()
    await store.flush()
    expect(store.state()).toMatchObject({ other: null, saving: 'saved' })
  })

  it('says why a save failed, keeps the text and tries again [DRA-11]', async () => {
    const { procedures, failures, documents } = memory()
    const store = await opened(procedures)
    failures.push(new Error('The practice is locked.'))
    store.change({ name: 'Ana' })
    await store.flush()
    expect(store.state()).toMatchObject({
      value: { name: 'Ana' },
      saving: { unsaved: 'The practice is locked.' },
    })
    await vi.advanceTimersByTimeAsync(tryAgainAfter)
    expect(documents()).toEqual([{ name: 'Ana' }])
    expect(store.state().saving).toBe('saved')
  })

  it('hands its unsaved text to the form that is opened next [DRA-12]', async () => {
    const { procedures, failures, documents } = memory()
    const first = await opened(procedures)
    first.change({ name: 'saved' })
    await first.flush()
    first.change({ name: 'typed' })
    failures.push(new Error('locked'), new Error('locked'))
    await first.flush()
    const second = await opened(procedures, first)
    await vi.advanceTimersByTimeAsync(1000)
    expect(second.state()).toMatchObject({ value: { name: 'typed' }, other: null })
    expect(documents()).toEqual([{ name: 'typed' }])
  })

  it('leaves nothing when it is finished [DRA-13]', async () => {
    const { procedures, kept } = memory()
    const store = await opened(procedures)
    store.change({ name: 'Ana' })
    await store.flush()
    await store.finish()
    store.change({ name: 'late' })
    await vi.advanceTimersByTimeAsync(tryAgainAfter)
    expect(kept.size).toBe(0)
  })

  it('does not show a draft that no longer fits the form [DRA-14]', async () => {
    const { procedures } = memory()
    await procedures.save({ ...key, version: 0, document: { surname: 'Duarte' } })
    const store = await opened(procedures)
    expect(store.state()).toMatchObject({ value: { name: '' }, restoredFrom: null })
  })
})
