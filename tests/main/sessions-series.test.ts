import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '#shared/kernel/index.ts'
import {
  acceptOffers,
  confirmCarried,
  offersOf,
  type OpenSession,
  type SessionDocument,
} from '#shared/sessions/index.ts'
import { testPassphrase } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'
import {
  anotherClient,
  cleaned,
  later,
  openCharted,
  readyRoom,
  receive,
  screenedToday,
  signedSession,
  signShown,
  start,
  type TreatmentRoom,
  unitOf,
} from '../support/treatment.ts'
import { addPlan, freeZone, screenForNumbing, wholeChart } from '../support/whole-chart.ts'

const stopPlan = (room: TreatmentRoom, planId: Awaited<ReturnType<typeof addPlan>>['id']) =>
  room.api.plans.setState({ planId, version: 1, state: 'stopped', reason: 'she moved away' })

describe('a series', () => {
  it('is of the same client and goes on; its days are those of its other signed sessions [SES-143] [SES-126]', async () => {
    const room = await readyRoom()
    const { api, clientId } = room
    const plan = await addPlan(room)
    const theirs = await addPlan(await anotherClient(room, 'Noor Haddad'))
    const open = (planId: typeof plan.id) => api.sessions.open({ clientId, planId })
    expect(await refusedWith(open(theirs.id))).toEqual(['sessions.plan-of-another-client'])
    const other = await addPlan(room, { indication: 'acne-scars' })
    await stopPlan(room, other.id)
    expect(await refusedWith(open(other.id))).toEqual(['sessions.plan-not-active'])

    const { document, session, version, base } = await open(plan.id)
    expect(document.planId).toBe(plan.id)
    expect(session.planId).toBe(plan.id)
    expect(base.plans.map(({ plan: { id }, days }) => [id, days])).toEqual(
      expect.arrayContaining([[plan.id, []]]),
    )
    const save = (planId: typeof plan.id) =>
      api.sessions.save({ sessionId: session.id, version, document: { ...document, planId } })
    expect(await refusedWith(save(theirs.id))).toEqual(['sessions.plan-of-another-client'])
    expect(await refusedWith(save(other.id))).toEqual(['sessions.plan-not-active'])
    await api.sessions.drop({ sessionId: session.id, reason: 'she did not come' })

    // A plan that is completed meanwhile does not keep what happened from being signed.
    const charted = await openCharted(room, { planId: plan.id })
    await start(room, charted)
    await api.plans.setState({ planId: plan.id, version: 1, state: 'completed', reason: 'enough' })
    const first = await signShown(room, charted)
    expect(first.snapshot.plan).toEqual({ id: plan.id, version: 2, indication: 'fine-lines' })
    await api.plans.setState({ planId: plan.id, version: 2, state: 'active', reason: 'more' })

    const next = await open(plan.id)
    const days = (opened: OpenSession) =>
      opened.base.plans.find((each) => each.plan.id === plan.id)?.days
    expect(days(next)).toEqual(['2026-11-22'])
    expect(next.base.last).toEqual({ sessionId: first.session.id, day: '2026-11-22' })
    expect(next.base.treatedLately).toEqual(
      ['forehead', 'cheek-left'].map((zone) => ({ zone, day: '2026-11-22' })),
    )
    await api.sessions.markEnteredInError({
      sessionId: first.session.id,
      reason: 'another client',
      secret: testPassphrase,
    })
    const after = await api.sessions.get({ sessionId: next.session.id })
    expect(days(after)).toEqual([])
    expect(after.base.last).toBeNull()
    expect(after.base.treatedLately).toEqual([])
  })

  it('is painted as a course and waits on Today when its next session is due [SES-144] [TOD-5]', async () => {
    const room = await readyRoom()
    const { api, clientId } = room
    const plan = await addPlan(room)
    const due = async () => (await api.today.get()).seriesDue
    const who = { planId: plan.id, clientId, clientName: 'Mia Thorsen', indication: 'fine-lines' }
    expect(await due()).toMatchObject([{ ...who, done: 0, planned: 3, overdue: false }])
    const { sessionId } = await openCharted(room, { planId: plan.id }, null)
    expect(await due()).toEqual([])
    await api.sessions.drop({ sessionId, reason: 'she did not come' })
    const { session } = await signedSession(room, { planId: plan.id })
    expect(await due()).toEqual([])
    await later(room, { days: 28 })
    expect(await due()).toMatchObject([
      { done: 1, nextFrom: '2026-12-20', nextUntil: '2027-01-03', overdue: false },
    ])
    await later(room, { days: 15 })
    expect(await due()).toMatchObject([{ done: 1, overdue: true }])
    await cleaned(room)
    const wrong = await signedSession(room, { planId: plan.id }, 1)
    await api.sessions.markEnteredInError({
      sessionId: wrong.session.id,
      reason: 'another client',
      secret: testPassphrase,
    })
    expect(await api.sessions.course({ clientId })).toMatchObject({
      today: '2027-01-04',
      series: [{ plan: { id: plan.id }, progress: { done: 1, state: 'overdue' } }],
      visits: [
        {
          sessionId: session.id,
          day: '2026-11-22',
          planId: plan.id,
          zones: [
            { zone: 'forehead', area: null, needleLength: 1000, passes: 3 },
            { zone: 'cheek-left', area: null, needleLength: 1500, passes: 4 },
          ],
        },
      ],
    })
  })
})

describe('same as last time', () => {
  it('fills what can be done again, offers the lots in stock, and carries nothing that must be fresh [SES-145]', async () => {
    const room = await readyRoom()
    const { api, clientId } = room
    await screenForNumbing(room)
    const anaesthetic = await receive(room.practice, 'anaesthetic')
    const plan = await addPlan(room)
    expect(
      await refusedWith(api.sessions.open({ clientId, planId: plan.id, sameAsLastTime: true })),
    ).toEqual(['sessions.nothing-to-carry'])
    const first = await signedSession(room, wholeChart(room, { anaesthetic, planId: plan.id }))
    await later(room, { days: 30 })
    await screenedToday(room)

    const opened = await api.sessions.open({ clientId, planId: plan.id, sameAsLastTime: true })
    const { document } = opened
    expect(document.carried?.fromSessionId).toBe(first.session.id)
    expect(document.carried?.fields.every(({ state }) => state === 'untouched')).toBe(true)
    expect(document.zones).toMatchObject([
      { zone: 'forehead', needleLength: 1000, passes: 3, speed: '90 Hz', indication: 'fine-lines' },
      { zone: freeZone, needleLength: 1500, area: { name: 'Scar of the left shoulder' } },
    ])
    for (const zone of document.zones) {
      expect(zone).toMatchObject({
        endpoint: null,
        stoppedReason: '',
        cartridgeUnitId: null,
        glideLotId: null,
        response: [],
      })
    }
    expect(document.marks.map(({ kind }) => kind)).toEqual(['scar'])
    expect(document.offered.map(({ productId }) => productId)).toEqual([
      room.serum.lot.product.id,
      anaesthetic.lot.product.id,
    ])
    expect(document).toMatchObject({
      planId: plan.id,
      handpieceUnitId: null,
      offeredHandpieceUnitId: unitOf(room.handpiece),
      products: [],
      immediateResponse: [],
      responseNote: '',
      deviations: [],
      orders: [],
      steps: [],
      endedAt: null,
      present: [],
      comfort: null,
      said: '',
    })
    // Nothing that is a piece, a lot or a moment of the other day stands anywhere in it.
    const text = JSON.stringify(document)
    for (const fresh of [
      unitOf(room.cartridges),
      room.serum.lot.id,
      anaesthetic.lot.id,
      '2026-11-22T',
    ]) {
      expect(text).not.toContain(fresh)
    }

    const sessionId = opened.session.id
    await cleaned(room)
    await api.sessions.takeCartridge({
      sessionId,
      unitId: unitOf(room.cartridges, 1),
      attested: true,
    })
    const save = (version: number, next: SessionDocument) =>
      api.sessions.save({ sessionId, version, document: next })
    const charted = await save(opened.version, {
      ...document,
      zones: document.zones.map((zone) => ({ ...zone, endpoint: 'mild-erythema' as const })),
      handpieceUnitId: unitOf(room.handpiece),
      immediateResponse: ['none'],
    })
    await start(room, { sessionId, version: charted.version })
    const codes = await refusedWith(api.sessions.prepare({ sessionId, version: charted.version }))
    expect(codes.length).toBeGreaterThan(0)
    expect(codes.every((code) => code.startsWith('sessions.'))).toBe(true)
    expect((await api.today.get()).unfinished).toMatchObject([{ sessionId, missing: codes.length }])

    const half = (await api.sessions.get({ sessionId })).document
    const lots = await api.inventory.lots({ usable: true })
    const offers = offersOf(half, lots, toCalendarDate('2026-12-22'))
    const whole = confirmCarried(acceptOffers(half, offers))
    const done = await save(charted.version, {
      ...whole,
      products: whole.products.filter(({ lotId }) => lotId !== anaesthetic.lot.id),
    })
    const signed = await signShown(room, { sessionId, version: done.version })
    expect(signed.snapshot.carried).toMatchObject({ fromSessionId: first.session.id })
    expect(signed.snapshot.carried?.fields.some(({ state }) => state === 'untouched')).toBe(false)
    expect(signed).toMatchObject({ signatureState: 'valid' })
  })

  it('fills an empty chart later, overwrites nothing, and never copies a record that no longer holds [SES-146]', async () => {
    const room = await readyRoom()
    const { api, clientId } = room
    const older = await signedSession(room)
    await cleaned(room)
    const newer = await signedSession(room, { said: 'again' }, 1)
    const opened = await api.sessions.open({ clientId })
    const sessionId = opened.session.id
    const noted = await api.sessions.save({
      sessionId,
      version: opened.version,
      document: { ...opened.document, note: 'She is in a hurry.' },
    })
    const connection = await room.practice.behindTheBack()
    const guards = connection
      .prepare<[], string>(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'sessions'",
      )
      .pluck()
      .all()
    for (const guard of guards) connection.exec(`DROP TRIGGER "${guard}"`)
    connection.prepare("UPDATE sessions SET said = 'never' WHERE id = ?").run(newer.session.id)
    const repeat = (version: number) => api.sessions.repeatLast({ sessionId, version })
    expect(await refusedWith(repeat(1))).toEqual(['sessions.changed-in-another-window'])
    const filled = await repeat(noted.version)
    expect(filled.document).toMatchObject({
      note: 'She is in a hurry.',
      carried: { fromSessionId: older.session.id },
      zones: [{ zone: 'forehead' }, { zone: 'cheek-left' }],
    })
    expect(filled.version).toBe(noted.version + 1)
    expect(await refusedWith(repeat(filled.version))).toEqual(['sessions.chart-not-empty'])
  })
})

describe('an anaesthetic', () => {
  it('runs as a timer from on to off, of unfinished sessions only [SES-147]', async () => {
    const room = await readyRoom()
    const { api } = room
    await screenForNumbing(room)
    const anaesthetic = await receive(room.practice, 'anaesthetic')
    const chart = wholeChart(room, { anaesthetic, planId: null })
    const products = (chart.products ?? []).map((product) => ({
      ...product,
      anaesthetic: product.anaesthetic && { ...product.anaesthetic, offAt: null },
    }))
    const charted = await openCharted(room, { ...chart, products })
    const { sessionId } = charted
    const running = {
      sessionId,
      clientName: 'Mia Thorsen',
      product: anaesthetic.lot.product.name,
      onAt: '2026-11-22T15:00:00.000Z',
      dueAt: '2026-11-22T15:45:00.000Z',
    }
    expect(await api.sessions.timers()).toEqual([running])
    expect(await refusedWith(start(room, charted))).toEqual([
      `sessions.anaesthetic-on:${anaesthetic.lot.id}`,
    ])
    const again = await room.practice.reopen()
    await again.api.vault.unlock({ secret: testPassphrase })
    expect(await again.api.sessions.timers()).toEqual([running])
    await again.api.sessions.save({
      sessionId,
      version: charted.version,
      document: { ...(await again.api.sessions.get({ sessionId })).document, products: [] },
    })
    expect(await again.api.sessions.timers()).toEqual([])
  })
})
