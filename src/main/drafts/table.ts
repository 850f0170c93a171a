import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Instant } from '#shared/kernel/index.ts'

export const drafts = sqliteTable(
  'drafts',
  {
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    version: integer('version').notNull(),
    /** JSON. */
    document: text('document').notNull(),
    savedAt: text('saved_at').$type<Instant>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key] })],
)
