import type { Lot, Product, ProductKind, Unit } from '#shared/inventory/index.ts'
import {
  addDays,
  type CalendarDate,
  certain,
  type LotId,
  toInstant,
  type UnitId,
} from '#shared/kernel/index.ts'
import type { Pack } from '#shared/sterilization/index.ts'
import { createAutoclave } from './autoclave.ts'
import { goods } from './goods.ts'
import { type Day, monthsAfter } from './day.ts'

type Good = keyof typeof goods
type Cartridge = 'cartridge12' | 'cartridge36'

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

/** A lot on the shelf, with its pieces that nobody has taken. */
interface Shelved {
  readonly lot: Lot
  readonly units: Unit[]
}

export type Store = Awaited<ReturnType<typeof createStore>>

/**
 * The shelves: goods are received, and packs sterilized, when they run low. Whoever keeps a store knows
 * what stands in it: the records are not searched for the next piece.
 */
export const createStore = async (practice: Day, asOf: CalendarDate) => {
  const { api, chance, clock } = practice
  const products = new Map<Good, Product>()
  for (const good of Object.keys(goods) as Good[])
    products.set(good, await api.inventory.addProduct(goods[good]))
  const shelf = new Map<Good, Shelved[]>()
  const packs: Pack[] = []
  const used: { lot: Lot; pieces: number }[] = []
  let deliveries = 0
  const { today } = await api.practice.get()

  const productOf = (good: Good): Product => certain(products.get(good), 'A product')

  /** What is left and in date, what runs out first at the front. */
  const onShelf = (good: Good, day: CalendarDate): Shelved[] => {
    const kept = (shelf.get(good) ?? []).filter(
      ({ lot, units }) =>
        lot.expiresOn >= day && (productOf(good).kind !== 'cartridge' || units.length > 0),
    )
    shelf.set(good, kept)
    return kept
  }

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

  const shelve = async (good: Good, day: CalendarDate): Promise<Shelved> => {
    const lot = await receive(good, day)
    const units =
      lot.product.kind === 'cartridge' ? (await api.inventory.lot({ lotId: lot.id })).units : []
    const shelved = { lot, units }
    const there = [...(shelf.get(good) ?? []), shelved]
    shelf.set(
      good,
      there.sort((one, other) => (one.lot.expiresOn < other.lot.expiresOn ? -1 : 1)),
    )
    return shelved
  }

  const next = async (good: Good, day: CalendarDate): Promise<Shelved> =>
    onShelf(good, day)[0] ?? shelve(good, day)

  const autoclave = await createAutoclave(practice, asOf)
  type Handpiece = { readonly id: UnitId; readonly expiresOn: CalendarDate }

  const buyHandpiece = async (good: 'pen' | 'steelPen', day: CalendarDate): Promise<Handpiece> => {
    const lot = await receive(good, day)
    const { units } = await api.inventory.lot({ lotId: lot.id })
    const { id: unitId } = certain(units[0], 'A handpiece')
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
    return { id: unitId, expiresOn: lot.expiresOn }
  }

  let pen = await buyHandpiece('pen', today)
  let steelPen = await buyHandpiece('steelPen', today)

  /** A handpiece that runs out of its date is replaced, and taken out of the lists. */
  const replaced = async (
    good: 'pen' | 'steelPen',
    before: Handpiece,
    day: CalendarDate,
  ): Promise<Handpiece> => {
    if (before.expiresOn > addDays(day, 30)) return before
    const bought = await buyHandpiece(good, day)
    await api.inventory.discardUnit({
      unitId: before.id,
      reason: 'At the end of the life that its maker gives it.',
    })
    return bought
  }

  /** The few that were opened last are enough for who looks, and for a recall. */
  const noteUse = (lot: Lot): void => {
    const known = used.find((each) => each.lot.id === lot.id)
    if (known) known.pieces += 1
    else used.unshift({ lot, pieces: 1 })
    used.length = Math.min(used.length, 12)
  }

  return {
    pen: (): UnitId => pen.id,
    steelPen: (): UnitId => steelPen.id,
    products: () => [...products.values()].map(({ id }) => id),
    keepUp: autoclave.keepUp,
    autoclave,
    deliveries: (): number => deliveries,
    lotOf: async (good: Good, day: CalendarDate): Promise<Lot> => (await next(good, day)).lot,

    /** The lots that were opened last. */
    usedLots: (): readonly LotId[] => used.slice(0, 3).map(({ lot }) => lot.id),

    takeCartridge: async (good: Cartridge, day: CalendarDate): Promise<Unit> => {
      const { lot, units } = await next(good, day)
      noteUse(lot)
      return certain(units.shift(), 'A stored piece')
    },

    /** Whether the lot of this piece had another one, which the session then took in its place. */
    takeAnother: ({ lotId }: Unit): boolean => {
      const lots = [...shelf.values()].flat()
      return lots.find(({ lot }) => lot.id === lotId)?.units.shift() !== undefined
    },

    /** The cartridges of which the most were used lately; they are taken off the shelf. */
    recallMostUsed: (): LotId | null => {
      const [most] = used.toSorted((one, other) => other.pieces - one.pieces)
      if (!most) return null
      for (const [good, lots] of shelf)
        shelf.set(
          good,
          lots.filter(({ lot }) => lot.id !== most.lot.id),
        )
      used.splice(used.indexOf(most), 1)
      return most.lot.id
    },

    /** The pen is wiped and gets a new sleeve before the next client. */
    cleanPen: async (day: CalendarDate): Promise<void> => {
      const { lot: wipes } = await next('disinfectant', day)
      await api.inventory.recordDeviceEvent({
        unitId: pen.id,
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

    takePack: (): Pack => certain(packs.shift(), 'A pack in store'),

    /** Before the first of so many clients of a day; at least so many packs. */
    fill: async (day: CalendarDate, clients: number, leastPacks = 6): Promise<void> => {
      pen = await replaced('pen', pen, day)
      steelPen = await replaced('steelPen', steelPen, day)
      for (const good of ['cartridge12', 'cartridge36'] as const) {
        const left = () => onShelf(good, day).reduce((sum, { units }) => sum + units.length, 0)
        while (left() < Math.max(10, clients + 2)) await shelve(good, day)
      }
      // The day after, too: the last sessions are begun on the morning on which somebody looks.
      const inDate = packs.filter(({ sterileUntil }) => sterileUntil > day)
      packs.splice(0, packs.length, ...inDate)
      while (packs.length < Math.max(leastPacks, clients)) {
        const loads = Math.ceil(clients / 16)
        packs.push(...(await autoclave.sterilize(day, chance.between(8, 12) * Math.min(loads, 8))))
      }
    },

    /** What a practice has lying about when somebody looks. */
    leaveOddments: async (day: CalendarDate): Promise<void> => {
      await autoclave.leaveWaiting(addDays(day, -1))
      const soon = productOf('peptide')
      deliveries += 1
      await api.inventory.receiveLot({
        productId: soon.id,
        number: `CR${day.slice(2, 4)}SOON`,
        expiresOn: addDays(day, 18),
        quantity: 3,
        serials: [],
        receivedFrom: soon.manufacturer,
      })
      const held = await receive('cartridge12', day)
      await api.inventory.changeLotState({
        lotId: held.id,
        state: 'quarantined',
        reason: 'Box arrived dented; waiting for the maker’s answer.',
      })
    },
  }
}
