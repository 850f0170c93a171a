import { preparedOnce, type ReadDb } from '#main/database/index.ts'
import {
  certain,
  type ClientId,
  type Instant,
  type LoadId,
  type LotId,
  type PackId,
  type PractitionerId,
  type ProductId,
  type SessionId,
  type SterilizerId,
  type UnitId,
} from '#shared/kernel/index.ts'
import type { TraceSubject } from '#shared/recalls/index.ts'
import type { SessionState } from '#shared/sessions/index.ts'

// What a trace asks of the lower rooms' rows, many ids at a time.

const tables: Readonly<Record<TraceSubject['kind'], string>> = {
  lot: 'lots',
  load: 'loads',
  pack: 'packs',
  device: 'units',
  product: 'products',
  sterilizer: 'sterilizers',
  session: 'sessions',
  client: 'clients',
}

const among = 'IN (SELECT value FROM json_each(?))'

export interface TreatedRow {
  readonly sessionId: SessionId
  readonly clientId: ClientId
  readonly practitionerId: PractitionerId
  readonly state: SessionState
  /** When needling started, or the session was opened. */
  readonly at: Instant
}

const prepared = preparedOnce(({ $client }) => {
  const column = <Id>(sql: string) => $client.prepare<[string], Id>(sql).pluck()
  return {
    known: new Map(
      Object.entries(tables).map(([kind, table]) => [
        kind,
        column<1>(`SELECT 1 FROM ${table} WHERE id = ?`),
      ]),
    ),
    lotsOfProduct: column<LotId>('SELECT id FROM lots WHERE product_id = ?'),
    nameOfProduct: column<string>('SELECT name FROM products WHERE id = ?'),
    labelOfUnit: column<string>('SELECT label FROM units WHERE id = ?'),
    nameOfSterilizer: column<string>('SELECT name FROM sterilizers WHERE id = ?'),
    lotOfUnit: column<LotId>('SELECT lot_id FROM units WHERE id = ?'),
    loadsOfSterilizer: column<LoadId>('SELECT id FROM loads WHERE sterilizer_id = ?'),
    loadOfPack: column<LoadId>('SELECT load_id FROM packs WHERE id = ?'),
    packsOfLoads: column<PackId>(`SELECT id FROM packs WHERE load_id ${among}`),
    productsOfLots: column<ProductId>(`SELECT DISTINCT product_id FROM lots WHERE id ${among}`),
    sterilizersOfLoads: column<SterilizerId>(
      `SELECT DISTINCT sterilizer_id FROM loads WHERE id ${among}`,
    ),
    handpieces: column<UnitId>(
      `SELECT u.id FROM units u JOIN lots l ON l.id = u.lot_id JOIN products p ON p.id = l.product_id
       WHERE p.kind = 'handpiece' AND u.id ${among} ORDER BY u.id`,
    ),
    sessionsOfClient: column<SessionId>('SELECT id FROM sessions WHERE client_id = ?'),
    treated: $client.prepare<[string], TreatedRow>(
      `SELECT id AS sessionId, client_id AS clientId, practitioner_id AS practitionerId, state,
         coalesce(started_at, opened_at) AS at
       FROM sessions WHERE id ${among} AND state <> 'dropped' ORDER BY at DESC, id`,
    ),
  }
})

export const isKnown = (db: ReadDb, kind: TraceSubject['kind'], id: string): boolean =>
  certain(prepared(db).known.get(kind), 'A kind of subject').get(id) !== undefined

export const listLotsOf = (db: ReadDb, id: ProductId): LotId[] => prepared(db).lotsOfProduct.all(id)

export const nameOfProduct = (db: ReadDb, id: string): string =>
  certain(prepared(db).nameOfProduct.get(id), 'The product')

export const labelOfUnit = (db: ReadDb, id: UnitId): string =>
  certain(prepared(db).labelOfUnit.get(id), 'The piece')

export const nameOfSterilizer = (db: ReadDb, id: string): string =>
  certain(prepared(db).nameOfSterilizer.get(id), 'The sterilizer')

export const findLotOf = (db: ReadDb, id: UnitId): LotId =>
  certain(prepared(db).lotOfUnit.get(id), 'The lot of a piece')

export const listLoadsOf = (db: ReadDb, id: SterilizerId): LoadId[] =>
  prepared(db).loadsOfSterilizer.all(id)

export const findLoadOf = (db: ReadDb, id: PackId): LoadId =>
  certain(prepared(db).loadOfPack.get(id), 'The load of a pack')

export const listPacksOf = (db: ReadDb, loads: readonly LoadId[]): PackId[] =>
  prepared(db).packsOfLoads.all(JSON.stringify(loads))

export const listProductsOf = (db: ReadDb, lots: readonly LotId[]): ProductId[] =>
  prepared(db).productsOfLots.all(JSON.stringify(lots))

export const listSterilizersOf = (db: ReadDb, loads: readonly LoadId[]): SterilizerId[] =>
  prepared(db).sterilizersOfLoads.all(JSON.stringify(loads))

export const listHandpieces = (db: ReadDb, units: readonly UnitId[]): UnitId[] =>
  prepared(db).handpieces.all(JSON.stringify(units))

export const listSessionsOf = (db: ReadDb, id: ClientId): SessionId[] =>
  prepared(db).sessionsOfClient.all(id)

/** Newest first; dropped sessions treated nobody. */
export const listTreated = (db: ReadDb, sessions: readonly SessionId[]): readonly TreatedRow[] =>
  prepared(db).treated.all(JSON.stringify(sessions))
