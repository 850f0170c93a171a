import { instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { Finding, Instant, SterilizerEventId, SterilizerId } from '#shared/kernel/index.ts'
import {
  judgeCycles,
  judgeMachine,
  judgeSterilizer,
  judgeSterilizerEvent,
  serviceAt,
  sporeTestDueOn,
  type Sterilizer,
  type SterilizerDetails,
  type SterilizerEvent,
  type SterilizerEventKind,
} from '#shared/sterilization/index.ts'
import type { Dependencies, Doors } from './dependencies.ts'
import { namesOf } from './record.ts'
import { known, refuseAny } from './refusals.ts'
import { listCycles } from './repository.ts'
import * as repository from './sterilizer-repository.ts'

/** The machines: what they are, what was done to them, and whether they are in service. */
export const createMachines = (
  { database: { environment }, shift, practice }: Dependencies,
  { change, list }: Doors,
) => {
  const shown = (db: ReadDb, stored: repository.StoredSterilizer): Sterilizer => {
    const { firstCycleAt, ...machine } = stored
    const dayOf = (moment: Instant | null) => (moment === null ? null : practice.dayOf(db, moment))
    const service = serviceAt(repository.listEvents(db, machine.id), instantNow(environment))
    const cadence = practice.rules(db).settings.sporeTestCadenceDays.value
    return {
      ...machine,
      state: service.state,
      outOfServiceSince: service.since,
      sporeTestDueOn: sporeTestDueOn(cadence, {
        lastPassed: dayOf(machine.lastPassedSporeTestAt),
        firstCycle: dayOf(firstCycleAt),
      }),
    }
  }

  const sterilizersOf = (db: ReadDb): Sterilizer[] =>
    repository.listSterilizers(db).map((stored) => shown(db, stored))

  const sterilizerOf = (db: ReadDb, id: SterilizerId): Sterilizer =>
    shown(db, known(repository.findSterilizer(db, id), 'sterilizer'))

  const eventsOf = (db: ReadDb, id: SterilizerId): SterilizerEvent[] => {
    const nameOf = namesOf(db, practice)
    return repository
      .listEvents(db, id)
      .map((event) => ({ ...event, recordedBy: nameOf(event.recordedBy) }))
  }

  const findingsOf = (db: ReadDb, machine: Sterilizer): Finding[] => [
    ...judgeMachine(machine, practice.rules(db).settings, practice.today(db)),
    ...judgeCycles(listCycles(db, machine.id)),
  ]

  const judgeDetails = (db: ReadDb, details: SterilizerDetails, id: SterilizerId | null) => {
    const same = repository.findSameMachine(db, details)
    return judgeSterilizer(details, { sameMachine: same !== null && same !== id })
  }

  const insertEvent = (
    tx: WriteTx,
    event: Pick<SterilizerEvent, 'sterilizerId' | 'kind' | 'note'>,
    happenedAt?: Instant,
  ): Sterilizer => {
    const now = instantNow(environment)
    repository.insertEvent(tx, {
      ...event,
      id: newId<SterilizerEventId>(environment),
      happenedAt: happenedAt ?? now,
      recordedAt: now,
      recordedBy: shift.practitionerId,
    })
    return sterilizerOf(tx, event.sterilizerId)
  }

  const lastTurnOf = (db: ReadDb, id: SterilizerId): Instant | null =>
    repository
      .listEvents(db, id)
      .find(({ kind }) => kind === 'out-of-service' || kind === 'returned-to-service')
      ?.happenedAt ?? null

  const turn = (tx: WriteTx, id: SterilizerId, kind: SterilizerEventKind, note: string) => {
    const machine = sterilizerOf(tx, id)
    const wanted = kind === 'out-of-service' ? 'out-of-service' : 'in-service'
    return machine.state === wanted && kind === 'returned-to-service'
      ? machine
      : insertEvent(tx, { sterilizerId: id, kind, note })
  }

  return {
    sterilizersOf,
    sterilizerOf,
    /** Null: nothing was ever run. */
    firstCycleAt: (db: ReadDb, id: SterilizerId): Instant | null =>
      known(repository.findSterilizer(db, id), 'sterilizer').firstCycleAt,

    sterilizers: (): Sterilizer[] => list(sterilizersOf),

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

    sterilizer: ({ sterilizerId }: { sterilizerId: SterilizerId }, db: ReadDb) => {
      const sterilizer = sterilizerOf(db, sterilizerId)
      return {
        sterilizer,
        events: eventsOf(db, sterilizerId),
        findings: findingsOf(db, sterilizer),
      }
    },

    /** @throws Refusal, also to return a machine that a failed spore test or an open recall keeps out. */
    recordSterilizerEvent: (event: {
      sterilizerId: SterilizerId
      kind: SterilizerEventKind
      happenedAt: Instant
      note: string
    }): Sterilizer =>
      change(`sterilizer event recorded: ${event.kind}`, (tx) => {
        const { sterilizerId, kind, note, happenedAt } = event
        refuseAny(
          judgeSterilizerEvent(event, {
            state: sterilizerOf(tx, sterilizerId).state,
            lastTurnAt: lastTurnOf(tx, sterilizerId),
            heldByRecall: repository.isHeldByRecall(tx, sterilizerId),
            now: instantNow(environment),
          }),
        )
        return insertEvent(tx, { sterilizerId, kind, note }, happenedAt)
      }),

    /** Takes a machine out of service now, also when it is out already: the cause is another one. */
    outOfService: (tx: WriteTx, id: SterilizerId, note: string): Sterilizer =>
      turn(tx, id, 'out-of-service', note),

    /** Returns a machine now, after its recall; one that is in service stays so. */
    returnToService: (tx: WriteTx, id: SterilizerId, note: string): Sterilizer =>
      turn(tx, id, 'returned-to-service', note),

    /** A repair or another work on a machine that a recall records. */
    recordEventIn: (
      tx: WriteTx,
      event: Pick<SterilizerEvent, 'sterilizerId' | 'kind' | 'note' | 'happenedAt'>,
    ): Sterilizer => {
      const { happenedAt, ...facts } = event
      return insertEvent(tx, facts, happenedAt)
    },
  }
}
