import { preparedOnce, type ReadDb } from '#main/database/index.ts'
import type { ClientId, LoadId, LotId, PackId, SessionId, UnitId } from '#shared/kernel/index.ts'

/** That a session holds or used something: a lot, with the piece where one is known, or a pack. */
export interface Touch {
  readonly sessionId: SessionId
  readonly clientId: ClientId
  readonly lotId: LotId | null
  readonly unitId: UnitId | null
  readonly loadId: LoadId | null
  readonly packId: PackId | null
}

export type TouchColumn = 'session' | 'lot' | 'unit' | 'load' | 'pack'

interface Source extends Partial<Readonly<Record<TouchColumn, string>>> {
  readonly session: string
  /** From the thing to the session. The order is said: left to itself SQLite scans all sessions. */
  readonly from: string
  /** From the session to the thing, where that order differs. */
  readonly fromSession?: string
  readonly where: string
}

const openSession =
  "EXISTS (SELECT 1 FROM sessions o WHERE o.id = d.key AND o.state IN ('open', 'started'))"

// With both bounds an index of the uses is asked for the few between two cleanings.
const wipedBefore = (used: string): string =>
  `e.kind = 'cleaning' AND e.disinfectant_lot_id IS NOT NULL AND ${used} >= e.happened_at
    AND ${used} < coalesce((SELECT min(n.happened_at) FROM device_events n
      WHERE n.unit_id = e.unit_id AND n.kind = 'cleaning' AND n.happened_at > e.happened_at), '9999')`

/** Where it stands that a session touched a thing. This list is the meaning of every trace. */
const sources: readonly Source[] = [
  // Pieces that it holds, used, or discarded on the way.
  {
    session: 'u.session_id',
    lot: 'u.lot_id',
    unit: 'u.id',
    from: 'units u',
    where: 'u.session_id IS NOT NULL',
  },
  { session: 'p.session_id', lot: 'p.lot_id', from: 'session_products p', where: '1' },
  // What a zone was glided with.
  {
    session: 'z.session_id',
    lot: 'z.glide_lot_id',
    from: 'session_zones z',
    where: 'z.glide_lot_id IS NOT NULL',
  },
  {
    session: 'h.id',
    lot: 'u.lot_id',
    unit: 'u.id',
    from: 'units u CROSS JOIN sessions h ON h.handpiece_unit_id = u.id',
    fromSession: 'sessions h CROSS JOIN units u ON u.id = h.handpiece_unit_id',
    where: '1',
  },
  // A handpiece that was in use for a while, and not when the session was signed.
  {
    session: 'h.session_id',
    lot: 'u.lot_id',
    unit: 'u.id',
    from: 'units u CROSS JOIN handpiece_uses h ON h.unit_id = u.id',
    fromSession: 'handpiece_uses h CROSS JOIN units u ON u.id = h.unit_id',
    where: '1',
  },
  // A disinfectant that wiped a handpiece touched whoever it treated until it was wiped again.
  {
    session: 'h.session_id',
    lot: 'e.disinfectant_lot_id',
    from: 'device_events e CROSS JOIN handpiece_uses h ON h.unit_id = e.unit_id',
    fromSession: 'handpiece_uses h CROSS JOIN device_events e ON e.unit_id = h.unit_id',
    where: wipedBefore('h.used_at'),
  },
  {
    session: 'h.id',
    lot: 'e.disinfectant_lot_id',
    from: 'device_events e CROSS JOIN sessions h ON h.handpiece_unit_id = e.unit_id',
    fromSession: 'sessions h CROSS JOIN device_events e ON e.unit_id = h.handpiece_unit_id',
    where: wipedBefore('h.started_at'),
  },
  {
    session: 'p.session_id',
    load: 'p.load_id',
    pack: 'p.id',
    from: 'packs p',
    where: 'p.session_id IS NOT NULL',
  },
  // What a chart that is not signed yet has picked.
  {
    session: 'd.key',
    lot: 'u.lot_id',
    unit: 'u.id',
    from: "drafts d CROSS JOIN units u ON u.id = json_extract(d.document, '$.handpieceUnitId')",
    where: `d.kind = 'session' AND ${openSession}`,
  },
  {
    session: 'd.key',
    lot: "json_extract(p.value, '$.lotId')",
    from: "drafts d, json_each(d.document, '$.products') p",
    where: `d.kind = 'session' AND ${openSession}`,
  },
  {
    session: 'd.key',
    lot: "json_extract(z.value, '$.glideLotId')",
    from: "drafts d, json_each(d.document, '$.zones') z",
    where: `d.kind = 'session' AND ${openSession}`,
  },
]

/** Each source is asked by an index of its own; those that know nothing of the column are left out. */
const touchesBy = (column: TouchColumn): string =>
  sources
    .flatMap((source) => {
      const asked = source[column]
      if (asked === undefined) return []
      const value = (name: TouchColumn) => source[name] ?? 'NULL'
      return [
        `SELECT s.id AS sessionId, s.client_id AS clientId, ${value('lot')} AS lotId,
           ${value('unit')} AS unitId, ${value('load')} AS loadId, ${value('pack')} AS packId
         FROM ${column === 'session' ? (source.fromSession ?? source.from) : source.from} CROSS JOIN sessions s INDEXED BY sessions_traced ON s.id = ${source.session}
         WHERE ${source.where} AND s.state <> 'dropped'
           AND ${asked} IN (SELECT value FROM json_each(@ids))`,
      ]
    })
    .join(' UNION ALL ')

const prepared = preparedOnce(({ $client }) => {
  const by = (column: TouchColumn) => $client.prepare<[{ ids: string }], Touch>(touchesBy(column))
  return {
    session: by('session'),
    lot: by('lot'),
    unit: by('unit'),
    load: by('load'),
    pack: by('pack'),
  } satisfies Record<TouchColumn, unknown>
})

/** Every touch of these things, or of these sessions. Dropped sessions touched nothing. */
export const findTouches = (
  db: ReadDb,
  column: TouchColumn,
  ids: readonly string[],
): readonly Touch[] =>
  ids.length === 0 ? [] : prepared(db)[column].all({ ids: JSON.stringify(ids) })
