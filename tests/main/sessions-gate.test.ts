import { describe, expect, it } from 'vitest'
import { contentOf } from '#main/database/index.ts'
import { z } from 'zod'
import { certain } from '#shared/kernel/index.ts'
import { ownerOfTest, practiceOfTest } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import {
  chartOf,
  clearItem,
  colleagueUnlocks,
  later,
  length,
  openCharted,
  readyRoom,
  receive,
  releasedPacks,
  screen,
  start,
  takeConsent,
  type TreatmentRoom,
  unitOf,
  usedOf,
} from '../support/treatment.ts'

const foreheadAt = (room: TreatmentRoom, micrometre: number) => {
  const [forehead] = chartOf(room).zones
  return forehead ? [{ ...forehead, needleLength: length(micrometre) }] : []
}

const permitted = (micrometre: number) => ({
  owner: { ...ownerOfTest, maximumNeedleLength: length(micrometre) },
})

/** What the gate says of one zone at this length; nothing when it lets it pass. */
const gateAt = async (room: TreatmentRoom, micrometre: number): Promise<readonly string[]> => {
  const charted = await openCharted(room, { zones: foreheadAt(room, micrometre) })
  try {
    await start(room, charted)
    return []
  } catch {
    return await refusedWith(start(room, charted))
  }
}

describe('Start needling', () => {
  it('is refused with every stop at once, and then nothing is written [SES-20]', async () => {
    const room = await readyRoom()
    const { api, clientId } = room
    await api.clients.raiseFlag({ clientId, kind: 'pregnancy' })
    await api.clients.raiseFlag({ clientId, kind: 'anticoagulants' })
    const [consent] = await api.consent.list({ clientId })
    if (!consent) throw new Error('There is a consent.')
    const { today } = await api.practice.get()
    await api.consent.withdraw({ consentId: consent.id, withdrawnOn: today, reason: 'her wish' })
    const charted = await openCharted(
      room,
      { zones: foreheadAt(room, 2510), handpieceUnitId: null },
      null,
    )
    const problems = await refusalOf(start(room, charted))
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'consent.withdrawn',
      'screening.anticoagulants',
      'screening.pregnancy',
      'sessions.length-above-licence:forehead',
      'sessions.length-above-range:forehead',
      'sessions.no-cartridge',
      'sessions.no-handpiece',
    ])
    for (const { fact, rule, nextStep } of problems) {
      expect([fact, rule, nextStep]).not.toContain('')
    }
    const found = await api.sessions.get({ sessionId: charted.sessionId })
    expect(found).toMatchObject({ version: charted.version, base: { startedAt: null } })
    const connection = await room.practice.behindTheBack()
    expect(connection.prepare('SELECT state, gate FROM sessions').all()).toEqual([
      { state: 'open', gate: null },
    ])
  })

  it('cannot be passed by a deviation that was written before [SES-20]', async () => {
    const room = await readyRoom()
    await room.api.clients.raiseFlag({ clientId: room.clientId, kind: 'keloid' })
    const charted = await openCharted(room, {
      deviations: [
        { code: 'screening.keloid', fact: 'Keloid.', rule: 'Stop.', reason: 'x', action: 'y' },
      ],
    })
    expect(await refusedWith(start(room, charted))).toEqual(['screening.keloid'])
  })

  it.each([
    [490, ['sessions.length-below-range:forehead']],
    [500, []],
    [2500, []],
    [2510, ['sessions.length-above-range:forehead']],
  ])('at %i µm and a licence to 3 mm says %j [SES-21]', async (micrometre, expected) => {
    const room = await readyRoom(permitted(3000))
    expect(await gateAt(room, micrometre)).toEqual(expected)
  })

  it.each([
    [1500, []],
    [1501, ['sessions.length-above-licence:forehead']],
  ])('at %i µm and a licence to 1.5 mm says %j [SES-22]', async (micrometre, expected) => {
    const room = await readyRoom()
    expect(await gateAt(room, micrometre)).toEqual(expected)
  })

  it('binds to the label of the cartridge when that is the smallest [SES-22]', async () => {
    const room = await readyRoom({}, length(1000))
    const charted = await openCharted(room, { zones: foreheadAt(room, 1200) })
    const [problem] = await refusalOf(start(room, charted))
    expect(problem?.code).toBe('sessions.length-above-label:forehead')
    expect(problem?.nextStep).toBe(
      'Set 1.0 mm or less. Or record a supervising clinician’s written order.',
    )
    expect(problem?.source).toContain('Label of')
  })

  it.each([0, 400])(
    'means not permitted when the licence says %i µm [SES-23]',
    async (micrometre) => {
      const room = await readyRoom(permitted(micrometre))
      const charted = await openCharted(room, { zones: foreheadAt(room, 500) })
      const problems = await refusalOf(start(room, charted))
      expect(problems.map(({ code }) => code)).toEqual([
        'practice.needling-not-permitted',
        'sessions.length-above-licence:forehead',
      ])
      expect(problems[1]?.nextStep).toContain('Do not needle')
    },
  )

  it('is recorded once, with what the gate saw [SES-24]', async () => {
    const room = await readyRoom()
    const { api, clientId } = room
    await clearItem(room.practice, clientId, 'cold-sores')
    const screening = await screen(room.practice, clientId, { 'cold-sores': { answer: 'yes' } })
    const charted = await openCharted(room)
    await start(room, charted)
    expect(await refusedWith(start(room, charted))).toEqual(['sessions.already-started'])
    const connection = await room.practice.behindTheBack()
    const seen = connection.prepare<[], string>('SELECT gate FROM sessions').pluck().get()
    const [consent] = await api.consent.list({ clientId })
    const gate = z.looseObject({ findings: z.string() }).parse(JSON.parse(seen ?? ''))
    expect(gate).toMatchObject({
      ruleVersion: 1,
      consentId: consent?.id,
      screeningId: screening.id,
    })
    // Kept under their hash.
    const findings = contentOf(connection, Buffer.from(gate.findings, 'hex'))
    expect(JSON.parse(findings ?? '')).toMatchObject([
      { code: 'screening.cold-sores-cleared', severity: 'note' },
      { code: 'sessions.caution-bony', severity: 'note' },
    ])
  })

  it('is refused for a version that is not the one on the screen [SES-24]', async () => {
    const room = await readyRoom()
    const charted = await openCharted(room)
    const { sessionId, version } = charted
    const document = chartOf(room, { note: 'from another window' })
    await room.api.sessions.save({ sessionId, version, document })
    expect(await refusedWith(start(room, charted))).toEqual(['sessions.changed-in-another-window'])
  })

  it('is refused to a practitioner who did not open the session [SES-24]', async () => {
    const room = await readyRoom()
    const charted = await openCharted(room)
    await colleagueUnlocks(room)
    expect(await refusedWith(start(room, charted))).toEqual(['sessions.another-practitioner'])
  })

  it('gives each bad lot a finding of its own [SES-25]', async () => {
    const room = await readyRoom()
    const other = await receive(room.practice, 'serum', { number: 'S-78' })
    for (const lotId of [room.serum.lot.id, other.lot.id]) {
      await room.api.inventory.changeLotState({
        lotId,
        state: 'quarantined',
        reason: 'by its maker',
      })
    }
    const charted = await openCharted(room, { products: [usedOf(room.serum), usedOf(other)] })
    expect(await refusedWith(start(room, charted))).toEqual([
      `inventory.lot-quarantined:${room.serum.lot.id}`,
      `inventory.lot-quarantined:${other.lot.id}`,
    ])
  })

  it('needs a pack for a handpiece that is sterilized between clients [SES-26]', async () => {
    const room = await readyRoom()
    const handpiece = await receive(room.practice, 'handpiece', { reprocessable: true })
    const [pack] = await releasedPacks(room.practice)
    if (!pack) throw new Error('A load has a pack.')
    const charted = await openCharted(room, { handpieceUnitId: unitOf(handpiece) })
    expect(await refusedWith(start(room, charted))).toEqual(['sessions.no-pack'])
    await room.api.sessions.takePack({ sessionId: charted.sessionId, packId: pack.id })
    expect((await start(room, charted)).startedAt).not.toBeNull()
  })

  it('refuses such a handpiece in a practice that is single-use only [SES-26]', async () => {
    const room = await readyRoom({
      practice: { ...practiceOfTest, sterilityMode: 'single-use-only' },
    })
    const handpiece = await receive(room.practice, 'handpiece', { reprocessable: true })
    const charted = await openCharted(room, { handpieceUnitId: unitOf(handpiece) })
    expect(await refusedWith(start(room, charted))).toEqual([
      'sessions.reprocessable-in-single-use-practice',
    ])
  })

  it('is refused with an expired licence, and again later [SES-20]', async () => {
    const room = await readyRoom()
    const charted = await openCharted(room)
    await later(room, { days: 600 })
    const codes = await refusedWith(start(room, charted))
    expect(codes).toContain('practice.licence-expired')
    expect(codes).toContain('consent.expired')
    expect(codes).toContain('screening.expired')
    expect(codes).toContain(`inventory.lot-expired:${room.cartridges.lot.id}`)
  })

  it('needs the consent that is valid now, not an older one [SES-20]', async () => {
    const room = await readyRoom()
    const charted = await openCharted(room)
    const { api, clientId, practice } = room
    const template = certain(
      (await api.consent.templates()).find(({ kind }) => kind === 'microneedling'),
      'A text',
    )
    await api.consent.publish({
      kind: 'microneedling',
      text: { ...template.text, title: 'Microneedling, new text' },
      reason: 'clearer words',
    })
    expect(await refusedWith(start(room, charted))).toEqual(['consent.superseded'])
    await takeConsent(practice, clientId)
    expect((await start(room, charted)).consent).toMatchObject({ state: 'valid' })
  })
})
