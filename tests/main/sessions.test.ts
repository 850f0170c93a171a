import { describe, expect, it } from 'vitest'
import { newId, systemEnvironment } from '#main/database/index.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import type { SessionDocument } from '#shared/sessions/index.ts'
import { testPassphrase } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import {
  aPerson,
  chartOf,
  openCharted,
  readyRoom,
  releasedPacks,
  signedSession,
  signShown,
  start,
  unitOf,
} from '../support/treatment.ts'

/** What a caller sends that no type checker has seen. */
const unchecked = (document: unknown): SessionDocument => document as SessionDocument

describe('opening and charting a session', () => {
  it('goes from opening to a signed record [SES-1]', async () => {
    const room = await readyRoom()
    const { session } = await openCharted(room)
    expect(session).toMatchObject({ version: 1, savedAt: null, session: { state: 'open' } })
    const { api, clientId } = room
    const found = await api.sessions.get({ sessionId: session.session.id })
    expect(found).toMatchObject({ version: 2, document: chartOf(room), base: { startedAt: null } })
    expect(found.base.cartridges.map(({ unit }) => unit.state)).toEqual(['claimed'])
    const charted = { session, sessionId: session.session.id, version: 2 }
    const base = await start(room, charted)
    expect(base.startedAt).not.toBeNull()
    const signed = await signShown(room, charted)
    expect(signed.snapshot.zones).toEqual(chartOf(room).zones)
    expect(signed).toMatchObject({
      signatureState: 'valid',
      identity: { name: aPerson.name, birthDate: aPerson.birthDate },
      deviations: [],
      addenda: [],
      errorMark: null,
    })
    expect(await api.sessions.list({ clientId })).toEqual([signed.session])
    expect(signed.session).toMatchObject({
      state: 'signed',
      zones: ['forehead', 'cheek-left'],
      longestNeedle: 1500,
      signatureState: 'valid',
    })
    const { units } = await api.inventory.lot({ lotId: room.cartridges.lot.id })
    expect(units.map(({ state }) => state)).toEqual(['used', 'stored', 'stored'])
  })

  it('refuses a second unfinished session and says to continue the first [SES-2]', async () => {
    const room = await readyRoom()
    await openCharted(room)
    const [problem] = await refusalOf(room.api.sessions.open({ clientId: room.clientId }))
    expect(problem?.code).toBe('sessions.unfinished-already')
    expect(problem?.nextStep).toContain('Continue')
    const [unfinished] = await room.api.sessions.unfinished()
    expect(unfinished).toMatchObject({
      clientName: aPerson.name,
      zones: ['forehead', 'cheek-left'],
    })
  })

  it('refuses a client that the practice does not know [SES-12]', async () => {
    const { api } = await readyRoom()
    const clientId = newId<ClientId>(systemEnvironment)
    expect(await refusedWith(api.sessions.open({ clientId }))).toEqual(['clients.unknown'])
  })

  it('answers a save of another version with what is there [SES-3]', async () => {
    const room = await readyRoom()
    const { sessionId } = await openCharted(room)
    const document = chartOf(room, { note: 'from an old window' })
    await expect(room.api.sessions.save({ sessionId, version: 1, document })).rejects.toMatchObject(
      {
        code: 'CONFLICT',
        data: { version: 2, document: { note: 'Calm skin, even response.' } },
      },
    )
  })

  it('keeps both drawings when two windows draw on one draft [SES-148]', async () => {
    const room = await readyRoom()
    const { sessions, drafts } = room.api
    const { sessionId, version } = await openCharted(room)
    const drawing = (kind: 'scar' | 'mole', x: number): SessionDocument =>
      chartOf(room, {
        marks: [
          {
            id: newId<string>(systemEnvironment),
            view: 'face-front',
            kind,
            path: [
              [x, 10],
              [x, 900],
            ],
            note: '',
          },
        ],
      })
    const [one, other] = [drawing('scar', 400), drawing('mole', 600)]
    const saved = await sessions.save({ sessionId, version, document: one })
    const late = sessions.save({ sessionId, version, document: other })
    const conflict = { code: 'CONFLICT', data: { version: saved.version, document: one } }
    await expect(late).rejects.toMatchObject(conflict)
    // As the window does: its own is kept beside the one that is there.
    const beside = { kind: 'session', key: `${sessionId}:other` }
    await drafts.save({ ...beside, version: 0, document: other })
    const again = await room.practice.reopen()
    await again.api.vault.unlock({ secret: testPassphrase })
    expect((await again.api.sessions.get({ sessionId })).document).toEqual(one)
    expect((await again.api.drafts.load(beside))?.document).toEqual(other)
  })

  it('refuses a zone inside the orbital rim [SES-4]', async () => {
    const room = await readyRoom()
    const { sessionId } = await openCharted(room)
    const [zone] = chartOf(room).zones
    const document = unchecked({ ...chartOf(room), zones: [{ ...zone, zone: 'orbital-rim-left' }] })
    const [problem] = await refusalOf(room.api.sessions.save({ sessionId, version: 2, document }))
    expect(problem).toMatchObject({ field: 'document.zones.0.zone' })
    expect(problem?.fact).toContain('orbital rim')
    const found = await room.api.sessions.get({ sessionId })
    expect(found.version).toBe(2)
  })

  it.each([0.49, 2.51, Number.NaN, Number('1e309'), '1.5', 'deep', -1, 1_000_000])(
    'refuses %s as a length in micrometres and saves nothing [SES-5]',
    async (needleLength) => {
      const room = await readyRoom()
      const { sessionId } = await openCharted(room)
      const [zone] = chartOf(room).zones
      const document = unchecked({ ...chartOf(room), zones: [{ ...zone, needleLength }] })
      const codes = await refusedWith(room.api.sessions.save({ sessionId, version: 2, document }))
      expect(codes).toEqual(['input.not-as-expected'])
      const found = await room.api.sessions.get({ sessionId })
      expect(found).toMatchObject({ version: 2, document: chartOf(room) })
    },
  )

  it('refuses a zone that is charted twice [SES-7]', async () => {
    const room = await readyRoom()
    const [zone] = chartOf(room).zones
    const twice = zone ? [zone, zone] : []
    const charted = await openCharted(room, { zones: twice })
    expect(await refusedWith(start(room, charted))).toEqual(['sessions.zone-twice:forehead'])
  })

  it('takes nothing once it is signed or dropped [SES-6] [SES-40]', async () => {
    const room = await readyRoom()
    const signed = await signedSession(room)
    const dropped = await openCharted(room, {}, null)
    await room.api.sessions.drop({ sessionId: dropped.sessionId, reason: 'she did not come' })
    const [pack] = await releasedPacks(room.practice)
    if (!pack) throw new Error('A load has a pack.')
    for (const [sessionId, code] of [
      [signed.session.id, 'sessions.already-signed'],
      [dropped.sessionId, 'sessions.already-dropped'],
    ] as const) {
      const unit = { sessionId, unitId: unitOf(room.cartridges, 1) }
      const { sessions } = room.api
      for (const call of [
        () => sessions.save({ sessionId, version: 2, document: chartOf(room) }),
        () => sessions.takeCartridge({ ...unit, attested: true }),
        () => sessions.returnCartridge(unit),
        () => sessions.discardCartridge({ ...unit, reason: 'dropped' }),
        () => sessions.takePack({ sessionId, packId: pack.id }),
        () => sessions.returnPack({ sessionId, packId: pack.id }),
        () => sessions.start({ sessionId, version: 2, identityConfirmed: true }),
        () => sessions.drop({ sessionId, reason: 'again' }),
        () => sessions.get({ sessionId }),
        () => sessions.prepare({ sessionId, version: 2 }),
      ]) {
        expect(await refusedWith(call())).toEqual([code])
      }
    }
  })
})
