import { desc, eq, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { AttachmentId } from '#shared/kernel/index.ts'
import { attachments } from './table.ts'

export type AttachmentRow = typeof attachments.$inferSelect

const prepared = preparedOnce((statements) => ({
  one: statements
    .select()
    .from(attachments)
    .where(eq(attachments.id, sql.placeholder('id')))
    .prepare(),
  sameContent: statements
    .select()
    .from(attachments)
    .where(eq(attachments.contentHash, sql.placeholder('contentHash')))
    .orderBy(desc(attachments.id))
    .prepare(),
  insert: (row: AttachmentRow) => statements.insert(attachments).values(row).run(),
}))

export const findAttachment = (db: ReadDb, id: AttachmentId): AttachmentRow | null =>
  prepared(db).one.get({ id }) ?? null

/** Kept files with this content, the newest first. */
export const findSameContent = (db: ReadDb, contentHash: string): readonly AttachmentRow[] =>
  prepared(db).sameContent.all({ contentHash })

export const insertAttachment = (tx: WriteTx, row: AttachmentRow): void =>
  changedOne(prepared(tx).insert(row))
