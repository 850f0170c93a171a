import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import {
  changedOne,
  preparedOnce,
  type ReadDb,
  type Statements,
  type WriteTx,
} from '#main/database/index.ts'
import { type ConsentTemplate, consentText } from '#shared/consent/index.ts'
import type { CalendarDate, ClientId, ConsentId, ConsentTemplateId } from '#shared/kernel/index.ts'
import { type SealedIdentity, sealedIdentity } from '#shared/signing/index.ts'
import { consents, consentTemplates } from './table.ts'

/** A signed consent's row with the version that it names. */
export interface StoredConsent {
  readonly row: Omit<typeof consents.$inferSelect, 'identity'> & {
    /** Null when what is stored is no identity any more. */
    readonly identity: SealedIdentity | null
  }
  readonly template: ConsentTemplate
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
    .select({ consent: consents, ...templateColumns })
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
  insertTemplate: statements
    .insert(consentTemplates)
    .values({
      id: sql.placeholder('id'),
      kind: sql.placeholder('kind'),
      version: sql.placeholder('version'),
      language: sql.placeholder('language'),
      text: sql.placeholder('text'),
      publishedAt: sql.placeholder('publishedAt'),
    })
    .prepare(),
  consent: selectConsents(statements)
    .where(eq(consents.id, sql.placeholder('id')))
    .prepare(),
  consentsOfClient: selectConsents(statements)
    .where(eq(consents.clientId, sql.placeholder('clientId')))
    .orderBy(desc(consents.signedAt), desc(consents.id))
    .prepare(),
  insertConsent: statements
    .insert(consents)
    .values({
      id: sql.placeholder('id'),
      clientId: sql.placeholder('clientId'),
      templateId: sql.placeholder('templateId'),
      signedAt: sql.placeholder('signedAt'),
      validUntil: sql.placeholder('validUntil'),
      identity: sql.placeholder('identity'),
    })
    .prepare(),
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

const templateOf = ({ template, newest }: TemplateRow): ConsentTemplate => ({
  ...template,
  text: consentText.parse(JSON.parse(template.text)),
  current: template.version === newest,
})

const consentOf = (
  found: TemplateRow & { consent: typeof consents.$inferSelect },
): StoredConsent => ({
  row: {
    ...found.consent,
    identity: sealedIdentity.nullable().catch(null).parse(JSON.parse(found.consent.identity)),
  },
  template: templateOf(found),
})

/** By kind and language, the newest version first. */
export const listTemplates = (db: ReadDb): ConsentTemplate[] =>
  prepared(db).templates.all().map(templateOf)

export const findTemplate = (db: ReadDb, id: ConsentTemplateId): ConsentTemplate | null => {
  const found = prepared(db).template.get({ id })
  return found ? templateOf(found) : null
}

export const insertTemplate = (tx: WriteTx, template: Omit<ConsentTemplate, 'current'>): void =>
  changedOne(prepared(tx).insertTemplate.run({ ...template, text: JSON.stringify(template.text) }))

/** Newest first. */
export const listConsents = (db: ReadDb, clientId: ClientId): StoredConsent[] =>
  prepared(db).consentsOfClient.all({ clientId }).map(consentOf)

export const findConsent = (db: ReadDb, id: ConsentId): StoredConsent | null => {
  const found = prepared(db).consent.get({ id })
  return found ? consentOf(found) : null
}

export const insertConsent = (
  tx: WriteTx,
  consent: Omit<StoredConsent['row'], 'identity' | 'withdrawnOn' | 'withdrawalReason'> & {
    readonly identity: SealedIdentity
  },
): void =>
  changedOne(
    prepared(tx).insertConsent.run({ ...consent, identity: JSON.stringify(consent.identity) }),
  )

export const withdrawConsent = (
  tx: WriteTx,
  id: ConsentId,
  withdrawal: { readonly withdrawnOn: CalendarDate; readonly withdrawalReason: string },
): void => changedOne(prepared(tx).withdraw.run({ id, ...withdrawal }))
