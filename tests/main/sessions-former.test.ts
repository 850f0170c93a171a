import { expect, it } from 'vitest'
import { contentOf, newId, systemEnvironment } from '#main/database/index.ts'
import { createVault, deriveKeys } from '#main/vault/index.ts'
import { certain } from '#shared/kernel/index.ts'
import { emptySessionDocument, type PreparedSession } from '#shared/sessions/index.ts'
import { testPassphrase } from '../support/practice.ts'
import { roomsInside } from '../support/rooms.ts'
import { openCharted, readyRoom, start, type TreatmentRoom } from '../support/treatment.ts'

/** The record as the release before signed it. */
const asBefore = ({ snapshot }: PreparedSession) => {
  const {
    plan,
    orders,
    marks,
    steps,
    endedAt,
    present,
    comfort,
    said,
    prophylaxis,
    carried,
    ...kept
  } = snapshot
  const { id, name, licence } = snapshot.practitioner
  expect([plan, endedAt, comfort, prophylaxis, carried, said]).toEqual([
    null,
    null,
    null,
    null,
    null,
    '',
  ])
  expect([orders, marks, steps, present]).toEqual([[], [], [], []])
  return {
    ...kept,
    format: 'stratum-session-1',
    practitioner: { id, name, licence },
    zones: snapshot.zones.map(({ zone, needleLength, technique, passes, endpoint }) => ({
      zone,
      needleLength,
      technique,
      passes,
      endpoint,
    })),
    products: snapshot.products.map(({ place: _place, anaesthetic: _none, ...product }) => product),
  }
}

/** Signs it as the release before did, with the rows that its tables had. */
const signAsBefore = async (room: TreatmentRoom) => {
  const { practice, api } = room
  const inside = await roomsInside(practice)
  const connection = await practice.behindTheBack()
  const charted = await openCharted(room, {}, 0)
  await start(room, charted)
  const { sessionId, version } = charted
  const { current } = await api.practice.get()
  const vault = createVault({
    folder: practice.folder,
    random: systemEnvironment.random,
    strength: 'test',
    derive: deriveKeys,
  })
  const key = await vault.authorise(current.id, testPassphrase)
  const prepared = await api.sessions.prepare({ sessionId, version })
  const snapshot = asBefore(prepared)
  const signature = inside.database.write({ actor: current.id, reason: 'before' }, (tx) =>
    inside.rooms.signing.sign(tx, key, {
      subjectTable: 'sessions',
      subjectId: sessionId,
      meaning: 'treatment-performed',
      snapshot,
    }),
  )
  const id = () => newId<string>(systemEnvironment)
  connection.transaction(() => {
    connection
      .prepare("INSERT INTO write_context VALUES (1, ?, 'before', '2026-11-22')")
      .run(current.id)
    for (const [position, zone] of snapshot.zones.entries()) {
      connection
        .prepare(
          `INSERT INTO session_zones (id, session_id, position, zone, needle_length, technique, passes, endpoint)
           VALUES (@id, @sessionId, @position, @zone, @needleLength, @technique, @passes, @endpoint)`,
        )
        .run({ id: id(), sessionId, position, ...zone })
    }
    for (const [position, { lotId, amount, unit }] of snapshot.products.entries()) {
      connection
        .prepare(
          'INSERT INTO session_products (id, session_id, position, lot_id, amount, unit) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(id(), sessionId, position, lotId, amount, unit)
    }
    connection
      .prepare(
        `UPDATE sessions SET state = 'signed', signed_at = ?, rule_version = ?, consent_id = ?, screening_id = ?,
         handpiece_unit_id = ?, immediate_response = ?, response_note = ?, note = ?, identity = ? WHERE id = ?`,
      )
      .run(
        signature.signedAt,
        snapshot.ruleVersion,
        snapshot.consent?.id,
        snapshot.screening?.id,
        snapshot.handpiece?.unitId,
        JSON.stringify(snapshot.immediateResponse),
        snapshot.responseNote,
        snapshot.note,
        JSON.stringify(prepared.identity),
        sessionId,
      )
    connection.prepare('DELETE FROM write_context').run()
    connection.prepare("DELETE FROM drafts WHERE kind LIKE 'session%'").run()
  })()
  return { sessionId, connection, snapshot }
}

it('reads, verifies and repeats a record of the format before, and goes on with a draft of it [SES-153]', async () => {
  const room = await readyRoom()
  const { api, clientId } = room
  const { sessionId, connection, snapshot } = await signAsBefore(room)
  const signed = await api.sessions.signed({ sessionId })
  expect(signed).toMatchObject({
    signatureState: 'valid',
    snapshot: { ...snapshot, plan: null, marks: [], comfort: null, carried: null },
    countersignature: null,
    session: {
      signatureState: 'valid',
      awaitingSupervisor: false,
      zoneLabels: ['Forehead', 'Left cheek'],
    },
  })
  expect(signed.snapshot.practitioner.standing).toBeUndefined()
  const [addendum] = (
    await api.sessions.addAddendum({
      sessionId,
      text: 'She called.',
      reason: 'follow-up',
      secret: testPassphrase,
    })
  ).addenda
  expect(addendum).toMatchObject({ about: 'record', signatureState: 'valid' })
  const ofAddendum = connection
    .prepare<[], Buffer>("SELECT snapshot_hash FROM signatures WHERE meaning = 'addendum'")
    .pluck()
    .get()
  expect(contentOf(connection, certain(ofAddendum, 'A signature'))).not.toContain('about')

  const opened = await api.sessions.open({ clientId, sameAsLastTime: true })
  expect(opened.document).toMatchObject({
    carried: { fromSessionId: sessionId },
    zones: [
      { zone: 'forehead', passes: 3, motion: null },
      { zone: 'cheek-left', passes: 4 },
    ],
    offered: [{ productId: room.serum.lot.product.id, place: null }],
  })

  // The draft as the release before left it.
  const { zones, handpieceUnitId, products, immediateResponse, responseNote, deviations } =
    emptySessionDocument
  const [zone] = snapshot.zones
  const draft = { handpieceUnitId, immediateResponse, responseNote, note: 'half done', deviations }
  connection
    .prepare("UPDATE drafts SET document = ? WHERE kind = 'session'")
    .run(JSON.stringify({ ...draft, zones: [...zones, zone], products }))
  const found = await api.sessions.get({ sessionId: opened.session.id })
  expect(found.document).toMatchObject({
    note: 'half done',
    zones: [{ zone: 'forehead', speed: '', response: [] }],
    marks: [],
    carried: null,
  })
  const saved = await api.sessions.save({
    sessionId: opened.session.id,
    version: found.version,
    document: found.document,
  })
  expect(saved.version).toBe(found.version + 1)

  // What the format before had no column for is compared too.
  const guards = connection
    .prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('sessions', 'session_zones')",
    )
    .pluck()
    .all()
  for (const guard of guards) connection.exec(`DROP TRIGGER "${guard}"`)
  for (const [forge, undo] of [
    [
      "UPDATE sessions SET said = 'x' WHERE said = '' AND signed_at IS NOT NULL",
      "UPDATE sessions SET said = ''",
    ],
    ["UPDATE session_zones SET speed = 'x'", "UPDATE session_zones SET speed = ''"],
  ] as const) {
    connection.exec(forge)
    expect((await api.sessions.signed({ sessionId })).signatureState, forge).toBe('invalid')
    connection.exec(undo)
  }
  expect((await api.sessions.signed({ sessionId })).signatureState).toBe('valid')
})
