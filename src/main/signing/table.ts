import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Instant, PractitionerId } from '#shared/kernel/index.ts'
import type { SignatureMeaning } from '#shared/signing/index.ts'

export const signatures = sqliteTable('signatures', {
  id: text().primaryKey(),
  subjectTable: text('subject_table').notNull(),
  subjectId: text('subject_id').notNull(),
  signerId: text('signer_id').$type<PractitionerId>().notNull(),
  printedName: text('printed_name').notNull(),
  licence: text().notNull(),
  meaning: text().$type<SignatureMeaning>().notNull(),
  signedAt: text('signed_at').$type<Instant>().notNull(),
  snapshot: text().notNull(),
  snapshotHash: text('snapshot_hash').notNull(),
  chainHead: text('chain_head').notNull(),
  value: text().notNull(),
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
