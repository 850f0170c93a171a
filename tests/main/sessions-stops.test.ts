import { describe, expect, it } from 'vitest'
import type { Connection } from '#main/database/index.ts'
import { productDetails } from '#shared/inventory/index.ts'
import { certain, type Instant, type PackId } from '#shared/kernel/index.ts'
import { asWriter, tried } from '../support/by-hand.ts'
import { testPassphrase } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import { roomsInside } from '../support/rooms.ts'
import {
  type Agreed,
  agreedBy,
  anotherClient,
  aPerson,
  chartOf,
  type ChartedSession,
  cleaned,
  day,
  openCharted,
  readyRoom,
  receive,
  releasedPacks,
  signedSession,
  signShown,
  start,
  type TreatmentRoom,
  unitOf,
  usedOf,
} from '../support/treatment.ts'

/** A session with a cartridge, a serum, a handpiece and a pack, ready to start. */
const readySession = async (room: TreatmentRoom, packId: PackId) => {
  const charted = await openCharted(room)
  await room.api.sessions.takePack({ sessionId: charted.sessionId, packId })
  return charted
}

const moment = '2026-11-22T20:00:00.000Z'

/** The start as the service writes it, by hand. */
const startBySql = (
  room: TreatmentRoom & Agreed,
  { sessionId }: Pick<ChartedSession, 'sessionId'>,
  { at = moment, gate = {} }: { at?: string; gate?: Readonly<Record<string, unknown>> } = {},
): string => {
  const { consentId, screeningId } = room
  const seen = {
    day: at.slice(0, 10),
    lotIds: [room.serum.lot.id],
    consentId,
    screeningId,
    ...gate,
  }
  return `UPDATE sessions SET state = 'started', started_at = '${at}', gate = '${JSON.stringify(seen)}',
    handpiece_unit_id = '${unitOf(room.handpiece)}' WHERE id = '${sessionId}'`
}

/** Also what a lot's own lock forbids: the gate is asked for the state, however it came about. */
const lotBecomes = (id: string, change: string): string =>
  `DROP TRIGGER IF EXISTS lots_locked; UPDATE lots SET ${change} WHERE id = '${id}'`

/** A recall of one row, by hand. */
const recalling = (practitioner: string, column: string, id: string): readonly string[] => [
  `INSERT INTO recalls (id, cause, subject_id, reason, opened_at, opened_by)
   VALUES ('r', 'pack', '${id}', 'x', '${moment}', '${practitioner}')`,
  `INSERT INTO recall_items (id, recall_id, ${column}) VALUES ('i', 'r', '${id}')`,
]

/** The start of a session as it was written before there were devices in it. */
const asStartedBefore = async ({ practice }: TreatmentRoom, sessionId: string) => {
  const connection = await practice.behindTheBack()
  const guard = connection
    .prepare<[], string>("SELECT sql FROM sqlite_master WHERE name = 'sessions_start_once'")
    .pluck()
    .get()
  asWriter(connection, () => {
    connection.exec('DROP TRIGGER sessions_start_once')
    connection
      .prepare(
        `UPDATE sessions SET handpiece_unit_id = NULL,
         gate = json_remove(gate, '$.day', '$.lotIds', '$.handpieceUnitId', '$.screeningId') WHERE id = ?`,
      )
      .run(sessionId)
    connection.exec(certain(guard, 'The guard'))
  })
}

const asDeviation = (code: string) => ({
  code,
  fact: 'It was so.',
  rule: 'It may not be so.',
  reason: 'noticed afterwards',
  action: 'told the client',
})

describe('one piece and two sessions at once', () => {
  it('go together for exactly one of them, through the services and by raw SQL [SES-10]', async () => {
    const room = await readyRoom()
    const other = await anotherClient(room, 'Noor Haddad')
    const one = await openCharted(room, {}, null)
    const two = await openCharted(other, {}, null)
    const holder = async (index: number) => {
      const { units } = await room.api.inventory.lot({ lotId: room.cartridges.lot.id })
      return units[index]?.sessionId
    }

    // Two connections of their own, as two programs would have them: the api’s, and another.
    const inside = await roomsInside(room.practice)
    const { current } = await room.api.practice.get()
    const results = await Promise.allSettled([
      room.api.sessions.takeCartridge({
        sessionId: one.sessionId,
        unitId: unitOf(room.cartridges),
        attested: true,
      }),
      Promise.resolve().then(() =>
        inside.database.write({ actor: current.id, reason: 'the other program' }, (tx) =>
          inside.rooms.inventory.takeUnit(tx, {
            unitId: unitOf(room.cartridges),
            sessionId: two.sessionId,
            attestedAt: moment as Instant,
          }),
        ),
      ),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const winner = results[0]?.status === 'fulfilled' ? one : two
    expect(await holder(0)).toBe(winner.sessionId)

    // Two connections with raw SQL, each inside its own transaction.
    const [first, second] = [
      await room.practice.behindTheBack(),
      await room.practice.behindTheBack(),
    ]
    second.pragma('busy_timeout = 0')
    const claim = (connection: Connection, sessionId: string) =>
      connection
        .prepare('UPDATE units SET session_id = ?, attested_at = ? WHERE id = ?')
        .run(sessionId, moment, unitOf(room.cartridges, 1))
    asWriter(first, () => {
      claim(first, two.sessionId)
      expect(() => asWriter(second, () => claim(second, one.sessionId))).toThrow(/locked|busy/)
    })
    expect(() => asWriter(second, () => claim(second, one.sessionId))).toThrow(
      'claimed: this piece belongs to another session',
    )
    expect(await holder(1)).toBe(two.sessionId)
  })
})

describe('a stop', () => {
  it('is a stop in the database too: Start needling by SQL [SES-51]', async () => {
    const room = await readyRoom()
    const { practice, api } = room
    const [packs, { current }] = [await releasedPacks(practice), await api.practice.get()]
    const [pack, nextPack] = [certain(packs[0], 'A pack'), certain(packs[1], 'A pack')]
    const charted = await readySession(room, pack.id)
    const connection = await practice.behindTheBack()
    const agreed = { ...room, ...(await agreedBy(room)) }
    const begin = startBySql(agreed, charted)
    const afterwards = (...before: readonly string[]) => tried(connection, [...before, begin])
    const stop = 'stop: needling starts only with clean, released devices of lots in date'

    expect(afterwards()).toBe('done')
    for (const { lot } of [room.cartridges, room.serum, room.handpiece]) {
      for (const state of ['quarantined', 'recalled', 'discarded']) {
        expect(afterwards(lotBecomes(lot.id, `state = '${state}'`)), lot.product.name).toBe(stop)
      }
      expect(afterwards(lotBecomes(lot.id, "expires_on = '2026-11-22'"))).toBe('done')
      expect(afterwards(lotBecomes(lot.id, "expires_on = '2026-11-21'"))).toBe(stop)
    }
    for (const [column, id] of [
      ['unit_id', unitOf(room.cartridges)],
      ['unit_id', unitOf(room.handpiece)],
      ['pack_id', pack.id],
      ['load_id', pack.loadId],
    ] as const) {
      expect(afterwards(...recalling(current.id, column, id)), column).toBe(stop)
    }
    expect(afterwards(`UPDATE loads SET state = 'rejected' WHERE id = '${pack.loadId}'`)).toBe(stop)
    expect(
      afterwards(
        `UPDATE packs SET reprocessed_at = '${moment}', reprocess_reason = 'x' WHERE id = '${pack.id}'`,
      ),
    ).toBe(stop)
    const inYears = { at: '2031-01-02T20:00:00.000Z' }
    // Neither screening nor consent would hold on another day.
    const devicesAlone = 'DROP TRIGGER sessions_start_agreed'
    const lotsKeep = "DROP TRIGGER lots_locked; UPDATE lots SET expires_on = '2099-12-31'"
    expect(tried(connection, [devicesAlone, lotsKeep, startBySql(agreed, charted, inYears)])).toBe(
      stop,
    )
    for (const gate of [
      { day: undefined },
      { day: '2026-11-19' },
      { lotIds: undefined },
      { lotIds: [unitOf(room.cartridges)] },
    ]) {
      const forged = startBySql(agreed, charted, { gate })
      expect(tried(connection, [devicesAlone, forged]), JSON.stringify(gate)).toBe(stop)
    }

    // The handpiece goes to another client first: uncleaned, and then cleaned.
    const other = await anotherClient(room, 'Noor Haddad')
    const otherSession = await openCharted(other, {}, 1)
    await api.sessions.takePack({ sessionId: otherSession.sessionId, packId: nextPack.id })
    await start(room, otherSession)
    expect(afterwards()).toBe(stop)
    const codes = await refusedWith(start(room, charted))
    expect(codes).toEqual([`inventory.device-not-cleaned:${unitOf(room.handpiece)}`])
    await cleaned(room)
    expect(afterwards()).toBe('done')
    await start(room, charted)
  })

  it('is signed by SQL only with its deviation [SES-52]', async () => {
    const room = await readyRoom()
    const { practice, api } = room
    const pack = certain((await releasedPacks(practice))[0], 'A pack')
    const charted = await readySession(room, pack.id)
    await start(room, charted)
    const { current } = await api.practice.get()
    const connection = await practice.behindTheBack()
    const { sessionId } = charted
    const content = `INSERT INTO session_products (id, session_id, position, lot_id, amount, unit)
      VALUES ('p', '${sessionId}', 0, '${room.serum.lot.id}', 500, 'ml')`
    const { consentId, screeningId } = await agreedBy(room)
    const sign = `UPDATE sessions SET state = 'signed', signed_at = '${moment}', rule_version = 1,
      consent_id = '${consentId}', screening_id = '${screeningId}', immediate_response = '[]', identity = '{}' WHERE id = '${sessionId}'`
    const withDeviation = (code: string) =>
      `INSERT INTO deviations (id, session_id, position, code, fact, rule, reason, action)
       VALUES ('d', '${sessionId}', 0, '${code}', 'f', 'r', 'x', 'y')`
    const stop = 'stop: what was used against a rule is signed with its deviation'
    expect(tried(connection, [content, sign])).toBe('done')
    const faults: (readonly [fault: readonly string[], code: string])[] = [
      ...[room.cartridges, room.serum, room.handpiece].flatMap(({ lot }) => [
        [[lotBecomes(lot.id, "state = 'recalled'")], `inventory.lot-recalled:${lot.id}`] as const,
        [
          [lotBecomes(lot.id, "expires_on = '2026-11-20'")],
          `inventory.lot-expired:${lot.id}`,
        ] as const,
      ]),
      [
        recalling(current.id, 'unit_id', unitOf(room.cartridges)),
        `inventory.unit-recalled:${unitOf(room.cartridges)}`,
      ],
      [recalling(current.id, 'load_id', pack.loadId), `sterilization.pack-recalled:${pack.id}`],
      [
        [`UPDATE loads SET state = 'rejected' WHERE id = '${pack.loadId}'`],
        `sterilization.pack-rejected:${pack.id}`,
      ],
    ]
    for (const [fault, code] of faults) {
      expect(tried(connection, [...fault, content, sign]), code).toBe(stop)
      const another = withDeviation('sessions.other')
      expect(tried(connection, [...fault, content, another, sign]), code).toBe(stop)
      expect(tried(connection, [...fault, content, withDeviation(code), sign]), code).toBe('done')
    }
  })

  it('reaches drafts at once: a lot that is recalled after it was picked [SES-53] [INV-46]', async () => {
    const room = await readyRoom()
    const charted = await openCharted(room)
    const recall = (subjectId: string) =>
      room.api.recalls.open({
        cause: 'lot',
        subjectId,
        reason: 'by its maker',
        secret: testPassphrase,
      })
    const piece = unitOf(room.cartridges, 1)
    await room.api.recalls.open({
      cause: 'device',
      subjectId: piece,
      reason: 'bent',
      secret: testPassphrase,
    })
    const take = { sessionId: charted.sessionId, unitId: piece, attested: true } as const
    expect(await refusedWith(room.api.sessions.takeCartridge(take))).toEqual([
      'inventory.unit-recalled',
    ])
    await recall(room.cartridges.lot.id)
    const { base } = await room.api.sessions.get({ sessionId: charted.sessionId })
    expect(base.cartridges.map(({ lot }) => lot.state)).toEqual(['recalled'])
    await recall(room.serum.lot.id)
    expect(await refusedWith(start(room, charted))).toEqual([
      `inventory.lot-recalled:${room.cartridges.lot.id}`,
      `inventory.lot-recalled:${room.serum.lot.id}`,
    ])
  })

  it('of an uncleaned handpiece can happen, and is signed with its deviation; a later cleaning says nothing about it, nor does an older start [SES-54]', async () => {
    const room = await readyRoom()
    const unitId = unitOf(room.handpiece)
    await signedSession(room)
    const pen = await receive(room.practice, 'handpiece', { quantity: 1 })
    const charted = await openCharted({ ...room, handpiece: pen }, {}, 1)
    await start(room, charted)
    const used = (deviations: readonly string[]) =>
      chartOf(room, { deviations: deviations.map(asDeviation) })
    const { sessionId } = charted
    await asStartedBefore(room, sessionId)
    const once = await room.api.sessions.save({ ...charted, document: used([]) })
    await cleaned(room)
    const stops = await refusalOf(room.api.sessions.prepare({ sessionId, version: once.version }))
    // Nor was there a screening that an older start has seen.
    const codes = ['screening.missing', `inventory.device-not-cleaned:${unitId}`]
    expect(stops.map(({ code }) => code)).toEqual(codes)
    const said = await room.api.sessions.save({
      sessionId,
      version: once.version,
      document: used(codes),
    })
    const signed = await signShown(room, { sessionId, version: said.version })
    expect(signed.deviations.map(({ code }) => code)).toEqual(codes)
  })

  it('of an allergy names the product and the substance, not the client’s words [SES-55]', async () => {
    const room = await readyRoom()
    const { api } = room
    const numbing = await api.inventory.addProduct(
      productDetails.parse({
        kind: 'anaesthetic',
        name: 'Numbing cream',
        manufacturer: 'Harbour',
        deviceIdentifier: null,
        reprocessable: false,
        evaluatedNeedleLength: null,
        contains: ['lidocaine', 'prilocaine', 'alcohol'],
        note: '',
      }),
    )
    const lot = await api.inventory.receiveLot({
      productId: numbing.id,
      number: 'N1',
      expiresOn: day('2027-01-01'),
      quantity: 1,
      serials: [],
      receivedFrom: '',
    })
    const { id: clientId } = await api.clients.create({
      details: { ...aPerson, name: 'Ana Ruiz', allergies: ['LOCAL ANÆSTHETICS since 2019', 'nut'] },
      flags: [],
    })
    const products = [usedOf({ lot })]
    const charted = await openCharted({ ...room, clientId }, { products })
    const problems = await refusalOf(start(room, charted))
    const allergy = problems.find(({ code }) => code === `sessions.allergy:${lot.id}`)
    expect(allergy?.fact).toBe(
      'Numbing cream contains lidocaine, prilocaine, and the client’s record names an allergy to it.',
    )
    expect(JSON.stringify(problems)).not.toContain('2019')
  })
})
