import type { ReadDb } from '#main/database/index.ts'
import type { LoadId, LotId, PackId, SessionId, UnitId } from '#shared/kernel/index.ts'
import type { Trace, TraceSubject } from '#shared/recalls/index.ts'
import { unknownSubject } from './refusals.ts'
import { findTouches, type Touch } from './touches.ts'
import * as things from './thing-repository.ts'

/** Things that can be recalled, whose sessions are asked for. */
export interface Things {
  readonly lots: readonly LotId[]
  readonly units: readonly UnitId[]
  readonly loads: readonly LoadId[]
  readonly packs: readonly PackId[]
}

export const noThings: Things = { lots: [], units: [], loads: [], packs: [] }

/** Every touch of any of these things. */
export const touchesOf = (db: ReadDb, { lots, units, loads, packs }: Things): readonly Touch[] => [
  ...findTouches(db, 'lot', lots),
  ...findTouches(db, 'unit', units),
  ...findTouches(db, 'load', loads),
  ...findTouches(db, 'pack', packs),
]

/**
 * Everyone and everything that the subject touched; ids sorted. From a thing forward: its parts, and
 * the sessions and clients that it reached. From a client or a session: backward to what was used
 * there, and in `shared` sideways.
 * @throws Refusal `recalls.unknown-…`
 */
export const traceOf = (db: ReadDb, subject: TraceSubject): Trace => {
  switch (subject.kind) {
    case 'client':
      return backward(db, subject, things.listSessionsOf(db, known(db, subject).id))
    case 'session':
      return backward(db, subject, [known(db, subject).id])
    default:
      return forward(db, subject)
  }
}

const known = <Subject extends TraceSubject>(db: ReadDb, subject: Subject): Subject => {
  if (!things.isKnown(db, subject.kind, subject.id)) throw unknownSubject(subject.kind)
  return subject
}

type Thing = Exclude<TraceSubject, { kind: 'client' | 'session' }>

const forward = (db: ReadDb, subject: Thing): Trace => {
  known(db, subject)
  const parts = partsOf(db, subject)
  const touches = touchesOf(db, parts.touching)
  return {
    subject,
    clients: ids(touches.map(({ clientId }) => clientId)),
    sessions: ids(touches.map(({ sessionId }) => sessionId)),
    packs: ids(parts.packs),
    loads: ids(parts.loads),
    lots: ids(parts.lots),
    // Of a lot: the pieces that reached somebody.
    devices: ids([...parts.devices, ...touches.flatMap(({ unitId }) => unitId ?? [])]),
    products: ids(things.listProductsOf(db, parts.lots)),
    sterilizers: ids(things.listSterilizersOf(db, parts.loads)),
    shared: [],
  }
}

interface Parts {
  readonly touching: Things
  readonly lots: readonly LotId[]
  readonly loads: readonly LoadId[]
  readonly packs: readonly PackId[]
  readonly devices: readonly UnitId[]
}

/** What the subject is made of, and by which ids sessions name it. */
const partsOf = (db: ReadDb, subject: Thing): Parts => {
  switch (subject.kind) {
    case 'lot':
      return ofLots([subject.id])
    case 'product':
      return ofLots(things.listLotsOf(db, subject.id))
    case 'device':
      return {
        touching: { ...noThings, units: [subject.id] },
        lots: [things.findLotOf(db, subject.id)],
        loads: [],
        packs: [],
        devices: [subject.id],
      }
    case 'load':
      return ofLoads(db, [subject.id])
    case 'sterilizer':
      return ofLoads(db, things.listLoadsOf(db, subject.id))
    case 'pack':
      return {
        touching: { ...noThings, packs: [subject.id] },
        lots: [],
        loads: [things.findLoadOf(db, subject.id)],
        packs: [subject.id],
        devices: [],
      }
  }
}

const ofLots = (lots: readonly LotId[]): Parts => ({
  touching: { ...noThings, lots },
  lots,
  loads: [],
  packs: [],
  devices: [],
})

const ofLoads = (db: ReadDb, loads: readonly LoadId[]): Parts => ({
  touching: { ...noThings, loads },
  lots: [],
  loads,
  packs: things.listPacksOf(db, loads),
  devices: [],
})

const backward = (
  db: ReadDb,
  subject: Extract<TraceSubject, { kind: 'client' | 'session' }>,
  sessions: readonly SessionId[],
): Trace => {
  const treated = things.listTreated(db, sessions)
  const touches = findTouches(db, 'session', sessions)
  const lots = ids(touches.flatMap(({ lotId }) => lotId ?? []))
  const loads = ids(touches.flatMap(({ loadId }) => loadId ?? []))
  const devices = ids(touches.flatMap(({ unitId }) => unitId ?? []))
  const [own] = treated
  const clients = subject.kind === 'client' ? [subject.id] : own === undefined ? [] : [own.clientId]
  const others = <Id extends string>(
    kind: 'lot' | 'load' | 'device',
    all: readonly Id[],
    found: readonly Touch[],
    of: (touch: Touch) => Id | null,
  ) => {
    const reached = Map.groupBy(found, of)
    return all.map((id) => ({
      kind,
      id,
      clients: ids((reached.get(id) ?? []).map(({ clientId }) => clientId)).filter(
        (id) => !clients.includes(id),
      ),
    }))
  }
  const handpieces = things.listHandpieces(db, devices)
  return {
    subject,
    clients,
    sessions: ids(treated.map(({ sessionId }) => sessionId)),
    packs: ids(touches.flatMap(({ packId }) => packId ?? [])),
    loads,
    lots,
    devices,
    products: ids(things.listProductsOf(db, lots)),
    sterilizers: ids(things.listSterilizersOf(db, loads)),
    shared: [
      ...others('lot', lots, findTouches(db, 'lot', lots), ({ lotId }) => lotId),
      ...others('load', loads, findTouches(db, 'load', loads), ({ loadId }) => loadId),
      ...others('device', handpieces, findTouches(db, 'unit', handpieces), ({ unitId }) => unitId),
    ],
  }
}

/** Each once, sorted. */
export const ids = <Id extends string>(all: readonly Id[]): Id[] => [...new Set(all)].sort()
