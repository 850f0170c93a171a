import { describe, expect, it } from 'vitest'
import type { Instant } from '#shared/kernel/index.ts'
import { openTestPractice, testPassphrase } from '../support/practice.ts'
import { addSterilizer, readTest, recallOf, runCycle, testCycle } from '../support/sterility.ts'
import {
  aPerson,
  day,
  later,
  openCharted,
  readyRoom,
  receive,
  releasedPacks,
  signedSession,
  unitOf,
} from '../support/treatment.ts'

describe('today', () => {
  it('is empty in a new practice [TOD-1]', async () => {
    const { api } = await openTestPractice()
    expect(await api.today.get()).toEqual({
      today: '2026-11-22',
      clients: 0,
      unfinished: [],
      loadsAwaitingRelease: [],
      packsAwaitingRelease: [],
      sporeTestsPending: [],
      sporeTestsDue: [],
      recallsOpen: [],
      devicesDue: [],
      patchTestsDue: [],
      lowStock: [],
      premisesDue: [],
      rulesToConfirm: true,
      lotsExpiring: [],
      awaitingCountersignature: [],
      awaitingSupervisor: [],
      seriesDue: [],
      moreSeriesDue: false,
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
      // That it was not started is its state; that the handpiece was not cleaned is a stop of its own.
      unfinished: [{ sessionId, clientName: aPerson.name, startedAt: null, missing: 0 }],
      loadsAwaitingRelease: [
        { loadId: waiting.id, sterilizerName: sterilizer.name, cycleNumber: 900 },
      ],
      lotsExpiring: [{ lotId: soon.lot.id, number: 'S-9', left: 4, expiresOn: '2026-12-22' }],
      awaitingCountersignature: [],
      recentSessions: [
        { sessionId: session.id, clientName: aPerson.name, zones: 2, signatureState: 'valid' },
      ],
    })
  })

  it('shows what is due and what a recall leaves open [TOD-2, TOD-3]', async () => {
    const room = await readyRoom()
    const { api, practice, handpiece, serum } = room
    const sterilizerId = await addSterilizer(practice)
    const run = (cycleNumber: number, startedAt: string) =>
      runCycle(practice, sterilizerId, { cycleNumber, startedAt, packs: ['P1', 'P2'] })
    const first = await run(1, '2026-11-10T12:00:00.000Z')
    await api.sterilization.release({ loadId: first.id, secret: testPassphrase, reason: '' })
    const test = await testCycle(practice, first.id)
    await api.inventory.recordDeviceEvent({
      unitId: unitOf(handpiece),
      kind: 'service',
      happenedAt: practice.clock.now().toISOString() as Instant,
      disinfectantLotId: null,
      disinfectant: '',
      contactSeconds: null,
      sleeve: false,
      dueOn: day('2026-11-28'),
      note: '',
    })
    await api.inventory.updateProduct({
      productId: serum.lot.product.id,
      details: { ...serum.lot.product, lowStockAt: 10 },
      reason: 'reorder in time',
    })
    await api.premises.add({
      kind: 'permit',
      beginsOn: day('2025-11-30'),
      endsOn: day('2026-11-30'),
      attachmentId: null,
      details: { name: 'Body art facility', number: 'BA-7', authority: 'County' },
    })
    const sterilizer = { sterilizerName: 'Autoclave 4471', cycleNumber: 1 }
    expect(await api.today.get()).toMatchObject({
      packsAwaitingRelease: [{ loadId: first.id, packs: 2, ...sterilizer }],
      sporeTestsPending: [{ sporeTestId: test.id, ...sterilizer }],
      // Weekly since the first cycle, and none has passed.
      sporeTestsDue: [{ sterilizerId, dueOn: '2026-11-17' }],
      devicesDue: [{ unitId: unitOf(handpiece), what: 'service', dueOn: '2026-11-28' }],
      lowStock: [{ productId: serum.lot.product.id, left: 10 }],
      premisesDue: [{ dueOn: '2026-11-30' }],
      recallsOpen: [],
      rulesToConfirm: true,
    })
    const recallId = await recallOf(readTest(practice, test, 'fail'))
    expect(await api.today.get()).toMatchObject({
      packsAwaitingRelease: [],
      sporeTestsPending: [],
      recallsOpen: [{ recallId, title: 'Spore test of cycle 1, Autoclave 4471', open: 0 }],
    })
  })

  it('shows patch tests from the day on which they are to be read, until they are [TOD-4]', async () => {
    const { practice, api, clientId, serum } = await readyRoom()
    const test = await api.screening.recordPatchTest({
      clientId,
      lotId: serum.lot.id,
      site: 'Inner forearm, left',
      appliedOn: day('2026-11-22'),
      readDueOn: day('2026-11-24'),
      note: '',
    })
    const due = async () => (await api.today.get()).patchTestsDue
    expect(await due()).toEqual([])
    await later({ practice, api }, { days: 1 })
    expect(await due()).toEqual([])
    for (const days of [1, 2]) {
      await later({ practice, api }, { days })
      expect(await due()).toEqual([
        {
          patchTestId: test.id,
          clientId,
          clientName: aPerson.name,
          clientBirthDate: aPerson.birthDate,
          productName: serum.lot.product.name,
          readDueOn: '2026-11-24',
        },
      ])
    }
    await api.screening.readPatchTest({
      patchTestId: test.id,
      reading: { readOn: day('2026-11-26'), result: 'negative', note: '' },
    })
    expect(await due()).toEqual([])
  })
})
