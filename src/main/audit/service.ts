import { and, count, desc, eq, lt, sql } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { type Database, preparedOnce } from '#main/database/index.ts'
import { z } from 'zod'
import {
  type ChangeLogEntry,
  changeLogEntry,
  type RecordMoments,
  type StandingRecord,
  type Verification,
} from '#shared/audit/index.ts'
import { asItStood, isLight, momentsOf, type RecordKey } from './record.ts'

const changeLog = sqliteTable('change_log', {
  sequence: integer().primaryKey(),
  at: text().notNull(),
  actor: text().notNull(),
  reason: text(),
  table: text('table_name').notNull(),
  rowId: text('row_id').notNull(),
  operation: text().notNull(),
  row: text(),
  hash: text(),
})

const pageSize = 200

const prepared = preparedOnce((statements) => {
  const page = (table: boolean) =>
    statements
      .select()
      .from(changeLog)
      .where(
        and(
          lt(changeLog.sequence, sql.placeholder('before')),
          table ? eq(changeLog.table, sql.placeholder('table')) : undefined,
        ),
      )
      .orderBy(desc(changeLog.sequence))
      .limit(pageSize)
      .prepare()
  return {
    page: page(false),
    pageOfTable: page(true),
    total: statements.select({ total: count() }).from(changeLog).prepare(),
    connection: statements.$client,
  }
})

export type Audit = ReturnType<typeof createAudit>

/** The change log to be read; the database writes it. */
export const createAudit = ({
  database,
  verify,
  history,
}: {
  readonly database: Database
  /** What looks at too many rows or entries for the thread that answers. */
  readonly history: {
    readonly moments: (key: RecordKey) => Promise<RecordMoments>
    readonly asItStood: (key: RecordKey & { sequence: number }) => Promise<StandingRecord>
  }
  /** Checks the whole records file away from the main thread. */
  readonly verify: (fingerprints: readonly string[]) => Promise<Verification>
}) => ({
  list: (input: { readonly before?: number | undefined; readonly table?: string | undefined }) =>
    database.read((db): { entries: ChangeLogEntry[]; total: number } => {
      const before = input.before ?? Number.MAX_SAFE_INTEGER
      const rows =
        input.table === undefined
          ? prepared(db).page.all({ before })
          : prepared(db).pageOfTable.all({ before, table: input.table })
      return { entries: rows.map(readEntry), total: prepared(db).total.get()?.total ?? 0 }
    }),
  record: async (key: RecordKey): Promise<RecordMoments> =>
    database.read((db) => {
      const { connection } = prepared(db)
      return isLight(connection, key) ? momentsOf(connection, key) : null
    }) ?? history.moments(key),

  asItStood: async (key: RecordKey & { sequence: number }): Promise<StandingRecord> =>
    database.read((db) => {
      const { connection } = prepared(db)
      return isLight(connection, key, key.sequence) ? asItStood(connection, key) : null
    }) ?? history.asItStood(key),

  verify: (input?: { readonly fingerprints: readonly string[] }) =>
    verify(input?.fingerprints ?? []),
})

const readEntry = (row: typeof changeLog.$inferSelect): ChangeLogEntry =>
  changeLogEntry.parse({
    ...row,
    reason: row.reason ?? '',
    row: row.row === null ? null : z.json().parse(JSON.parse(row.row)),
  })
