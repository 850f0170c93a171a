import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  changedOne,
  preparedOnce,
  type ReadDb,
  readOnce,
  type WriteTx,
} from '#main/database/index.ts'
import type { Draft, DraftKey } from '#shared/drafts/index.ts'
import { drafts } from './table.ts'

const isThisOne = and(
  eq(drafts.kind, sql.placeholder('kind')),
  eq(drafts.key, sql.placeholder('key')),
)

const prepared = preparedOnce((statements) => ({
  find: statements.select().from(drafts).where(isThisOne).prepare(),
  part: statements
    .select({
      json: sql<string | null>`CASE WHEN json_valid(${drafts.document})
        THEN ${drafts.document} -> ${sql.placeholder('path')} END`,
    })
    .from(drafts)
    .where(isThisOne)
    .prepare(),
  put: statements
    .insert(drafts)
    .values({
      kind: sql.placeholder('kind'),
      key: sql.placeholder('key'),
      version: sql.placeholder('version'),
      document: sql.placeholder('document'),
      savedAt: sql.placeholder('savedAt'),
    })
    .onConflictDoUpdate({
      target: [drafts.kind, drafts.key],
      set: {
        version: sql`excluded.version`,
        document: sql`excluded.document`,
        savedAt: sql`excluded.saved_at`,
      },
    })
    .prepare(),
  remove: statements.delete(drafts).where(isThisOne).prepare(),
}))

/** What is read from JSON is JSON; a chart is asked for several times between two saves. */
const read = readOnce((text) => json.parse(JSON.parse(text)), 20)
const json = z.custom<Draft['document']>()

export const findDraft = (db: ReadDb, { kind, key }: DraftKey): Draft | null => {
  const row = prepared(db).find.get({ kind, key })
  return row ? { ...row, document: read(row.document) } : null
}

/** @param path such as `$.products`; null when the part is not there, or the document is no JSON any more */
export const findPart = (db: ReadDb, { kind, key }: DraftKey, path: string) => {
  const part = prepared(db).part.get({ kind, key, path })?.json ?? null
  return part === null ? null : read(part)
}

export const putDraft = (tx: WriteTx, draft: Draft): void =>
  changedOne(prepared(tx).put.run({ ...draft, document: JSON.stringify(draft.document) }))

/** A draft that is not there is removed already. */
export const removeDraft = (tx: WriteTx, { kind, key }: DraftKey): void => {
  prepared(tx).remove.run({ kind, key })
}
