import { instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import {
  addDays,
  type CalendarDate,
  certain,
  type Finding,
  type LoadId,
  type PackId,
  type SterilizerId,
} from '#shared/kernel/index.ts'
import {
  judgeCompletion,
  judgeCycleFile,
  judgeLoad,
  judgeLoadRelease,
  judgeNewLoad,
  judgePlace,
  judgeRejection,
  type LoadCompletion,
  type RecordLoad,
} from '#shared/sterilization/index.ts'
import type { Dependencies, Doors } from './dependencies.ts'
import * as packRepository from './pack-repository.ts'
import { type LoggedLoad, loadRecord, namesOf, snapshotOf, spanOf } from './record.ts'
import {
  alreadyDecided,
  known,
  loadRecalled,
  notForRelease,
  refuseAny,
  releaseAltered,
  unknownAttachment,
} from './refusals.ts'
import { createReleases } from './releases.ts'
import * as repository from './repository.ts'
import { listTests, listTestsOfLoad, listTestsOfLoads } from './spore-repository.ts'
import { findSterilizer } from './sterilizer-repository.ts'
import { fileOutcomeOf, surroundingsOf } from './surroundings.ts'

interface LoadsAsked {
  readonly from?: CalendarDate | undefined
  readonly to?: CalendarDate | undefined
  readonly sterilizerId?: SterilizerId | undefined
  readonly after?: LoadId | undefined
  readonly limit: number
}

export type Loads = ReturnType<typeof createLoads>

/** The log: every cycle of every sterilizer, and the first step of a load's release. */
export const createLoads = (dependencies: Dependencies, { change, list }: Doors) => {
  const { database, shift, practice, signing } = dependencies
  const { environment } = database
  const releases = createReleases(signing)

  const loadOf = (db: ReadDb, id: LoadId): LoggedLoad =>
    loadRecord(
      known(repository.findLoad(db, id), 'load'),
      packRepository.listPacksOfLoad(db, id),
      listTestsOfLoad(db, id),
      namesOf(db, practice),
    )

  const loadsBetween = (db: ReadDb, from?: CalendarDate, to?: CalendarDate): LoggedLoad[] => {
    const span = spanOf(from, to, practice.details(db).timeZone)
    const packs = Map.groupBy(packRepository.listPacks(db, span), ({ loadId }) => loadId)
    const tests = Map.groupBy(listTests(db, span), ({ test }) => test.loadId)
    const nameOf = namesOf(db, practice)
    return repository
      .listLoads(db, span)
      .map((found) =>
        loadRecord(found, packs.get(found.load.id) ?? [], tests.get(found.load.id) ?? [], nameOf),
      )
  }

  const pageOf = (db: ReadDb, asked: LoadsAsked): LoggedLoad[] => {
    const { from, to, sterilizerId = null, after, limit } = asked
    const last = after === undefined ? null : known(repository.findLoad(db, after), 'load').load
    const found = repository.listPage(db, {
      span: spanOf(from, to, practice.details(db).timeZone),
      sterilizerId,
      after: last,
      limit,
    })
    const ids = found.map(({ load }) => load.id)
    const packs = Map.groupBy(packRepository.listPacksOfLoads(db, ids), ({ loadId }) => loadId)
    const tests = Map.groupBy(listTestsOfLoads(db, ids), ({ test }) => test.loadId)
    const nameOf = namesOf(db, practice)
    return found.map((each) =>
      loadRecord(each, packs.get(each.load.id) ?? [], tests.get(each.load.id) ?? [], nameOf),
    )
  }

  const placeOf = (db: ReadDb, load: LoggedLoad): readonly Finding[] =>
    judgePlace(load, repository.listCycleBefore(db, load.sterilizer.id, load.cycleNumber))

  /** Both steps of its release, as far as they were taken. */
  const releaseHolds = (db: ReadDb, load: LoggedLoad): boolean =>
    releases.loadHolds(db, load) &&
    releases.packsHold(
      db,
      load.id,
      load.packs.filter(({ releasedAt }) => releasedAt !== null),
    )

  /** What stands against its next step. A gap before it is a finding, whatever its state. */
  const findingsOf = (db: ReadDb, load: LoggedLoad): readonly Finding[] => {
    const gaps = placeOf(db, load)
    switch (load.state) {
      case 'quarantined':
        return [...judgeLoad(load, load.programme, surroundingsOf(db, load, dependencies)), ...gaps]
      case 'released':
        return [
          ...judgeCycleFile(fileOutcomeOf(db, load)),
          ...(releaseHolds(db, load) ? [] : [{ ...releaseAltered, severity: 'stop' as const }]),
          ...gaps,
        ]
      case 'recalled':
        return [{ ...loadRecalled, severity: 'stop' }, ...gaps]
      case 'rejected':
      case 'recorded':
        return gaps
    }
  }

  const refuseUnknownFile = (
    db: ReadDb,
    { attachmentId }: Pick<LoadCompletion, 'attachmentId'>,
  ): void => {
    if (attachmentId === null || repository.isAttachmentKnown(db, attachmentId)) return
    refuseAny([unknownAttachment])
  }

  const insertLoad = (tx: WriteTx, load: RecordLoad): LoadId => {
    const { programmes } = known(findSterilizer(tx, load.sterilizerId), 'sterilizer')
    const now = instantNow(environment)
    refuseAny(
      judgeNewLoad(load, {
        programmes,
        cycleTaken: repository.isCycleTaken(tx, load.sterilizerId, load.cycleNumber),
        now,
      }),
    )
    refuseUnknownFile(tx, load)
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

  const refuseUndecidable = ({ state }: LoggedLoad): void => {
    if (state === 'recorded') refuseAny([notForRelease])
    if (state === 'recalled') refuseAny([loadRecalled])
    if (state !== 'quarantined') refuseAny([alreadyDecided])
  }

  return {
    loadOf,
    releaseHolds,
    loadFindings: findingsOf,

    /**
     * Newest first, from and to included; the whole log where a day is missing. The truth also in a
     * practice that has since become single-use only: an inspector asks for years back.
     */
    loadsBetween,

    loads: (asked: LoadsAsked) => list((db) => pageOf(db, asked)),

    recordLoad: (input: RecordLoad): LoggedLoad =>
      change('sterilizer load recorded', (tx) => loadOf(tx, insertLoad(tx, input))),

    /** Adds what was open when it was recorded; nothing that was read is overwritten. */
    completeLoad: (input: { loadId: LoadId; added: LoadCompletion; reason: string }): LoggedLoad =>
      change(input.reason, (tx) => {
        const load = loadOf(tx, input.loadId)
        refuseAny(judgeCompletion(load, input.added, instantNow(environment)))
        refuseUnknownFile(tx, input.added)
        repository.completeLoad(tx, load.id, input.added)
        return loadOf(tx, load.id)
      }),

    /** @throws Refusal with the findings that stand against it; `vault.wrong-secret`. */
    release: async (input: {
      loadId: LoadId
      secret: string
      reason: string
    }): Promise<LoggedLoad> => {
      const key = await shift.authorise(input.secret)
      return change('sterilizer load released', (tx) => {
        const load = loadOf(tx, input.loadId)
        refuseUndecidable(load)
        refuseAny(judgeLoadRelease(findingsOf(tx, load), input.reason))
        const reason = input.reason.trim() === '' ? 'released' : input.reason
        repository.decideLoad(tx, load.id, {
          state: 'released',
          decidedBy: key.practitionerId,
          decidedAt: instantNow(environment),
          decisionReason: reason,
        })
        signing.sign(tx, key, {
          subjectTable: 'loads',
          subjectId: load.id,
          meaning: 'load-released',
          snapshot: snapshotOf(load, practice.details(tx).name, reason),
        })
        return loadOf(tx, load.id)
      })
    },

    reject: (input: { loadId: LoadId; reason: string }): LoggedLoad =>
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
  }
}
