import { describe, expect, it } from 'vitest'
import { openTestPractice } from '../support/practice.ts'
import {
  aPerson,
  day,
  openCharted,
  readyRoom,
  receive,
  releasedPacks,
  signedSession,
} from '../support/treatment.ts'

describe('today', () => {
  it('is empty in a new practice [TOD-1]', async () => {
    const { api } = await openTestPractice()
    expect(await api.today.get()).toEqual({
      today: '2026-11-22',
      clients: 0,
      unfinished: [],
      loadsAwaitingRelease: [],
      lotsExpiring: [],
      awaitingCountersignature: [],
      recentSessions: [],
    })
  })

  it('shows what waits to be done [TOD-1]', async () => {
    const room = await readyRoom()
    const { session } = await signedSession(room)
    const { sessionId } = await openCharted(room, {}, 1)
    const soon = await receive(room.practice, 'serum', {
      number: 'S-9',
      expiresOn: day('2026-12-22'),
      quantity: 4,
    })
    await receive(room.practice, 'serum', { expiresOn: day('2026-12-23') })
    const [pack] = await releasedPacks(room.practice)
    const [sterilizer] = await room.api.sterilization.sterilizers()
    if (!pack || !sterilizer) throw new Error('A pack and its sterilizer are there.')
    const { load } = await room.api.sterilization.load({ loadId: pack.loadId })
    const waiting = await room.api.sterilization.recordLoad({
      ...load,
      cycleNumber: 900,
      packs: [{ label: 'Q1', contents: 'Handpiece' }],
    })
    expect(await room.api.today.get()).toMatchObject({
      clients: 1,
      unfinished: [{ sessionId, clientName: aPerson.name, startedAt: null }],
      loadsAwaitingRelease: [
        { loadId: waiting.id, sterilizerName: sterilizer.name, cycleNumber: 900 },
      ],
      lotsExpiring: [{ lotId: soon.lot.id, number: 'S-9', left: 4, expiresOn: '2026-12-22' }],
      awaitingCountersignature: [],
      recentSessions: [{ sessionId: session.id, clientName: aPerson.name, zones: 2 }],
    })
  })
})
