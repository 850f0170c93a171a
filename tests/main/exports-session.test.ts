import { Fhir } from 'fhir'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it, vi } from 'vitest'
import { attachmentsFolder } from '#main/attachments/index.ts'
import { canonical, sha256 } from '#main/database/index.ts'
import { verifyBundle, writeEvidenceBundle } from '#main/exports/index.ts'
import { verifySignatures } from '#main/signing/index.ts'
import { certain, type Instant } from '#shared/kernel/index.ts'
import { emptyAnaestheticUse, emptyZone, type SessionDocument } from '#shared/sessions/index.ts'
import { z } from 'zod'
import { rowsOfCsv, textOf } from '../support/paper.ts'
import { testPassphrase } from '../support/practice.ts'
import { tampered } from '../support/tampered.ts'
import {
  anotherClient,
  chartOf,
  cleaned,
  day,
  length,
  openCharted,
  readyRoom,
  receive,
  screen,
  signShown,
  start,
  type TreatmentRoom,
  unitOf,
} from '../support/treatment.ts'

// A document is made in a worker thread, which from source takes seconds to start.
vi.setConfig({ testTimeout: 120_000 })

const at = (time: string) => `2026-11-22T${time}:00.000Z` as Instant

/** A room with a numbing cream and a glide gel, and a chart that says all that a chart can say. */
const richRoom = async () => {
  const room = await readyRoom()
  await screen(room.practice, room.clientId, { 'numbing-cream': { answer: 'yes' } })
  const cream = await receive(room.practice, 'anaesthetic', { number: 'LC-5', quantity: 4 })
  const gel = await receive(room.practice, 'serum', { number: 'GEL-1', quantity: 4 })
  const plan = await room.api.plans.create({
    clientId: room.clientId,
    details: {
      indication: 'acne-scars',
      zones: ['forehead'],
      sessionsPlanned: 4,
      minimumIntervalDays: 28,
      maximumIntervalDays: 42,
      startsOn: day('2026-11-22'),
      goal: 'Softer scars.',
    },
  })
  const document = (changes: Partial<SessionDocument> = {}) =>
    chartOf(room, {
      planId: plan.id,
      zones: [
        {
          ...emptyZone('free-0a1b2c3d', {
            name: 'Scar on the shin',
            view: 'body-front',
            x: 400,
            y: 800,
            radiusX: 20,
            radiusY: 40,
          }),
          needleLength: length(1500),
          technique: 'pen',
          passes: 4,
          endpoint: 'stopped',
          stoppedReason: 'She asked for it.',
          indication: 'acne-scars',
          motion: 'stamp',
          speed: '90 Hz',
          directions: ['horizontal', 'circular'],
          pressureNote: 'Light over the bone.',
          coverage: 'spots',
          cartridgeUnitId: unitOf(room.cartridges),
          glideLotId: gel.lot.id,
          response: ['swelling'],
        },
      ],
      products: [
        {
          lotId: cream.lot.id,
          amount: 8000,
          unit: 'g',
          place: 'before',
          anaesthetic: {
            ...emptyAnaestheticUse,
            agents: [{ agent: 'lidocaine', percent: 500 }],
            area: 100,
            onAt: at('15:00'),
            offAt: at('15:30'),
            occluded: true,
            skin: 'intact',
            suppliedBy: 'prescriber',
            prescribedBy: 'Dr Nakamura',
            reaction: 'Slight blanching.',
          },
        },
        { lotId: gel.lot.id, amount: 1500, unit: 'ml', place: 'during', anaesthetic: null },
      ],
      orders: [
        {
          clinician: 'Dr Nakamura',
          licence: 'MD 4410',
          orderedOn: day('2026-11-20'),
          zones: ['free-0a1b2c3d'],
          maximumNeedleLength: length(2000),
          exceeds: ['zone-cap'],
        },
      ],
      marks: [
        {
          id: '6c1f7b52-52b1-4f1d-9a2e-0d7c3f6b8a11',
          view: 'body-front',
          kind: 'mole',
          path: [[410, 790]],
          note: 'Left out.',
        },
      ],
      steps: [{ kind: 'cleanse', at: at('14:50'), note: 'Chlorhexidine' }],
      present: [{ name: 'Ole Berg', role: 'Interpreter' }],
      comfort: 4,
      said: 'It tingles.',
      prophylaxis: { answer: 'prescribed', prescribedBy: 'Dr Nakamura' },
      ...changes,
    })
  return { room, cream, gel, document }
}

const signed = async (room: TreatmentRoom, document: SessionDocument, cartridge = 0) => {
  const charted = await openCharted(room, document, cartridge)
  await start(room, charted)
  const saved = await room.api.sessions.save({
    sessionId: charted.sessionId,
    version: charted.version,
    document: { ...document, endedAt: room.practice.clock.now().toISOString() as Instant },
  })
  return signShown(room, { ...charted, version: saved.version })
}

const bundled = z.object({
  sessions: z.array(z.object({ snapshot: z.unknown(), snapshotHash: z.string() })),
})

describe('A chart with all that it can say', () => {
  it('is handed over whole in every format, and verifies [EXP-60] [EXP-61] [EXP-62] [AUD-25] [RCL-9]', async () => {
    const { room, cream, gel, document } = await richRoom()
    const { api, practice, clientId } = room
    const record = await signed(room, document())
    const { sessionId } = record.snapshot
    await api.sessions.addAddendum({
      sessionId,
      about: 'zones',
      text: 'The scar looked softer.',
      reason: 'Call back',
      secret: testPassphrase,
    })

    const pdf = await textOf(await api.exports.history({ clientId, format: 'pdf' }))
    for (const expected of [
      'Scar on the shin 1.5 mm Pen 4 Stopped early',
      'Acne scars',
      'Stamped, speed 90 Hz, horizontal and circular',
      'Light over the bone.',
      'Stopped: She asked for it.',
      `Glide: ${gel.lot.product.name}, lot GEL-1`,
      'Lidocaine 5 %',
      '30 minutes',
      '100 cm²',
      '0.08 g/cm²',
      'Slight blanching.',
      'Order of Dr Nakamura, MD 4410, of 20 Nov 2026',
      'Up to 2.0 mm: Scar on the shin',
      'the practice’s cap of the zone',
      'Body, from the front Mole Spot, 41 % from the left, 79 % from the top Left out.',
      'Ole Berg, Interpreter',
      'It tingles.',
      'Prescribed, by Dr Nakamura',
      'Needling ended',
      'Acne scars, plan version 1',
      'About Zones',
    ])
      expect(pdf.replace(/\s+/g, ' '), expected).toContain(expected)

    const rows = rowsOfCsv(await (await api.exports.history({ clientId, format: 'csv' })).text())
    const row = (kind: string) =>
      certain(
        rows.find(({ record: one }) => one === kind),
        kind,
      )
    expect(row('zone')).toMatchObject({
      zone: 'free-0a1b2c3d',
      zone_name: 'Scar on the shin',
      needle_length_mm: '1.5',
      directions: 'horizontal; circular',
      stopped_reason: 'She asked for it.',
      lot: 'GEL-1',
    })
    expect(row('product')).toMatchObject({
      place: 'before',
      agents: 'lidocaine 5 %',
      area_cm2: '100',
      dwell_minutes: '30',
      dose_g_per_cm2: '0.08',
      occluded: 'yes',
    })
    expect(row('order')).toMatchObject({ text: 'Dr Nakamura', needle_length_mm: '2' })
    expect(row('mark')).toMatchObject({ kind: 'mole', path: '410,790' })
    expect(row('session')).toMatchObject({ comfort: '4', prophylaxis: 'prescribed' })
    expect(row('addendum')).toMatchObject({ kind: 'zones' })

    const json = bundled.parse(
      JSON.parse(await (await api.exports.history({ clientId, format: 'json' })).text()),
    )
    const [whole] = json.sessions
    expect(sha256(canonical(whole?.snapshot))).toBe(whole?.snapshotHash)

    const fhir = await (await api.exports.history({ clientId, format: 'fhir' })).text()
    expect(new Fhir().validate(fhir).valid).toBe(true)
    for (const expected of ['Scar on the shin', '0.08 g/cm²', 'It tingles.', 'Interpreter'])
      expect(fhir).toContain(expected)

    const connection = await practice.behindTheBack()
    const evidence = writeEvidenceBundle(
      connection,
      attachmentsFolder(practice.recordsPath),
      clientId,
    )
    expect(verifyBundle(evidence).findings).toEqual([])
    const files = unzipSync(evidence)
    const linesOf = (name: string) => strFromU8(certain(files[name], name)).split('\n').slice(0, -1)
    for (const name of [
      'plans',
      'plan_versions',
      'session_anaesthetics',
      'session_marks',
      'session_orders',
    ])
      expect(linesOf(`${name}.jsonl`), name).toHaveLength(1)

    // Each row that is kept beside the signed chart is held against it.
    expect(verifySignatures(connection, {}).findings).toEqual([])
    for (const change of [
      `UPDATE sessions SET said = 'Nothing.' WHERE id = '${sessionId}'`,
      `UPDATE sessions SET plan_id = NULL WHERE id = '${sessionId}'`,
      'UPDATE session_zones SET glide_lot_id = NULL',
      "UPDATE session_products SET place = 'at-home' WHERE position = 1",
      'UPDATE session_anaesthetics SET area = 400',
      "UPDATE session_marks SET note = ''",
      'DELETE FROM session_orders',
    ])
      expect(
        tampered(connection, change, () => verifySignatures(connection, {}).findings),
        change,
      ).toMatchObject([{ code: 'signature-invalid', subject: `sessions ${sessionId}` }])

    // An anaesthetic and a glide lot lead to whom they were put on, also in a chart that is not signed.
    const nora = await anotherClient(room, 'Nora Lind')
    await cleaned(room)
    const open = await openCharted(nora, { ...document({ planId: null }), products: [] }, 1)
    const reached = async (lotId: typeof cream.lot.id) =>
      (await api.recalls.trace({ kind: 'lot', id: lotId })).sessions
    expect(await reached(cream.lot.id)).toEqual([sessionId])
    expect(await reached(gel.lot.id)).toEqual([sessionId, open.sessionId].sort())
    const recall = await api.recalls.open({
      cause: 'lot',
      subjectId: cream.lot.id,
      reason: 'Its maker called it back.',
      secret: testPassphrase,
    })
    expect(recall.worklist.map((one) => one.clientId)).toEqual([clientId])
  })
})
