import { addDays, type CalendarDate, daysBetween, type Instant } from '#shared/kernel/index.ts'
import type { Indication, NamedZoneId } from '#shared/practice/index.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { isSunday } from './day.ts'

export interface DemoOptions {
  readonly clients: number
  /** How many visits, where the time holds so many; otherwise three to six a course. */
  readonly sessions?: number
  readonly years: number
  readonly seed: string
  /** The day on which somebody looks at the practice. */
  readonly asOf: CalendarDate
  /** The moment at which somebody looks: everything lies before it. Otherwise that day's morning. */
  readonly now?: Instant
}

/** What a client comes for, with the zones and the lengths (µm) that go with it. */
export interface Course {
  readonly indication: Indication
  readonly zones: readonly NamedZoneId[]
  readonly lengths: readonly number[]
  readonly passes: readonly number[]
}

const courses: readonly Course[] = [
  {
    indication: 'acne-scars',
    zones: ['cheek-left', 'cheek-right', 'temple-left', 'temple-right'],
    lengths: [1000, 1250, 1500],
    passes: [3, 4],
  },
  {
    indication: 'fine-lines',
    zones: ['forehead', 'glabella', 'periorbital-left', 'periorbital-right'],
    lengths: [500, 500, 750],
    passes: [2, 3],
  },
  {
    indication: 'enlarged-pores',
    zones: ['nose', 'cheek-left', 'cheek-right', 'chin'],
    lengths: [500, 750, 1000],
    passes: [3],
  },
  {
    indication: 'texture',
    zones: ['forehead', 'cheek-left', 'cheek-right', 'jawline-left', 'jawline-right', 'chin'],
    lengths: [750, 1000],
    passes: [3, 4],
  },
  {
    indication: 'wrinkles',
    zones: ['upper-lip', 'perioral', 'chin'],
    lengths: [500, 750],
    passes: [2, 3],
  },
  { indication: 'wrinkles', zones: ['neck', 'decollete'], lengths: [500, 750], passes: [2, 3] },
]

export interface Visit {
  readonly client: number
  readonly course: Course
  /** Counted from 1 in the client's course. */
  readonly number: number
  /** Counted from 1: a client who comes again begins another. */
  readonly series: number
  /** How many sessions the series was planned with. */
  readonly planned: number
  readonly day: CalendarDate
}

export interface Plan {
  readonly firstDay: CalendarDate
  /** About how many visits, for those who wait; exact where it was asked for. */
  readonly expected: number
  /** The days with visits, one after another: of each client no more is known than the next visit. */
  readonly days: () => Generator<PlannedDay>
}

export interface PlannedDay {
  readonly day: CalendarDate
  readonly visits: readonly Visit[]
}

/** A visit that is to come, and how many of its series are left with it. */
interface Coming extends Visit {
  readonly left: number
  /** Of the client's visits at all, where they were counted out. */
  readonly total: number
}

/** Least a day, so that a small practice does not spread over a whole year. */
const leastPerDay = 8

/** Three to six sessions, four to six weeks apart (the guide), and half of the clients come again. */
export const planVisits = ({ clients, sessions, years, seed, asOf }: DemoOptions): Plan => {
  const firstDay = addDays(asOf, -Math.round(365 * years))
  const span = daysBetween(firstDay, asOf)
  const expected = sessions ?? clients * 5
  const perDay = Math.max(leastPerDay, Math.ceil((expected / (span * (6 / 7))) * 1.25))
  return {
    firstDay,
    expected,
    days: () =>
      visitsByDay({ clients, sessions, firstDay, span, asOf, perDay }, chanceFrom(`${seed} plan`)),
  }
}

interface Frame extends Pick<DemoOptions, 'clients' | 'asOf'>, Pick<Plan, 'firstDay'> {
  readonly sessions: number | undefined
  readonly span: number
  readonly perDay: number
}

function* visitsByDay(frame: Frame, chance: Chance): Generator<PlannedDay> {
  const { firstDay, span, asOf, perDay } = frame
  const coming = new Map<CalendarDate, Coming[]>()
  const expect = (visit: Coming): void => {
    const there = coming.get(visit.day)
    if (there) there.push(visit)
    else coming.set(visit.day, [visit])
  }
  for (const first of firstVisits(frame, chance)) expect(first)
  let waiting: Coming[] = []
  for (let day = addDays(firstDay, 1); day < asOf; day = addDays(day, 1)) {
    // Who found no time yesterday comes first; nobody comes on Sundays.
    waiting.push(...(coming.get(day) ?? []))
    coming.delete(day)
    if (isSunday(day)) continue
    const visits = waiting.slice(0, perDay).map((visit) => ({ ...visit, day }))
    waiting = waiting.slice(perDay)
    if (visits.length === 0) continue
    for (const visit of visits) {
      const next = nextVisit(visit, { counted: frame.sessions !== undefined, span }, chance)
      if (next && next.day < asOf) expect(next)
    }
    yield { day, visits }
  }
}

function* firstVisits(
  { clients, sessions, firstDay, span }: Frame,
  chance: Chance,
): Generator<Coming> {
  for (let client = 0; client < clients; client += 1) {
    const total = sessions === undefined ? Infinity : shareOf(client, clients, sessions)
    if (total === 0) continue
    const left = chance.between(3, 6)
    // Whoever is to come often begins early enough.
    const latest = sessions === undefined ? span * 0.72 : span * 0.95 - total * averageDays
    yield {
      client,
      course: chance.oneOf(courses),
      number: 1,
      series: 1,
      planned: left,
      left,
      total,
      day: addDays(firstDay, chance.between(1, Math.max(1, Math.floor(latest)))),
    }
  }
}

/** From visit to visit, the pauses between the series among them. */
const averageDays = 50

/** Of the visits that were asked for: some come once or twice, others three times as often as these. */
const shareOf = (client: number, clients: number, sessions: number): number => {
  const even = Math.floor(sessions / clients) + (client < sessions % clients ? 1 : 0)
  const partner = client % 2 === 0 ? client + 1 : client - 1
  if (partner >= clients) return even
  const moved = Math.floor(sessions / clients / 2)
  return client % 2 === 0 ? even + moved : even - moved
}

const nextVisit = (
  { left, total, ...visit }: Coming,
  { counted, span }: { readonly counted: boolean; readonly span: number },
  chance: Chance,
): Coming | null => {
  if (visit.number >= total) return null
  const { number, series, day } = visit
  if (left > 1) {
    const later = addDays(day, chance.between(28, 42))
    return { ...visit, number: number + 1, left: left - 1, total, day: later }
  }
  // Over the years she comes back after longer pauses.
  const pause = chance.between(58, counted ? Math.max(132, Math.floor(span / 60)) : 132)
  if (!counted && !chance.percent(55)) return null
  const planned = chance.between(3, 6)
  return {
    ...visit,
    number: number + 1,
    series: series + 1,
    planned,
    left: planned,
    total,
    day: addDays(day, pause),
  }
}
