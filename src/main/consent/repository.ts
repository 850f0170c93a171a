import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  changedOne,
  preparedOnce,
  type ReadDb,
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

// The current version is the newest of its kind and language. Names are written out: drizzle leaves
// the table away when one table is selected from, and `other` would meet itself.
const templateColumns = {
  template: consentTemplates,
  newest: sql<number>`(SELECT max(other.version) FROM consent_templates AS other WHERE other.kind = consent_templates.kind AND other.language = consent_templates.language)`,
}

const selectTemplates = (statements: Statements) =>
  statements.select(templateColumns).from(consentTemplates).$dynamic()

const selectConsents = (statements: Statements) =>
  statements
    .select({
      consent: consents,
      ...templateColumns,
      used: sql<number>`(SELECT count(*) FROM ${consentUses} WHERE consent_uses.consent_id = consents.id)`,
    })
    .from(consents)
    .innerJoin(consentTemplates, eq(consentTemplates.id, consents.templateId))
    .$dynamic()

const prepared = preparedOnce((statements) => ({
  templates: selectTemplates(statements)
    .orderBy(consentTemplates.kind, consentTemplates.language, desc(consentTemplates.version))
    .prepare(),
  template: selectTemplates(statements)
    .where(eq(consentTemplates.id, sql.placeholder('id')))
    .prepare(),
  insertTemplate: (row: typeof consentTemplates.$inferInsert) =>
    statements.insert(consentTemplates).values(row).run(),
  consent: selectConsents(statements)
    .where(eq(consents.id, sql.placeholder('id')))
    .prepare(),
  consentsOfClient: selectConsents(statements)
    .where(eq(consents.clientId, sql.placeholder('clientId')))
    .orderBy(desc(consents.signedAt), desc(consents.id))
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

interface TemplateRow {
  readonly template: typeof consentTemplates.$inferSelect
  readonly newest: number
}

/** JSON of a column; null when it is none. */
const parsed = (json: string | null): unknown => {
  try {
    return json === null ? null : JSON.parse(json)
  } catch {
    return null
  }
}

/** What a column says, or null when it does not say exactly what the schema reads from it. */
const whole = <T>(schema: z.ZodType<T>, json: string | null): T | null => {
  const raw = parsed(json)
  const read = schema.safeParse(raw)
  return read.success && isWithin(raw, read.data) ? read.data : null
}

/** Whether nothing was left out or put right: only what an older version did not know may be added. */
const isWithin = (raw: unknown, read: unknown): boolean => {
  if (Array.isArray(raw))
    return (
      Array.isArray(read) &&
      raw.length === read.length &&
      raw.every((each, index) => isWithin(each, read[index]))
    )
  const [before, after] = [fields.safeParse(raw).data, fields.safeParse(read).data]
  if (!before || !after) return raw === read
  return Object.entries(before).every(
    ([name, value]) => name in after && isWithin(value, after[name]),
  )
}

const fields = z.record(z.string(), z.unknown())

const templateOf = ({ template, newest }: TemplateRow): StoredTemplate => ({
  ...template,
  text: whole(consentText, template.text),
  current: template.version === newest,
})

const readableColumns = z.object({
  signedAt: instant,
  validUntil: calendarDate,
  withdrawnOn: calendarDate.nullable(),
  medium: z.enum(['screen', 'paper']),
  sessionsCovered: z.number().int().nullable(),
})

const consentOf = (
  found: TemplateRow & { readonly consent: ConsentRow; readonly used: number },
): StoredConsent => {
  const people = whole(sealedPeople, found.consent.people)
  return {
    row: {
      ...found.consent,
      identity: whole(sealedIdentity, found.consent.identity),
      people,
      isDamaged:
        (found.consent.people !== null && people === null) ||
        !readableColumns.safeParse(found.consent).success,
    },
    template: templateOf(found),
    sessionsUsed: found.used,
  }
}

/** By kind and language, the newest version first. */
export const listTemplates = (db: ReadDb): readonly StoredTemplate[] =>
  prepared(db).templates.all().map(templateOf)

export const findTemplate = (db: ReadDb, id: ConsentTemplateId): StoredTemplate | null => {
  const found = prepared(db).template.get({ id })
  return found ? templateOf(found) : null
}

export const newestTemplate = (
  db: ReadDb,
  kind: ConsentKind,
  language: string,
): StoredTemplate | null =>
  listTemplates(db).find((one) => one.current && one.kind === kind && one.language === language) ??
  null

export const insertTemplate = (tx: WriteTx, template: Omit<ConsentTemplate, 'current'>): void =>
  changedOne(prepared(tx).insertTemplate({ ...template, text: JSON.stringify(template.text) }))

/** Newest first. */
export const listConsents = (db: ReadDb, clientId: ClientId): StoredConsent[] =>
  prepared(db).consentsOfClient.all({ clientId }).map(consentOf)

export const findConsent = (db: ReadDb, id: ConsentId): StoredConsent | null => {
  const found = prepared(db).consent.get({ id })
  return found ? consentOf(found) : null
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
