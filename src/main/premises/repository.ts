import { and, desc, eq, gte, isNull, lte, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type {
  AttachmentId,
  Instant,
  PractitionerId,
  PremisesRecordId,
} from '#shared/kernel/index.ts'
import { type PremisesEntry, premisesEntry } from '#shared/premises/index.ts'
import { premisesRecords } from './table.ts'

const prepared = preparedOnce((statements) => ({
  records: statements
    .select()
    .from(premisesRecords)
    .where(
      and(
        gte(premisesRecords.beginsOn, sql.placeholder('from')),
        lte(premisesRecords.beginsOn, sql.placeholder('to')),
      ),
    )
    .orderBy(desc(premisesRecords.beginsOn), desc(premisesRecords.recordedAt))
    .prepare(),
  record: statements
    .select()
    .from(premisesRecords)
    .where(eq(premisesRecords.id, sql.placeholder('id')))
    .prepare(),
  insert: statements
    .insert(premisesRecords)
    .values({
      id: sql.placeholder('id'),
      kind: sql.placeholder('kind'),
      beginsOn: sql.placeholder('beginsOn'),
      endsOn: sql.placeholder('endsOn'),
      practitionerId: sql.placeholder('practitionerId'),
      details: sql.placeholder('details'),
      attachmentId: sql.placeholder('attachmentId'),
      recordedAt: sql.placeholder('recordedAt'),
      recordedBy: sql.placeholder('recordedBy'),
    })
    .prepare(),
  update: statements
    .update(premisesRecords)
    .set({
      beginsOn: sql`${sql.placeholder('beginsOn')}`,
      endsOn: sql`${sql.placeholder('endsOn')}`,
      practitionerId: sql`${sql.placeholder('practitionerId')}`,
      details: sql`${sql.placeholder('details')}`,
      attachmentId: sql`${sql.placeholder('attachmentId')}`,
    })
    .where(
      and(eq(premisesRecords.id, sql.placeholder('id')), isNull(premisesRecords.errorMarkedAt)),
    )
    .prepare(),
  mark: statements
    .update(premisesRecords)
    .set({
      errorMarkedAt: sql`${sql.placeholder('at')}`,
      errorReason: sql`${sql.placeholder('reason')}`,
    })
    .where(
      and(eq(premisesRecords.id, sql.placeholder('id')), isNull(premisesRecords.errorMarkedAt)),
    )
    .prepare(),
  person: statements.$client
    .prepare<[string], 1>('SELECT 1 FROM practitioners WHERE id = ?')
    .pluck(),
  file: statements.$client.prepare<[string], 1>('SELECT 1 FROM attachments WHERE id = ?').pluck(),
}))

/** A record as it is kept. */
export interface StoredRecord {
  readonly id: PremisesRecordId
  readonly entry: PremisesEntry
  readonly recordedAt: Instant
  readonly recordedBy: PractitionerId
  readonly errorMark: { readonly at: Instant; readonly reason: string } | null
}

const recordOf = (row: typeof premisesRecords.$inferSelect): StoredRecord => {
  const { id, recordedAt, recordedBy, errorMarkedAt, errorReason, details, ...entry } = row
  const parsed: unknown = JSON.parse(details)
  return {
    id,
    entry: premisesEntry.parse({ ...entry, details: parsed }),
    recordedAt,
    recordedBy,
    errorMark:
      errorMarkedAt === null || errorReason === null
        ? null
        : { at: errorMarkedAt, reason: errorReason },
  }
}

const rowOf = (entry: PremisesEntry) => ({
  kind: entry.kind,
  beginsOn: entry.beginsOn,
  endsOn: entry.endsOn,
  practitionerId: personOf(entry),
  details: JSON.stringify(entry.details),
  attachmentId: entry.attachmentId,
})

/** Whom an entry names. */
export const personOf = (entry: PremisesEntry): PractitionerId | null =>
  'practitionerId' in entry ? entry.practitionerId : null

/** Newest first; both days included. */
export const listRecords = (
  db: ReadDb,
  days: { readonly from: string; readonly to: string },
): StoredRecord[] =>
  prepared(db)
    .records.all({ ...days })
    .map(recordOf)

export const findRecord = (db: ReadDb, id: PremisesRecordId): StoredRecord | null => {
  const row = prepared(db).record.get({ id })
  return row ? recordOf(row) : null
}

export const insertRecord = (
  tx: WriteTx,
  record: Pick<StoredRecord, 'id' | 'entry' | 'recordedAt' | 'recordedBy'>,
): void => {
  const { entry, ...rest } = record
  changedOne(prepared(tx).insert.run({ ...rest, ...rowOf(entry) }))
}

export const updateRecord = (tx: WriteTx, id: PremisesRecordId, entry: PremisesEntry): void => {
  const { kind: _kind, ...columns } = rowOf(entry)
  changedOne(prepared(tx).update.run({ id, ...columns }))
}

export const markRecord = (
  tx: WriteTx,
  id: PremisesRecordId,
  mark: { readonly at: Instant; readonly reason: string },
): void => changedOne(prepared(tx).mark.run({ id, ...mark }))

export const isPersonKnown = (db: ReadDb, id: PractitionerId): boolean =>
  prepared(db).person.get(id) === 1

export const isFileKnown = (db: ReadDb, id: AttachmentId): boolean =>
  prepared(db).file.get(id) === 1
