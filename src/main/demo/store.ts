import type { Lot, Product, ProductKind, Unit } from '#shared/inventory/index.ts'
import {
  addDays,
  type CalendarDate,
  certain,
  deciCelsius,
  type Instant,
  startOfDay,
  toInstant,
  type UnitId,
} from '#shared/kernel/index.ts'
import type { Load } from '#shared/sterilization/index.ts'
import { goods, sterilizer as machine } from './goods.ts'
import { type Day, monthsAfter, timeZone } from './day.ts'

type Good = keyof typeof goods

const pieces: Readonly<Record<ProductKind, number>> = {
  handpiece: 1,
  cartridge: 30,
  serum: 6,
  anaesthetic: 4,
  antiseptic: 4,
}
const shelfMonths: Readonly<Record<ProductKind, readonly [number, number]>> = {
  handpiece: [60, 72],
  cartridge: [9, 30],
  serum: [6, 14],
  anaesthetic: [8, 18],
  antiseptic: [12, 24],
}
const lotStems: Readonly<Record<Good, string>> = {
  pen: 'MP',
  steelPen: 'MS',
  cartridge12: 'C12-',
  cartridge36: 'C36-',
  hyaluronic: 'HG',
  peptide: 'CR',
  anaesthetic: 'LD',
  antiseptic: 'CH',
}

export type Store = Awaited<ReturnType<typeof createStore>>

/** Shelves and steam: goods are received when they run low, and packs are sterilized on Saturdays. */
export const createStore = async ({ api, chance, clock, passphrase }: Day) => {
  const products = new Map<Good, Product>()
  for (const good of Object.keys(goods) as Good[])
    products.set(good, await api.inventory.addProduct(goods[good]))
  const autoclave = await api.sterilization.addSterilizer(machine)
  let cycleNumber = 1840
  let deliveries = 0
  const { today } = await api.practice.get()

  const productOf = (good: Good): Product => certain(products.get(good), 'A product')

  const receive = async (good: Good, day: CalendarDate): Promise<Lot> => {
    const product = productOf(good)
    const [least, most] = shelfMonths[product.kind]
    const quantity = pieces[product.kind]
    deliveries += 1
    return api.inventory.receiveLot({
      productId: product.id,
      // The count makes it one of a kind: two lots of one number must expire on one day.
      number: `${lotStems[good]}${day.slice(2, 4)}${chance.between(10, 99)}${String(deliveries).padStart(2, '0')}`,
      expiresOn: monthsAfter(day, chance.between(least, most)),
      quantity,
      serials:
        product.kind === 'handpiece' ? [`${lotStems[good]}-${chance.between(10_000, 99_999)}`] : [],
      receivedFrom: product.manufacturer,
    })
  }

  const usable = async (good: Good): Promise<Lot | null> => {
    const lots = await api.inventory.lots({ kind: productOf(good).kind, usable: true })
    return lots.find((lot) => lot.product.id === productOf(good).id) ?? null
  }

  const inStock = async (good: Good): Promise<number> => {
    const lots = await api.inventory.lots({ kind: productOf(good).kind, usable: true })
    return lots
      .filter((lot) => lot.product.id === productOf(good).id)
      .reduce((sum, lot) => sum + lot.left, 0)
  }

  const lotOf = async (good: Good, day: CalendarDate): Promise<Lot> =>
    (await usable(good)) ?? receive(good, day)

  const storedUnit = async (good: Good, day: CalendarDate): Promise<Unit> => {
    const lot = await lotOf(good, day)
    const { units } = await api.inventory.lot({ lotId: lot.id })
    return certain(
      units.find(({ state }) => state === 'stored'),
      'A stored piece',
    )
  }

  const run = async (startedAt: Instant, packs: number, result: 'pass' | 'fail'): Promise<Load> => {
    cycleNumber += 1
    const number = cycleNumber
    return api.sterilization.recordLoad({
      sterilizerId: autoclave.id,
      cycleNumber: number,
      programmeName: certain(machine.programmes[0], 'A programme').name,
      startedAt,
      temperature: deciCelsius.parse(1342 + chance.between(0, 9)),
      holdSeconds: 240 + chance.between(0, 12),
      indicatorType: 5,
      indicatorLot: `CI${String(startedAt).slice(2, 4)}-07`,
      indicatorResult: result,
      note:
        result === 'fail'
          ? 'Integrator stopped short of the bar. Door seal checked, load repeated.'
          : '',
      packs: Array.from({ length: packs }, (_, index) => ({
        label: `${number}-${index + 1}`,
        contents: 'Meridian steel head, spacer ring',
      })),
    })
  }

  const sterilize = async (packs: number): Promise<void> => {
    const startedAt = toInstant(clock.now())
    clock.pass(55)
    const failed = chance.percent(2)
    const load = await run(startedAt, packs, failed ? 'fail' : 'pass')
    if (!failed) {
      await api.sterilization.release({ loadId: load.id, secret: passphrase })
      return
    }
    await api.sterilization.reject({
      loadId: load.id,
      reason: 'The integrator failed. The packs go back into the next load.',
    })
    await sterilize(packs)
  }

  const pen = await receive('pen', today)
  const steelPen = await receive('steelPen', today)
  const unitOf = async (lot: Lot): Promise<UnitId> =>
    certain((await api.inventory.lot({ lotId: lot.id })).units[0], 'A handpiece').id
  const handpieces = { pen: await unitOf(pen), steelPen: await unitOf(steelPen) }

  return {
    handpieces,
    lotOf,
    storedUnit,

    /** Whether the lot of this piece has another one to take in its place. */
    hasAnother: async ({ lotId }: Unit): Promise<boolean> =>
      (await api.inventory.lot({ lotId })).lot.left > 0,

    packInStore: async () =>
      certain((await api.sterilization.packsInStore())[0], 'A pack in store'),

    /** Before the first client of a day. */
    fill: async (day: CalendarDate): Promise<void> => {
      for (const good of ['cartridge12', 'cartridge36'] as const) {
        if ((await inStock(good)) < 10) await receive(good, day)
      }
      if ((await api.sterilization.packsInStore()).length < 6)
        await sterilize(chance.between(8, 12))
    },

    /** What a practice has lying about when somebody looks. */
    leaveOddments: async (asOf: CalendarDate): Promise<void> => {
      // One cycle that nobody logged: a gap that the log shows as a finding.
      cycleNumber += 1
      const evening = startOfDay(addDays(asOf, -1), timeZone)
      await run(toInstant(new Date(Date.parse(evening) + 17 * 3_600_000)), 8, 'pass')
      const soon = productOf('peptide')
      await api.inventory.receiveLot({
        productId: soon.id,
        number: `CR${asOf.slice(2, 4)}SOON`,
        expiresOn: addDays(asOf, 18),
        quantity: 3,
        serials: [],
        receivedFrom: soon.manufacturer,
      })
      const held = await receive('cartridge12', asOf)
      await api.inventory.changeLotState({
        lotId: held.id,
        state: 'quarantined',
        reason: 'Box arrived dented; waiting for the maker’s answer.',
      })
    },
  }
}
