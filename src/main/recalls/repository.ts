import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { Instant, RecallId, SterilizerId } from '#shared/kernel/index.ts'
import type { RecallCause } from '#shared/recalls/index.ts'
import { recallContacts, recallItems, recalls, recallSteps } from './table.ts'

export type RecallRow = typeof recalls.$inferSelect
export type ItemRow = typeof recallItems.$inferSelect
export type StepRow = typeof recallSteps.$inferSelect
export type ContactRow = typeof recallContacts.$inferSelect

const ofRecall = sql.placeholder('recallId')

const prepared = preparedOnce((statements) => ({
  recall: statements
    .select()
    .from(recalls)
    .where(eq(recalls.id, sql.placeholder('id')))
    .prepare(),
  // Open ones first, then newest first.
  recalls: statements
    .select()
    .from(recalls)
    .orderBy(sql`${recalls.closedAt} IS NOT NULL`, sql`${recalls.openedAt} DESC`, recalls.id)
    .prepare(),
  openOf: statements
    .select()
    .from(recalls)
    .where(
      and(
        eq(recalls.cause, sql.placeholder('cause')),
        eq(recalls.subjectId, sql.placeholder('subjectId')),
        isNull(recalls.closedAt),
      ),
    )
    .prepare(),
  // A failed test names its machine by the cycle that it went through.
  openOfSterilizer: statements
    .select()
    .from(recalls)
    .where(
      and(
        isNull(recalls.closedAt),
        sql`((${recalls.cause} = 'sterilizer' AND ${recalls.subjectId} = ${sql.placeholder('sterilizerId')})
          OR (${recalls.cause} = 'spore-test' AND EXISTS (SELECT 1 FROM spore_tests t JOIN loads l ON l.id = t.load_id
            WHERE t.id = ${recalls.subjectId} AND l.sterilizer_id = ${sql.placeholder('sterilizerId')})))`,
      ),
    )
    .orderBy(asc(recalls.openedAt))
    .prepare(),
  items: statements
    .select()
    .from(recallItems)
    .where(eq(recallItems.recallId, ofRecall))
    .orderBy(recallItems.id)
    .prepare(),
  steps: statements
    .select()
    .from(recallSteps)
    .where(eq(recallSteps.recallId, ofRecall))
    .orderBy(recallSteps.recordedAt, recallSteps.id)
    .prepare(),
  contacts: statements
    .select()
    .from(recallContacts)
    .where(eq(recallContacts.recallId, ofRecall))
    .orderBy(recallContacts.contactedAt, recallContacts.id)
    .prepare(),
  insertRecall: (row: typeof recalls.$inferInsert) => statements.insert(recalls).values(row).run(),
  insertItem: (row: typeof recallItems.$inferInsert) =>
    statements.insert(recallItems).values(row).run(),
  insertStep: (row: typeof recallSteps.$inferInsert) =>
    statements.insert(recallSteps).values(row).run(),
  insertContact: (row: typeof recallContacts.$inferInsert) =>
    statements.insert(recallContacts).values(row).run(),
  close: statements
    .update(recalls)
    .set({
      closedAt: sql`${sql.placeholder('closedAt')}`,
      closeReason: sql`${sql.placeholder('closeReason')}`,
    })
    .where(eq(recalls.id, sql.placeholder('id')))
    .prepare(),
}))

export const findRecall = (db: ReadDb, id: RecallId): RecallRow | null =>
  prepared(db).recall.get({ id }) ?? null

export const listRecalls = (db: ReadDb): readonly RecallRow[] => prepared(db).recalls.all()

export const findOpenOf = (db: ReadDb, cause: RecallCause, subjectId: string): RecallRow | null =>
  prepared(db).openOf.get({ cause, subjectId }) ?? null

/** Those of a failed spore test or of the whole machine, oldest first. */
export const listOpenOfSterilizer = (
  db: ReadDb,
  sterilizerId: SterilizerId,
): readonly RecallRow[] => prepared(db).openOfSterilizer.all({ sterilizerId })

export const listItems = (db: ReadDb, recallId: RecallId): readonly ItemRow[] =>
  prepared(db).items.all({ recallId })

/** Oldest first. */
export const listSteps = (db: ReadDb, recallId: RecallId): readonly StepRow[] =>
  prepared(db).steps.all({ recallId })

/** Oldest first. */
export const listContacts = (db: ReadDb, recallId: RecallId): readonly ContactRow[] =>
  prepared(db).contacts.all({ recallId })

export const insertRecall = (tx: WriteTx, row: RecallRow): void =>
  changedOne(prepared(tx).insertRecall(row))

export const insertItem = (tx: WriteTx, row: typeof recallItems.$inferInsert): void =>
  changedOne(prepared(tx).insertItem(row))

export const insertStep = (tx: WriteTx, row: StepRow): void =>
  changedOne(prepared(tx).insertStep(row))

export const insertContact = (tx: WriteTx, row: ContactRow): void =>
  changedOne(prepared(tx).insertContact(row))

export const closeRecall = (
  tx: WriteTx,
  id: RecallId,
  closed: { readonly closedAt: Instant; readonly closeReason: string },
): void => changedOne(prepared(tx).close.run({ id, ...closed }))
