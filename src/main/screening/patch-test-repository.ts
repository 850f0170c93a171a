import { and, asc, desc, eq, isNull, lte, sql } from 'drizzle-orm'
import {
  changedOne,
  preparedOnce,
  type ReadDb,
  type Statements,
  type WriteTx,
} from '#main/database/index.ts'
import type { CalendarDate, ClientId, PatchTestId, PractitionerId } from '#shared/kernel/index.ts'
import type { PatchTestReading } from '#shared/screening/index.ts'
import { patchTests } from './table.ts'

export type PatchTestRow = typeof patchTests.$inferSelect

const select = (statements: Statements) => statements.select().from(patchTests).$dynamic()

const prepared = preparedOnce((statements) => ({
  one: select(statements)
    .where(eq(patchTests.id, sql.placeholder('id')))
    .prepare(),
  ofClient: select(statements)
    .where(eq(patchTests.clientId, sql.placeholder('clientId')))
    .orderBy(desc(patchTests.appliedOn), desc(patchTests.recordedAt), desc(patchTests.id))
    .prepare(),
  due: select(statements)
    .where(and(isNull(patchTests.readOn), lte(patchTests.readDueOn, sql.placeholder('today'))))
    .orderBy(asc(patchTests.readDueOn), asc(patchTests.id))
    .prepare(),
  insert: (row: typeof patchTests.$inferInsert) => statements.insert(patchTests).values(row).run(),
  read: statements
    .update(patchTests)
    .set({
      readOn: sql`${sql.placeholder('readOn')}`,
      readBy: sql`${sql.placeholder('readBy')}`,
      result: sql`${sql.placeholder('result')}`,
      readingNote: sql`${sql.placeholder('note')}`,
    })
    .where(and(eq(patchTests.id, sql.placeholder('id')), isNull(patchTests.readOn)))
    .prepare(),
}))

export const findPatchTest = (db: ReadDb, id: PatchTestId): PatchTestRow | null =>
  prepared(db).one.get({ id }) ?? null

/** The newest first. */
export const listPatchTests = (db: ReadDb, clientId: ClientId): readonly PatchTestRow[] =>
  prepared(db).ofClient.all({ clientId })

/** Unread ones to be read on this day or before, the longest overdue first. */
export const listDue = (db: ReadDb, today: CalendarDate): readonly PatchTestRow[] =>
  prepared(db).due.all({ today })

export const insertPatchTest = (
  tx: WriteTx,
  row: Omit<PatchTestRow, 'readOn' | 'readBy' | 'result' | 'readingNote'>,
): void => changedOne(prepared(tx).insert(row))

export const readPatchTest = (
  tx: WriteTx,
  id: PatchTestId,
  reading: PatchTestReading & { readonly readBy: PractitionerId },
): void => changedOne(prepared(tx).read.run({ id, ...reading }))
