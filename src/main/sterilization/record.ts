import { canonical, type ReadDb } from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import {
  addDays,
  type CalendarDate,
  type PractitionerId,
  startOfDay,
} from '#shared/kernel/index.ts'
import {
  type Load,
  type LoadSnapshot,
  loadSnapshot,
  type Pack,
  type Programme,
} from '#shared/sterilization/index.ts'
import type { LoadWithSterilizer, Span } from './repository.ts'

/** A load with the limits that its programme had at the cycle. */
export interface LoggedLoad extends Load {
  readonly programme: Programme
}

/** The moments of whole days in the practice's zone, both days included; unbounded where unsaid. */
export const spanOf = (
  from: CalendarDate | undefined,
  to: CalendarDate | undefined,
  zone: string,
): Span => ({
  // At the calendar's ends, the moment before or after the day is no instant any more.
  from: from === undefined || from < '0001' ? '' : startOfDay(from, zone),
  until: to === undefined || to >= '9999' ? '~' : startOfDay(addDays(to, 1), zone),
})

/** Names people of the practice, asking for each only once. */
export const namesOf = (db: ReadDb, practice: Practice): ((id: PractitionerId) => string) => {
  const known = new Map<PractitionerId, string>()
  return (id) => {
    const name = known.get(id) ?? practice.practitioner(db, id).name
    known.set(id, name)
    return name
  }
}

/** What is shown of a load. */
export const loadRecord = (
  { load, sterilizer }: LoadWithSterilizer,
  packs: readonly Pack[],
  nameOf: (id: PractitionerId) => string,
): LoggedLoad => {
  const { programme, decidedBy, decidedAt, decisionReason, ...facts } = load
  return {
    ...facts,
    programme,
    programmeName: programme.name,
    sterilizer,
    operatorName: nameOf(load.operatorId),
    decision:
      decidedBy === null || decidedAt === null || decisionReason === null
        ? null
        : { by: decidedBy, name: nameOf(decidedBy), at: decidedAt, reason: decisionReason },
    packs: [...packs],
  }
}

/** What the person who releases a load signs. */
export const snapshotOf = (load: LoggedLoad, practice: string): LoadSnapshot => ({
  format: 'stratum-load-1',
  loadId: load.id,
  practice,
  sterilizer: {
    id: load.sterilizer.id,
    name: load.sterilizer.name,
    maker: load.sterilizer.maker,
    model: load.sterilizer.model,
    serialNumber: load.sterilizer.serialNumber,
  },
  cycleNumber: load.cycleNumber,
  programme: load.programme,
  startedAt: load.startedAt,
  temperature: load.temperature,
  holdSeconds: load.holdSeconds,
  indicatorType: load.indicatorType,
  indicatorLot: load.indicatorLot,
  indicatorResult: load.indicatorResult,
  note: load.note,
  operator: { id: load.operatorId, name: load.operatorName },
  recordedAt: load.recordedAt,
  packs: load.packs.map(({ id, label, contents, sterileUntil }) => ({
    id,
    label,
    contents,
    sterileUntil,
  })),
})

/** Whether the load and its packs are what was signed. Names may be corrected afterwards. */
export const isAsSigned = (load: LoggedLoad, signed: unknown): boolean => {
  const snapshot = loadSnapshot.safeParse(signed)
  return (
    snapshot.success &&
    canonical(factsOf(snapshot.data)) ===
      canonical(factsOf(snapshotOf(load, snapshot.data.practice)))
  )
}

const factsOf = ({ sterilizer, operator, ...facts }: LoadSnapshot) => ({
  ...facts,
  sterilizer: sterilizer.id,
  operator: operator.id,
})
