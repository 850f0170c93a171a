import { describe, expect, it } from 'vitest'
import { derivedProblems } from '#main/audit/index.ts'
import { testPassphrase } from '../support/practice.ts'
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
