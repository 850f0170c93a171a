// What a stranger writes who has the files of `export practice` and their README, and nothing of ours.

type Row = Readonly<Record<string, unknown>>

export interface Reached {
  readonly sessions: readonly string[]
  readonly clients: readonly string[]
}

/** Traces from the exported files: every lot and every load, by id. */
export const traceFromFiles = (textOf: (name: string) => string) => {
  const rows = (table: string): readonly Row[] =>
    textOf(`${table}.jsonl`)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row)
  const sessions = rows('sessions')
  const units = rows('units')
  const products = rows('session_products')
  const zones = rows('session_zones')
  const packs = rows('packs')
  const drafts = rows('drafts').filter(({ kind }) => kind === 'session')

  const reached = (ids: readonly unknown[]): Reached => {
    const kept = sessions.filter(({ id, state }) => ids.includes(id) && state !== 'dropped')
    const each = (values: readonly unknown[]) => [...new Set(values.map(String))].sort()
    return {
      sessions: each(kept.map(({ id }) => id)),
      clients: each(kept.map(({ client_id }) => client_id)),
    }
  }

  const picks = (draft: Row, lot: unknown, pieces: readonly unknown[]): boolean => {
    const document = draft['document'] as {
      handpieceUnitId: string | null
      products: readonly { lotId: string }[]
      zones: readonly { glideLotId?: string | null }[]
    }
    const session = sessions.find(({ id }) => id === draft['key'])
    const isOpen = session?.['state'] === 'open' || session?.['state'] === 'started'
    return (
      isOpen &&
      (pieces.includes(document.handpieceUnitId) ||
        document.products.some(({ lotId }) => lotId === lot) ||
        document.zones.some(({ glideLotId }) => glideLotId === lot))
    )
  }

  const cleanings = rows('device_events').filter(({ kind }) => kind === 'cleaning')
  const uses = [
    ...rows('handpiece_uses').map(({ session_id, unit_id, used_at }) => [
      session_id,
      unit_id,
      used_at,
    ]),
    ...sessions.map(({ id, handpiece_unit_id, started_at }) => [id, handpiece_unit_id, started_at]),
  ]
  /** Sessions with this piece from this cleaning until its next one. */
  const usedAfter = ({ unit_id, happened_at }: Row) => {
    const next = cleanings
      .filter((one) => one['unit_id'] === unit_id)
      .map((one) => String(one['happened_at']))
      .filter((moment) => moment > String(happened_at))
      .sort()[0]
    return uses
      .filter(([, unit, used]) => unit === unit_id && used !== null && used !== undefined)
      .filter(([, , used]) => String(used) >= String(happened_at))
      .filter(([, , used]) => next === undefined || String(used) < next)
      .map(([session]) => session)
  }

  const ofLot = (lot: unknown): Reached => {
    const pieces = units.filter(({ lot_id }) => lot_id === lot)
    const ids = pieces.map(({ id }) => id)
    return reached([
      ...pieces.map(({ session_id }) => session_id),
      ...products.filter(({ lot_id }) => lot_id === lot).map(({ session_id }) => session_id),
      ...zones
        .filter(({ glide_lot_id }) => glide_lot_id === lot)
        .map(({ session_id }) => session_id),
      ...sessions
        .filter(({ handpiece_unit_id: unit }) => unit !== null && ids.includes(unit))
        .map(({ id }) => id),
      ...rows('handpiece_uses')
        .filter(({ unit_id }) => ids.includes(unit_id))
        .map(({ session_id }) => session_id),
      ...cleanings
        .filter(({ disinfectant_lot_id }) => disinfectant_lot_id === lot)
        .flatMap(usedAfter),
      ...drafts.filter((draft) => picks(draft, lot, ids)).map(({ key }) => key),
    ])
  }

  const ofLoad = (load: unknown): Reached =>
    reached(packs.filter(({ load_id }) => load_id === load).map(({ session_id }) => session_id))

  return {
    lots: new Map(rows('lots').map(({ id }) => [String(id), ofLot(id)])),
    loads: new Map(rows('loads').map(({ id }) => [String(id), ofLoad(id)])),
  }
}
