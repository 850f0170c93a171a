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
import { createForms, type Forms } from './forms.ts'
import { createPaperwork } from './paperwork.ts'
import { createPatchTests, type PatchTests } from './patches.ts'
import { createQuestions } from './questions.ts'
import { recallCartridges } from './recall.ts'
import { createReception, type Reception } from './reception.ts'
import { createStore, type Store } from './store.ts'
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
      | 'clients'
      | 'sessions'
      | 'screenings'
      | 'consents'
      | 'lots'
      | 'loads'
      | 'packs'
      | 'sporeTests'
      | 'recalls',
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
    maximumNeedleLengthQuality: 'secondary',
    maximumNeedleLengthCheckOn: addDays(firstDay, 365 * 2),
    standing: 'independent',
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
  const questions = createQuestions(year)
  const forms = createForms(year)
  const reception = createReception(year, questions, forms)
  const treatments = createTreatments(year, { store, reception, questions, plan })
  const patches = createPatchTests(year, store)
  const sunburnt = Math.floor(plan.visits.length * 0.4)
  let recalled = false
  let renewed = false
  const morning = async (day: CalendarDate): Promise<void> => {
    await store.keepUp(day)
    clock.turnTo(day, 7, 30)
    await paperwork.keepUp(day, dayIn(year, 0.5))
    if (!recalled && day >= dayIn(year, 0.6)) {
      recalled = (await recallCartridges(year, day)) !== null
    }
    if (!renewed && day >= dayIn(year, 0.88)) {
      await forms.renewText()
      renewed = true
    }
    await store.fill(day)
    clock.turnTo(day, 9, 0)
    await patches.readBy(day)
  }
  let done = 0
  for (const [day, visits] of Map.groupBy(plan.visits, ({ day }) => day)) {
    await year.together(async () => {
      await morning(day)
      for (const visit of visits) {
        await (done === sunburnt ? treatments.turnAway(visit) : treatments.treat(visit))
        done += 1
        const clientId = reception.idOf(visit.client)
        if (clientId && day >= dayIn(year, 0.3)) await patches.tryOn(clientId, day)
      }
    })
    year.progress(done, plan.visits.length)
  }
  const yesterday = addDays(options.asOf, -1)
  await store.keepUp(yesterday)
  clock.turnTo(yesterday, 17, 30)
  await store.leaveOddments(options.asOf)
  await leaveAgreements(plan, { reception, forms, patches, asOf: options.asOf })
  clock.turnTo(options.asOf, 8, 0)
  await treatments.leaveUnfinished(options.asOf)
  return report(year, {
    store,
    signed: treatments.signed(),
    recoveryCode,
    screenings: questions.completed(),
    consents: forms.signed(),
  })
}

interface Desk {
  readonly reception: Reception
  readonly forms: Forms
  readonly patches: PatchTests
  readonly asOf: CalendarDate
}

/** A patch test to be read, and a client who has taken back her consent. */
const leaveAgreements = async (
  { visits }: Plan,
  { reception, forms, patches, asOf }: Desk,
): Promise<void> => {
  const lastOf = new Map(visits.map(({ client, day }) => [client, day]))
  // The two who were seen last stay as they are: somebody has begun their sessions.
  const [longestAgo, next] = [...lastOf]
    .sort(([, one], [, other]) => (one < other ? -1 : 1))
    .slice(0, -2)
    .map(([client]) => reception.idOf(client))
  if (longestAgo) await forms.withdraw(longestAgo, addDays(asOf, -1))
  if (next) await patches.leaveDue(next, asOf)
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

interface Lived {
  readonly store: Store
  readonly signed: ReadonlyMap<ClientId, readonly SessionId[]>
  readonly screenings: number
  readonly consents: number
  readonly recoveryCode: string
}

const report = async (
  { api, options }: Year,
  { store, signed, screenings, consents, recoveryCode }: Lived,
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
      screenings,
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
