import { instantNow, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { CalendarDate, LoadId, PackId, SessionId } from '#shared/kernel/index.ts'
import {
  judgeCycleFile,
  judgePack,
  judgePackRelease,
  judgeReprocessing,
  neverTrue,
  type Pack,
} from '#shared/sterilization/index.ts'
import type { Dependencies, Doors } from './dependencies.ts'
import type { Loads } from './loads.ts'
import * as repository from './pack-repository.ts'
import { packsSnapshotOf } from './record.ts'
import {
  known,
  packNotClaimed,
  packStaysUsed,
  refuseAny,
  refuseSingleUse,
  releaseAltered,
} from './refusals.ts'
import { createReleases } from './releases.ts'
import { fileOutcomeOf } from './surroundings.ts'

/** Packs: released after cooling, used in one session, or sterilized again under another label. */
export const createPacks = (
  { database, shift, practice, signing }: Dependencies,
  { change, list }: Doors,
  { loadOf }: Pick<Loads, 'loadOf'>,
) => {
  const { environment } = database
  const releases = createReleases(signing)

  const packOf = (db: ReadDb, id: PackId): repository.StoredPack =>
    known(repository.findPack(db, id), 'pack')

  return {
    packOf,

    packsOfSession: (db: ReadDb, sessionId: SessionId): Pack[] =>
      repository.listPacksOfSession(db, sessionId),

    /** Which they are, of which loads. */
    packsNamedBySession: repository.listPackIdsOfSession,

    /** Released loads whose packs wait for the second step, the longest waiting first. */
    packsAwaitingRelease: (db: ReadDb) =>
      practice.details(db).sterilityMode === 'single-use-only'
        ? []
        : repository.listAwaitingPacks(db),

    /** The one to use first comes first. */
    packsInStore: (): Pack[] => list((db) => repository.listPacksInStore(db, practice.today(db))),

    /** @throws Refusal when the load is not released, or a pack cannot be; `vault.wrong-secret`. */
    releasePacks: async (input: {
      loadId: LoadId
      packIds: readonly PackId[]
      secret: string
    }): Promise<ReturnType<typeof loadOf>> => {
      const key = await shift.authorise(input.secret)
      return change('packs released', (tx) => {
        const load = loadOf(tx, input.loadId)
        refuseAny(judgePackRelease(load, input.packIds))
        refuseAny(judgeCycleFile(fileOutcomeOf(tx, load)))
        if (!releases.loadHolds(tx, load)) refuseAny([releaseAltered])
        const chosen = load.packs.filter(({ id }) => input.packIds.includes(id))
        const release = { releasedAt: instantNow(environment), releasedBy: key.practitionerId }
        for (const { id } of chosen) repository.releasePack(tx, id, release)
        signing.sign(tx, key, {
          subjectTable: 'loads',
          subjectId: load.id,
          meaning: 'packs-released',
          snapshot: packsSnapshotOf(load, chosen, practice.details(tx).name),
        })
        return loadOf(tx, load.id)
      })
    },

    reprocessPack: (input: { packId: PackId; reason: string }): Pack =>
      change(input.reason, (tx) => {
        const pack = packOf(tx, input.packId)
        refuseAny(judgeReprocessing(pack))
        repository.reprocessPack(tx, pack.id, {
          reprocessedAt: instantNow(environment),
          reprocessReason: input.reason,
        })
        return packOf(tx, pack.id)
      }),

    /**
     * Claims a pack for a session that is open or started; a second time changes nothing.
     * `hasHappened`: it was used already. Then everything but another session's pack is recorded,
     * and what stands against it is judged, and answered for, when the session is signed.
     * @throws Refusal with what {@link judgePack} finds, or when its release was altered.
     */
    takePack: (
      tx: WriteTx,
      input: {
        packId: PackId
        sessionId: SessionId
        today: CalendarDate
        hasHappened?: boolean
      },
    ): Pack => {
      refuseSingleUse(practice.details(tx).sterilityMode)
      const pack = packOf(tx, input.packId)
      const findings = judgePack(pack, input.today, input.sessionId)
      refuseAny(input.hasHappened ? neverTrue(findings) : findings)
      if (pack.sessionId === input.sessionId) return pack
      if (!input.hasHappened) {
        const load = loadOf(tx, pack.loadId)
        refuseAny(judgeCycleFile(fileOutcomeOf(tx, load)))
        const holds = releases.loadHolds(tx, load) && releases.packsHold(tx, load.id, [pack])
        if (!holds) refuseAny([releaseAltered])
      }
      repository.claimPack(tx, pack.id, input.sessionId)
      return packOf(tx, pack.id)
    },

    /** Puts a claimed pack back; also one that was rejected or recalled meanwhile. */
    returnPack: (tx: WriteTx, input: { packId: PackId; sessionId: SessionId }): Pack => {
      const pack = packOf(tx, input.packId)
      if (pack.sessionId !== input.sessionId) refuseAny([packNotClaimed])
      if (pack.state === 'used') refuseAny([packStaysUsed])
      repository.freePack(tx, pack.id, input.sessionId)
      return packOf(tx, pack.id)
    },
  }
}
