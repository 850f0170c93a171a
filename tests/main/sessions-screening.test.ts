import { describe, expect, it } from 'vitest'
import { verifySignatures } from '#main/signing/index.ts'
import { classify } from '#main/database/index.ts'
import { certain } from '#shared/kernel/index.ts'
import { notStarted } from '#shared/sessions/index.ts'
import { asWriter, tried } from '../support/by-hand.ts'
import { testPassphrase } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import {
  agreedBy,
  anotherClient,
  aPerson,
  chartOf,
  cleaned,
  clearItem,
  colleaguePassphrase,
  colleagueUnlocks,
  day,
  drawnStrokes,
  filledConsent,
  later,
  openCharted,
  ownerUnlocks,
  readyRoom,
  screen,
  signShown,
  start,
  takeConsent,
  type TreatmentRoom,
  unitOf,
} from '../support/treatment.ts'

const currentText = async ({ api }: TreatmentRoom, kind = 'microneedling') =>
  certain(
    (await api.consent.templates()).find((each) => each.kind === kind && each.current),
    'A text',
  ).text

describe('the screening at the gate', () => {
  it('counts on its own day, when it is complete, and with the record as it is now [SES-70]', async () => {
    const room = await readyRoom()
    const { practice, api } = room
    const { id: clientId } = await api.clients.create({
      details: { ...aPerson, name: 'Noor Haddad' },
      flags: [],
    })
    await takeConsent(practice, clientId)
    const opened = await api.sessions.open({ clientId })
    const sessionId = opened.session.id
    const { version } = await api.sessions.save({
      sessionId,
      version: opened.version,
      document: chartOf(room),
    })
    await api.sessions.takeCartridge({
      sessionId,
      unitId: unitOf(room.cartridges),
      attested: true,
    })
    const begin = () => start(room, { sessionId, version })
    expect(await refusedWith(begin())).toEqual(['screening.missing'])

    await screen(practice, clientId, { pregnancy: { answer: 'unknown' } })
    expect(await refusedWith(begin())).toEqual(['screening.unknown-pregnancy'])
    await screen(practice, clientId, { pregnancy: { answer: 'yes' } })
    expect(await refusedWith(begin())).toEqual(['screening.stopped', 'screening.pregnancy'])
    await screen(practice, clientId, { diabetes: { answer: 'yes' } })
    expect(await refusedWith(begin())).toEqual(['screening.diabetes'])
    await clearItem(practice, clientId, 'diabetes')
    await api.clients.raiseFlag({ clientId, kind: 'keloid' })
    expect(await refusedWith(begin())).toEqual(['screening.keloid'])
    await api.clients.endFlag({ clientId, kind: 'keloid', reason: 'it was a scab' })

    await later(room, { days: 1 })
    expect(await refusedWith(begin())).toEqual(['screening.expired'])
    await screen(practice, clientId, {
      diabetes: { answer: 'yes' },
      'home-needling': { answer: 'yes' },
    })
    const base = await begin()
    expect(base.screening).toMatchObject({ state: 'valid', verdict: 'caution', day: base.today })

    // What is asked afterwards does not reach back; what the record says since then does.
    await screen(practice, clientId, { pregnancy: { answer: 'yes' } })
    const { snapshot } = await api.sessions.prepare({
      sessionId,
      version: await respond(room, sessionId, version),
    })
    expect(snapshot.screening).toMatchObject({ id: base.screening?.id, verdict: 'caution' })
    expect(snapshot.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['screening.home-needling', 'note'],
      ['screening.diabetes-cleared', 'note'],
      ['sessions.caution-bony', 'note'],
    ])
  })

  it('that ends in a stop ends the session, and what it held is put back [SES-76]', async () => {
    const room = await readyRoom()
    const { api, clientId, practice } = room
    const { sessionId } = await openCharted(room)
    const { snapshot } = await screen(practice, clientId, { sunburn: { answer: 'yes' } })
    const stop = certain(
      snapshot.findings.find(({ verdict }) => verdict === 'stop'),
      'A stop',
    )
    const reason = `${stop.fact} ${stop.rule}`
    await api.sessions.drop({ sessionId, reason })
    const connection = await practice.behindTheBack()
    expect(connection.prepare('SELECT state, close_reason AS reason FROM sessions').all()).toEqual([
      { state: 'dropped', reason },
    ])
    const { units } = await api.inventory.lot({ lotId: room.cartridges.lot.id })
    expect(units.map(({ state }) => state)).toEqual(units.map(() => 'stored'))
  })

  it('finds a product of the chart that the client’s skin has reacted to [SES-75]', async () => {
    const room = await readyRoom()
    const { api, clientId, serum } = room
    const test = await api.screening.recordPatchTest({
      clientId,
      lotId: serum.lot.id,
      site: 'Forearm',
      appliedOn: day('2026-11-20'),
      readDueOn: day('2026-11-22'),
      note: '',
    })
    await api.screening.readPatchTest({
      patchTestId: test.id,
      reading: { readOn: day('2026-11-22'), result: 'positive', note: 'Red and raised.' },
    })
    const charted = await openCharted(room)
    expect(await refusedWith(start(room, charted))).toEqual([
      `screening.patch-test-positive:${serum.lot.product.id}`,
    ])
    const other = await anotherClient(room, 'Noor Haddad')
    const without = await openCharted(other, {}, 1)
    expect((await start(other, without)).startedAt).not.toBeNull()
  })
})

/** Completes the chart of a session that was started. */
const respond = async (
  room: TreatmentRoom,
  sessionId: Parameters<typeof room.api.sessions.save>[0]['sessionId'],
  version: number,
): Promise<number> =>
  (await room.api.sessions.save({ sessionId, version, document: chartOf(room) })).version

describe('the consent at the gate', () => {
  it('covers as many sessions as its text says, and the one that used it up [SES-71]', async () => {
    const room = await readyRoom()
    const { api, practice, clientId } = room
    const text = await currentText(room)
    await api.consent.publish({
      kind: 'microneedling',
      text: { ...text, validity: { days: null, sessions: 1 } },
      reason: 'each session is agreed to by itself',
    })
    await takeConsent(practice, clientId)
    const first = await openCharted(room)
    await start(room, first)
    const signed = await signShown(room, first)
    expect(signed.snapshot.findings.filter(({ severity }) => severity === 'stop')).toEqual([])
    await cleaned(room)

    const second = await openCharted(room, {}, 1)
    expect(await refusedWith(start(room, second))).toEqual(['consent.used-up'])
    // It happened without a start, with a consent of its own: that one is used up too.
    await takeConsent(practice, clientId)
    const said = await api.sessions.save({
      ...second,
      document: chartOf(room, {
        deviations: [{ ...notStarted, reason: 'Gloves were on.', action: 'Told the owner.' }],
      }),
    })
    await signShown(room, { sessionId: second.sessionId, version: said.version })
    const states = (await api.consent.list({ clientId })).map(({ state }) => state)
    expect(states).toEqual(['used-up', 'used-up', 'superseded'])
  })

  it('is the guardian’s form for a minor, and the practitioner’s own where the text says so [SES-72]', async () => {
    const room = await readyRoom()
    const { api, practice } = room
    const { id: clientId } = await api.clients.create({
      details: { ...aPerson, name: 'Ida Thorsen', birthDate: day('2009-05-01') },
      flags: [],
    })
    const minor = { ...room, clientId }
    const charted = await openCharted(minor)
    const codes = await refusedWith(start(minor, charted))
    expect(codes.filter((code) => code.startsWith('consent.'))).toEqual(['consent.missing'])
    const form = await filledConsent(practice, clientId, 'guardian')
    const drawn = { kind: 'drawn' as const, strokes: drawnStrokes }
    await api.consent.sign({
      consent: {
        ...form,
        people: {
          ...form.people,
          guardian: { name: 'Mia Thorsen', relationship: 'mother', identitySeen: 'passport' },
        },
        furtherSignatures: { ...form.furtherSignatures, guardian: drawn },
      },
      secret: testPassphrase,
    })
    const { base } = await api.sessions.get({ sessionId: charted.sessionId })
    expect(base).toMatchObject({ consentKind: 'guardian', consent: { state: 'valid' } })
    const left = await refusedWith(start(minor, charted))
    expect(left.filter((code) => code.startsWith('consent.'))).toEqual([])
    expect(left.filter((code) => code.startsWith('screening.')).length).toBeGreaterThan(0)

    const text = await currentText(room)
    await api.consent.publish({
      kind: 'microneedling',
      text: { ...text, covers: 'practitioner' },
      reason: 'each of us takes her own consent',
    })
    const adult = await anotherClient(room, 'Noor Haddad')
    await colleagueUnlocks(room)
    const hers = await openWith(adult, 1)
    expect(await refusedWith(start(adult, hers))).toEqual(['consent.other-practitioner'])
    const own = await filledConsent(practice, adult.clientId)
    await api.consent.sign({ consent: own, secret: colleaguePassphrase })
    expect((await start(adult, hers)).consent?.state).toBe('valid')
    await ownerUnlocks(room)
  })
})

/** Of a client who was screened already: a screening is signed with the owner’s passphrase here. */
const openWith = async (room: TreatmentRoom, cartridge: number) => {
  const { session, version } = await room.api.sessions.open({ clientId: room.clientId })
  const sessionId = session.id
  const saved = await room.api.sessions.save({ sessionId, version, document: chartOf(room) })
  await room.api.sessions.takeCartridge({
    sessionId,
    unitId: unitOf(room.cartridges, cartridge),
    attested: true,
  })
  return { sessionId, version: saved.version }
}

describe('the database', () => {
  it('refuses a start and a signature that name what does not hold, in words to act on [SES-74]', async () => {
    const room = await readyRoom()
    const other = await anotherClient(room, 'Noor Haddad')
    const [mine, theirs] = [await agreedBy(room), await agreedBy(other)]
    const { sessionId } = await openCharted(room)
    const connection = await room.practice.behindTheBack()
    const at = '2026-11-22T20:00:00.000Z'
    const begin = (gate: Readonly<Record<string, unknown>>) => {
      const seen = { day: '2026-11-22', lotIds: [], ...mine, ...gate }
      return `UPDATE sessions SET state = 'started', started_at = '${at}',
        gate = '${JSON.stringify(seen)}' WHERE id = '${sessionId}'`
    }
    const stop = 'stop: needling starts only for a client who was screened today and consented'
    expect(tried(connection, [begin({})])).toBe('done')
    const forged: readonly (readonly string[])[] = [
      [begin({ consentId: null })],
      [begin({ consentId: theirs.consentId })],
      [begin({ screeningId: null })],
      [begin({ screeningId: theirs.screeningId })],
      [begin({ day: '2026-11-23' })],
      [
        'DROP TRIGGER consents_locked',
        `UPDATE consents SET valid_until = '2026-11-21' WHERE id = '${mine.consentId}'`,
        begin({}),
      ],
      [
        'DROP TRIGGER screenings_locked',
        `UPDATE screenings SET verdict = 'stop' WHERE id = '${mine.screeningId}'`,
        begin({}),
      ],
      [
        'DROP TRIGGER signatures_locked',
        `UPDATE signatures SET subject_id = 'x' WHERE subject_id = '${mine.screeningId}'`,
        begin({}),
      ],
      [
        'DROP TRIGGER signatures_locked',
        `UPDATE signatures SET subject_id = 'x' WHERE subject_id = '${mine.consentId}'`,
        begin({}),
      ],
    ]
    for (const statements of forged)
      expect(tried(connection, statements), statements.join('; ')).toBe(stop)

    // The same refusal where the application writes, as a person reads it.
    expect(classify(new Error(stop))).toMatchObject({
      problems: [{ code: 'database.start-not-agreed' }],
    })
  })

  it('knows which screening and consent were signed with a session [SES-77]', async () => {
    const room = await readyRoom()
    const charted = await openCharted(room)
    await start(room, charted)
    const signed = await signShown(room, charted)
    const { screeningId, consentId } = await agreedBy(room)
    expect(signed.snapshot).toMatchObject({
      screening: { id: screeningId, verdict: 'clear', rulesVersion: 1 },
      consent: { id: consentId },
    })
    const again = await screen(room.practice, room.clientId)
    const connection = await room.practice.behindTheBack()
    asWriter(connection, () => {
      connection.exec('DROP TRIGGER sessions_locked')
      connection.exec(
        `UPDATE sessions SET screening_id = '${again.id}' WHERE id = '${charted.sessionId}'`,
      )
    })
    const shown = await room.api.sessions.signed({ sessionId: charted.sessionId })
    expect(shown.signatureState).toBe('invalid')
    expect(verifySignatures(connection, {}).findings.map(({ subject }) => subject)).toEqual([
      `sessions ${charted.sessionId}`,
    ])
    expect(
      (await refusalOf(room.api.sessions.get({ sessionId: charted.sessionId })))[0]?.code,
    ).toBe('sessions.already-signed')
  })
})
