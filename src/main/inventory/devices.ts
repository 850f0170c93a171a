import {
  type Database,
  instantNow,
  newId,
  type ReadDb,
  type WriteTx,
} from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Shift } from '#main/vault/index.ts'
import {
  compareDevices,
  type Device,
  type DeviceEvent,
  judgeCleaning,
  judgeDevice,
  judgeDeviceEvent,
  judgeLot,
  judgeUnit,
  type RecordDeviceEvent,
  unknownLot,
  unknownUnit,
} from '#shared/inventory/index.ts'
import {
  type Finding,
  type Instant,
  type LotId,
  Refusal,
  type SessionId,
  type UnitId,
} from '#shared/kernel/index.ts'
import * as deviceRows from './device-repository.ts'
import * as lotRows from './lot-repository.ts'
import type { Piece } from './pieces.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Pick<Shift, 'practitionerId'>
  readonly practice: Pick<Practice, 'today' | 'dayOf'>
  readonly piece: (db: ReadDb, id: UnitId) => Piece | null
}

/**
 * Who looks at a device: its own session is no earlier use of it, and what happened after the start
 * of that session says nothing about the start.
 */
export interface SeenBy {
  readonly sessionId: SessionId
  readonly startedAt: Instant | null
}

/** Later than every moment. */
const endOfTime = '9999'

/** Handpieces: what was done to them between clients, and what that says of the next one. */
export const createDevices = ({ database, shift, practice, piece }: Dependencies) => {
  const { environment } = database

  const eventOf = (db: ReadDb, row: deviceRows.NamedEvent): DeviceEvent => ({
    ...row,
    findings:
      row.kind === 'cleaning'
        ? [
            ...judgeCleaning(
              row,
              row.disinfectantLotId === null ? null : lotRows.findLot(db, row.disinfectantLotId),
              practice.dayOf(db, row.happenedAt),
            ),
          ]
        : [],
  })

  const deviceOf = (db: ReadDb, { unit, lot }: Piece, seenBy: SeenBy | null): Device => {
    const { lastCleaning, ...state } = deviceRows.findDeviceState(db, {
      unitId: unit.id,
      before: seenBy?.startedAt ?? endOfTime,
      except: seenBy?.sessionId ?? '',
    })
    const cleaning = lastCleaning === null ? null : deviceRows.findEvent(db, lastCleaning)
    return { unit, lot, ...state, lastCleaning: cleaning && eventOf(db, cleaning) }
  }

  const known = (db: ReadDb, unitId: UnitId): Piece => {
    const found = piece(db, unitId)
    if (!found) throw new Refusal(unknownUnit)
    return found
  }

  const devicesOf = (db: ReadDb, seenBy: SeenBy | null): Device[] =>
    deviceRows
      .findDeviceIds(db)
      .map((unitId) => deviceOf(db, known(db, unitId), seenBy))
      .sort(compareDevices)

  const knownDisinfectant = (db: ReadDb, id: LotId | null) => {
    const lot = id === null ? null : lotRows.findLot(db, id)
    if (id !== null && !lot) throw new Refusal(unknownLot)
    return lot
  }

  const record = (tx: WriteTx, event: RecordDeviceEvent): Device => {
    const found = known(tx, event.unitId)
    const disinfectant = knownDisinfectant(tx, event.disinfectantLotId)
    const problem = judgeDeviceEvent(event, {
      ...found,
      lastUsedAt: deviceOf(tx, found, null).lastUsedAt,
      disinfectant,
      now: instantNow(environment),
      day: practice.dayOf(tx, event.happenedAt),
    })
    if (problem) throw new Refusal(problem)
    const cleaned = event.kind === 'cleaning'
    deviceRows.insertDeviceEvent(tx, {
      ...event,
      id: newId(environment),
      recordedAt: instantNow(environment),
      recordedBy: shift.practitionerId,
      disinfectantLotId: cleaned ? event.disinfectantLotId : null,
      disinfectant: cleaned ? event.disinfectant.trim() || (disinfectant?.product.name ?? '') : '',
      contactSeconds: cleaned ? event.contactSeconds : null,
      sleeve: cleaned && event.sleeve,
    })
    return deviceOf(tx, found, null)
  }

  const findingsOf = (db: ReadDb, device: Device): Finding[] => {
    const today = practice.today(db)
    return [
      ...judgeLot(device.lot, today),
      ...judgeUnit(device.unit, device.lot),
      ...judgeDevice(device, today),
    ]
  }

  return {
    /** Every handpiece that is not discarded, as a session sees it; those due first. */
    devicesOf,

    devices: (): Device[] => database.read((db) => devicesOf(db, null)),

    /** @throws Refusal `inventory.unknown-unit` */
    device: ({
      unitId,
    }: {
      unitId: UnitId
    }): { device: Device; events: DeviceEvent[]; findings: Finding[] } =>
      database.read((db) => {
        const device = deviceOf(db, known(db, unitId), null)
        return {
          device,
          events: deviceRows.findDeviceEvents(db, unitId).map((row) => eventOf(db, row)),
          findings: findingsOf(db, device),
        }
      }),

    /** @throws Refusal with what {@link judgeDeviceEvent} finds */
    recordDeviceEvent: (event: RecordDeviceEvent): Device =>
      database.write(
        { actor: shift.practitionerId, reason: `a ${event.kind} of a device is recorded` },
        (tx) => record(tx, event),
      ),
  }
}
