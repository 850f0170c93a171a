import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Instant, PractitionerId } from '#shared/kernel/index.ts'
import type { SignatureMeaning } from '#shared/signing/index.ts'

const bytes = (name: string) => blob(name, { mode: 'buffer' })

export const signatures = sqliteTable('signatures', {
  id: text().primaryKey(),
  subjectTable: text('subject_table').notNull(),
  subjectId: text('subject_id').notNull(),
  signerId: text('signer_id').$type<PractitionerId>().notNull(),
  printedName: text('printed_name').notNull(),
  licence: text().notNull(),
  meaning: text().$type<SignatureMeaning>().notNull(),
  signedAt: text('signed_at').$type<Instant>().notNull(),
  /** Names the content. */
  snapshotHash: bytes('snapshot_hash').notNull(),
  /** 1: a supervisor is to countersign. */
  supervised: integer().notNull(),
  headForm: text('head_form').$type<'tree' | 'chain'>().notNull(),
  headSize: integer('head_size').notNull(),
  head: bytes('head').notNull(),
  value: bytes('value').notNull(),
})

/** What is being signed, for the guards; empty outside the transaction that signs. */
export const signingContext = sqliteTable('signing_context', {
  one: integer().primaryKey(),
  subjectTable: text('subject_table').notNull(),
  subjectId: text('subject_id').notNull(),
  meaning: text().notNull(),
  snapshot: text().notNull(),
})

/** Outside the change log and every export. */
export const practiceSeals = sqliteTable('practice_seals', {
  id: text().primaryKey(),
  /** DER, hexadecimal. */
  certificate: text().notNull(),
  /** PKCS #8 in DER, hexadecimal. */
  privateKey: text('private_key').notNull(),
  madeAt: text('made_at').$type<Instant>().notNull(),
})
