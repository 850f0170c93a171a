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
  loadStateOf,
  type Pack,
  type PacksSnapshot,
  packsSnapshot,
  type Programme,
  type SporeTest,
} from '#shared/sterilization/index.ts'
import type { StoredPack } from './pack-repository.ts'
import type { LoadWithSterilizer, Span } from './repository.ts'
import type { StoredTest } from './spore-repository.ts'
import type { Decision } from './table.ts'

/** A load with the limits that its programme had at the cycle. */
export interface LoggedLoad extends Load {
  readonly programme: Programme
  /** What was decided; `state` says what became of it since. */
  readonly decided: Decision
  /** SHA-256 of its print-out, hexadecimal. */
  readonly attachmentHash: string | null
  readonly packs: StoredPack[]
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
  { load, sterilizer, recalled, attachmentHash }: LoadWithSterilizer,
  packs: readonly StoredPack[],
  tests: readonly StoredTest[],
  nameOf: (id: PractitionerId) => string,
): LoggedLoad => {
  const { programme, decidedBy, decidedAt, decisionReason, state: decided, ...facts } = load
  return {
    ...facts,
    programme,
    programmeName: programme.name,
    sterilizer,
    decided,
    state: loadStateOf({ kind: load.kind, decided, recalled }),
    attachmentHash,
    operatorName: nameOf(load.operatorId),
    decision:
      decidedBy === null || decidedAt === null || decisionReason === null
        ? null
        : { by: decidedBy, name: nameOf(decidedBy), at: decidedAt, reason: decisionReason },
    packs: [...packs],
    sporeTests: tests.map(({ test: { id, purpose, result } }) => ({ id, purpose, result })),
  }
}

/** What is shown of a spore test. */
export const testRecord = (
  { test, ...cycle }: StoredTest,
  nameOf: (id: PractitionerId) => string,
): SporeTest => {
  const { testGrowth, controlGrowth, readAt, readRecordedAt, readBy, ...facts } = test
  const { reportedOn, reportNumber, attachmentId, ...recorded } = facts
  return {
    ...recorded,
    ...cycle,
    recordedBy: nameOf(test.recordedBy),
    reading:
      testGrowth === null ||
      controlGrowth === null ||
      readAt === null ||
      readRecordedAt === null ||
      readBy === null
        ? null
        : {
            readAt,
            testGrowth,
            controlGrowth,
            reportedOn,
            reportNumber,
            attachmentId,
            recordedAt: readRecordedAt,
            by: nameOf(readBy),
          },
  }
}

const signedPack = ({ id, label, contents, sterileUntil }: Pack) => ({
  id,
  label,
  contents,
  sterileUntil,
})

/** What the person who releases a load signs. */
export const snapshotOf = (load: LoggedLoad, practice: string, reason: string): LoadSnapshot => ({
  format: 'stratum-load-2',
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
  packs: load.packs.map(signedPack),
  endedAt: load.endedAt,
  pressure: load.pressure,
  drySeconds: load.drySeconds,
  indicatorEdition: load.indicatorEdition,
  indicatorExpiresOn: load.indicatorExpiresOn,
  externalIndicatorResult: load.externalIndicatorResult,
  attachmentHash: load.attachmentHash,
  reason,
})

/** Whether the load and its packs are what was signed. Names may be corrected afterwards. */
export const isAsSigned = (load: LoggedLoad, signed: unknown): boolean => {
  const read = loadSnapshot.safeParse(signed)
  if (!read.success) return false
  const snapshot = read.data
  const now = snapshotOf(load, snapshot.practice, snapshot.reason ?? '')
  return canonical(factsOf(snapshot)) === canonical(factsOf(asFormatOf(snapshot, now)))
}

/** A release of the first format says nothing of what is signed since. */
const asFormatOf = (signed: LoadSnapshot, now: LoadSnapshot): LoadSnapshot => {
  if (signed.format === 'stratum-load-2') return now
  const {
    endedAt: _endedAt,
    pressure: _pressure,
    drySeconds: _drySeconds,
    indicatorEdition: _edition,
    indicatorExpiresOn: _expiresOn,
    externalIndicatorResult: _external,
    attachmentHash: _hash,
    reason: _reason,
    ...first
  } = now
  return { ...first, format: signed.format }
}

const factsOf = ({ sterilizer, operator, ...facts }: LoadSnapshot) => ({
  ...facts,
  sterilizer: sterilizer.id,
  operator: operator.id,
})

/** What the person who releases packs signs. */
export const packsSnapshotOf = (
  load: LoggedLoad,
  packs: readonly Pack[],
  practice: string,
): PacksSnapshot => ({
  format: 'stratum-packs-1',
  loadId: load.id,
  practice,
  cycleNumber: load.cycleNumber,
  sterilizer: load.sterilizer.name,
  checked: 'dry, intact and labelled after cooling',
  packs: packs.map(signedPack),
})

/** Whether this pack is one of those that were signed, as it was. */
export const isPackAsSigned = (pack: Pack, signed: unknown): boolean => {
  const snapshot = packsSnapshot.safeParse(signed)
  return (
    snapshot.success &&
    snapshot.data.loadId === pack.loadId &&
    snapshot.data.packs.some((one) => canonical(one) === canonical(signedPack(pack)))
  )
}
