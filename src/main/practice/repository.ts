import { asc, desc, eq } from 'drizzle-orm'
import {
  changedOne,
  preparedOnce,
  type ReadDb,
  readOnce,
  standing,
  type WriteTx,
} from '#main/database/index.ts'
import { fingerprintOf } from '#main/vault/index.ts'
import { certain, frozen, type PractitionerId } from '#shared/kernel/index.ts'
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
  rules: statements.select().from(ruleSets).orderBy(desc(ruleSets.version)).limit(1).prepare(),
  statements,
}))

const fingerprint = readOnce(fingerprintOf, 100)

const withFingerprint = (row: typeof practitioners.$inferSelect): Practitioner => ({
  ...row,
  fingerprint: fingerprint(row.publicKey),
})

// A gate asks for the day of each thing that it looks at, and each day needs the practice's time zone.
const details = standing((db): PracticeDetails => {
  const { name, address, telephone, timeZone, sterilityMode } = certain(
    prepared(db).practice.get(),
    'The practice',
  )
  return { name, address, telephone, timeZone, sterilityMode }
})

export const findDetails = (db: ReadDb): PracticeDetails => details.of(db)

const people = standing((db): readonly Practitioner[] =>
  prepared(db).people.all().map(withFingerprint),
)

export const findPeople = (db: ReadDb): readonly Practitioner[] => people.of(db)

export const findPractitioner = (db: ReadDb, id: PractitionerId): Practitioner | null =>
  people.of(db).find((person) => person.id === id) ?? null

/** A rule that was made after this version was decided stands at its starting value. */
const settingsOf = readOnce((settings): RuleSettings => {
  const decided: unknown = JSON.parse(settings)
  return frozen(
    ruleSettings.parse(
      typeof decided === 'object' && decided !== null ? { ...startingRules, ...decided } : decided,
    ),
  )
}, 20)

const rules = standing((db): RuleSet => {
  const { version, settings, decidedAt, reason } = certain(prepared(db).rules.get(), 'The rules')
  return { version, settings: settingsOf(settings), decidedAt, reason }
})

export const findRules = (db: ReadDb): RuleSet => rules.of(db)

export const insertPractice = (tx: WriteTx, id: string, first: PracticeDetails): void => {
  details.changes(tx)
  changedOne(
    prepared(tx)
      .statements.insert(practices)
      .values({ id, one: 1, ...first })
      .run(),
  )
}

export const updatePractice = (tx: WriteTx, changed: PracticeDetails): void => {
  details.changes(tx)
  changedOne(prepared(tx).statements.update(practices).set(changed).run())
}

export const insertPractitioner = (tx: WriteTx, row: Omit<Practitioner, 'fingerprint'>): void => {
  people.changes(tx)
  changedOne(prepared(tx).statements.insert(practitioners).values(row).run())
}

export const updateLicence = (tx: WriteTx, id: PractitionerId, licence: Licence): void => {
  people.changes(tx)
  changedOne(
    prepared(tx)
      .statements.update(practitioners)
      .set(licence)
      .where(eq(practitioners.id, id))
      .run(),
  )
}

export const insertRules = (
  tx: WriteTx,
  row: { id: string; settings: RuleSettings } & Pick<RuleSet, 'version' | 'decidedAt' | 'reason'>,
): void => {
  rules.changes(tx)
  changedOne(
    prepared(tx)
      .statements.insert(ruleSets)
      .values({ ...row, settings: JSON.stringify(row.settings) })
      .run(),
  )
}
