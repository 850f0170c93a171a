import { desc, eq, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { ConsentCopy, ConsentHandout } from '#shared/consent/index.ts'
import type {
  AttachmentId,
  CalendarDate,
  ClientId,
  ConsentId,
  ConsentTemplateId,
  Instant,
  SessionId,
} from '#shared/kernel/index.ts'
import {
  choiceWithdrawals,
  consentCopies,
  consentHandouts,
  consentPapers,
  consentTemplates,
  consentUses,
} from './table.ts'

// What stands beside a signed consent and is no part of what was signed: uses, single withdrawals,
// what was given to read, copies, and the papers.

const prepared = preparedOnce((statements) => ({
  useOfSession: statements
    .select()
    .from(consentUses)
    .where(eq(consentUses.sessionId, sql.placeholder('sessionId')))
    .prepare(),
  insertUse: (row: typeof consentUses.$inferInsert) =>
    statements.insert(consentUses).values(row).run(),
  withdrawals: statements
    .select()
    .from(choiceWithdrawals)
    .where(eq(choiceWithdrawals.consentId, sql.placeholder('consentId')))
    .orderBy(choiceWithdrawals.id)
    .prepare(),
  insertWithdrawal: (row: typeof choiceWithdrawals.$inferInsert) =>
    statements.insert(choiceWithdrawals).values(row).run(),
  handouts: statements
    .select({ handout: consentHandouts, template: consentTemplates })
    .from(consentHandouts)
    .innerJoin(consentTemplates, eq(consentTemplates.id, consentHandouts.templateId))
    .where(eq(consentHandouts.clientId, sql.placeholder('clientId')))
    .orderBy(desc(consentHandouts.givenAt), desc(consentHandouts.id))
    .prepare(),
  insertHandout: (row: typeof consentHandouts.$inferInsert) =>
    statements.insert(consentHandouts).values(row).run(),
  copies: statements
    .select()
    .from(consentCopies)
    .where(eq(consentCopies.consentId, sql.placeholder('consentId')))
    .orderBy(desc(consentCopies.givenOn), desc(consentCopies.id))
    .prepare(),
  insertCopy: (row: typeof consentCopies.$inferInsert) =>
    statements.insert(consentCopies).values(row).run(),
  paperOf: statements
    .select({ id: consentPapers.id })
    .from(consentPapers)
    .where(eq(consentPapers.attachmentId, sql.placeholder('attachmentId')))
    .limit(1)
    .prepare(),
  papers: statements
    .select()
    .from(consentPapers)
    .where(eq(consentPapers.consentId, sql.placeholder('consentId')))
    .orderBy(desc(consentPapers.madeAt), desc(consentPapers.id))
    .prepare(),
  insertPaper: (row: typeof consentPapers.$inferInsert) =>
    statements.insert(consentPapers).values(row).run(),
}))

export type Paper = typeof consentPapers.$inferSelect

export const findUse = (db: ReadDb, sessionId: SessionId): ConsentId | null =>
  prepared(db).useOfSession.get({ sessionId })?.consentId ?? null

export const insertUse = (
  tx: WriteTx,
  use: {
    readonly id: string
    readonly consentId: ConsentId
    readonly sessionId: SessionId
    readonly usedAt: Instant
  },
): void => changedOne(prepared(tx).insertUse(use))

/** In the order in which they were recorded. */
export const listWithdrawals = (db: ReadDb, consentId: ConsentId) =>
  prepared(db).withdrawals.all({ consentId })

export const insertWithdrawal = (
  tx: WriteTx,
  withdrawal: {
    readonly id: string
    readonly consentId: ConsentId
    readonly choice: string
    readonly withdrawnOn: CalendarDate
    readonly reason: string
    readonly recordedAt: Instant
  },
): void => changedOne(prepared(tx).insertWithdrawal(withdrawal))

/** The newest first, with the row of the version that was given. */
export const listHandouts = (db: ReadDb, clientId: ClientId) =>
  prepared(db).handouts.all({ clientId })

export const insertHandout = (
  tx: WriteTx,
  handout: {
    readonly id: string
    readonly clientId: ClientId
    readonly templateId: ConsentTemplateId
    readonly givenAt: Instant
    readonly how: ConsentHandout['how']
    readonly recordedAt: Instant
  },
): void => changedOne(prepared(tx).insertHandout(handout))

/** The newest first. */
export const listCopies = (db: ReadDb, consentId: ConsentId) =>
  prepared(db).copies.all({ consentId })

export const insertCopy = (
  tx: WriteTx,
  copy: ConsentCopy & {
    readonly id: string
    readonly consentId: ConsentId
    readonly recordedAt: Instant
  },
): void => changedOne(prepared(tx).insertCopy(copy))

/** Whether a kept file stands for a consent already. */
export const isPaper = (db: ReadDb, attachmentId: AttachmentId): boolean =>
  prepared(db).paperOf.get({ attachmentId }) !== undefined

/** The newest first. */
export const listPapers = (db: ReadDb, consentId: ConsentId): readonly Paper[] =>
  prepared(db).papers.all({ consentId })

export const insertPaper = (
  tx: WriteTx,
  paper: {
    readonly id: string
    readonly consentId: ConsentId
    readonly kind: Paper['kind']
    readonly attachmentId: AttachmentId
    readonly madeAt: Instant
  },
): void => changedOne(prepared(tx).insertPaper(paper))
