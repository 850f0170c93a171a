import type { ReadDb } from '#main/database/index.ts'
import { type ClientId, type PlanId, Refusal } from '#shared/kernel/index.ts'
import type { Plan } from '#shared/plans/index.ts'
import type { Dependencies } from './dependencies.ts'
import * as refusals from './refusals.ts'

/** @throws Refusal unless it is a plan of this client and goes on */
export const planToChoose = (
  plans: Dependencies['plans'],
  db: ReadDb,
  { clientId, planId }: { readonly clientId: ClientId; readonly planId: PlanId },
): Plan => {
  const plan = plans.find(db, planId)
  if (plan?.clientId !== clientId) throw new Refusal(refusals.planOfAnotherClient)
  if (plan.current.state !== 'active') throw new Refusal(refusals.planNotActive)
  return plan
}
