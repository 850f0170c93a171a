import { describe, expect, it } from 'vitest'
import { derivedProblems } from '#main/audit/index.ts'
import type { LoadId, LotId } from '#shared/kernel/index.ts'
import { openTestPractice, testPassphrase } from '../support/practice.ts'
import { addSterilizer, runCycle, testCycle } from '../support/sterility.ts'
import { readyRoom, receive, signedSession, day, openCharted } from '../support/treatment.ts'
import { addPlan } from '../support/whole-chart.ts'

describe('what is kept for lists', () => {
  it('follows the records through receiving, series, signing, deviations and marks', async () => {
    const room = await readyRoom()
    const { api } = room
    const connection = await room.practice.behindTheBack()
    const kept = (table: string) => connection.prepare(`SELECT * FROM ${table}`).all()
    await receive(room.practice, 'serum', { expiresOn: day('2026-12-23') })
    const plan = await addPlan(room)
    expect(kept('derived_series')).toMatchObject([{ plan_id: plan.id, done: 0, last_at: null }])
    const { session } = await signedSession(room, {
      planId: plan.id,
      deviations: [
        {
          code: 'sessions.other',
          fact: 'It fell.',
          rule: 'Clean.',
          reason: 'Haste.',
          action: 'Told.',
        },
      ],
    })
    expect(kept('derived_series')).toMatchObject([{ done: 1, last_at: session.startedAt }])
    expect(derivedProblems(connection)).toEqual([])
    await api.sessions.markEnteredInError({
      sessionId: session.id,
      reason: 'another client',
      secret: testPassphrase,
    })
    expect(kept('derived_series')).toMatchObject([{ done: 0, last_at: null }])
    const { sessionId } = await openCharted(room, {}, 1)
    await api.sessions.drop({ sessionId, reason: 'she did not come' })
    expect(derivedProblems(connection)).toEqual([])
  })
})

/** Every page of a list, each from the last row of the one before. */
const pages = async <Id, Row extends { readonly id: Id }>(
  page: (asked: { readonly after: Id | undefined; readonly limit: number }) => Promise<Row[]>,
): Promise<readonly Id[]> => {
  const ids: Id[] = []
  for (;;) {
    const found = await page({ after: ids.at(-1), limit: 2 })
    ids.push(...found.map(({ id }) => id))
    if (found.length < 2) return ids
  }
}

describe('a list that grows', () => {
  it('comes in pages that leave nothing out and repeat nothing, also where two began in one moment', async () => {
    const practice = await openTestPractice()
    const { sterilization, inventory } = practice.api
    const machines = [await addSterilizer(practice), await addSterilizer(practice, '4472')]
    for (const [index, sterilizerId] of [...machines, ...machines, ...machines].entries()) {
      const startedAt = `2026-11-${10 + Math.floor(index / 2)}T12:00:00.000Z`
      const load = await runCycle(practice, sterilizerId, { cycleNumber: index + 1, startedAt })
      await testCycle(practice, load.id)
    }
    const whole = (await sterilization.loads({})).map(({ id }) => id)
    expect(whole).toHaveLength(6)
    expect(await pages(sterilization.loads)).toEqual(whole)
    const [first] = machines
    const ofFirst = await pages<LoadId, { readonly id: LoadId }>((asked) =>
      sterilization.loads({ ...asked, ...(first ? { sterilizerId: first } : {}) }),
    )
    expect(ofFirst).toHaveLength(3)
    expect(whole.filter((id) => ofFirst.includes(id))).toEqual(ofFirst)
    const tests = (await sterilization.sporeTests({})).map(({ id }) => id)
    expect(tests).toHaveLength(6)
    expect(await pages(sterilization.sporeTests)).toEqual(tests)

    for (const number of ['A', 'B', 'C', 'D']) {
      await receive(practice, 'serum', { number, expiresOn: day('2027-01-31') })
    }
    await receive(practice, 'anaesthetic', { number: 'E', expiresOn: day('2026-12-31') })
    const lots = await inventory.lots({})
    expect(lots).toHaveLength(5)
    expect(lots[0]?.number).toBe('E')
    const ids = lots.map(({ id }) => id)
    expect(await pages(inventory.lots)).toEqual(ids)
    const sera = await pages<LotId, { readonly id: LotId }>((asked) =>
      inventory.lots({ ...asked, kind: 'serum' }),
    )
    expect(sera).toEqual(ids.slice(1))
    const last = ids.slice(-1)
    const besides = await inventory.lots({ limit: 1, also: last })
    expect(besides.map(({ id }) => id)).toEqual([...ids.slice(0, 1), ...last])
  })
})
