import type { Lot, Product, ProductKind, Unit } from '#shared/inventory/index.ts'
import {
  addDays,
  type CalendarDate,
  certain,
  toInstant,
  type UnitId,
} from '#shared/kernel/index.ts'
import { createAutoclave } from './autoclave.ts'
import { goods } from './goods.ts'
import { type Day, monthsAfter } from './day.ts'

type Good = keyof typeof goods

const pieces: Readonly<Partial<Record<ProductKind, number>>> = {
  handpiece: 1,
  cartridge: 30,
  serum: 6,
  anaesthetic: 4,
  antiseptic: 4,
  disinfectant: 6,
}
const shelfMonths: Readonly<Partial<Record<ProductKind, readonly [number, number]>>> = {
  handpiece: [60, 72],
  cartridge: [9, 30],
  serum: [6, 14],
  anaesthetic: [8, 18],
  antiseptic: [12, 24],
  disinfectant: [10, 20],
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
  disinfectant: 'SD',
}

export type Store = Awaited<ReturnType<typeof createStore>>

/** The shelves: goods are received, and packs sterilized, when they run low. */
export const createStore = async (practice: Day, asOf: CalendarDate) => {
  const { api, chance, clock } = practice
  const products = new Map<Good, Product>()
  for (const good of Object.keys(goods) as Good[])
    products.set(good, await api.inventory.addProduct(goods[good]))
  let deliveries = 0
  const { today } = await api.practice.get()

  const productOf = (good: Good): Product => certain(products.get(good), 'A product')

  const receive = async (good: Good, day: CalendarDate): Promise<Lot> => {
    const product = productOf(good)
    const [least, most] = certain(shelfMonths[product.kind], 'A shelf life')
    const quantity = certain(pieces[product.kind], 'A quantity')
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

  const pen = await receive('pen', today)
  const steelPen = await receive('steelPen', today)
  const unitOf = async (lot: Lot): Promise<UnitId> =>
    certain((await api.inventory.lot({ lotId: lot.id })).units[0], 'A handpiece').id
  const handpieces = { pen: await unitOf(pen), steelPen: await unitOf(steelPen) }
  const autoclave = await createAutoclave(practice, asOf)
  for (const unitId of Object.values(handpieces)) {
    await api.inventory.recordDeviceEvent({
      unitId,
      kind: 'service',
      happenedAt: toInstant(clock.now()),
      disinfectantLotId: null,
      disinfectant: '',
      contactSeconds: null,
      sleeve: false,
      dueOn: addDays(asOf, 60),
      note: 'Checked by the maker before delivery.',
    })
  }

  return {
    handpieces,
    products: () => [...products.values()].map(({ id }) => id),
    keepUp: autoclave.keepUp,
    lotOf,
    storedUnit,

    /** Whether the lot of this piece has another one to take in its place. */
    hasAnother: async ({ lotId }: Unit): Promise<boolean> =>
      (await api.inventory.lot({ lotId })).lot.left > 0,

    /** The pen is wiped and gets a new sleeve before the next client. */
    cleanPen: async (today: CalendarDate): Promise<void> => {
      const wipes = await lotOf('disinfectant', today)
      await api.inventory.recordDeviceEvent({
        unitId: handpieces.pen,
        kind: 'cleaning',
        happenedAt: toInstant(clock.now()),
        disinfectantLotId: wipes.id,
        disinfectant: wipes.product.name,
        contactSeconds: 60 + chance.between(0, 6) * 10,
        sleeve: true,
        dueOn: null,
        note: '',
      })
    },

    packInStore: async () =>
      certain((await api.sterilization.packsInStore())[0], 'A pack in store'),

    /** Before the first client of a day. */
    fill: async (day: CalendarDate): Promise<void> => {
      for (const good of ['cartridge12', 'cartridge36'] as const) {
        if ((await inStock(good)) < 10) await receive(good, day)
      }
      if ((await api.sterilization.packsInStore()).length < 6)
        await autoclave.sterilize(day, chance.between(8, 12))
    },

    /** What a practice has lying about when somebody looks. */
    leaveOddments: async (asOf: CalendarDate): Promise<void> => {
      await autoclave.leaveWaiting(addDays(asOf, -1))
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
