import {
  addDays,
  type CalendarDate,
  certain,
  type ClientId,
  type LoadId,
  type LotId,
  micrometres,
  type PackId,
  type SessionId,
} from '#shared/kernel/index.ts'
import type { CreatePractice } from '#shared/practice/index.ts'
import { type Day, timeZone } from './day.ts'
import type { DemoOptions, Plan, Visit } from './plan.ts'
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
    Record<'clients' | 'sessions' | 'consents' | 'lots' | 'loads' | 'packs', number>
  >
  /** Records worth looking at. */
  readonly client: ClientId
  readonly session: SessionId
  readonly lots: readonly LotId[]
  readonly loads: readonly LoadId[]
  readonly packs: readonly PackId[]
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
  const store = await createStore(year)
  const reception = createReception(year)
  const treatments = createTreatments(year, store, reception, plan)
  for (const [index, visit] of plan.visits.entries()) {
    await prepareDay(year, store, plan.visits[index - 1], visit)
    await treatments.treat(visit)
    year.progress(index + 1, plan.visits.length)
  }
  clock.turnTo(addDays(options.asOf, -1), 17, 30)
  await store.leaveOddments(options.asOf)
  clock.turnTo(options.asOf, 8, 0)
  await treatments.leaveUnfinished()
  return report(year, treatments.signed(), reception.consents(), recoveryCode)
}

const prepareDay = async (
  { clock }: Day,
  store: Awaited<ReturnType<typeof createStore>>,
  before: Visit | undefined,
  { day }: Visit,
): Promise<void> => {
  if (before?.day === day) return
  clock.turnTo(day, 8, 0)
  await store.fill(day)
  clock.turnTo(day, 9, 0)
}

const report = async (
  { api, options }: Year,
  signed: ReadonlyMap<ClientId, readonly SessionId[]>,
  consents: number,
  recoveryCode: string,
): Promise<DemoReport> => {
  const { total } = await api.clients.search({ text: '' })
  const lots = await api.inventory.lots({})
  const loads = await api.sterilization.loads({})
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
    },
    client,
    session: certain(sessions.at(-1), 'A signed session'),
    lots: lots
      .filter((lot) => lot.used > 0)
      .slice(0, 3)
      .map(({ id }) => id),
    loads: loads.slice(0, 3).map(({ id }) => id),
    packs: used.slice(0, 3).map(({ id }) => id),
    recoveryCode,
  }
}
