import { describe, expect, it } from 'vitest'
import { certain } from '#shared/kernel/index.ts'
import { testPassphrase } from '../support/practice.ts'
import { refusalOf } from '../support/refusals.ts'
import {
  anotherClient,
  chartOf,
  openCharted,
  quarantinedLoad,
  readyRoom,
  recallLot,
  receive,
  signShown,
  start,
  unitOf,
} from '../support/treatment.ts'

describe('what touched a client after the start', () => {
  it('is every handpiece that the chart named: the next client’s gate asks for the cleaning of each, and a trace reaches her [SES-56] [RCL-7]', async () => {
    const room = await readyRoom()
    const { api, practice } = room
    const second = await receive(practice, 'handpiece', { quantity: 1, number: 'HP-2' })
    const charted = await openCharted(room)
    await start(room, charted)
    practice.clock.advance({ minutes: 5 })
    const { version } = await api.sessions.save({
      sessionId: charted.sessionId,
      version: charted.version,
      document: chartOf(room, { handpieceUnitId: unitOf(second) }),
    })
    practice.clock.advance({ minutes: 5 })

    const next = await anotherClient(room, 'Noor Haddad')
    for (const handpiece of [room.handpiece, second]) {
      const hers = await openCharted({ ...next, handpiece }, {}, null)
      const refused = await refusalOf(start(next, hers))
      expect(refused.map(({ code }) => code)).toContain(
        `inventory.device-not-cleaned:${unitOf(handpiece)}`,
      )
      await api.sessions.drop({ sessionId: hers.sessionId, reason: 'only looked at' })
    }
    await signShown(room, { sessionId: charted.sessionId, version })
    for (const handpiece of [room.handpiece, second]) {
      const { clients } = await api.recalls.trace({ kind: 'lot', id: handpiece.lot.id })
      expect(clients).toEqual([room.clientId])
    }
  })

  it('may have been charted too early: a session that said for a while that needling had begun still starts [SES-56]', async () => {
    const room = await readyRoom()
    const { api } = room
    const charted = await openCharted(room)
    const begun = {
      code: 'sessions.not-started',
      fact: 'Needling began.',
      rule: 'It is started first.',
      reason: '',
      action: '',
    }
    const early = await api.sessions.save({
      sessionId: charted.sessionId,
      version: charted.version,
      document: chartOf(room, { deviations: [begun] }),
    })
    const { version } = await api.sessions.save({
      sessionId: charted.sessionId,
      version: early.version,
      document: chartOf(room),
    })
    await start(room, { sessionId: charted.sessionId, version })
    const { session } = await signShown(room, { sessionId: charted.sessionId, version })
    expect(session.state).toBe('signed')
  })

  it('is a cartridge that was discarded in the middle: judged, signed with its deviation, and named in the record [SES-57]', async () => {
    const room = await readyRoom()
    const { api, practice } = room
    const charted = await openCharted(room)
    await start(room, charted)
    await recallLot(practice, room.cartridges.lot.id)
    practice.clock.advance({ minutes: 1 })
    const other = await receive(practice, 'cartridge', { number: 'C-2' })
    const dropped = unitOf(room.cartridges)
    await api.sessions
      .discardCartridge({ sessionId: charted.sessionId, unitId: dropped, reason: 'recalled' })
      .catch(() => undefined)
    await api.sessions.takeCartridge({
      sessionId: charted.sessionId,
      unitId: unitOf(other),
      attested: true,
    })
    const code = `inventory.lot-recalled:${room.cartridges.lot.id}`
    const refused = await refusalOf(signShown(room, charted))
    expect(refused.map((problem) => problem.code)).toContain(code)

    const deviation = {
      code,
      fact: 'It was recalled.',
      rule: 'Only an available lot is used.',
      reason: 'the recall came in the middle',
      action: 'changed the cartridge, told the client',
    }
    const { version } = await api.sessions.save({
      sessionId: charted.sessionId,
      version: charted.version,
      document: chartOf(room, { deviations: [deviation] }),
    })
    const { snapshot } = await signShown(room, { sessionId: charted.sessionId, version })
    expect(snapshot.discarded?.map(({ unitId }) => unitId)).toEqual([dropped])
    expect(snapshot.cartridges.map(({ unitId }) => unitId)).toEqual([unitOf(other)])
  })

  it('is a pack as it was: one that a session has opened is not released afterwards [SES-58]', async () => {
    const room = await readyRoom()
    const { api, practice } = room
    const load = await quarantinedLoad(practice, ['P1', 'P2'])
    await api.sterilization.release({ loadId: load.id, secret: testPassphrase })
    const [first, spare] = load.packs
    const charted = await openCharted(room)
    await start(room, charted)
    const packId = certain(first, 'A pack').id
    await api.sessions.takePack({ sessionId: charted.sessionId, packId })
    const release = (id: typeof packId) =>
      api.sterilization.releasePacks({
        loadId: load.id,
        packIds: [id],
        checked: true,
        secret: testPassphrase,
      })
    const refused = await refusalOf(release(packId))
    expect(refused.map(({ code }) => code)).toEqual(['sterilization.pack-opened'])
    await release(certain(spare, 'A pack').id)
    const unsigned = await refusalOf(signShown(room, charted))
    expect(unsigned.map(({ code }) => code)).toContain(`sterilization.pack-not-released:${packId}`)
  })

  it('is a piece of a lot in quarantine, which is lifted only after the session is signed with its deviation [SES-60]', async () => {
    const room = await readyRoom()
    const { api } = room
    const charted = await openCharted(room, {}, null)
    const held = await receive(room.practice, 'cartridge', { number: 'C-9' })
    const lotId = held.lot.id
    const give = (state: 'available' | 'quarantined') =>
      api.inventory.changeLotState({ lotId, state, reason: 'its box was wet' })
    await api.sessions.takeCartridge({
      sessionId: charted.sessionId,
      unitId: unitOf(room.cartridges),
      attested: true,
    })
    await start(room, charted)
    await give('quarantined')
    room.practice.clock.advance({ minutes: 1 })
    await api.sessions.takeCartridge({
      sessionId: charted.sessionId,
      unitId: unitOf(held),
      attested: true,
    })
    const refused = await refusalOf(give('available'))
    expect(refused.map(({ code }) => code)).toEqual(['inventory.lot-taken-while-held'])
  })
})

it('begins undecided, whoever writes: no row is born past its gate, and a lot keeps its date [SES-59]', async () => {
  const room = await readyRoom()
  const connection = await room.practice.behindTheBack()
  const { lot } = room.cartridges
  const tried = (sql: string): string => {
    try {
      connection.transaction(() => {
        connection.exec(
          "INSERT INTO write_context VALUES (1, 'somebody', 'no reason', '2026-11-22')",
        )
        connection.exec(sql)
        throw new Error('done')
      })()
    } catch (error) {
      return error instanceof Error ? error.message : 'unknown'
    }
    return 'unreachable'
  }
  const by = `'${(await room.api.practice.get()).current.id}'`
  expect(
    tried(`INSERT INTO sessions (id, client_id, practitioner_id, state, opened_at, started_at, gate)
      VALUES ('s', '${room.clientId}', ${by}, 'started', '2026-11-22', '2026-11-22T10:00:00.000Z', '{}')`),
  ).toMatch(/a session begins open/)
  expect(
    tried(`INSERT INTO recalls (id, cause, subject_id, reason, opened_at, opened_by, closed_at, close_reason)
      VALUES ('r', 'lot', 'x', 'x', '2026-11-22', ${by}, '2026-11-22', 'x')`),
  ).toMatch(/a recall begins open/)
  expect(tried(`UPDATE lots SET expires_on = '2099-01-01' WHERE id = '${lot.id}'`)).toMatch(
    /a lot keeps/,
  )
  await recallLot(room.practice, lot.id)
  expect(tried(`UPDATE lots SET state = 'available' WHERE id = '${lot.id}'`)).toMatch(/a lot keeps/)
})
