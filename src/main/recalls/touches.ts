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
  readonly from: string
  readonly where: string
}

const openSession =
  "EXISTS (SELECT 1 FROM sessions o WHERE o.id = d.key AND o.state IN ('open', 'started'))"

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
  {
    session: 'h.id',
    lot: 'u.lot_id',
    unit: 'u.id',
    from: 'units u JOIN sessions h ON h.handpiece_unit_id = u.id',
    where: '1',
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
    from: "drafts d JOIN units u ON u.id = json_extract(d.document, '$.handpieceUnitId')",
    where: `d.kind = 'session' AND ${openSession}`,
  },
  {
    session: 'd.key',
    lot: "json_extract(p.value, '$.lotId')",
    from: "drafts d, json_each(d.document, '$.products') p",
    where: `d.kind = 'session' AND ${openSession}`,
  },
]

/** Each source is asked by an index of its own; those that know nothing of the column are left out. */
const touchesBy = (column: TouchColumn): string => `
  SELECT s.id AS sessionId, s.client_id AS clientId, t.lot AS lotId, t.unit AS unitId, t.load AS loadId, t.pack AS packId
  FROM (${sources
    .flatMap((source) => {
      const asked = source[column]
      if (asked === undefined) return []
      const value = (name: TouchColumn) => source[name] ?? 'NULL'
      return [
        `SELECT ${source.session} AS session, ${value('lot')} AS lot, ${value('unit')} AS unit,
          ${value('load')} AS load, ${value('pack')} AS pack
        FROM ${source.from} WHERE ${source.where} AND ${asked} IN (SELECT value FROM json_each(@ids))`,
      ]
    })
    .join(' UNION ALL ')}) t
  CROSS JOIN sessions s ON s.id = t.session
  WHERE s.state <> 'dropped'`

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
