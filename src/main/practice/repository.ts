import { asc, desc, eq, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import { fingerprintOf } from '#main/vault/index.ts'
import { certain, type PractitionerId } from '#shared/kernel/index.ts'
import {
  type Licence,
  type PracticeDetails,
  type Practitioner,
  type RuleSet,
  type RuleSettings,
  ruleSettings,
  startingRules,
} from '#shared/practice/index.ts'
import { practices, practitioners, ruleSets } from './table.ts'

const prepared = preparedOnce((statements) => ({
  practice: statements.select().from(practices).prepare(),
  people: statements.select().from(practitioners).orderBy(asc(practitioners.name)).prepare(),
  person: statements
    .select()
    .from(practitioners)
    .where(eq(practitioners.id, sql.placeholder('id')))
    .prepare(),
  rules: statements.select().from(ruleSets).orderBy(desc(ruleSets.version)).limit(1).prepare(),
  statements,
}))

const withFingerprint = (row: typeof practitioners.$inferSelect): Practitioner => ({
  ...row,
  fingerprint: fingerprintOf(row.publicKey),
})

export const findDetails = (db: ReadDb): PracticeDetails => {
  const { name, address, telephone, timeZone, sterilityMode } = certain(
    prepared(db).practice.get(),
    'The practice',
  )
  return { name, address, telephone, timeZone, sterilityMode }
}

export const findPeople = (db: ReadDb): readonly Practitioner[] =>
  prepared(db).people.all().map(withFingerprint)

export const findPractitioner = (db: ReadDb, id: PractitionerId): Practitioner | null => {
  const row = prepared(db).person.get({ id })
  return row ? withFingerprint(row) : null
}

/** A rule that was made after this version was decided stands at its starting value. */
const settingsOf = (settings: string): RuleSettings => {
  const decided: unknown = JSON.parse(settings)
  return ruleSettings.parse(
    typeof decided === 'object' && decided !== null ? { ...startingRules, ...decided } : decided,
  )
}

export const findRules = (db: ReadDb): RuleSet => {
  const { version, settings, decidedAt, reason } = certain(prepared(db).rules.get(), 'The rules')
  return { version, settings: settingsOf(settings), decidedAt, reason }
}

export const insertPractice = (tx: WriteTx, id: string, details: PracticeDetails): void =>
  changedOne(
    prepared(tx)
      .statements.insert(practices)
      .values({ id, one: 1, ...details })
      .run(),
  )

export const updatePractice = (tx: WriteTx, details: PracticeDetails): void =>
  changedOne(prepared(tx).statements.update(practices).set(details).run())

export const insertPractitioner = (tx: WriteTx, row: Omit<Practitioner, 'fingerprint'>): void =>
  changedOne(prepared(tx).statements.insert(practitioners).values(row).run())

export const updateLicence = (tx: WriteTx, id: PractitionerId, licence: Licence): void =>
  changedOne(
    prepared(tx)
      .statements.update(practitioners)
      .set(licence)
      .where(eq(practitioners.id, id))
      .run(),
  )

export const insertRules = (
  tx: WriteTx,
  row: { id: string; settings: RuleSettings } & Pick<RuleSet, 'version' | 'decidedAt' | 'reason'>,
): void =>
  changedOne(
    prepared(tx)
      .statements.insert(ruleSets)
      .values({ ...row, settings: JSON.stringify(row.settings) })
      .run(),
  )
