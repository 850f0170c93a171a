import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { z } from 'zod'
import { api, conflictOf, query, refusalOf } from '#renderer/api.ts'
import {
  type DraftHandle,
  type DraftProcedures,
  draftProcedures,
  useDraft,
} from '#renderer/drafts/index.ts'
import { toast } from '#renderer/ui/index.ts'
import type { Draft } from '#shared/drafts/index.ts'
import { type Instant, instant, type SessionId } from '#shared/kernel/index.ts'
import {
  emptySessionDocument,
  noteTouched,
  overfull,
  type OpenSession,
  type SessionBase,
  type SessionDocument,
  sessionDocument,
} from '#shared/sessions/index.ts'
import { savedVersion } from './savedVersion.ts'

export interface SessionHandle {
  readonly sessionId: SessionId
  readonly open: OpenSession
  readonly base: SessionBase
  readonly document: SessionDocument
  readonly draft: DraftHandle<SessionDocument>
  /** What she changes; a copied value that she changes loses its mark. */
  readonly change: (update: (now: SessionDocument) => SessionDocument) => void
  /** What she decides about copied values as such, and nothing else. */
  readonly settle: (update: (now: SessionDocument) => SessionDocument) => void
  /** Fills this empty session from the client's last one. */
  readonly repeatLast: () => Promise<void>
  /**
   * Saves what is typed and answers the version that main then has.
   * @throws Refusal while the newest edit is not saved: an older chart is never started or signed
   */
  readonly savedVersion: () => Promise<number>
  /** What main answered after a cartridge was taken, needling started, … */
  readonly takeBase: (base: SessionBase) => void
}

/** The session's document, saved while it is typed, and what main knows about it. */
export const useSession = (open: OpenSession): SessionHandle => {
  const sessionId = open.session.id
  const queries = useQueryClient()
  const main = useMemo(() => createSessionProcedures(sessionId), [sessionId])
  const draft = useDraft(
    'session',
    sessionId,
    emptySessionDocument,
    sessionDocument,
    main.procedures,
  )
  const takeBase = (base: SessionBase) => {
    // An answer that was asked for before this one would bring the state before it back.
    void queries.cancelQueries({ queryKey: openSessionQuery(sessionId).queryKey })
    queries.setQueryData(openSessionQuery(sessionId).queryKey, (now: OpenSession | undefined) =>
      now ? { ...now, base, session: { ...now.session, ...stateOf(base) } } : now,
    )
  }
  return {
    sessionId,
    open,
    base: open.base,
    document: draft.value,
    draft,
    change: (update) =>
      draft.change((now) => {
        const next = update(now)
        const problem = overfull(next)
        // A chart that main would not take is never made: the one before it stays, and is saved.
        if (problem) toast.refused(problem)
        return problem ? now : noteTouched(now, next)
      }),
    settle: draft.change,
    repeatLast: async () => {
      await draft.flush()
      const filled = await main.repeatLast()
      queries.setQueryData(openSessionQuery(sessionId).queryKey, filled)
      draft.change(filled.document)
    },
    takeBase,
    savedVersion: () => savedVersion(draft, main.version),
  }
}

export const openSessionQuery = (sessionId: SessionId) =>
  query.sessions.get.queryOptions({ input: { sessionId } })

/**
 * A recall in another window, or in the same building, must show in this chart while she looks at
 * it: the open session and its stock are asked for again this often, ms.
 */
export const lookAgainEvery = 4000

export const useOpenSession = (sessionId: SessionId) =>
  useQuery({
    ...openSessionQuery(sessionId),
    // A session that was signed or put away meanwhile is no longer asked for.
    refetchInterval: ({ state }) =>
      state.data && refusalOf(state.error) === null ? lookAgainEvery : false,
  })

const stateOf = (base: SessionBase) => ({
  startedAt: base.startedAt,
  state: base.startedAt === null ? ('open' as const) : ('started' as const),
})

/** Sessions keep their document themselves; only the copy of another window is a draft. */
const createSessionProcedures = (
  sessionId: SessionId,
): {
  procedures: DraftProcedures
  version: () => number
  repeatLast: () => Promise<OpenSession>
} => {
  let known = 0
  const draftOf = (version: number, document: SessionDocument, savedAt: Instant): Draft => {
    known = version
    return { kind: 'session', key: sessionId, version, document: asJson(document), savedAt }
  }
  const isOwn = ({ key }: { key: string }) => key === sessionId
  return {
    version: () => known,
    repeatLast: async () => {
      const filled = await api.sessions.repeatLast({ sessionId, version: known })
      known = filled.version
      return filled
    },
    procedures: {
      load: async (key) => {
        if (!isOwn(key)) return draftProcedures.load(key)
        const found = await api.sessions.get({ sessionId })
        return draftOf(found.version, found.document, found.savedAt ?? found.session.openedAt)
      },
      save: async (draft) => {
        if (!isOwn(draft)) return draftProcedures.save(draft)
        const document = sessionDocument.parse(draft.document)
        // The version that this window knows: also the one that *same as last time* made.
        const version = Math.max(draft.version, known)
        const saved = await api.sessions.save({ sessionId, version, document })
        known = saved.version
        return saved
      },
      discard: async (key) => {
        // The session's own document goes when it is signed or put away, in main.
        if (!isOwn(key)) await draftProcedures.discard(key)
      },
      newerOf: (error) => {
        const newer = newerOf(error)
        return newer
          ? draftOf(newer.version, newer.document, now())
          : draftProcedures.newerOf(error)
      },
      reasonOf: draftProcedures.reasonOf,
    },
  }
}

const conflict = z.object({ version: z.number().int(), document: sessionDocument })

const newerOf = (error: unknown) => {
  const read = conflict.safeParse(conflictOf(error))
  return read.success ? read.data : null
}

const asJson = (document: SessionDocument): Draft['document'] => z.json().parse(document)

const now = (): Instant => instant.parse(new Date().toISOString())
