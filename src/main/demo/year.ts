import {
  addDays,
  type CalendarDate,
  certain,
  type ClientId,
  type LoadId,
  type LotId,
  micrometres,
  daysBetween,
  type PackId,
  type ProductId,
  type RecallId,
  type SessionId,
  type SporeTestId,
  type SterilizerId,
  type UnitId,
} from '#shared/kernel/index.ts'
import type { CreatePractice } from '#shared/practice/index.ts'
import { type Day, timeZone } from './day.ts'
import type { DemoOptions, Plan } from './plan.ts'
import { createPaperwork } from './paperwork.ts'
import { recallCartridges } from './recall.ts'
import { createReception } from './reception.ts'
import { createStore } from './store.ts'
import { createTreatments } from './treatments.ts'

interface Year extends Day {
  readonly plan: Plan
  readonly options: DemoOptions
  readonly progress: (done: number, of: number) => void
}

export interface DemoReport {
  readonly seed: string
  readonly asOf: CalendarDate
  readonly counts: Readonly<
    Record<
      'clients' | 'sessions' | 'consents' | 'lots' | 'loads' | 'packs' | 'sporeTests' | 'recalls',
      number
    >
  >
  /** Records worth looking at. */
  readonly client: ClientId
  readonly session: SessionId
  readonly lots: readonly LotId[]
  readonly loads: readonly LoadId[]
  readonly packs: readonly PackId[]
  readonly sterilizers: readonly SterilizerId[]
  /** Handpieces. */
  readonly devices: readonly UnitId[]
  readonly products: readonly ProductId[]
  readonly recalls: readonly RecallId[]
  /** The last ones, newest first. */
  readonly sporeTests: readonly SporeTestId[]
  readonly recoveryCode: string
}

const practice = (firstDay: CalendarDate, passphrase: string): CreatePractice => ({
  passphrase,
  practice: {
    name: 'Fernlight Skin Studio',
    address: '48 Alder Row, Salt Lake City',
    telephone: '801 555 0148',
    timeZone,
    sterilityMode: 'reprocesses',
  },
  owner: {
    name: 'Ada Petersen',
    licenceClass: 'Master esthetician',
    licenceNumber: 'ME-20417',
    licenceExpiresOn: addDays(firstDay, 365 * 6),
    jurisdiction: 'Utah',
    maximumNeedleLength: micrometres.parse(1500),
    maximumNeedleLengthSource: 'Utah master esthetician, at second hand: up to 1.5 mm',
  },
})

/** From the first day to the morning of the day on which somebody looks. */
export const liveThrough = async (year: Year): Promise<DemoReport> => {
  const { api, clock, plan, options, passphrase } = year
  clock.turnTo(plan.firstDay, 7, 30)
  const { recoveryCode } = await api.practice.create(practice(plan.firstDay, passphrase))
  await confirmRules(year)
  const store = await createStore(year, options.asOf)
  const paperwork = createPaperwork(year, options.asOf)
  await paperwork.begin(plan.firstDay, (await api.practice.get()).current.id)
  const reception = createReception(year)
  const treatments = createTreatments(year, store, reception, plan)
  let recalled = false
  for (const [index, visit] of plan.visits.entries()) {
    if (plan.visits[index - 1]?.day !== visit.day) {
      await store.keepUp(visit.day)
      clock.turnTo(visit.day, 7, 30)
      await paperwork.keepUp(visit.day, dayIn(year, 0.5))
      if (!recalled && visit.day >= dayIn(year, 0.6)) {
        recalled = (await recallCartridges(year, visit.day)) !== null
      }
      await store.fill(visit.day)
      clock.turnTo(visit.day, 9, 0)
    }
    await treatments.treat(visit)
    year.progress(index + 1, plan.visits.length)
  }
  await store.keepUp(addDays(options.asOf, -1))
  clock.turnTo(addDays(options.asOf, -1), 17, 30)
  await store.leaveOddments(options.asOf)
  clock.turnTo(options.asOf, 8, 0)
  await treatments.leaveUnfinished()
  return report(year, store, treatments.signed(), reception.consents(), recoveryCode)
}

/** The day after a part of the time that is lived through. */
const dayIn = ({ plan, options }: Year, part: number): CalendarDate =>
  addDays(plan.firstDay, Math.round(daysBetween(plan.firstDay, options.asOf) * part))

/** The practice makes the starting rules its own. */
const confirmRules = async ({ api, plan }: Year): Promise<void> => {
  const { rules } = await api.practice.get()
  const sterilizationRules = { ...rules.settings.sterilizationRules, confirmedOn: plan.firstDay }
  await api.practice.updateRules({
    settings: { ...rules.settings, sterilizationRules },
    reason: 'The CDC-based set is ours, with weekly spore tests.',
  })
}

const report = async (
  { api, options }: Year,
  store: Awaited<ReturnType<typeof createStore>>,
  signed: ReadonlyMap<ClientId, readonly SessionId[]>,
  consents: number,
  recoveryCode: string,
): Promise<DemoReport> => {
  const { total } = await api.clients.search({ text: '' })
  const lots = await api.inventory.lots({})
  const loads = await api.sterilization.loads({})
  const sporeTests = await api.sterilization.sporeTests({})
  const recalls = await api.recalls.list()
  const [busiest] = [...signed].sort(([, one], [, other]) => other.length - one.length)
  const [client, sessions] = certain(busiest, 'A client with a signed session')
  const used = loads.flatMap(({ packs }) => packs).filter(({ state }) => state === 'used')
  return {
    seed: options.seed,
    asOf: options.asOf,
    counts: {
      clients: total,
      sessions: [...signed.values()].flat().length,
      consents,
      lots: lots.length,
      loads: loads.length,
      packs: loads.flatMap(({ packs }) => packs).length,
      sporeTests: sporeTests.length,
      recalls: recalls.length,
    },
    client,
    session: certain(sessions.at(-1), 'A signed session'),
    lots: lots
      .filter((lot) => lot.used > 0)
      .slice(0, 3)
      .map(({ id }) => id),
    loads: loads
      .filter(({ kind }) => kind === 'load')
      .slice(0, 3)
      .map(({ id }) => id),
    packs: used.slice(0, 3).map(({ id }) => id),
    sterilizers: (await api.sterilization.sterilizers()).map(({ id }) => id),
    devices: Object.values(store.handpieces),
    products: store.products(),
    recalls: recalls.map(({ id }) => id),
    sporeTests: sporeTests.slice(0, 3).map(({ id }) => id),
    recoveryCode,
  }
}
