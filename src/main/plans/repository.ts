import { asc, eq, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { ClientId, PlanId } from '#shared/kernel/index.ts'
import { plans, planVersions } from './table.ts'

export type PlanRow = typeof plans.$inferSelect
type PlanVersionRow = typeof planVersions.$inferSelect

const prepared = preparedOnce((statements) => ({
  plan: statements
    .select()
    .from(plans)
    .where(eq(plans.id, sql.placeholder('planId')))
    .prepare(),
  ofClient: statements
    .select()
    .from(plans)
    .where(eq(plans.clientId, sql.placeholder('clientId')))
    .orderBy(asc(plans.madeAt), asc(plans.id))
    .prepare(),
  versions: statements
    .select()
    .from(planVersions)
    .where(eq(planVersions.planId, sql.placeholder('planId')))
    .orderBy(asc(planVersions.version))
    .prepare(),
  statements,
}))

export const findPlan = (db: ReadDb, planId: PlanId): PlanRow | null =>
  prepared(db).plan.get({ planId }) ?? null

export const findPlansOf = (db: ReadDb, clientId: ClientId): readonly PlanRow[] =>
  prepared(db).ofClient.all({ clientId })

export const findVersions = (db: ReadDb, planId: PlanId): readonly PlanVersionRow[] =>
  prepared(db).versions.all({ planId })

export const insertPlan = (tx: WriteTx, row: PlanRow): void =>
  changedOne(prepared(tx).statements.insert(plans).values(row).run())

export const insertVersion = (tx: WriteTx, row: PlanVersionRow): void =>
  changedOne(prepared(tx).statements.insert(planVersions).values(row).run())
