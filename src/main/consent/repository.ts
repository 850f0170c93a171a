import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  changedOne,
  preparedOnce,
  type ReadDb,
  readOnce,
  standing,
  type Statements,
  type WriteTx,
} from '#main/database/index.ts'
import {
  type ConsentKind,
  type ConsentTemplate,
  type ConsentText,
  consentText,
  type SealedPeople,
  sealedPeople,
} from '#shared/consent/index.ts'
import {
  type CalendarDate,
  calendarDate,
  certain,
  type ClientId,
  type ConsentId,
  type ConsentTemplateId,
  instant,
} from '#shared/kernel/index.ts'
import { type SealedIdentity, sealedIdentity } from '#shared/signing/index.ts'
import { consents, consentTemplates, consentUses } from './table.ts'

type ConsentRow = typeof consents.$inferSelect

/** A template as it is stored. */
export type StoredTemplate = Omit<ConsentTemplate, 'text'> & {
  /** Null when what is stored is no text any more. */
  readonly text: ConsentText | null
}

/** A signed consent's row with the version that it names. */
export interface StoredConsent {
  readonly row: Omit<ConsentRow, 'identity' | 'people'> & {
    /** Null when what is stored is no identity any more. */
    readonly identity: SealedIdentity | null
    readonly people: SealedPeople | null
    /** A column does not hold what it held: nothing of it is believed. */
    readonly isDamaged: boolean
  }
  readonly template: StoredTemplate
  readonly sessionsUsed: number
}

const selectConsents = (statements: Statements) =>
  statements
    .select({
      consent: consents,
      used: sql<number>`(SELECT count(*) FROM ${consentUses} WHERE consent_uses.consent_id = consents.id)`,
    })
    .from(consents)
    .$dynamic()

// In the order of the index, where the row's number is the last term.
const newestFirst = [desc(consents.signedAt), sql`consents.rowid DESC`]

const prepared = preparedOnce((statements) => ({
  templates: statements
    .select()
    .from(consentTemplates)
    .orderBy(consentTemplates.kind, consentTemplates.language, desc(consentTemplates.version))
    .prepare(),
  insertTemplate: (row: typeof consentTemplates.$inferInsert) =>
    statements.insert(consentTemplates).values(row).run(),
  consent: selectConsents(statements)
    .where(eq(consents.id, sql.placeholder('id')))
    .prepare(),
  consentsOfClient: selectConsents(statements)
    .where(eq(consents.clientId, sql.placeholder('clientId')))
    .orderBy(...newestFirst)
    .prepare(),
  insertConsent: (row: typeof consents.$inferInsert) =>
    statements.insert(consents).values(row).run(),
  withdraw: statements
    .update(consents)
    .set({
      withdrawnOn: sql`${sql.placeholder('withdrawnOn')}`,
      withdrawalReason: sql`${sql.placeholder('withdrawalReason')}`,
    })
    .where(and(eq(consents.id, sql.placeholder('id')), isNull(consents.withdrawnOn)))
    .prepare(),
}))

/** JSON of a column; null when it is none. */
const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** What a column says, or null when it does not say exactly what the schema reads from it. */
const whole = <T>(schema: z.ZodType<T>, most: number) =>
  readOnce((json): T | null => {
    const raw = parsed(json)
    const read = schema.safeParse(raw)
    return read.success && isWithin(raw, read.data) ? read.data : null
  }, most)

/** Whether nothing was left out or put right: only what an older version did not know may be added. */
const isWithin = (raw: unknown, read: unknown): boolean => {
  if (Array.isArray(raw))
    return (
      Array.isArray(read) &&
      raw.length === read.length &&
      raw.every((each, index) => isWithin(each, read[index]))
    )
  if (!isObject(raw) || !isObject(read)) return raw === read
  return Object.entries(raw).every(([name, value]) => name in read && isWithin(value, read[name]))
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = whole(consentText, 100)
const peopleOf = whole(sealedPeople, 1000)
const identityOf = whole(sealedIdentity, 1000)

const readableColumns = z.object({
  signedAt: instant,
  validUntil: calendarDate,
  withdrawnOn: calendarDate.nullable(),
  medium: z.enum(['screen', 'paper']),
  sessionsCovered: z.number().int().nullable(),
})

// The current version is the newest of its kind and language.
const templates = standing((db): readonly StoredTemplate[] =>
  prepared(db)
    .templates.all()
    .map((row, at, all) => {
      const before = all[at - 1]
      const current = before?.kind !== row.kind || before.language !== row.language
      return { ...row, text: textOf(row.text), current }
    }),
)

/** By kind and language, the newest version first. */
export const listTemplates = (db: ReadDb): readonly StoredTemplate[] => templates.of(db)

export const findTemplate = (db: ReadDb, id: ConsentTemplateId): StoredTemplate | null =>
  templates.of(db).find((template) => template.id === id) ?? null

interface FoundConsent {
  readonly consent: ConsentRow
  readonly used: number
}

const consentOf = (db: ReadDb, { consent, used }: FoundConsent): StoredConsent => {
  const people = consent.people === null ? null : peopleOf(consent.people)
  return {
    row: {
      ...consent,
      identity: identityOf(consent.identity),
      people,
      isDamaged:
        (consent.people !== null && people === null) || !readableColumns.safeParse(consent).success,
    },
    template: certain(findTemplate(db, consent.templateId), 'The text that a consent names'),
    sessionsUsed: used,
  }
}

export const newestTemplate = (
  db: ReadDb,
  kind: ConsentKind,
  language: string,
): StoredTemplate | null =>
  listTemplates(db).find((one) => one.current && one.kind === kind && one.language === language) ??
  null

export const insertTemplate = (tx: WriteTx, template: Omit<ConsentTemplate, 'current'>): void => {
  templates.changes(tx)
  changedOne(prepared(tx).insertTemplate({ ...template, text: JSON.stringify(template.text) }))
}

/** Newest first; of one kind where it is named. */
export const listConsents = (db: ReadDb, clientId: ClientId, kind?: ConsentKind): StoredConsent[] =>
  prepared(db)
    .consentsOfClient.all({ clientId })
    .filter(
      ({ consent }) => kind === undefined || findTemplate(db, consent.templateId)?.kind === kind,
    )
    .map((found) => consentOf(db, found))

export const findConsent = (db: ReadDb, id: ConsentId): StoredConsent | null => {
  const found = prepared(db).consent.get({ id })
  return found ? consentOf(db, found) : null
}

export const insertConsent = (
  tx: WriteTx,
  consent: Omit<ConsentRow, 'identity' | 'people' | 'withdrawnOn' | 'withdrawalReason'> & {
    readonly identity: SealedIdentity
    readonly people: SealedPeople | null
  },
): void =>
  changedOne(
    prepared(tx).insertConsent({
      ...consent,
      identity: JSON.stringify(consent.identity),
      people: consent.people && JSON.stringify(consent.people),
    }),
  )

export const withdrawConsent = (
  tx: WriteTx,
  id: ConsentId,
  withdrawal: { readonly withdrawnOn: CalendarDate; readonly withdrawalReason: string },
): void => changedOne(prepared(tx).withdraw.run({ id, ...withdrawal }))
