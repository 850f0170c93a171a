import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId, systemEnvironment } from '#main/database/index.ts'
import { clientDetails } from '#shared/clients/index.ts'
import {
  type Lot,
  lot as lotSchema,
  type Product,
  productDetails,
  type Unit,
} from '#shared/inventory/index.ts'
import {
  certain,
  instant,
  type LotId,
  lotId,
  Refusal,
  type SessionId,
  toCalendarDate,
  type UnitId,
} from '#shared/kernel/index.ts'
import { openTestPractice, testPassphrase, type TestPractice } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import { roomsInside } from '../support/rooms.ts'

const day = toCalendarDate
const attestedAt = instant.parse('2026-11-22T16:00:00.000Z')
const gtin = '09506000134352'

const addProduct = (
  { api }: TestPractice,
  changes: Record<string, unknown> = {},
): Promise<Product> =>
  api.inventory.addProduct(
    productDetails.parse({
      kind: 'cartridge',
      name: '12-pin cartridge',
      manufacturer: 'Lumen',
      deviceIdentifier: null,
      reprocessable: false,
      evaluatedNeedleLength: null,
      note: '',
      ...changes,
    }),
  )

const receive = (
  { api }: TestPractice,
  product: Product,
  changes: Partial<{
    number: string
    expiresOn: string
    quantity: number
    serials: string[]
    receivedFrom: string
  }> = {},
): Promise<Lot> =>
  api.inventory.receiveLot({
    productId: product.id,
    number: 'B2231',
    quantity: 3,
    serials: [],
    receivedFrom: 'Lumen direct',
    ...changes,
    expiresOn: day(changes.expiresOn ?? '2027-05-31'),
  })

const unitsOf = async ({ api }: TestPractice, { id }: Lot): Promise<readonly Unit[]> =>
  (await api.inventory.lot({ lotId: id })).units

const labels = (units: readonly Unit[]): readonly string[] => units.map(({ label }) => label)

/** A practice with what other rooms do with pieces, and two open sessions of one client. */
const openStock = async () => {
  const practice = await openTestPractice()
  const inside = await roomsInside(practice)
  const client = await practice.api.clients.create({
    details: clientDetails.parse({
      name: 'Ann Lee',
      birthDate: '1990-01-01',
      telephone: '',
      email: '',
      address: '',
      emergencyContact: '',
      fitzpatrickType: null,
      allergies: [],
      medication: [],
      note: '',
    }),
    flags: [],
  })
  const openSession = (): SessionId => {
    const id = newId<SessionId>(systemEnvironment)
    inside.openSession(id, client.id)
    return id
  }
  const { inventory } = inside.rooms
  const { current } = await practice.api.practice.get()
  const write = <T>(change: Parameters<typeof inside.database.write<T>>[1]): T =>
    inside.database.write({ actor: current.id, reason: 'a test' }, change)
  return {
    ...practice,
    ...inside,
    inventory,
    openNewSession: openSession,
    take: (unitId: UnitId, sessionId: SessionId) =>
      write((tx) => inventory.takeUnit(tx, { unitId, sessionId, attestedAt })),
    recall: (lot: LotId, reason = 'maker’s notice') =>
      write((tx) => inventory.recallLot(tx, lot, reason)),
    putBack: (unitId: UnitId, sessionId: SessionId) =>
      write((tx) => inventory.returnUnit(tx, { unitId, sessionId })),
    drop: (unitId: UnitId, sessionId: SessionId) =>
      write((tx) => inventory.discardClaimedUnit(tx, { unitId, sessionId, reason: 'dropped' })),
  }
}

/** The codes of a refusal that is thrown; none when nothing is refused. */
const codesOf = (act: () => unknown): readonly string[] => {
  try {
    act()
    return []
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ code }) => code)
    throw error
  }
}

const given = <T>(value: T | undefined): T => certain(value, 'What this test looks at')
const first = <T>(values: readonly T[]): T => given(values[0])

describe('a product', () => {
  it('keeps its device identifier as GTIN-14 or HIBC, once in the practice [INV-1, INV-2]', async () => {
    const practice = await openTestPractice()
    const product = await addProduct(practice, { deviceIdentifier: '(01) 9506 0001 3435 2' })
    expect(product.deviceIdentifier).toBe(gtin)
    expect(
      (await addProduct(practice, { deviceIdentifier: '+a123bjc5d6e71' })).deviceIdentifier,
    ).toBe('A123BJC5D6E71')
    expect(await refusedWith(addProduct(practice, { deviceIdentifier: gtin }))).toEqual([
      'inventory.device-identifier-taken',
    ])
    expect(await refusedWith(addProduct(practice, { deviceIdentifier: '09506000134353' }))).toEqual(
      ['inventory.device-identifier-check-digit'],
    )
    expect((await addProduct(practice)).deviceIdentifier).toBeNull()
    expect((await addProduct(practice)).deviceIdentifier).toBeNull()
  })

  it('that is a cartridge is never reprocessable, and only needles have a length [INV-3]', async () => {
    const practice = await openTestPractice()
    expect(await refusedWith(addProduct(practice, { reprocessable: true }))).toEqual([
      'inventory.cartridge-reprocessable',
    ])
    expect(await refusedWith(addProduct(practice, { kind: 'serum', reprocessable: true }))).toEqual(
      ['inventory.not-reprocessable'],
    )
    expect(
      await refusedWith(addProduct(practice, { kind: 'serum', evaluatedNeedleLength: 500 })),
    ).toEqual(['inventory.no-needle'])
    expect(await refusedWith(addProduct(practice, { evaluatedNeedleLength: 3501 }))).toEqual([
      'inventory.needle-length-out-of-range',
    ])
    const pen = await addProduct(practice, {
      kind: 'handpiece',
      reprocessable: true,
      evaluatedNeedleLength: 2500,
    })
    expect(pen).toMatchObject({ reprocessable: true, evaluatedNeedleLength: 2500 })
  })

  it('is corrected with a reason, but keeps its kind once a lot is received [INV-4]', async () => {
    const practice = await openTestPractice()
    const product = await addProduct(practice, { deviceIdentifier: gtin })
    const correct = (changes: Record<string, unknown>) =>
      practice.api.inventory.updateProduct({
        productId: product.id,
        details: productDetails.parse({ ...product, ...changes }),
        reason: 'misread',
      })
    expect(await correct({ kind: 'handpiece', name: 'Pen', reprocessable: true })).toMatchObject({
      name: 'Pen',
      reprocessable: true,
    })
    await correct({ kind: 'cartridge', reprocessable: false })
    await receive(practice, product)
    expect(await refusedWith(correct({ kind: 'serum' }))).toEqual(['inventory.kind-fixed'])
    await correct({ name: '14-pin cartridge' })
    expect(await practice.api.inventory.products({ kind: 'cartridge' })).toEqual([
      { ...product, name: '14-pin cartridge' },
    ])
    expect(await practice.api.inventory.products({ kind: 'serum' })).toEqual([])
  })

  it('keeps what it is on needled skin, and refuses what its kind cannot have [INV-80, INV-81]', async () => {
    const practice = await openTestPractice()
    const skin = { productClass: 'glide-gel', sterileForNeedling: true }
    const cream = {
      kind: 'anaesthetic',
      activeAgents: [
        { agent: 'lidocaine', percent: 250 },
        { agent: 'prilocaine', percent: 250 },
      ],
      prescriptionOnly: true,
      longestDwellMinutes: 60,
    }
    const gel = await addProduct(practice, { kind: 'serum', ...skin })
    await addProduct(practice, cream)
    await addProduct(practice, { pinCount: 12 })
    const details = productDetails.parse({
      ...gel,
      productClass: 'retinoid',
      sterileForNeedling: false,
    })
    await practice.api.inventory.updateProduct({ productId: gel.id, details, reason: 'the label' })
    const kept = await practice.api.inventory.products({})
    const of = (kind: string) => kept.find((product) => product.kind === kind)
    expect(of('serum')).toMatchObject({ productClass: 'retinoid', sterileForNeedling: false })
    expect(of('anaesthetic')).toMatchObject(cream)
    expect(of('cartridge')).toMatchObject({ pinCount: 12, activeAgents: [], productClass: null })
    expect(await refusedWith(addProduct(practice, skin))).toEqual(['inventory.not-put-on-skin'])
    expect(await refusedWith(addProduct(practice, { ...cream, kind: 'serum' }))).toEqual([
      'inventory.not-an-anaesthetic',
    ])
  })
})

describe('a delivery', () => {
  it('numbers cartridges and handpieces on receipt and counts on for a known lot [INV-10, INV-11]', async () => {
    const practice = await openTestPractice()
    const product = await addProduct(practice)
    const lot = await receive(practice, product, { quantity: 9 })
    expect(lot).toMatchObject({
      number: 'B2231',
      received: 9,
      used: 0,
      left: 9,
      state: 'available',
      receivedFrom: 'Lumen direct',
    })
    const again = await receive(practice, product, { quantity: 2, receivedFrom: 'Second hand' })
    expect(again).toMatchObject({
      id: lot.id,
      received: 11,
      left: 11,
      receivedFrom: 'Lumen direct',
    })
    const units = await unitsOf(practice, lot)
    expect(labels(units)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'])
    expect(units.every(({ serial, state }) => !serial && state === 'stored')).toBe(true)
  })

  it('keeps makers’ serials, each once for a product [INV-12]', async () => {
    const practice = await openTestPractice()
    const product = await addProduct(practice)
    const lot = await receive(practice, product, { quantity: 2, serials: ['SN9', 'SN10'] })
    expect(labels(await unitsOf(practice, lot))).toEqual(['SN9', 'SN10'])
    const other = { number: 'B2232', quantity: 1, serials: ['SN9'] }
    expect(await refusedWith(receive(practice, product, other))).toEqual(['inventory.serial-known'])
    expect(
      await refusedWith(receive(practice, product, { quantity: 3, serials: ['SN1'] })),
    ).toEqual(['inventory.serials-do-not-match-quantity'])
    expect(
      await refusedWith(receive(practice, product, { quantity: 2, serials: ['SN1', 'SN1'] })),
    ).toEqual(['inventory.serial-twice'])
    expect(await practice.api.inventory.lots({})).toEqual([lot])
    const rest = await receive(practice, product, { quantity: 1 })
    expect(labels(await unitsOf(practice, rest))).toEqual(['1', 'SN9', 'SN10'])
  })

  it('of a serum, anaesthetic or antiseptic is stock without single pieces [INV-13]', async () => {
    const practice = await openTestPractice()
    const product = await addProduct(practice, { kind: 'serum', name: 'Hyaluronic serum' })
    const lot = await receive(practice, product, { quantity: 4 })
    expect(lot).toMatchObject({ received: 4, used: 0, left: 4 })
    expect(await unitsOf(practice, lot)).toEqual([])
    expect(await refusedWith(receive(practice, product, { quantity: 1, serials: ['A'] }))).toEqual([
      'inventory.serials-not-kept',
    ])
  })

  it('is refused when expired, or when a known lot has another date [INV-14, INV-15]', async () => {
    const practice = await openTestPractice()
    const product = await addProduct(practice)
    expect(await refusedWith(receive(practice, product, { expiresOn: '2026-11-21' }))).toEqual([
      'inventory.received-expired',
    ])
    await receive(practice, product, { expiresOn: '2026-11-22' })
    const [problem] = await refusalOf(receive(practice, product, { expiresOn: '2026-11-23' }))
    expect(problem).toMatchObject({
      code: 'inventory.expiry-differs',
      field: 'expiresOn',
      fact: 'Lot B2231 is recorded as expiring on 22 Nov 2026, not on 23 Nov 2026.',
    })
    const other = await addProduct(practice, { name: 'Another maker’s' })
    expect(await receive(practice, other, { expiresOn: '2026-11-23' })).toMatchObject({ left: 3 })
  })

  it('is added to a quarantined lot, and to no recalled or discarded one [INV-16]', async () => {
    const practice = await openStock()
    const product = await addProduct(practice)
    const lot = await receive(practice, product)
    await practice.api.inventory.changeLotState({
      lotId: lot.id,
      state: 'quarantined',
      reason: 'maker’s notice',
    })
    expect(await receive(practice, product)).toMatchObject({ state: 'quarantined', left: 6 })
    practice.recall(lot.id)
    expect(await refusedWith(receive(practice, product))).toEqual(['inventory.lot-recalled'])
  })
})

describe('lots', () => {
  it('in stock come first, then by expiry; usable ones are available, in date and not used up [INV-20, INV-21]', async () => {
    const practice = await openTestPractice()
    const product = await addProduct(practice)
    const serum = await addProduct(practice, { kind: 'serum', name: 'Serum' })
    await receive(practice, product, { number: 'late', expiresOn: '2028-01-01' })
    await receive(practice, product, { number: 'today', expiresOn: '2026-11-22' })
    const held = await receive(practice, product, { number: 'held', expiresOn: '2027-01-01' })
    const empty = await receive(practice, product, {
      number: 'empty',
      expiresOn: '2026-12-01',
      quantity: 1,
    })
    await receive(practice, serum, { number: 'serum', expiresOn: '2027-06-01' })
    await practice.api.inventory.changeLotState({
      lotId: held.id,
      state: 'quarantined',
      reason: 'wet box',
    })
    await practice.api.inventory.discardUnit({
      unitId: first(await unitsOf(practice, empty)).id,
      reason: 'opened',
    })
    const numbers = async (filter: Parameters<typeof practice.api.inventory.lots>[0]) =>
      (await practice.api.inventory.lots(filter)).map(({ number }) => number)
    expect(await numbers({})).toEqual(['today', 'held', 'serum', 'late', 'empty'])
    expect(await numbers({ usable: true })).toEqual(['today', 'serum', 'late'])
    expect(await numbers({ usable: true, kind: 'cartridge' })).toEqual(['today', 'late'])
    practice.clock.advance({ days: 1 })
    await practice.api.vault.unlock({ secret: testPassphrase })
    expect(await numbers({ usable: true })).toEqual(['serum', 'late'])
  })

  it('are discarded for good with all that is left of them [INV-22]', async () => {
    const stock = await openStock()
    const lot = await receive(stock, await addProduct(stock))
    const session = stock.openNewSession()
    const [taken] = await unitsOf(stock, lot)
    stock.take(given(taken).id, session)
    const discarded = await stock.api.inventory.changeLotState({
      lotId: lot.id,
      state: 'discarded',
      reason: 'flood',
    })
    expect(discarded).toMatchObject({
      state: 'discarded',
      stateReason: 'flood',
      received: 3,
      used: 1,
      left: 0,
    })
    expect((await unitsOf(stock, lot)).map(({ state }) => state)).toEqual([
      'claimed',
      'discarded',
      'discarded',
    ])
    const back = stock.api.inventory.changeLotState({
      lotId: lot.id,
      state: 'available',
      reason: 'found',
    })
    expect(await refusedWith(back)).toEqual(['inventory.lot-discarded'])
    const serum = await receive(stock, await addProduct(stock, { kind: 'serum' }), { number: 'S1' })
    expect(
      await stock.api.inventory.changeLotState({
        lotId: serum.id,
        state: 'discarded',
        reason: 'warm',
      }),
    ).toMatchObject({ left: 0 })
  })

  it('go in and out of quarantine with a reason; unknown ones are refused [INV-23]', async () => {
    const practice = await openTestPractice()
    const lot = await receive(practice, await addProduct(practice))
    const become = (state: 'available' | 'quarantined', reason: string) =>
      practice.api.inventory.changeLotState({ lotId: lot.id, state, reason })
    expect(await become('quarantined', 'wet box')).toMatchObject({
      state: 'quarantined',
      stateReason: 'wet box',
      left: 3,
    })
    expect(await refusedWith(become('quarantined', 'again'))).toEqual([
      'inventory.lot-state-unchanged',
    ])
    expect(await become('available', 'dry inside')).toMatchObject({ state: 'available' })
    const nothing = lotId.parse('01939f7e-0000-7000-8000-000000000000')
    expect(await refusedWith(practice.api.inventory.lot({ lotId: nothing }))).toEqual([
      'inventory.unknown-lot',
    ])
  })
})

describe('a scanned label', () => {
  it('finds product, lot and piece, and says what is not known yet [INV-30]', async () => {
    const practice = await openTestPractice()
    const product = await addProduct(practice, { deviceIdentifier: gtin })
    const lot = await receive(practice, product, {
      number: '10ABC123',
      quantity: 1,
      serials: ['SN9'],
    })
    const numbered = await receive(practice, product, { number: 'N1' })
    const unit = first(await unitsOf(practice, lot))
    const read = (deviceIdentifier: string, lotNumber: string | null, serial: string | null) =>
      practice.api.inventory.findByLabel({ deviceIdentifier, lotNumber, serial })
    expect(await read(gtin, '10ABC123', 'SN9')).toEqual({ product, lot, unit })
    expect(await read('9506000134352', '10ABC123', null)).toEqual({ product, lot, unit: null })
    expect(await read(gtin, null, 'SN9')).toEqual({ product, lot, unit })
    expect(await read(gtin, 'N1', 'SN9')).toEqual({ product, lot: numbered, unit: null })
    expect(await read(gtin, 'N1', '1')).toEqual({ product, lot: numbered, unit: null })
    expect(await read(gtin, 'new', null)).toEqual({ product, lot: null, unit: null })
    const nothing = { product: null, lot: null, unit: null }
    expect(await read('08806388269617', 'N1', null)).toEqual(nothing)
    expect(await read('', null, null)).toEqual(nothing)
  })
})

describe('a piece', () => {
  it('belongs to one session: another one is refused, and so is the same again [INV-40]', async () => {
    const stock = await openStock()
    const lot = await receive(stock, await addProduct(stock))
    const unit = first(await unitsOf(stock, lot))
    const [session, other] = [stock.openNewSession(), stock.openNewSession()]
    stock.take(unit.id, session)
    expect(codesOf(() => stock.take(unit.id, other))).toEqual(['inventory.unit-used'])
    expect(codesOf(() => stock.take(unit.id, session))).toEqual(['inventory.unit-used'])
    expect(stock.database.read((db) => stock.inventory.unitsOfSession(db, session))).toEqual([
      {
        unit: { ...unit, state: 'claimed', sessionId: session },
        lot: { ...lot, used: 1, left: 2 },
      },
    ])
    expect(stock.database.read((db) => stock.inventory.unitsOfSession(db, other))).toEqual([])
    expect(
      lotSchema.safeParse(stock.database.read((db) => stock.inventory.lot(db, lot.id))).success,
    ).toBe(true)
  })

  it('cannot be given to two sessions by the database itself [INV-40]', async () => {
    const stock = await openStock()
    const unit = first(await unitsOf(stock, await receive(stock, await addProduct(stock))))
    const [session, other] = [stock.openNewSession(), stock.openNewSession()]
    stock.take(unit.id, session)
    const records = await stock.behindTheBack()
    expect(() =>
      records.prepare('UPDATE units SET session_id = ? WHERE id = ?').run(other, unit.id),
    ).toThrow('claimed')
  })

  it('of an expired, quarantined or recalled lot is not taken, with every reason named [INV-41]', async () => {
    const stock = await openStock()
    const lot = await receive(stock, await addProduct(stock), { expiresOn: '2026-11-22' })
    const unit = first(await unitsOf(stock, lot))
    const session = stock.openNewSession()
    stock.take(unit.id, session)
    stock.putBack(unit.id, session)
    stock.recall(lot.id)
    stock.clock.advance({ days: 1 })
    expect(codesOf(() => stock.take(unit.id, session))).toEqual([
      'inventory.lot-expired',
      'inventory.lot-recalled',
    ])
  })

  it('of anything but a cartridge is not taken [INV-42]', async () => {
    const stock = await openStock()
    const pen = await addProduct(stock, { kind: 'handpiece', reprocessable: true })
    const unit = first(await unitsOf(stock, await receive(stock, pen)))
    expect(codesOf(() => stock.take(unit.id, stock.openNewSession()))).toEqual([
      'inventory.not-a-cartridge',
    ])
  })

  it('that was dropped is discarded, stays in its session’s history, and the next one is offered [INV-43]', async () => {
    const stock = await openStock()
    const lot = await receive(stock, await addProduct(stock), { quantity: 2 })
    const [one, two] = await unitsOf(stock, lot)
    const session = stock.openNewSession()
    const unit = given(one)
    stock.take(unit.id, session)
    expect(stock.drop(unit.id, session)).toEqual(two)
    expect(stock.database.read((db) => stock.inventory.unit(db, unit.id))).toMatchObject({
      unit: { state: 'discarded', sessionId: session },
      lot: { received: 2, used: 1, left: 1 },
    })
    expect(codesOf(() => stock.putBack(unit.id, session))).toEqual(['inventory.unit-discarded'])
    expect(codesOf(() => stock.take(unit.id, session))).toEqual(['inventory.unit-discarded'])
    stock.take(given(two).id, session)
    expect(stock.drop(given(two).id, session)).toBeNull()
  })

  it('is discarded from stock with a reason, once, and not while a session has it [INV-44]', async () => {
    const stock = await openStock()
    const lot = await receive(stock, await addProduct(stock))
    const [one, two] = await unitsOf(stock, lot)
    const discard = (unit: Unit | undefined) =>
      stock.api.inventory.discardUnit({ unitId: given(unit).id, reason: 'seal broken' })
    await discard(one)
    expect(await refusedWith(discard(one))).toEqual(['inventory.unit-discarded'])
    const session = stock.openNewSession()
    stock.take(given(two).id, session)
    expect(await refusedWith(discard(two))).toEqual(['inventory.unit-used'])
    expect(await stock.api.inventory.lot({ lotId: lot.id })).toMatchObject({
      lot: { received: 3, used: 1, left: 1 },
    })
  })

  it('of a signed session is used: never put back, dropped or discarded [INV-45]', async () => {
    const stock = await openStock()
    const unit = first(await unitsOf(stock, await receive(stock, await addProduct(stock))))
    const [session, other] = [stock.openNewSession(), stock.openNewSession()]
    stock.take(unit.id, session)
    expect(codesOf(() => stock.putBack(unit.id, other))).toEqual(['inventory.unit-not-held'])
    stock.signSession(session)
    expect(stock.database.read((db) => stock.inventory.unit(db, unit.id))?.unit.state).toBe('used')
    expect(codesOf(() => stock.putBack(unit.id, session))).toEqual(['inventory.unit-used'])
    expect(codesOf(() => stock.drop(unit.id, session))).toEqual(['inventory.unit-used'])
    expect(codesOf(() => stock.take(unit.id, other))).toEqual(['inventory.unit-used'])
    expect(
      await refusedWith(stock.api.inventory.discardUnit({ unitId: unit.id, reason: 'x' })),
    ).toEqual(['inventory.unit-used'])
  })

  it('is counted: whatever happens, the movements add up to the stored pieces [INV-50, INV-40]', async () => {
    const stock = await openStock()
    const product = await addProduct(stock)
    const sessions = [stock.openNewSession(), stock.openNewSession()]
    const records = await stock.behindTheBack()
    const sum = records
      .prepare<[string], number>('SELECT sum(quantity) FROM stock_movements WHERE lot_id = ?')
      .pluck()
    const stored = records
      .prepare<[string], number>(
        'SELECT count(*) FROM units WHERE lot_id = ? AND session_id IS NULL AND discarded_at IS NULL',
      )
      .pluck()
    const step = fc.record({
      act: fc.constantFrom('receive', 'take', 'take', 'take', 'return', 'discard', 'drop', 'drop'),
      piece: fc.nat(2),
      session: fc.nat(1),
    })
    let lots = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const number = `P${++lots}`
        const lot = await receive(stock, product, { number, quantity: 3 })
        /** Whose each piece is, as this test believes. */
        const holders = new Map<UnitId, SessionId | 'discarded'>()
        for (const { act, piece, session } of steps) {
          if (act === 'receive') await receive(stock, product, { number, quantity: 1 + piece })
          const units = await unitsOf(stock, lot)
          const unit = first(units.slice(piece % units.length))
          const by = first(sessions.slice(session))
          const holder = holders.get(unit.id)
          if (act === 'take') {
            const taken = codesOf(() => stock.take(unit.id, by)).length === 0
            expect(taken).toBe(holder === undefined)
            if (taken) holders.set(unit.id, by)
          }
          if (act === 'return') {
            const returned = codesOf(() => stock.putBack(unit.id, by)).length === 0
            expect(returned).toBe(holder === by)
            if (returned) holders.delete(unit.id)
          }
          if (act === 'drop') {
            const dropped = codesOf(() => stock.drop(unit.id, by)).length === 0
            expect(dropped).toBe(holder === by)
            if (dropped) holders.set(unit.id, 'discarded')
          }
          if (act === 'discard') {
            const call = stock.api.inventory.discardUnit({ unitId: unit.id, reason: 'broken' })
            if (holder === undefined) {
              await call
              holders.set(unit.id, 'discarded')
            } else await refusalOf(call)
          }
          const pieces = await stock.api.inventory.lot({ lotId: lot.id })
          expect(sum.get(lot.id)).toBe(stored.get(lot.id))
          expect(pieces.lot.left).toBe(stored.get(lot.id))
          expect(pieces.lot.used).toBe(
            pieces.units.filter(({ sessionId }) => sessionId !== null).length,
          )
          expect(pieces.lot.received).toBe(pieces.units.length)
          expect(pieces.lot.left).toBe(pieces.units.length - holders.size)
          for (const { id, state, sessionId } of pieces.units) {
            const believed = holders.get(id)
            if (believed === undefined) expect(state).toBe('stored')
            else if (believed === 'discarded') expect(state).toBe('discarded')
            else expect([state, sessionId]).toEqual(['claimed', believed])
          }
        }
      }),
      { numRuns: 20 },
    )
  }, 60_000)
})
