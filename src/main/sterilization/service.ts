import {
  type Database,
  instantNow,
  newId,
  type ReadDb,
  type WriteTx,
} from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { Shift } from '#main/vault/index.ts'
import {
  addDays,
  type CalendarDate,
  certain,
  type Finding,
  type LoadId,
  type PackId,
  type SessionId,
  type SterilizerId,
} from '#shared/kernel/index.ts'
import {
  judgeLoad,
  judgeNewLoad,
  judgePack,
  judgeRejection,
  judgeSterilizer,
  type Load,
  type Pack,
  type RecordLoad,
  type Sterilizer,
  type SterilizerDetails,
} from '#shared/sterilization/index.ts'
import * as packRepository from './pack-repository.ts'
import { isAsSigned, type LoggedLoad, loadRecord, namesOf, snapshotOf, spanOf } from './record.ts'
import {
  alreadyDecided,
  known,
  packNotClaimed,
  packStaysUsed,
  refuseAny,
  refuseSingleUse,
  releaseAltered,
} from './refusals.ts'
import * as repository from './repository.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  readonly practice: Practice
  readonly signing: Signing
}

export type Sterilization = ReturnType<typeof createSterilization>

/** Sterilizers, their loads and packs: quarantined, released by a named person, used once. */
export const createSterilization = ({ database, shift, practice, signing }: Dependencies) => {
  const { environment } = database

  const change = <T>(reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: shift.practitionerId, reason }, (tx) => {
      refuseSingleUse(practice.details(tx).sterilityMode)
      return work(tx)
    })

  /** A practice that is single-use only never sees sterilizers, loads or packs in a list. */
  const list = <T>(look: (db: ReadDb) => T[]): T[] =>
    database.read((db) => (practice.details(db).sterilityMode === 'reprocesses' ? look(db) : []))

  const sterilizerOf = (db: ReadDb, id: SterilizerId): Sterilizer =>
    known(repository.findSterilizer(db, id), 'sterilizer')

  const packOf = (db: ReadDb, id: PackId): Pack => known(packRepository.findPack(db, id), 'pack')

  const loadOf = (db: ReadDb, id: LoadId): LoggedLoad =>
    loadRecord(
      known(repository.findLoad(db, id), 'load'),
      packRepository.listPacksOfLoad(db, id),
      namesOf(db, practice),
    )

  const loadsBetween = (db: ReadDb, from?: CalendarDate, to?: CalendarDate): LoggedLoad[] => {
    const span = spanOf(from, to, practice.details(db).timeZone)
    const packs = Map.groupBy(packRepository.listPacks(db, span), ({ loadId }) => loadId)
    const nameOf = namesOf(db, practice)
    return repository
      .listLoads(db, span)
      .map((found) => loadRecord(found, packs.get(found.load.id) ?? [], nameOf))
  }

  const releaseHolds = (db: ReadDb, load: LoggedLoad): boolean =>
    signing
      .of(db, 'loads', load.id)
      .some(
        ({ signature, snapshot, state }) =>
          state === 'valid' &&
          signature.meaning === 'load-released' &&
          signature.signerId === load.decision?.by &&
          isAsSigned(load, snapshot),
      )

  const findingsOf = (db: ReadDb, load: LoggedLoad): readonly Finding[] => {
    switch (load.state) {
      case 'quarantined':
        return judgeLoad(load, load.programme, instantNow(environment))
      case 'released':
        return releaseHolds(db, load) ? [] : [{ ...releaseAltered, severity: 'stop' }]
      case 'rejected':
        return []
    }
  }

  const judgeDetails = (db: ReadDb, details: SterilizerDetails, id: SterilizerId | null) => {
    const same = repository.findSameMachine(db, details)
    return judgeSterilizer(details, { sameMachine: same !== null && same !== id })
  }

  const insertLoad = (tx: WriteTx, load: RecordLoad): LoadId => {
    const { programmes } = sterilizerOf(tx, load.sterilizerId)
    const now = instantNow(environment)
    refuseAny(
      judgeNewLoad(load, {
        programmes,
        cycleTaken: repository.isCycleTaken(tx, load.sterilizerId, load.cycleNumber),
        now,
      }),
    )
    const { packs, programmeName, ...facts } = load
    const id = newId<LoadId>(environment)
    repository.insertLoad(tx, {
      ...facts,
      id,
      programme: certain(
        programmes.find(({ name }) => name === programmeName),
        'The programme',
      ),
      operatorId: shift.practitionerId,
      recordedAt: now,
    })
    const sterileUntil = addDays(
      practice.dayOf(tx, load.startedAt),
      practice.rules(tx).settings.packShelfLifeDays.value,
    )
    for (const pack of packs) {
      packRepository.insertPack(tx, {
        ...pack,
        id: newId<PackId>(environment),
        loadId: id,
        sterileUntil,
      })
    }
    return id
  }

  return {
    sterilizers: (): Sterilizer[] => list(repository.listSterilizers),

    addSterilizer: (details: SterilizerDetails): Sterilizer =>
      change('sterilizer added', (tx) => {
        refuseAny(judgeDetails(tx, details, null))
        const id = newId<SterilizerId>(environment)
        repository.insertSterilizer(tx, id, details)
        return sterilizerOf(tx, id)
      }),

    updateSterilizer: (input: {
      sterilizerId: SterilizerId
      details: SterilizerDetails
      reason: string
    }): Sterilizer =>
      change(input.reason, (tx) => {
        sterilizerOf(tx, input.sterilizerId)
        refuseAny(judgeDetails(tx, input.details, input.sterilizerId))
        repository.updateSterilizer(tx, input.sterilizerId, input.details)
        return sterilizerOf(tx, input.sterilizerId)
      }),

    loads: (days: { from?: CalendarDate | undefined; to?: CalendarDate | undefined }): Load[] =>
      list((db) => loadsBetween(db, days.from, days.to)),

    load: (input: { loadId: LoadId }): { load: Load; findings: Finding[] } =>
      database.read((db) => {
        const load = loadOf(db, input.loadId)
        return { load, findings: [...findingsOf(db, load)] }
      }),

    recordLoad: (input: RecordLoad): Load =>
      change('sterilizer load recorded', (tx) => loadOf(tx, insertLoad(tx, input))),

    /** @throws Refusal with the findings that stand against it; `vault.wrong-secret`. */
    release: async (input: { loadId: LoadId; secret: string }): Promise<Load> => {
      const key = await shift.authorise(input.secret)
      return change('sterilizer load released', (tx) => {
        const load = loadOf(tx, input.loadId)
        if (load.state !== 'quarantined') refuseAny([alreadyDecided])
        refuseAny(findingsOf(tx, load))
        repository.decideLoad(tx, load.id, {
          state: 'released',
          decidedBy: key.practitionerId,
          decidedAt: instantNow(environment),
          decisionReason: 'released',
        })
        signing.sign(tx, key, {
          subjectTable: 'loads',
          subjectId: load.id,
          meaning: 'load-released',
          snapshot: snapshotOf(load, practice.details(tx).name),
        })
        return loadOf(tx, load.id)
      })
    },

    reject: (input: { loadId: LoadId; reason: string }): Load =>
      change(input.reason, (tx) => {
        const { id, state } = loadOf(tx, input.loadId)
        refuseAny(judgeRejection({ state }))
        repository.decideLoad(tx, id, {
          state: 'rejected',
          decidedBy: shift.practitionerId,
          decidedAt: instantNow(environment),
          decisionReason: input.reason,
        })
        return loadOf(tx, id)
      }),

    /** The one to use first comes first. */
    packsInStore: (): Pack[] =>
      list((db) => packRepository.listPacksInStore(db, practice.today(db))),

    pack: (input: { packId: PackId }): Pack => database.read((db) => packOf(db, input.packId)),

    packOf,

    /**
     * Newest first, from and to included; the whole log where a day is missing. The truth also in a
     * practice that has since become single-use only: an inspector asks for years back.
     */
    loadsBetween,

    /** Loads in quarantine, the longest waiting first; none in a practice that is single-use only. */
    awaitingRelease: (db: ReadDb) =>
      practice.details(db).sterilityMode === 'single-use-only'
        ? []
        : repository.listAwaitingRelease(db).map(({ load, sterilizer }) => ({
            loadId: load.id,
            sterilizerName: sterilizer.name,
            cycleNumber: load.cycleNumber,
            startedAt: load.startedAt,
          })),

    packsOfSession: (db: ReadDb, sessionId: SessionId): Pack[] =>
      packRepository.listPacksOfSession(db, sessionId),

    /**
     * Claims a pack for a session that is open or started; a second time changes nothing.
     * `hasHappened`: it was used already, so its date is judged when the session is signed.
     * @throws Refusal with what {@link judgePack} finds, or when its load's release was altered.
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
      const day = input.hasHappened ? pack.sterileUntil : input.today
      refuseAny(judgePack(pack, day, input.sessionId))
      if (pack.sessionId === input.sessionId) return pack
      if (!releaseHolds(tx, loadOf(tx, pack.loadId))) refuseAny([releaseAltered])
      packRepository.claimPack(tx, pack.id, input.sessionId)
      return packOf(tx, pack.id)
    },

    /** Puts a claimed pack back; also of a load that was rejected meanwhile. */
    returnPack: (tx: WriteTx, input: { packId: PackId; sessionId: SessionId }): Pack => {
      const pack = packOf(tx, input.packId)
      if (pack.sessionId !== input.sessionId) refuseAny([packNotClaimed])
      if (pack.state === 'used') refuseAny([packStaysUsed])
      packRepository.freePack(tx, pack.id, input.sessionId)
      return packOf(tx, pack.id)
    },
  }
}
