import type { Clients } from '#main/clients/index.ts'
import {
  type Database,
  instantNow,
  newId,
  type ReadDb,
  type WriteTx,
} from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Shift } from '#main/vault/index.ts'
import { certain, type ClientId, type PlanId, Refusal } from '#shared/kernel/index.ts'
import { judgePlan, type Plan, type PlanDetails, type PlanState } from '#shared/plans/index.ts'
import { alreadyInState, changedInAnotherWindow, unknown } from './refusals.ts'
import * as repository from './repository.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Pick<Shift, 'practitionerId'>
  readonly practice: Practice
  readonly clients: Clients
}

interface OfVersion {
  readonly planId: PlanId
  readonly version: number
  readonly reason: string
}

export type Plans = ReturnType<typeof createPlans>

/** Series of sessions as they were planned; each change is a version with its reason. */
export const createPlans = ({ database, shift, practice, clients }: Dependencies) => {
  const { environment } = database

  const read = (db: ReadDb, row: repository.PlanRow): Plan => {
    const versions = repository
      .findVersions(db, row.id)
      .map(({ id: _id, planId: _planId, decidedBy, ...version }) => ({
        ...version,
        decidedBy: practice.findPractitioner(db, decidedBy)?.name ?? '–',
      }))
    const current = certain(versions.at(-1), 'The version of a plan')
    return { id: row.id, clientId: row.clientId, current, versions }
  }

  const get = (db: ReadDb, planId: PlanId): Plan => {
    const row = repository.findPlan(db, planId)
    if (!row) throw new Refusal(unknown)
    return read(db, row)
  }

  const of = (db: ReadDb, clientId: ClientId): readonly Plan[] => {
    const newestFirst = repository
      .findPlansOf(db, clientId)
      .map((row) => read(db, row))
      .reverse()
    const isActive = ({ current }: Plan) => current.state === 'active'
    return [...newestFirst.filter(isActive), ...newestFirst.filter((plan) => !isActive(plan))]
  }

  const judge = (db: ReadDb, details: PlanDetails, reason: string): void => {
    const [first, ...others] = judgePlan(details, practice.rules(db).settings, reason)
    if (first) throw new Refusal(first, ...others)
  }

  const decide = (
    tx: WriteTx,
    planId: PlanId,
    version: { number: number; state: PlanState; details: PlanDetails; reason: string },
  ): void => {
    const { details } = version
    repository.insertVersion(tx, {
      id: newId(environment),
      planId,
      version: version.number,
      state: version.state,
      indication: details.indication,
      zones: details.zones,
      sessionsPlanned: details.sessionsPlanned,
      minimumIntervalDays: details.minimumIntervalDays,
      maximumIntervalDays: details.maximumIntervalDays,
      startsOn: details.startsOn,
      goal: details.goal,
      reason: version.reason,
      decidedAt: instantNow(environment),
      decidedBy: shift.practitionerId,
    })
  }

  const write = <T>(reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: shift.practitionerId, reason }, work)

  const atVersion = (tx: WriteTx, { planId, version }: OfVersion): Plan => {
    const plan = get(tx, planId)
    if (plan.current.version !== version) throw new Refusal(changedInAnotherWindow)
    return plan
  }

  return {
    list: ({ clientId }: { clientId: ClientId }): Plan[] =>
      database.read((db) => [...of(db, clients.get(db, clientId).id)]),

    create: (input: { clientId: ClientId; details: PlanDetails; reason: string }): Plan =>
      write('a series is planned', (tx) => {
        const { id: clientId } = clients.get(tx, input.clientId)
        judge(tx, input.details, input.reason)
        const id = newId<PlanId>(environment)
        repository.insertPlan(tx, { id, clientId, madeAt: instantNow(environment) })
        decide(tx, id, {
          number: 1,
          state: 'active',
          details: input.details,
          reason: input.reason,
        })
        return get(tx, id)
      }),

    change: (input: OfVersion & { details: PlanDetails }): Plan =>
      write('a series is planned anew', (tx) => {
        const { current } = atVersion(tx, input)
        judge(tx, input.details, input.reason)
        decide(tx, input.planId, {
          number: input.version + 1,
          state: current.state,
          details: input.details,
          reason: input.reason,
        })
        return get(tx, input.planId)
      }),

    setState: (input: OfVersion & { state: PlanState }): Plan =>
      write('a series changes its state', (tx) => {
        const { current } = atVersion(tx, input)
        if (current.state === input.state) throw new Refusal(alreadyInState)
        decide(tx, input.planId, {
          number: input.version + 1,
          state: input.state,
          details: current,
          reason: input.reason,
        })
        return get(tx, input.planId)
      }),

    // For the rooms after this one, inside their own transaction.
    of,
    find: (db: ReadDb, planId: PlanId): Plan | null => {
      const row = repository.findPlan(db, planId)
      return row && read(db, row)
    },
  }
}
