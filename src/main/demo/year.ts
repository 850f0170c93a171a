import {
  addDays,
  type CalendarDate,
  certain,
  type ClientId,
  type Instant,
  type LoadId,
  type LotId,
  momentAt,
  daysBetween,
  type PackId,
  type ProductId,
  type RecallId,
  type SessionId,
  type SporeTestId,
  type SterilizerId,
  toInstant,
  type UnitId,
} from '#shared/kernel/index.ts'
import type { CreatePractice } from '#shared/practice/index.ts'
import { type Day, timeZone } from './day.ts'
import { createCalendar, licenceFrom } from './calendar.ts'
import type { DemoOptions, Plan, PlannedDay, Visit } from './plan.ts'
import { createForms, type Forms } from './forms.ts'
import { createPaperwork } from './paperwork.ts'
import { createPatchTests, type PatchTests } from './patches.ts'
import { createQuestions } from './questions.ts'
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
  owner: { name: 'Ada Petersen', ...licenceFrom(firstDay) },
})

type Days = PlannedDay[]

/** The visits that wait for the disk together, in whole days. */
const visitsHeld = 50

function* heldTogether(plan: Plan): Generator<Days> {
  let days: Days = []
  let visits = 0
  for (const one of plan.days()) {
    days.push(one)
    visits += one.visits.length
    if (visits < visitsHeld) continue
    yield days
    days = []
    visits = 0
  }
  if (days.length > 0) yield days
}

/** From the first day to the moment at which somebody looks. */
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
  const treatments = createTreatments(year, { store, reception, questions })
  const patches = createPatchTests(year, store)
  const calendar = createCalendar(year, { store, forms })
  const lastVisits = new Map<number, Visit>()
  const middle = dayIn(year, 0.5)
  const sunburnDay = dayIn(year, 0.4)
  const patchDay = dayIn(year, 0.3)
  let done = 0
  let turnedAway = false

  const morning = async (day: CalendarDate, clients: number): Promise<void> => {
    await store.keepUp(day)
    clock.turnTo(day, 7, 30)
    await paperwork.keepUp(day, middle)
    await calendar.keepUp(day)
    await store.fill(day, clients)
    clock.turnTo(day, 9, 0)
    await patches.readBy(day)
  }

  const live = async (visit: Visit): Promise<void> => {
    if (!turnedAway && visit.day >= sunburnDay) {
      turnedAway = true
      await treatments.turnAway(visit)
    } else await treatments.treat(visit)
    // Set anew, so that the client who was seen last stands last.
    lastVisits.delete(visit.client)
    lastVisits.set(visit.client, visit)
    const clientId = reception.idOf(visit.client)
    if (!clientId) return
    if (visit.day >= patchDay) await patches.tryOn(clientId, visit.day)
    if (year.chance.between(1, 400) === 1) await forms.withdraw(clientId, visit.day)
  }

  for (const days of heldTogether(plan)) {
    await year.together(async () => {
      for (const { day, visits } of days) {
        clock.keepPace(Math.min(1, visitsOfOne / visits.length))
        await morning(day, visits.length)
        for (const visit of visits) await live(visit)
        done += visits.length
      }
    })
    year.progress(done, Math.max(plan.expected, done))
  }
  clock.keepPace(1)
  year.progress(done, done)
  const yesterday = addDays(options.asOf, -1)
  await store.keepUp(yesterday)
  clock.turnTo(yesterday, 13, 0)
  await store.fill(yesterday, unfinishedSessions, unfinishedSessions)
  clock.turnTo(yesterday, 17, 30)
  await store.leaveOddments(options.asOf)
  await leaveAgreements([...lastVisits.keys()], { reception, forms, patches, asOf: options.asOf })
  clock.turnToMoment(beforeLooking(options))
  await treatments.leaveUnfinished(
    [...lastVisits.values()].slice(-unfinishedSessions),
    options.asOf,
  )
  return report(year, {
    store,
    ...treatments.signed(),
    recalls: calendar.recalls(),
    recoveryCode,
    screenings: questions.completed(),
    consents: forms.signed(),
  })
}

/** As many as one person treats on a day. */
const visitsOfOne = 8

/** Begun and not finished when somebody looks. */
const unfinishedSessions = 2

/** What two sessions take at the most until the cream is wiped off, minutes. */
const unfinishedMinutes = 150

/** When the sessions were begun that are not finished yet: they must not reach beyond the present. */
const beforeLooking = ({ asOf, now }: DemoOptions): Instant =>
  now === undefined
    ? momentAt(asOf, '08:00', timeZone)
    : toInstant(new Date(Date.parse(now) - unfinishedMinutes * 60_000))

interface Desk {
  readonly reception: Reception
  readonly forms: Forms
  readonly patches: PatchTests
  readonly asOf: CalendarDate
}

/** A patch test to be read, and a client who has taken back her consent; the one seen last stands last. */
const leaveAgreements = async (
  clients: readonly number[],
  { reception, forms, patches, asOf }: Desk,
): Promise<void> => {
  // The two who were seen last stay as they are: somebody has begun their sessions.
  const [longestAgo, next] = clients.slice(0, -2).map((client) => reception.idOf(client))
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
  readonly sessions: number
  readonly busiest: ClientId | null
  readonly last: SessionId | null
  readonly screenings: number
  readonly consents: number
  readonly recalls: readonly RecallId[]
  readonly recoveryCode: string
}

/** Counted while it was made: a lifetime is not listed to be counted. */
const report = async ({ api, options }: Year, lived: Lived): Promise<DemoReport> => {
  const { store, recalls } = lived
  const { lastLoads, lastTests, lastPacks, sterilizerId, counts } = store.autoclave
  return {
    seed: options.seed,
    asOf: options.asOf,
    counts: {
      clients: (await api.clients.search({ text: '' })).total,
      sessions: lived.sessions,
      screenings: lived.screenings,
      consents: lived.consents,
      lots: store.deliveries(),
      ...counts(),
      recalls: recalls.length,
    },
    client: certain(lived.busiest, 'A client with a signed session'),
    session: certain(lived.last, 'A signed session'),
    lots: store.usedLots(),
    loads: lastLoads(),
    packs: lastPacks(),
    sterilizers: [sterilizerId],
    devices: [store.pen(), store.steelPen()],
    products: store.products(),
    recalls,
    sporeTests: lastTests(),
    recoveryCode: lived.recoveryCode,
  }
}
