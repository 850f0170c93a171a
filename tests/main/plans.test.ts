import { describe, expect, it } from 'vitest'
import { aPerson } from '../support/treatment.ts'
import { systemEnvironment, newId } from '#main/database/index.ts'
import { type ClientId, type PlanId, toCalendarDate } from '#shared/kernel/index.ts'
import type { PlanDetails } from '#shared/plans/index.ts'
import { openTestPractice } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'

const lines: PlanDetails = {
  indication: 'fine-lines',
  zones: ['forehead', 'cheek-left'],
  sessionsPlanned: 4,
  minimumIntervalDays: 28,
  maximumIntervalDays: 42,
  startsOn: toCalendarDate('2026-11-22'),
  goal: 'Softer lines before spring',
}

const withClient = async () => {
  const practice = await openTestPractice()
  const { id: clientId } = await practice.api.clients.create({ details: aPerson, flags: [] })
  return { ...practice, clientId }
}

describe('the plans of a client', () => {
  it('come back as they were decided, each change with its reason [PLN-1] [PLN-2] [PLN-3]', async () => {
    const { api, clientId } = await withClient()
    const made = await api.plans.create({ clientId, details: lines })
    expect(made).toMatchObject({
      clientId,
      current: { ...lines, version: 1, state: 'active', reason: '', decidedBy: 'Ada Petersen' },
    })
    expect(made.versions).toEqual([made.current])

    const slower = { ...lines, minimumIntervalDays: 35, goal: 'Softer lines' }
    const reason = 'healed slowly'
    const planId = made.id
    const changed = await api.plans.change({ planId, version: 1, details: slower, reason })
    expect(changed.versions).toEqual([made.current, changed.current])
    expect(changed.current).toMatchObject({ ...slower, version: 2, state: 'active', reason })
    expect(changed.current.decidedAt > made.current.decidedAt).toBe(true)

    const set = (version: number, state: 'active' | 'completed' | 'stopped') =>
      api.plans.setState({ planId, version, state, reason: `now ${state}` })
    expect(await refusedWith(set(2, 'active'))).toEqual(['plans.already-in-state'])
    const stopped = await set(2, 'stopped')
    expect(stopped.current).toEqual({
      ...changed.current,
      version: 3,
      state: 'stopped',
      reason: 'now stopped',
      decidedAt: stopped.current.decidedAt,
    })

    const scars = await api.plans.create({
      clientId,
      details: { ...lines, indication: 'acne-scars' },
    })
    const pores = await api.plans.create({
      clientId,
      details: { ...lines, indication: 'enlarged-pores' },
    })
    const order = async () => (await api.plans.list({ clientId })).map(({ id }) => id)
    expect(await order()).toEqual([pores.id, scars.id, planId])
    await api.plans.setState({
      planId: pores.id,
      version: 1,
      state: 'completed',
      reason: 'she is content',
    })
    expect((await set(3, 'active')).versions.map(({ version }) => version)).toEqual([1, 2, 3, 4])
    expect(await order()).toEqual([scars.id, planId, pores.id])
    expect(await api.plans.list({ clientId })).toContainEqual(scars)
  })

  it('follow the practice’s range, the version on the screen, and what is there [PLN-4] [PLN-5] [PLN-6] [PLN-7]', async () => {
    const { api, clientId } = await withClient()
    const create = (changes: Partial<PlanDetails>, reason = '') =>
      api.plans.create({ clientId, details: { ...lines, ...changes }, reason })
    const outside = await refusalOf(
      create({ sessionsPlanned: 8, minimumIntervalDays: 14, maximumIntervalDays: 60 }),
    )
    expect(outside.map(({ code, source }) => `${code}: ${source}`)).toEqual([
      'plans.sessions-outside-range: Microneedling guide: 3–6 sessions',
      'plans.interval-outside-range: Microneedling guide: 4–6 weeks apart',
    ])
    const backwards = create({ minimumIntervalDays: 42, maximumIntervalDays: 28 }, 'she travels')
    expect(await refusedWith(backwards)).toEqual(['plans.interval-backwards'])
    expect(await api.plans.list({ clientId })).toEqual([])
    const { id: planId, current } = await create({ sessionsPlanned: 8 }, 'deep scars')
    expect(current).toMatchObject({ sessionsPlanned: 8, reason: 'deep scars' })

    const change = (of: PlanId, version: number) =>
      api.plans.change({ planId: of, version, details: lines, reason: 'enough' })
    await change(planId, 1)
    expect(await refusedWith(change(planId, 1))).toEqual(['plans.changed-in-another-window'])
    const again = api.plans.setState({ planId, version: 1, state: 'stopped', reason: 'moved away' })
    expect(await refusedWith(again)).toEqual(['plans.changed-in-another-window'])
    expect((await api.plans.list({ clientId }))[0]?.versions).toHaveLength(2)

    const nowhere = newId<PlanId>(systemEnvironment)
    const nobody = newId<ClientId>(systemEnvironment)
    expect(await refusedWith(change(nowhere, 1))).toEqual(['plans.unknown'])
    const forNobody = api.plans.create({ clientId: nobody, details: lines })
    expect(await refusedWith(forNobody)).toEqual(['clients.unknown'])
    expect(await refusedWith(api.plans.list({ clientId: nobody }))).toEqual(['clients.unknown'])

    await expect(create({ zones: [] })).rejects.toThrow()
    await expect(create({ zones: ['orbital-rim-left'] })).rejects.toThrow()
  })

  it('are never changed behind the application’s back [PLN-8]', async () => {
    const { api, clientId, behindTheBack } = await withClient()
    const { id: planId, versions } = await api.plans.create({ clientId, details: lines })
    const connection = await behindTheBack()
    const attempt = (statement: string) => () =>
      connection.transaction(() => {
        connection
          .prepare("INSERT INTO write_context VALUES (1, 'somebody', 'no reason', '2026-11-22')")
          .run()
        connection.prepare(statement).run()
      })()
    const followed = (version: number) =>
      `INSERT INTO plan_versions SELECT 'another', plan_id, ${version}, state, indication, zones, sessions_planned, minimum_interval_days, maximum_interval_days, starts_on, goal, 'because', decided_at, decided_by FROM plan_versions`
    expect(attempt("UPDATE plan_versions SET goal = 'another'")).toThrow(
      'locked: a change of a plan is a version of it',
    )
    expect(attempt("UPDATE plans SET made_at = '2020-01-01'")).toThrow(
      'locked: a change of a plan is a version of it',
    )
    expect(attempt(followed(3))).toThrow('locked: the versions of a plan follow one another')
    expect(attempt('DELETE FROM plan_versions')).toThrow('never deleted')
    expect(attempt('DELETE FROM plans')).toThrow('never deleted')
    connection.close()
    expect((await api.plans.list({ clientId })).find(({ id }) => id === planId)).toMatchObject({
      versions,
    })
  })
})
