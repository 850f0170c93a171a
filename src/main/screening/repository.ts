import { desc, eq, sql } from 'drizzle-orm'
import {
  canonical,
  changedOne,
  preparedOnce,
  type ReadDb,
  sha256,
  type WriteTx,
} from '#main/database/index.ts'
import type { ClientId, ScreeningId, ScreeningRulesId } from '#shared/kernel/index.ts'
import { type ScreeningRulesBody, screeningRulesBody } from '#shared/screening/index.ts'
import { type SealedIdentity, sealedIdentity } from '#shared/signing/index.ts'
import { ruleVersions, screenings } from './table.ts'

/** One version, with its body read and hashed; the body is null when what is stored is none any more. */
export interface StoredVersion {
  readonly row: Omit<typeof ruleVersions.$inferSelect, 'body'>
  readonly body: ScreeningRulesBody | null
  /** SHA-256 of the canonical JSON of the body. */
  readonly hash: string
}

/** A completed screening's row with the version that judged it. */
export interface StoredScreening {
  readonly row: Omit<typeof screenings.$inferSelect, 'identity'> & {
    /** Null when what is stored is no identity any more. */
    readonly identity: SealedIdentity | null
  }
  readonly version: StoredVersion
}

const prepared = preparedOnce((statements) => {
  const withVersion = () =>
    statements
      .select({ screening: screenings, version: ruleVersions })
      .from(screenings)
      .innerJoin(ruleVersions, eq(ruleVersions.id, screenings.rulesId))
      .$dynamic()
  const newestFirst = [desc(screenings.completedAt), desc(screenings.id)]
  return {
    versions: statements.select().from(ruleVersions).orderBy(desc(ruleVersions.version)).prepare(),
    current: statements
      .select()
      .from(ruleVersions)
      .orderBy(desc(ruleVersions.version))
      .limit(1)
      .prepare(),
    insertVersion: statements
      .insert(ruleVersions)
      .values({
        id: sql.placeholder('id'),
        version: sql.placeholder('version'),
        language: sql.placeholder('language'),
        body: sql.placeholder('body'),
        reason: sql.placeholder('reason'),
        publishedAt: sql.placeholder('publishedAt'),
      })
      .prepare(),
    screening: withVersion()
      .where(eq(screenings.id, sql.placeholder('id')))
      .prepare(),
    ofClient: withVersion()
      .where(eq(screenings.clientId, sql.placeholder('clientId')))
      .orderBy(...newestFirst)
      .prepare(),
    newest: withVersion()
      .where(eq(screenings.clientId, sql.placeholder('clientId')))
      .orderBy(...newestFirst)
      .limit(1)
      .prepare(),
    insert: statements
      .insert(screenings)
      .values({
        id: sql.placeholder('id'),
        clientId: sql.placeholder('clientId'),
        rulesId: sql.placeholder('rulesId'),
        practitionerId: sql.placeholder('practitionerId'),
        askedBy: sql.placeholder('askedBy'),
        day: sql.placeholder('day'),
        validUntil: sql.placeholder('validUntil'),
        verdict: sql.placeholder('verdict'),
        completedAt: sql.placeholder('completedAt'),
        identity: sql.placeholder('identity'),
      })
      .prepare(),
  }
})

// A gate asks for a version at every change of a chart, and reading and hashing one takes a
// millisecond or more. The text decides, so a version that was altered is read anew.
const readBodies = new Map<string, Pick<StoredVersion, 'body' | 'hash'>>()
const mostReadBodies = 20

const readBody = (text: string): Pick<StoredVersion, 'body' | 'hash'> => {
  const known = readBodies.get(text)
  if (known) return known
  const body: unknown = JSON.parse(text)
  const read = {
    body: screeningRulesBody.safeParse(body).data ?? null,
    hash: sha256(canonical(body)),
  }
  if (readBodies.size === mostReadBodies) readBodies.clear()
  readBodies.set(text, read)
  return read
}

export const hashOfBody = (body: ScreeningRulesBody): string => sha256(canonical(body))

const versionOf = ({ body, ...row }: typeof ruleVersions.$inferSelect): StoredVersion => ({
  row,
  ...readBody(body),
})

const screeningOf = (found: {
  readonly screening: typeof screenings.$inferSelect
  readonly version: typeof ruleVersions.$inferSelect
}): StoredScreening => ({
  row: {
    ...found.screening,
    identity: sealedIdentity.nullable().catch(null).parse(JSON.parse(found.screening.identity)),
  },
  version: versionOf(found.version),
})

/** The newest first. */
export const listVersions = (db: ReadDb): StoredVersion[] =>
  prepared(db).versions.all().map(versionOf)

export const findCurrentVersion = (db: ReadDb): StoredVersion | null => {
  const row = prepared(db).current.get()
  return row ? versionOf(row) : null
}

export const insertVersion = (
  tx: WriteTx,
  { body, ...row }: StoredVersion['row'] & { readonly body: ScreeningRulesBody },
): ScreeningRulesId => {
  changedOne(prepared(tx).insertVersion.run({ ...row, body: JSON.stringify(body) }))
  return row.id
}

/** Newest first. */
export const listScreenings = (db: ReadDb, clientId: ClientId): StoredScreening[] =>
  prepared(db).ofClient.all({ clientId }).map(screeningOf)

export const findNewest = (db: ReadDb, clientId: ClientId): StoredScreening | null => {
  const found = prepared(db).newest.get({ clientId })
  return found ? screeningOf(found) : null
}

export const findScreening = (db: ReadDb, id: ScreeningId): StoredScreening | null => {
  const found = prepared(db).screening.get({ id })
  return found ? screeningOf(found) : null
}

export const insertScreening = (
  tx: WriteTx,
  screening: Omit<StoredScreening['row'], 'identity'> & { readonly identity: SealedIdentity },
): void =>
  changedOne(
    prepared(tx).insert.run({ ...screening, identity: JSON.stringify(screening.identity) }),
  )
