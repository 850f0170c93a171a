import { describe, expect, it } from 'vitest'
import { certain, type Instant } from '#shared/kernel/index.ts'
import type { TraceSubject } from '#shared/recalls/index.ts'
import { refusedWith } from '../support/refusals.ts'
import { addSterilizer, releaseWhole, runCycle } from '../support/sterility.ts'
import {
  aPerson,
  anotherClient,
  cleaned,
  openCharted,
  readyRoom,
  receive,
  signShown,
  start,
  type TreatmentRoom,
  unitOf,
} from '../support/treatment.ts'

/** Mia is signed, Nora's chart is open, Olga was dropped, Pia discarded a cartridge. */
const treatedRoom = async () => {
  const mia = await readyRoom()
  const { api, practice } = mia
  const sterilizerId = await addSterilizer(practice)
  const run = { cycleNumber: 7, startedAt: '2026-11-22T14:00:00.000Z', packs: ['P1', 'P2'] }
  const load = await releaseWhole(practice, await runCycle(practice, sterilizerId, run))
  const [used, spare] = load.packs.map(({ id }) => id)

  const signed = await openCharted(mia, {}, 0)
  await api.sessions.takePack({ sessionId: signed.sessionId, packId: certain(used, 'P1') })
  await start(mia, signed)
  await signShown(mia, signed)
  await cleaned(mia)

  const nora = await anotherClient(mia, 'Nora Lind')
  const drafted = await openCharted(nora, {}, null)

  const olga = await anotherClient(mia, 'Olga Berg')
  const dropped = await openCharted(olga, {}, 1)
  await api.sessions.discardCartridge({
    sessionId: dropped.sessionId,
    unitId: unitOf(mia.cartridges, 1),
    reason: 'dropped on the floor',
  })
  await api.sessions.takePack({ sessionId: dropped.sessionId, packId: certain(spare, 'P2') })
  await api.sessions.drop({ sessionId: dropped.sessionId, reason: 'she went home' })
  return { mia, nora, olga, signed, drafted, load, used, spare, sterilizerId }
}

describe('the trace', () => {
  it('goes forward from every kind of thing to sessions and clients [RCL-1, RCL-2, RCL-3]', async () => {
    const { mia, nora, signed, drafted, load, used, spare, sterilizerId } = await treatedRoom()
    const { api, cartridges, serum, handpiece } = mia
    const reached = async (subject: TraceSubject) => {
      const { clients, sessions } = await api.recalls.trace(subject)
      return { clients, sessions }
    }
    const both = {
      clients: [mia.clientId, nora.clientId].sort(),
      sessions: [signed.sessionId, drafted.sessionId].sort(),
    }
    const onlyMia = { clients: [mia.clientId], sessions: [signed.sessionId] }
    const nobody = { clients: [], sessions: [] }
    expect(await reached({ kind: 'lot', id: cartridges.lot.id })).toEqual(onlyMia)
    expect(await reached({ kind: 'product', id: cartridges.lot.product.id })).toEqual(onlyMia)
    expect(await reached({ kind: 'device', id: unitOf(cartridges) })).toEqual(onlyMia)
    expect(await reached({ kind: 'device', id: unitOf(cartridges, 1) })).toEqual(nobody)
    // A chart that is not signed has picked them.
    expect(await reached({ kind: 'lot', id: serum.lot.id })).toEqual(both)
    expect(await reached({ kind: 'device', id: unitOf(handpiece) })).toEqual(both)
    expect(await reached({ kind: 'lot', id: handpiece.lot.id })).toEqual(both)
    expect(await reached({ kind: 'load', id: load.id })).toEqual(onlyMia)
    expect(await reached({ kind: 'pack', id: certain(used, 'P1') })).toEqual(onlyMia)
    expect(await reached({ kind: 'pack', id: certain(spare, 'P2') })).toEqual(nobody)
    expect(await reached({ kind: 'sterilizer', id: sterilizerId })).toEqual(onlyMia)
    expect(await api.recalls.trace({ kind: 'sterilizer', id: sterilizerId })).toMatchObject({
      packs: [certain(used, 'P1'), certain(spare, 'P2')].toSorted((one, other) =>
        one < other ? -1 : 1,
      ),
      loads: [load.id],
      sterilizers: [sterilizerId],
      lots: [],
    })
    expect(await api.recalls.trace({ kind: 'lot', id: cartridges.lot.id })).toMatchObject({
      lots: [cartridges.lot.id],
      devices: [unitOf(cartridges)],
      products: [cartridges.lot.product.id],
      packs: [],
    })
  })

  it('goes from a disinfectant to whoever was treated until the next cleaning [RCL-8]', async () => {
    const mia = await readyRoom()
    const { api, practice } = mia
    const wipes = await receive(practice, 'disinfectant', { number: 'W-1' })
    const others = await receive(practice, 'disinfectant', { number: 'W-2' })
    const wipedWith = async (lot: typeof wipes.lot) => {
      practice.clock.advance({ minutes: 5 })
      await api.inventory.recordDeviceEvent({
        unitId: unitOf(mia.handpiece),
        kind: 'cleaning',
        happenedAt: practice.clock.now().toISOString() as Instant,
        disinfectantLotId: lot.id,
        disinfectant: '',
        contactSeconds: 120,
        sleeve: true,
        dueOn: null,
        note: '',
      })
      practice.clock.advance({ minutes: 5 })
    }
    const startedOf = async (room: typeof mia, cartridge: number) => {
      const charted = await openCharted(room, {}, cartridge)
      await start(room, charted)
      return charted.sessionId
    }
    await wipedWith(wipes.lot)
    const first = await startedOf(mia, 0)
    await wipedWith(others.lot)
    const nora = await anotherClient(mia, 'Nora Lind')
    const second = await startedOf(nora, 1)
    const reached = async (id: typeof wipes.lot.id) => {
      const { sessions, clients } = await api.recalls.trace({ kind: 'lot', id })
      return [sessions, clients]
    }
    expect(await reached(wipes.lot.id)).toEqual([[first], [mia.clientId]])
    expect(await reached(others.lot.id)).toEqual([[second], [nora.clientId]])
    const { lots } = await api.recalls.trace({ kind: 'session', id: first })
    expect(lots).toContain(wipes.lot.id)
    expect(lots).not.toContain(others.lot.id)
  })

  it('goes backward to all that was used, and sideways to whoever shared it [RCL-4, RCL-5]', async () => {
    const { mia, nora, olga, signed, load, used, sterilizerId } = await treatedRoom()
    const { api, cartridges, serum, handpiece } = mia
    const backward = {
      clients: [mia.clientId],
      sessions: [signed.sessionId],
      packs: [used],
      loads: [load.id],
      lots: [cartridges, serum, handpiece].map(({ lot }) => lot.id).sort(),
      devices: [unitOf(cartridges), unitOf(handpiece)].sort(),
      sterilizers: [sterilizerId],
    }
    const ofClient = await api.recalls.trace({ kind: 'client', id: mia.clientId })
    expect(ofClient).toMatchObject(backward)
    expect(ofClient.products).toHaveLength(3)
    expect(await api.recalls.trace({ kind: 'session', id: signed.sessionId })).toMatchObject(
      backward,
    )
    const others = Object.fromEntries(ofClient.shared.map(({ id, clients }) => [id, clients]))
    expect(others).toEqual({
      [cartridges.lot.id]: [],
      [serum.lot.id]: [nora.clientId],
      [handpiece.lot.id]: [nora.clientId],
      [load.id]: [],
      [unitOf(handpiece)]: [nora.clientId],
    })
    expect(await api.recalls.trace({ kind: 'client', id: olga.clientId })).toMatchObject({
      sessions: [],
      lots: [],
      packs: [],
    })

    const [newest, before] = await api.recalls.tracedSessions({ kind: 'lot', id: serum.lot.id })
    expect(newest).toMatchObject({ clientName: 'Nora Lind', state: 'open', telephone: '555 0142' })
    expect(before).toMatchObject({ clientName: aPerson.name, state: 'signed' })

    // Entered in error, the treatment still took place.
    await api.sessions.markEnteredInError({
      sessionId: signed.sessionId,
      reason: 'the wrong client',
      secret: 'copper lantern orbit thistle',
    })
    expect((await api.recalls.trace({ kind: 'load', id: load.id })).sessions).toEqual([
      signed.sessionId,
    ])
  })

  it('refuses what is not there, by its kind [RCL-6]', async () => {
    const { api } = (await readyRoom()) satisfies TreatmentRoom
    const id = '01890000-0000-7000-8000-000000000000'
    const kinds = ['lot', 'load', 'pack', 'device', 'product', 'sterilizer', 'session', 'client']
    for (const kind of kinds) {
      const subject = { kind, id } as TraceSubject
      expect(await refusedWith(api.recalls.trace(subject))).toEqual([`recalls.unknown-${kind}`])
    }
  })
})
