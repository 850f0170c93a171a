import { and, asc, count, desc, eq, getTableColumns, gte, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import {
  type ColumnMapping,
  columnMapping,
  type CycleReading,
  cycleReading,
  fewestValues,
} from '#shared/imports/index.ts'
import type { CycleRecordId, Instant, LoadId, SterilizerId } from '#shared/kernel/index.ts'
import { type Load, type Programme, programme } from '#shared/sterilization/index.ts'
import { cycleFileSettings, cycleRecords } from './table.ts'

const told = cycleReading.omit({ measurements: true })

/** What a file said of a cycle, but for what was measured. */
export type Told = z.infer<typeof told>

/** A kept cycle without its measured series, which may have a value for every second. */
export interface KeptCycle extends Omit<typeof cycleRecords.$inferSelect, 'reading'> {
  readonly reading: Told
  readonly hasCurve: boolean
}

/** A kept cycle, with what its file said. */
export type StoredCycle = Omit<typeof cycleRecords.$inferSelect, 'reading'> & {
  readonly reading: CycleReading
}

/** What is compared of a cycle, without its measured values. */
export type CycleHead = Pick<
  typeof cycleRecords.$inferSelect,
  'serialNumber' | 'cycleNumber' | 'startedAt' | 'outcome' | 'seriesHash'
>

const head = {
  serialNumber: cycleRecords.serialNumber,
  cycleNumber: cycleRecords.cycleNumber,
  startedAt: cycleRecords.startedAt,
  outcome: cycleRecords.outcome,
  seriesHash: cycleRecords.seriesHash,
}

const listed = {
  ...getTableColumns(cycleRecords),
  reading: sql<string>`json_remove(${cycleRecords.reading}, '$.measurements')`,
  // Measured moments with a value, as many as make a curve.
  hasCurve: sql<number>`(SELECT count(*) FROM json_each(${cycleRecords.reading}, '$.measurements') m
    WHERE m.value ->> '$.temperature' IS NOT NULL OR m.value ->> '$.pressure' IS NOT NULL) >= ${sql.raw(String(fewestValues))}`,
}

const ofCycle = and(
  eq(cycleRecords.serialNumber, sql.placeholder('serialNumber')),
  eq(cycleRecords.cycleNumber, sql.placeholder('cycleNumber')),
)

const prepared = preparedOnce((statements) => ({
  between: statements
    .select(listed)
    .from(cycleRecords)
    .where(
      and(
        gte(cycleRecords.startedOn, sql`${sql.placeholder('from')}`),
        lte(cycleRecords.startedOn, sql`${sql.placeholder('to')}`),
      ),
    )
    .orderBy(desc(cycleRecords.startedAt), desc(cycleRecords.cycleNumber), desc(cycleRecords.id))
    .prepare(),
  one: statements
    .select(listed)
    .from(cycleRecords)
    .where(eq(cycleRecords.id, sql.placeholder('id')))
    .prepare(),
  reading: statements
    .select({ reading: cycleRecords.reading })
    .from(cycleRecords)
    .where(eq(cycleRecords.id, sql.placeholder('id')))
    .prepare(),
  ofNumber: statements
    .select(listed)
    .from(cycleRecords)
    .where(ofCycle)
    .orderBy(desc(cycleRecords.id))
    .prepare(),
  headsOfNumber: statements
    .select({ ...head, reading: cycleRecords.reading })
    .from(cycleRecords)
    .where(ofCycle)
    .prepare(),
  countOfNumber: statements.select({ cycles: count() }).from(cycleRecords).where(ofCycle).prepare(),
  headsOfSeries: statements
    .select(head)
    .from(cycleRecords)
    .where(eq(cycleRecords.seriesHash, sql.placeholder('seriesHash')))
    .orderBy(asc(cycleRecords.startedAt), asc(cycleRecords.cycleNumber))
    .prepare(),
  numbers: statements
    .selectDistinct({ cycleNumber: cycleRecords.cycleNumber })
    .from(cycleRecords)
    .where(eq(cycleRecords.serialNumber, sql.placeholder('serialNumber')))
    .prepare(),
  insert: (row: typeof cycleRecords.$inferInsert) =>
    statements.insert(cycleRecords).values(row).run(),
  settings: statements.select().from(cycleFileSettings).prepare(),
  statements,
  // The log is the sterilization room's; the join with it has this one meaning, here.
  machines: statements.$client.prepare<[], Machine>(
    'SELECT id, serial_number AS serialNumber FROM sterilizers ORDER BY id',
  ),
  loadOfCycle: statements.$client.prepare<[string, number], LoggedCycle>(
    `SELECT id, state, kind, started_at AS startedAt FROM loads
     WHERE sterilizer_id = ? AND cycle_number = ?`,
  ),
  loggedNumbers: statements.$client
    .prepare<[string], number>('SELECT cycle_number FROM loads WHERE sterilizer_id = ?')
    .pluck(),
  programmeOfLoad: statements.$client
    .prepare<[string], string>('SELECT programme FROM loads WHERE id = ?')
    .pluck(),
  cycleOfLoad: statements.$client.prepare<
    [string],
    { sterilizerId: SterilizerId; cycleNumber: number }
  >('SELECT sterilizer_id AS sterilizerId, cycle_number AS cycleNumber FROM loads WHERE id = ?'),
}))

export interface Machine {
  readonly id: SterilizerId
  readonly serialNumber: string
}

export interface LoggedCycle {
  readonly id: LoadId
  readonly state: Load['state']
  readonly kind: Load['kind']
  readonly startedAt: Instant
}

// what sterilizers wrote

const kept = ({
  reading,
  hasCurve,
  ...row
}: typeof cycleRecords.$inferSelect & { readonly hasCurve: number }): KeptCycle => ({
  ...row,
  reading: told.parse(JSON.parse(reading)),
  hasCurve: hasCurve === 1,
})

/** Newest first; both days included. */
export const listCycles = (db: ReadDb, from: string, to: string): readonly KeptCycle[] =>
  prepared(db).between.all({ from, to }).map(kept)

/** What the file of a kept cycle said, with what was measured. */
export const findReading = (db: ReadDb, id: CycleRecordId): CycleReading | null => {
  const row = prepared(db).reading.get({ id })
  return row ? cycleReading.parse(JSON.parse(row.reading)) : null
}

export const findCycle = (db: ReadDb, id: CycleRecordId): KeptCycle | null => {
  const row = prepared(db).one.get({ id })
  return row ? kept(row) : null
}

/** Kept cycles of this number, the one that was kept last first. */
export const findCyclesOfNumber = (
  db: ReadDb,
  serialNumber: string,
  cycleNumber: number,
): readonly KeptCycle[] => prepared(db).ofNumber.all({ serialNumber, cycleNumber }).map(kept)

/** `reading` as it was written, JSON. */
export const headsOfNumber = (
  db: ReadDb,
  serialNumber: string,
  cycleNumber: number,
): readonly (CycleHead & { readonly reading: string })[] =>
  prepared(db).headsOfNumber.all({ serialNumber, cycleNumber })

/** How many kept files tell of a cycle of this number; the same is never kept twice. */
export const countOfNumber = (db: ReadDb, serialNumber: string, cycleNumber: number): number =>
  prepared(db).countOfNumber.get({ serialNumber, cycleNumber })?.cycles ?? 0

export const headsOfSeries = (db: ReadDb, seriesHash: string): readonly CycleHead[] =>
  prepared(db).headsOfSeries.all({ seriesHash })

/** The numbers of a machine's kept cycles, in no order. */
export const keptNumbers = (db: ReadDb, serialNumber: string): readonly number[] =>
  prepared(db)
    .numbers.all({ serialNumber })
    .map(({ cycleNumber }) => cycleNumber)

export const insertCycle = (tx: WriteTx, cycle: StoredCycle): void =>
  changedOne(prepared(tx).insert({ ...cycle, reading: JSON.stringify(cycle.reading) }))

// the log

export const listMachines = (db: ReadDb): readonly Machine[] => prepared(db).machines.all()

export const findLoggedCycle = (
  db: ReadDb,
  sterilizerId: SterilizerId,
  cycleNumber: number,
): LoggedCycle | null => prepared(db).loadOfCycle.get(sterilizerId, cycleNumber) ?? null

export const loggedNumbers = (db: ReadDb, sterilizerId: SterilizerId): readonly number[] =>
  prepared(db).loggedNumbers.all(sterilizerId)

export const findCycleOfLoad = (db: ReadDb, id: LoadId) => prepared(db).cycleOfLoad.get(id) ?? null

/** As its limits were at the cycle. */
export const programmeOfLoad = (db: ReadDb, id: LoadId | null): Programme | null => {
  const json = id === null ? undefined : prepared(db).programmeOfLoad.get(id)
  return json === undefined ? null : programme.parse(JSON.parse(json))
}

// settings

const mappingsOf = z.array(columnMapping)

export interface CycleFileSettings {
  readonly folder: string | null
  readonly mappings: readonly ColumnMapping[]
}

export const findSettings = (db: ReadDb): CycleFileSettings => {
  const row = prepared(db).settings.get()
  return row
    ? { folder: row.folder, mappings: mappingsOf.parse(JSON.parse(row.mappings)) }
    : { folder: null, mappings: [] }
}

export const writeSettings = (tx: WriteTx, id: string, settings: CycleFileSettings): void => {
  const { statements, settings: found } = prepared(tx)
  const row = { folder: settings.folder, mappings: JSON.stringify(settings.mappings) }
  changedOne(
    found.get()
      ? statements.update(cycleFileSettings).set(row).run()
      : statements
          .insert(cycleFileSettings)
          .values({ id, one: 1, ...row })
          .run(),
  )
}
