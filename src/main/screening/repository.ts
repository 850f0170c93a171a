import { desc, eq, sql } from 'drizzle-orm'
import {
  canonical,
  changedOne,
  onceFor,
  preparedOnce,
  type ReadDb,
  readOnce,
  sha256,
  standing,
  type WriteTx,
} from '#main/database/index.ts'
import {
  certain,
  frozen,
  type ClientId,
  type ScreeningId,
  type ScreeningRulesId,
} from '#shared/kernel/index.ts'
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
  const stored = () => statements.select().from(screenings).$dynamic()
  // In the order of the index, where the row's number is the last term.
  const newestFirst = [desc(screenings.completedAt), sql`rowid DESC`]
  return {
    versions: statements.select().from(ruleVersions).orderBy(desc(ruleVersions.version)).prepare(),
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
    screening: stored()
      .where(eq(screenings.id, sql.placeholder('id')))
      .prepare(),
    ofClient: stored()
      .where(eq(screenings.clientId, sql.placeholder('clientId')))
      .orderBy(...newestFirst)
      .prepare(),
    newest: stored()
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

const readBody = readOnce((text): Pick<StoredVersion, 'body' | 'hash'> => {
  const body: unknown = JSON.parse(text)
  return {
    body: frozen(screeningRulesBody.safeParse(body).data ?? null),
    hash: sha256(canonical(body)),
  }
}, 20)

const readIdentity = readOnce(
  (text) => sealedIdentity.nullable().catch(null).parse(JSON.parse(text)),
  1000,
)

export const hashOfBody = onceFor((body: ScreeningRulesBody) => sha256(canonical(body)))

const versionOf = ({ body, ...row }: typeof ruleVersions.$inferSelect): StoredVersion => ({
  row,
  ...readBody(body),
})

const versions = standing((db) => prepared(db).versions.all().map(versionOf))

const screeningOf =
  (db: ReadDb) =>
  (row: typeof screenings.$inferSelect): StoredScreening => ({
    row: { ...row, identity: readIdentity(row.identity) },
    version: certain(
      versions.of(db).find(({ row: { id } }) => id === row.rulesId),
      'The version of the rules that a screening names',
    ),
  })

/** The newest first. */
export const listVersions = (db: ReadDb): readonly StoredVersion[] => versions.of(db)

export const findCurrentVersion = (db: ReadDb): StoredVersion | null => versions.of(db)[0] ?? null

export const insertVersion = (
  tx: WriteTx,
  { body, ...row }: StoredVersion['row'] & { readonly body: ScreeningRulesBody },
): ScreeningRulesId => {
  versions.changes(tx)
  changedOne(prepared(tx).insertVersion.run({ ...row, body: JSON.stringify(body) }))
  return row.id
}

/** Newest first. */
export const listScreenings = (db: ReadDb, clientId: ClientId): StoredScreening[] =>
  prepared(db).ofClient.all({ clientId }).map(screeningOf(db))

export const findNewest = (db: ReadDb, clientId: ClientId): StoredScreening | null => {
  const found = prepared(db).newest.get({ clientId })
  return found ? screeningOf(db)(found) : null
}

export const findScreening = (db: ReadDb, id: ScreeningId): StoredScreening | null => {
  const found = prepared(db).screening.get({ id })
  return found ? screeningOf(db)(found) : null
}

export const insertScreening = (
  tx: WriteTx,
  screening: Omit<StoredScreening['row'], 'identity'> & { readonly identity: SealedIdentity },
): void =>
  changedOne(
    prepared(tx).insert.run({ ...screening, identity: JSON.stringify(screening.identity) }),
  )
