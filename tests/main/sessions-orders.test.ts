import { ORPCError } from '@orpc/client'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Connection } from '#main/database/index.ts'
import { addDays, certain, type Problem, type SessionId } from '#shared/kernel/index.ts'
import { notStarted, type SessionDocument } from '#shared/sessions/index.ts'
import { testPassphrase } from '../support/practice.ts'
import { refusalOf } from '../support/refusals.ts'
import {
  aPerson,
  chartOf,
  cleaned,
  type Delivery,
  later,
  quarantinedLoad,
  readyRoom,
  receive,
  screenedToday,
  signShown,
  start,
  takeConsent,
  type TreatmentRoom,
  unitOf,
} from '../support/treatment.ts'

const asUsual = [
  ...([
    'claim',
    'pack',
    'release',
    'releasePacks',
    'clean',
    'start',
    'start',
    'signOpenly',
  ] as const),
]
const amiss = [
  ...(['quarantine', 'available', 'recallLot', 'recallPiece', 'recallPack', 'reject'] as const),
  ...(['night', 'night', 'discard', 'drop', 'putBack', 'sayNotStarted', 'sign'] as const),
]

interface Event {
  readonly what: (typeof asUsual | typeof amiss)[number]
  readonly who: number
  /** Chooses among lots, pieces or packs. */
  readonly which: number
}

const among = (whats: readonly Event['what'][]): fc.Arbitrary<Event> =>
  fc.record({ what: fc.constantFrom(...whats), who: fc.constantFrom(0, 1), which: fc.nat(5) })

/** A day’s work that goes wrong in the middle. */
const orders: fc.Arbitrary<readonly Event[]> = fc
  .tuple(
    fc.array(among(asUsual), { minLength: 1, maxLength: 5 }),
    fc.array(among([...asUsual, ...amiss]), { minLength: 8, maxLength: 16 }),
    fc.array(among(asUsual), { minLength: 4, maxLength: 8 }),
  )
  .map((parts) => parts.flat())

/** True when it was done, false when it was refused with a reason; everything else is a fault. */
const attempted = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'REFUSED') return false
    throw error
  }
}

interface Held {
  readonly fault: string | null
  /** How a deviation that answers it begins. */
  readonly code: string
}

/**
 * What stands against a session, straight from the rows and in other words than the rules’ and the
 * triggers’: everything that it holds, with its fault on this day.
 */
const heldBy = (
  rows: Connection,
  session: SessionId,
  document: SessionDocument,
  day: string,
): readonly Held[] => {
  const lotsOf = (sql: string, ...values: string[]) =>
    rows
      .prepare<string[], { id: string; state: string; expires: string }>(
        `SELECT id, state, expires_on AS expires FROM lots WHERE ${sql}`,
      )
      .all(...values)
      .flatMap(({ id, state, expires }): Held[] => [
        { fault: state === 'available' ? null : state, code: `inventory.lot-${state}:${id}` },
        { fault: expires < day ? 'expired' : null, code: `inventory.lot-expired:${id}` },
      ])
  const recalled = rows
    .prepare<[string, string], string>(
      `SELECT unit_id FROM recall_items JOIN units ON units.id = unit_id
       WHERE (session_id = ? AND discarded_at IS NULL) OR units.id = ?`,
    )
    .pluck()
    .all(session, document.handpieceUnitId ?? '')
    .map((id): Held => ({ fault: 'recalled', code: `inventory.unit-recalled:${id}` }))
  const packs = rows
    .prepare<
      [string],
      { id: string; load: string; released: string | null; until: string; recalls: number }
    >(
      `SELECT packs.id AS id, loads.state AS load, released_at AS released, sterile_until AS until,
       (SELECT count(*) FROM recall_items r WHERE r.pack_id = packs.id OR r.load_id = loads.id) AS recalls
       FROM packs JOIN loads ON loads.id = load_id WHERE session_id = ?`,
    )
    .all(session)
    .map(({ id, load, released, until, recalls }): Held => {
      const bad = load !== 'released' || released === null || until < day || recalls > 0
      return { fault: bad ? 'pack' : null, code: `sterilization.%:${id}` }
    })
  return [
    ...lotsOf(
      'id IN (SELECT lot_id FROM units WHERE session_id = ? AND discarded_at IS NULL)',
      session,
    ),
    ...lotsOf('id IN (SELECT lot_id FROM units WHERE id = ?)', document.handpieceUnitId ?? ''),
    ...document.products.flatMap(({ lotId }) => lotsOf('id = ?', lotId)),
    ...recalled,
    ...packs,
  ]
}

const answers = (codes: readonly string[], { code }: Held): boolean => {
  const [before, after] = code.split('%')
  return codes.some((each) =>
    after === undefined ? each === code : each.startsWith(before ?? '') && each.endsWith(after),
  )
}

/** Whether another session has needled with this handpiece since it was last cleaned. */
const isUnclean = (rows: Connection, session: SessionId, handpiece: string): boolean => {
  const lastOf = (sql: string, ...values: string[]) =>
    rows
      .prepare<string[], string>(sql)
      .pluck()
      .all(...values)
      .sort()
      .at(-1) ?? ''
  const used = lastOf(
    'SELECT coalesce(started_at, signed_at) FROM sessions WHERE handpiece_unit_id = ? AND id <> ?',
    handpiece,
    session,
  )
  return (
    used !== '' &&
    used >= lastOf('SELECT happened_at FROM device_events WHERE unit_id = ?', handpiece)
  )
}

interface Chair {
  room: TreatmentRoom
  session: SessionId
  version: number
  document: SessionDocument
  day: string | null
  over: boolean
}

describe('No order of events', () => {
  it('lets anything unreleased, expired, recalled or used past the start, or into a signed session without a deviation [SES-50]', {
    timeout: 240_000,
  }, async () => {
    const room = await readyRoom()
    const { practice, api } = room
    const rows = await practice.behindTheBack()
    const count = { started: 0, stopped: 0, signed: 0, deviated: 0 }

    let people = 0

    const stock = async () => {
      const { today } = await api.practice.get()
      const soon = { expiresOn: addDays(today, 1) }
      const late = { expiresOn: addDays(today, 900) }
      return {
        cartridges: [
          await receive(practice, 'cartridge', { ...soon, quantity: 2 }),
          await receive(practice, 'cartridge', { ...late, quantity: 3 }),
        ],
        serums: [await receive(practice, 'serum', soon), await receive(practice, 'serum', late)],
        handpiece: await receive(practice, 'handpiece', { ...late, quantity: 1 }),
        load: await quarantinedLoad(practice, ['P1', 'P2', 'P3']),
      }
    }

    const seat = async (handpiece: Delivery, serum: Delivery): Promise<Chair> => {
      people += 1
      const details = { ...aPerson, name: `Client ${people}` }
      const { id: clientId } = await api.clients.create({ details, flags: [] })
      await takeConsent(practice, clientId)
      const mine = { ...room, clientId, handpiece, serum }
      const opened = await api.sessions.open({ clientId })
      const session = opened.session.id
      const document = chartOf(mine)
      const { version } = await api.sessions.save({
        sessionId: session,
        version: opened.version,
        document,
      })
      return { room: mine, session, version, document, day: null, over: false }
    }

    const save = async (chair: Chair, deviations: SessionDocument['deviations']) => {
      chair.document = { ...chair.document, deviations }
      const { version } = await api.sessions.save({
        sessionId: chair.session,
        version: chair.version,
        document: chair.document,
      })
      chair.version = version
    }

    const asDeviation = ({ code, fact, rule }: Pick<Problem, 'code' | 'fact' | 'rule'>) => ({
      code,
      fact,
      rule,
      reason: 'noticed afterwards',
      action: 'told the client',
    })

    const needle = async (chair: Chair) => {
      await screenedToday(chair.room)
      const { today } = await api.practice.get()
      const held = heldBy(rows, chair.session, chair.document, today)
      const { base } = await api.sessions.get({ sessionId: chair.session })
      const isSound =
        chair.day === null &&
        base.cartridges.length > 0 &&
        held.every(({ fault }) => fault === null) &&
        !isUnclean(rows, chair.session, unitOf(chair.room.handpiece))
      const hasBegun = await attempted(() =>
        start(room, { sessionId: chair.session, version: chair.version }),
      )
      expect(hasBegun).toBe(isSound)
      if (hasBegun) chair.day = today
      count[hasBegun ? 'started' : 'stopped'] += 1
    }

    /** Signs what was charted; `openly`: with a deviation for each stop. */
    const sign = async (chair: Chair, openly: boolean) => {
      const shown = { sessionId: chair.session, version: chair.version }
      if (openly && !(await attempted(() => api.sessions.prepare(shown)))) {
        const stops = await refusalOf(api.sessions.prepare(shown))
        const known = chair.document.deviations
        const more = stops.filter(({ code }) => known.every((each) => each.code !== code))
        await save(chair, [...known, ...more.map(asDeviation)])
      }
      const held = heldBy(
        rows,
        chair.session,
        chair.document,
        chair.day ?? (await api.practice.get()).today,
      )
      const isSigned = await attempted(() =>
        signShown(room, { sessionId: chair.session, version: chair.version }),
      )
      if (!isSigned) return
      chair.over = true
      count.signed += 1
      const codes = rows
        .prepare<[string], string>('SELECT code FROM deviations WHERE session_id = ?')
        .pluck()
        .all(chair.session)
      const faults = held.filter(({ fault }) => fault !== null)
      for (const fault of faults) expect(answers(codes, fault), fault.code).toBe(true)
      if (faults.length > 0) count.deviated += 1
    }

    const happen = async (
      { what, who, which }: Event,
      chairs: readonly Chair[],
      goods: Awaited<ReturnType<typeof stock>>,
    ): Promise<void> => {
      const chair = certain(chairs[who], 'A chair')
      const sessionId = chair.session
      const { load } = goods
      const pack = certain(load.packs[which % 3], 'A pack').id
      const unit = certain(goods.cartridges.flatMap(({ units }) => units)[which % 5], 'A piece').id
      const deliveries = [...goods.cartridges, ...goods.serums]
      const { lot } = certain(deliveries[which % deliveries.length], 'A delivery')
      const reason = 'it happened'
      const secret = testPassphrase
      const recall = (cause: 'lot' | 'device' | 'pack', subjectId: string) =>
        attempted(() => api.recalls.open({ cause, subjectId, reason, secret }))
      const become = (state: 'available' | 'quarantined') =>
        attempted(() => api.inventory.changeLotState({ lotId: lot.id, state, reason }))
      if (
        chair.over &&
        [
          'claim',
          'pack',
          'start',
          'sign',
          'signOpenly',
          'drop',
          'putBack',
          'sayNotStarted',
        ].includes(what)
      )
        return
      switch (what) {
        case 'claim':
          await attempted(() =>
            api.sessions.takeCartridge({ sessionId, unitId: unit, attested: true }),
          )
          return
        case 'putBack':
          await attempted(() => api.sessions.returnCartridge({ sessionId, unitId: unit }))
          return
        case 'drop':
          await attempted(() => api.sessions.discardCartridge({ sessionId, unitId: unit, reason }))
          return
        case 'discard':
          await attempted(() => api.inventory.discardUnit({ unitId: unit, reason }))
          return
        case 'pack':
          await attempted(() => api.sessions.takePack({ sessionId, packId: pack }))
          return
        case 'release':
          await attempted(() => api.sterilization.release({ loadId: load.id, secret }))
          return
        case 'releasePacks':
          await attempted(() =>
            api.sterilization.releasePacks({
              loadId: load.id,
              packIds: [pack],
              checked: true,
              secret,
            }),
          )
          return
        case 'reject':
          if (which === 0)
            await attempted(() => api.sterilization.reject({ loadId: load.id, reason }))
          return
        case 'clean':
          await cleaned({ ...room, handpiece: goods.handpiece })
          return
        case 'night':
          if (which < 3) await later(room, { days: 1 })
          return
        case 'quarantine':
          await become('quarantined')
          return
        case 'available':
          await become('available')
          return
        case 'recallLot':
          await recall('lot', lot.id)
          return
        case 'recallPiece':
          await recall('device', unit)
          return
        case 'recallPack':
          await recall('pack', pack)
          return
        case 'sayNotStarted':
          if (which === 0)
            await save(chair, [...chair.document.deviations, asDeviation(notStarted)])
          return
        case 'start':
          await needle(chair)
          return
        case 'sign':
          await sign(chair, false)
          return
        case 'signOpenly':
          if (chair.day !== null || which === 0) await sign(chair, true)
      }
    }

    await fc.assert(
      fc.asyncProperty(orders, async (events) => {
        const goods = await stock()
        const chairs = [
          await seat(goods.handpiece, certain(goods.serums[0], 'A serum')),
          await seat(goods.handpiece, certain(goods.serums[1], 'A serum')),
        ]
        const claims = [0, 1].map((who): Event => ({ what: 'claim', who, which: who * 3 }))
        for (const each of [...claims, ...events]) await happen(each, chairs, goods)
        for (const chair of chairs) if (!chair.over) await sign(chair, true)
      }),
      { numRuns: 11, endOnFailure: true },
    )
    for (const [what, times] of Object.entries(count)) expect(times, what).toBeGreaterThan(1)
  })
})
