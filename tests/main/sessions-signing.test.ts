import { describe, expect, it } from 'vitest'
import type { Problem } from '#shared/kernel/index.ts'
import { emptySessionDocument, notStarted } from '#shared/sessions/index.ts'
import { testPassphrase } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import {
  aPerson,
  chartOf,
  colleaguePassphrase,
  colleagueUnlocks,
  later,
  length,
  openCharted,
  ownerUnlocks,
  readyRoom,
  recallLot,
  signedSession,
  signShown,
  start,
  takeConsent,
  usedOf,
} from '../support/treatment.ts'

const deviationFor = ({ code, fact, rule }: Pick<Problem, 'code' | 'fact' | 'rule'>) => ({
  code,
  fact,
  rule,
  reason: 'noticed afterwards',
  action: 'told the client, watched the skin for an hour',
})

const startedSession = async (...[room, changes]: Parameters<typeof openCharted>) => {
  const charted = await openCharted(room, changes)
  await start(room, charted)
  return charted
}

describe('showing a record', () => {
  it('names everything that is missing at once [SES-30]', async () => {
    const room = await readyRoom()
    const [forehead] = chartOf(room).zones
    const charted = await startedSession(room)
    const { sessionId, version } = charted
    const document = {
      ...emptySessionDocument,
      handpieceUnitId: chartOf(room).handpieceUnitId,
      zones: forehead ? [{ ...forehead, endpoint: null, passes: null }] : [],
      products: [usedOf(room.serum, { amount: null })],
      deviations: [{ ...deviationFor(notStarted), code: 'sessions.other', action: '' }],
    }
    const saved = await room.api.sessions.save({ sessionId, version, document })
    const problems = await refusalOf(
      room.api.sessions.prepare({ sessionId, version: saved.version }),
    )
    expect(problems.map(({ code, field }) => [code, field])).toEqual([
      ['sessions.zone-incomplete', 'zones.0'],
      ['sessions.amount-missing', 'products.0'],
      ['sessions.response-missing', 'immediateResponse'],
      ['sessions.deviation-incomplete', 'deviations.0'],
    ])
    expect(problems[0]?.fact).toBe('Forehead has no passes, endpoint.')
  })

  it('gives the same hash each time [SES-33]', async () => {
    const room = await readyRoom()
    const { sessionId, version } = await startedSession(room)
    const first = await room.api.sessions.prepare({ sessionId, version })
    room.practice.clock.advance({ minutes: 3 })
    const second = await room.api.sessions.prepare({ sessionId, version })
    expect(second).toEqual(first)
    expect(first.snapshot).not.toHaveProperty('client.name')
    expect(JSON.stringify(first.snapshot)).not.toContain(aPerson.name)
  })

  it('is refused to a practitioner who did not open the session [SES-35]', async () => {
    const room = await readyRoom()
    const { sessionId, version } = await startedSession(room)
    const { snapshotHash } = await room.api.sessions.prepare({ sessionId, version })
    await colleagueUnlocks(room)
    const shown = room.api.sessions.prepare({ sessionId, version })
    expect(await refusedWith(shown)).toEqual(['sessions.another-practitioner'])
    const sign = { sessionId, version, snapshotHash, secret: colleaguePassphrase }
    expect(await refusedWith(room.api.sessions.sign(sign))).toEqual([
      'sessions.another-practitioner',
    ])
  })
})

describe('signing a record', () => {
  it('is refused when the record changed since it was shown [SES-33]', async () => {
    const room = await readyRoom()
    const { api, clientId } = room
    const { sessionId, version } = await startedSession(room)
    const { snapshotHash } = await api.sessions.prepare({ sessionId, version })
    const sign = () =>
      api.sessions.sign({ sessionId, version, snapshotHash, secret: testPassphrase })
    const {
      number: _number,
      id: _id,
      flags: _flags,
      createdAt: _at,
      ...details
    } = await api.clients.get({ clientId })
    const change = (next: Partial<typeof details>) =>
      api.clients.update({ clientId, details: { ...details, ...next }, reason: 'as she says' })

    await change({ medication: ['aspirin'] })
    expect(await refusedWith(sign())).toEqual(['sessions.changed-since-shown'])
    await change({ name: 'Mia Thorsen-Lee' })
    expect(await refusedWith(sign())).toEqual(['sessions.changed-since-shown'])
    await change({})
    await api.clients.raiseFlag({ clientId, kind: 'rosacea' })
    expect(await refusedWith(sign())).toEqual(['screening.rosacea'])
    await api.clients.endFlag({ clientId, kind: 'rosacea', reason: 'it was sunburn' })
    expect(await sign()).toMatchObject({ signatureState: 'valid', snapshotHash })
  })

  it('is refused for a hash that was never shown, and for another version [SES-33]', async () => {
    const room = await readyRoom()
    const { sessionId, version } = await startedSession(room)
    const sign = (snapshotHash: string, of = version) =>
      room.api.sessions.sign({ sessionId, version: of, snapshotHash, secret: testPassphrase })
    expect(await refusedWith(sign('0'.repeat(64)))).toEqual(['sessions.changed-since-shown'])
    const { snapshotHash } = await room.api.sessions.prepare({ sessionId, version })
    expect(await refusedWith(sign('0'.repeat(64)))).toEqual(['sessions.changed-since-shown'])
    expect(await refusedWith(sign(snapshotHash, version - 1))).toEqual([
      'sessions.changed-in-another-window',
    ])
    await sign(snapshotHash)
    expect(await refusedWith(sign(snapshotHash))).toEqual(['sessions.already-signed'])
  })

  it.each(['wrong', ''])(
    'with the passphrase “%s” leaves the draft as it was [SES-34]',
    async (secret) => {
      const room = await readyRoom()
      const { sessionId, version } = await startedSession(room)
      const { snapshotHash } = await room.api.sessions.prepare({ sessionId, version })
      const sign = room.api.sessions.sign({ sessionId, version, snapshotHash, secret })
      expect(await refusedWith(sign)).toEqual(['vault.wrong-secret'])
      const found = await room.api.sessions.get({ sessionId })
      expect(found).toMatchObject({ version, document: chartOf(room) })
      const connection = await room.practice.behindTheBack()
      expect(connection.prepare('SELECT count(*) FROM session_zones').pluck().get()).toBe(0)
    },
  )

  it('removes the draft and keeps the chart in rows [SES-1]', async () => {
    const room = await readyRoom()
    await signedSession(room)
    const connection = await room.practice.behindTheBack()
    const count = (table: string) =>
      connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
    expect(['drafts', 'session_zones', 'session_products', 'deviations'].map(count)).toEqual([
      0, 2, 1, 0,
    ])
    const { findings } = await room.api.audit.verify()
    expect(findings).toEqual([])
    // Verification starts a thread, which takes its time on a busy machine.
  }, 60_000)
})

describe('a deviation', () => {
  it('answers each stop that stands at signing [SES-31] [SES-36]', async () => {
    const room = await readyRoom()
    const { sessionId, version } = await startedSession(room)
    await room.api.clients.raiseFlag({ clientId: room.clientId, kind: 'pregnancy' })
    const lotId = room.serum.lot.id
    await recallLot(room.practice, lotId)
    const stops = await refusalOf(room.api.sessions.prepare({ sessionId, version }))
    expect(stops.map(({ code }) => code)).toEqual([
      'screening.pregnancy',
      `inventory.lot-recalled:${lotId}`,
    ])
    expect(stops[0]?.nextStep).toContain('deviation')
    const [first, ...others] = stops.map(deviationFor)
    if (!first) throw new Error('There is a stop.')
    const half = await room.api.sessions.save({
      sessionId,
      version,
      document: chartOf(room, { deviations: [first] }),
    })
    expect(
      await refusedWith(room.api.sessions.prepare({ sessionId, version: half.version })),
    ).toEqual([`inventory.lot-recalled:${lotId}`])
    const whole = await room.api.sessions.save({
      sessionId,
      version: half.version,
      document: chartOf(room, { deviations: [first, ...others] }),
    })
    const signed = await signShown(room, { sessionId, version: whole.version })
    expect(signed).toMatchObject({
      signatureState: 'valid',
      session: { deviations: 2, awaitingCountersignature: 0 },
      deviations: [
        { code: 'screening.pregnancy', countersignature: { name: 'Ada Petersen' } },
        { code: `inventory.lot-recalled:${lotId}`, countersignature: { name: 'Ada Petersen' } },
      ],
    })
    const found = signed.snapshot.findings.filter(({ severity }) => severity === 'stop')
    expect(found.map(({ code }) => code)).toEqual(stops.map(({ code }) => code))
  })

  it('that no rule asks for is kept as the truth [SES-31]', async () => {
    const room = await readyRoom()
    const signed = await signedSession(room, {
      deviations: [{ ...deviationFor(notStarted), code: 'sessions.other', fact: 'Power cut.' }],
    })
    expect(signed.deviations).toMatchObject([{ code: 'sessions.other', fact: 'Power cut.' }])
  })

  it('says why the start was not pressed [SES-37]', async () => {
    const room = await readyRoom()
    const { sessionId, version } = await openCharted(room)
    expect(await refusedWith(room.api.sessions.prepare({ sessionId, version }))).toEqual([
      'sessions.not-started',
    ])
    const document = chartOf(room, { deviations: [deviationFor(notStarted)] })
    const saved = await room.api.sessions.save({ sessionId, version, document })
    const signed = await signShown(room, { sessionId, version: saved.version })
    expect(signed).toMatchObject({
      signatureState: 'valid',
      snapshot: { startedAt: null },
      deviations: [{ code: 'sessions.not-started' }],
    })
  })

  it('records a length above the range, but none that is no needle [SES-31]', async () => {
    const room = await readyRoom()
    const { sessionId, version } = await startedSession(room)
    const [forehead] = chartOf(room).zones
    const at = (micrometre: number) =>
      forehead ? [{ ...forehead, needleLength: length(micrometre) }] : []
    const save = async (micrometre: number, from: number, deviations: readonly Problem[]) =>
      room.api.sessions.save({
        sessionId,
        version: from,
        document: chartOf(room, {
          zones: at(micrometre),
          deviations: deviations.map(deviationFor),
        }),
      })
    const tooLong = await save(3600, version, [])
    expect(
      await refusedWith(room.api.sessions.prepare({ sessionId, version: tooLong.version })),
    ).toContain('sessions.length-not-a-needle')
    const happened = await save(2510, tooLong.version, [])
    const stops = await refusalOf(
      room.api.sessions.prepare({ sessionId, version: happened.version }),
    )
    const answered = await save(2510, happened.version, stops)
    const signed = await signShown(room, { sessionId, version: answered.version })
    expect(signed.session).toMatchObject({ longestNeedle: 2510, deviations: 2 })
  })

  it('of another practitioner waits for the owner’s countersignature [SES-36]', async () => {
    const room = await readyRoom()
    await colleagueUnlocks(room)
    const charted = await startedSession(room, {
      deviations: [{ ...deviationFor(notStarted), code: 'sessions.other' }],
    })
    const { sessionId, version } = charted
    const { snapshotHash } = await room.api.sessions.prepare({ sessionId, version })
    const signed = await room.api.sessions.sign({
      sessionId,
      version,
      snapshotHash,
      secret: colleaguePassphrase,
    })
    expect(signed.session.awaitingCountersignature).toBe(1)
    expect(
      await refusedWith(room.api.sessions.countersign({ sessionId, secret: colleaguePassphrase })),
    ).toEqual(['sessions.owner-countersigns'])
    expect((await room.api.today.get()).awaitingCountersignature).toMatchObject([
      { sessionId, clientName: aPerson.name },
    ])
    await ownerUnlocks(room)
    const countersign = () => room.api.sessions.countersign({ sessionId, secret: testPassphrase })
    expect(await countersign()).toMatchObject({
      session: { awaitingCountersignature: 0 },
      deviations: [{ countersignature: { name: 'Ada Petersen' } }],
    })
    expect(await refusedWith(countersign())).toEqual(['sessions.nothing-to-countersign'])
    expect((await room.api.today.get()).awaitingCountersignature).toEqual([])
  })
})

describe('a session that is signed on a later day', () => {
  it('is judged by the day of needling and the consent of that day [SES-32]', async () => {
    const room = await readyRoom()
    const { api, clientId } = room
    const [consent] = await api.consent.list({ clientId })
    const { sessionId, version } = await startedSession(room)
    await later(room, { days: 400 })
    await takeConsent(room.practice, clientId)
    const signed = await signShown(room, { sessionId, version })
    expect(signed.snapshot.consent?.id).toBe(consent?.id)
    expect(signed.snapshot.findings.filter(({ severity }) => severity === 'stop')).toEqual([])
    expect(signed.signatureState).toBe('valid')
  })

  it('judges the licence as it stands now [SES-32]', async () => {
    const room = await readyRoom()
    const { api } = room
    const { sessionId, version } = await startedSession(room)
    const { current } = await api.practice.get()
    const {
      id,
      name: _name,
      role: _role,
      publicKey: _key,
      fingerprint: _print,
      ...licence
    } = current
    await api.practice.updateLicence({
      practitionerId: id,
      licence: { ...licence, maximumNeedleLength: length(1000) },
      reason: 'read the board’s letter again',
    })
    expect(await refusedWith(api.sessions.prepare({ sessionId, version }))).toEqual([
      'sessions.length-above-licence:cheek-left',
    ])
  })

  it('keeps a withdrawal of the same day as a stop [SES-32]', async () => {
    const room = await readyRoom()
    const { api, clientId } = room
    const { sessionId, version } = await startedSession(room)
    const [consent] = await api.consent.list({ clientId })
    const { today } = await api.practice.get()
    if (!consent) throw new Error('There is a consent.')
    await api.consent.withdraw({ consentId: consent.id, withdrawnOn: today, reason: 'her wish' })
    expect(await refusedWith(api.sessions.prepare({ sessionId, version }))).toEqual([
      'consent.withdrawn',
    ])
  })
})
