import { describe, expect, it } from 'vitest'
import { newId, systemEnvironment } from '#main/database/index.ts'
import type { LotId, PackId, UnitId } from '#shared/kernel/index.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import {
  aPerson,
  day,
  later,
  length,
  openCharted,
  readyRoom,
  receive,
  releasedPacks,
  screenedToday,
  signedSession,
  start,
  type TreatmentRoom,
  unitOf,
  usedOf,
} from '../support/treatment.ts'

const anotherClient = async ({ api }: TreatmentRoom, name = 'Noor Haddad') =>
  (await api.clients.create({ details: { ...aPerson, name }, flags: [] })).id

describe('the devices of a session', () => {
  it('gives a cartridge to one of two sessions that ask for it at once [SES-10]', async () => {
    const room = await readyRoom()
    const first = await openCharted(room, {}, null)
    const second = await openCharted({ ...room, clientId: await anotherClient(room) }, {}, null)
    const unitId = unitOf(room.cartridges)
    const results = await Promise.allSettled(
      [first, second].map(({ sessionId }) =>
        room.api.sessions.takeCartridge({ sessionId, unitId, attested: true }),
      ),
    )
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const codes = await refusedWith(
      room.api.sessions.takeCartridge({ sessionId: second.sessionId, unitId, attested: true }),
    )
    expect(codes).toEqual(['inventory.unit-used'])
  })

  it('keeps a cartridge in its session against SQL behind its back [SES-10]', async () => {
    const room = await readyRoom()
    await openCharted(room)
    const second = await openCharted({ ...room, clientId: await anotherClient(room) }, {}, null)
    const connection = await room.practice.behindTheBack()
    const steal = connection.prepare('UPDATE units SET session_id = ? WHERE id = ?')
    expect(() => steal.run(second.sessionId, unitOf(room.cartridges))).toThrow(
      'claimed: this piece belongs to another session',
    )
  })

  it('refuses a cartridge that a signed session has used [SES-10]', async () => {
    const room = await readyRoom()
    await signedSession(room)
    const { sessionId } = await openCharted(room, {}, null)
    const unitId = unitOf(room.cartridges)
    const [problem] = await refusalOf(
      room.api.sessions.takeCartridge({ sessionId, unitId, attested: true }),
    )
    expect(problem?.code).toBe('inventory.unit-used')
    expect(problem?.fact).toContain('was used in a session')
  })

  it('refuses an expired lot before the start and an expired serum at the start [SES-11]', async () => {
    const room = await readyRoom()
    const short = await receive(room.practice, 'cartridge', { expiresOn: day('2026-11-25') })
    const serum = await receive(room.practice, 'serum', { expiresOn: day('2026-11-25') })
    const charted = await openCharted(room, {
      products: [usedOf(serum)],
    })
    await later(room, { days: 4 })
    await screenedToday(room)
    const { sessionId } = charted
    const take = { sessionId, unitId: unitOf(short), attested: true } as const
    const [problem] = await refusalOf(room.api.sessions.takeCartridge(take))
    expect(problem?.code).toBe('inventory.lot-expired')
    expect(problem?.fact).toContain('25 Nov 2026')
    expect(problem?.nextStep).toContain('another lot')
    expect(await refusedWith(start(room, charted))).toEqual([
      `inventory.lot-expired:${serum.lot.id}`,
    ])
  })

  it('records an expired cartridge once needling has begun, as a stop [SES-11]', async () => {
    const room = await readyRoom()
    const expired = await receive(room.practice, 'cartridge', { expiresOn: day('2026-11-23') })
    const charted = await openCharted(room)
    await later(room, { days: 2 })
    await screenedToday(room)
    await start(room, charted)
    const { sessionId, version } = charted
    await room.api.sessions.takeCartridge({ sessionId, unitId: unitOf(expired), attested: true })
    const codes = await refusedWith(room.api.sessions.prepare({ sessionId, version }))
    expect(codes).toEqual([`inventory.lot-expired:${expired.lot.id}`])
  })

  it('refuses pieces, lots and packs that are not there, and what is no cartridge [SES-12]', async () => {
    const room = await readyRoom()
    const charted = await openCharted(room, {
      products: [usedOf(room.serum, { lotId: newId<LotId>(systemEnvironment) })],
    })
    const { sessionId } = charted
    const take = (unitId: UnitId) =>
      refusedWith(room.api.sessions.takeCartridge({ sessionId, unitId, attested: true }))
    expect(await take(newId<UnitId>(systemEnvironment))).toEqual(['inventory.unknown-unit'])
    expect(await take(unitOf(room.handpiece))).toEqual(['inventory.not-a-cartridge'])
    const packId = newId<PackId>(systemEnvironment)
    expect(await refusedWith(room.api.sessions.takePack({ sessionId, packId }))).toEqual([
      'sterilization.unknown-pack',
    ])
    const [code] = await refusedWith(start(room, charted))
    expect(code).toMatch(/^sessions\.unknown-lot:/)
  })

  it('refuses a pack that is not released, or that another session holds [SES-13]', async () => {
    const room = await readyRoom()
    const [pack] = await releasedPacks(room.practice)
    const [sterilizer] = await room.api.sterilization.sterilizers()
    if (!pack || !sterilizer) throw new Error('A pack and its sterilizer are there.')
    const waiting = await room.api.sterilization.recordLoad({
      ...(await room.api.sterilization.load({ loadId: pack.loadId })).load,
      cycleNumber: 900,
      programmeName: 'Wrapped 134',
      packs: [{ label: 'Q1', contents: 'Handpiece' }],
    })
    const first = await openCharted(room, {}, null)
    const take = (sessionId: typeof first.sessionId, packId: PackId) =>
      room.api.sessions.takePack({ sessionId, packId })
    const quarantined = waiting.packs[0]
    if (!quarantined) throw new Error('A load has a pack.')
    expect(await refusedWith(take(first.sessionId, quarantined.id))).toEqual([
      'sterilization.pack-not-released',
    ])
    await take(first.sessionId, pack.id)
    const second = await openCharted({ ...room, clientId: await anotherClient(room) }, {}, null)
    expect(await refusedWith(take(second.sessionId, pack.id))).toEqual(['sterilization.pack-used'])
    const base = await room.api.sessions.returnPack({ sessionId: first.sessionId, packId: pack.id })
    expect(base.packs).toEqual([])
    await take(second.sessionId, pack.id)
  })

  it('discards a dropped cartridge and takes the next piece of its lot [SES-14]', async () => {
    const room = await readyRoom()
    const { sessionId } = await openCharted(room)
    const drop = (index: number) =>
      room.api.sessions.discardCartridge({
        sessionId,
        unitId: unitOf(room.cartridges, index),
        reason: 'fell on the floor',
      })
    expect((await drop(0)).cartridges.map(({ unit }) => unit.label)).toEqual(['2'])
    expect((await drop(1)).cartridges.map(({ unit }) => unit.label)).toEqual(['3'])
    const [problem] = await refusalOf(drop(2))
    expect(problem).toMatchObject({
      code: 'sessions.no-piece-left',
      nextStep: 'Take a cartridge of another lot.',
    })
    const { units } = await room.api.inventory.lot({ lotId: room.cartridges.lot.id })
    expect(units.map(({ state }) => state)).toEqual(['discarded', 'discarded', 'discarded'])
    expect((await room.api.sessions.get({ sessionId })).base.cartridges).toEqual([])
  })

  it('discards without taking from a lot that was quarantined meanwhile [SES-14]', async () => {
    const room = await readyRoom()
    const { sessionId } = await openCharted(room)
    const lotId = room.cartridges.lot.id
    await room.api.inventory.changeLotState({ lotId, state: 'quarantined', reason: 'torn box' })
    const unitId = unitOf(room.cartridges)
    const discard = room.api.sessions.discardCartridge({ sessionId, unitId, reason: 'torn' })
    expect(await refusedWith(discard)).toEqual(['sessions.no-piece-left'])
    const { units } = await room.api.inventory.lot({ lotId })
    expect(units.map(({ state }) => state)).toEqual(['discarded', 'stored', 'stored'])
  })

  it('puts everything back when it is dropped, and keeps what was discarded [SES-15]', async () => {
    const room = await readyRoom()
    const [pack] = await releasedPacks(room.practice)
    if (!pack) throw new Error('A load has a pack.')
    const { sessionId } = await openCharted(room)
    await room.api.sessions.takePack({ sessionId, packId: pack.id })
    await room.api.sessions.discardCartridge({
      sessionId,
      unitId: unitOf(room.cartridges),
      reason: 'bent',
    })
    await room.api.sessions.drop({ sessionId, reason: 'she felt unwell' })
    const { lot, units } = await room.api.inventory.lot({ lotId: room.cartridges.lot.id })
    expect(units.map(({ state }) => state)).toEqual(['discarded', 'stored', 'stored'])
    expect(lot.left).toBe(2)
    expect((await room.api.sterilization.packsInStore()).map(({ id }) => id)).toContain(pack.id)
    expect(await room.api.sessions.list({ clientId: room.clientId })).toMatchObject([
      { state: 'dropped', zones: [] },
    ])
    const connection = await room.practice.behindTheBack()
    expect(connection.prepare('SELECT count(*) FROM drafts').pluck().get()).toBe(0)
    await room.api.sessions.open({ clientId: room.clientId })
  })

  it('puts nothing back after the start, and still discards [SES-16]', async () => {
    const room = await readyRoom()
    const [pack] = await releasedPacks(room.practice)
    if (!pack) throw new Error('A load has a pack.')
    const charted = await openCharted(room)
    const { sessionId } = charted
    await room.api.sessions.takePack({ sessionId, packId: pack.id })
    await start(room, charted)
    const unit = { sessionId, unitId: unitOf(room.cartridges) }
    expect(await refusedWith(room.api.sessions.returnCartridge(unit))).toEqual([
      'sessions.opened-already',
    ])
    expect(await refusedWith(room.api.sessions.returnPack({ sessionId, packId: pack.id }))).toEqual(
      ['sessions.opened-already'],
    )
    const base = await room.api.sessions.discardCartridge({ ...unit, reason: 'dropped' })
    expect(base.cartridges.map((each) => each.unit.label)).toEqual(['2'])
    expect(base.packs).toHaveLength(1)
  })

  it('cannot be dropped after the start [SES-15]', async () => {
    const room = await readyRoom()
    const charted = await openCharted(room)
    await start(room, charted)
    const drop = room.api.sessions.drop({ sessionId: charted.sessionId, reason: 'changed my mind' })
    const [problem] = await refusalOf(drop)
    expect(problem?.code).toBe('sessions.started-cannot-be-dropped')
    expect(problem?.nextStep).toContain('deviation')
    const found = await room.api.sessions.get({ sessionId: charted.sessionId })
    expect(found.base.cartridges).toHaveLength(1)
    expect(found.document.zones[0]?.needleLength).toBe(length(1000))
  })
})
