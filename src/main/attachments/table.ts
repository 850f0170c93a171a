import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AttachmentId, Instant } from '#shared/kernel/index.ts'

export const attachments = sqliteTable('attachments', {
  id: text().$type<AttachmentId>().primaryKey(),
  /** The name of its file. */
  ciphertextHash: text('ciphertext_hash').notNull(),
  contentHash: text('content_hash').notNull(),
  key: text().notNull(),
  name: text().notNull(),
  mediaType: text('media_type').notNull(),
  size: integer().notNull(),
  addedAt: text('added_at').$type<Instant>().notNull(),
})
