import { addDays, type CalendarDate, daysBetween } from '#shared/kernel/index.ts'
import type { Indication, NamedZoneId } from '#shared/practice/index.ts'
import type { Chance } from './chance.ts'
import { isSunday } from './day.ts'

export interface DemoOptions {
  readonly clients: number
  readonly years: number
  readonly seed: string
  /** The day on which somebody looks at the practice; everything lies before it. */
  readonly asOf: CalendarDate
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
  readonly courses: readonly Course[]
  /** In the order of their days. */
  readonly visits: readonly Visit[]
}

/** Three to six sessions, four to six weeks apart (the guide), and half of the clients come again. */
export const planVisits = ({ clients, years, asOf }: DemoOptions, chance: Chance): Plan => {
  const firstDay = addDays(asOf, -Math.round(365 * years))
  const span = daysBetween(firstDay, asOf)
  const visits: Visit[] = []
  const chosen: Course[] = []
  for (let client = 0; client < clients; client += 1) {
    chosen.push(chance.oneOf(courses))
    let day = addDays(firstDay, chance.between(1, Math.max(1, Math.floor(span * 0.72))))
    let number = 0
    let series = 0
    do {
      series += 1
      const sessions = chance.between(3, 6)
      for (let session = 0; session < sessions && day < asOf; session += 1) {
        number += 1
        visits.push({ client, number, series, planned: sessions, day })
        day = addDays(day, chance.between(28, 42))
      }
      day = addDays(day, chance.between(30, 90))
    } while (day < asOf && chance.percent(55))
  }
  return { firstDay, courses: chosen, visits: spread(visits, asOf) }
}

const perDay = 8

/** No Sundays, and at most eight a day: what does not fit waits for the next working day. */
const spread = (visits: readonly Visit[], asOf: CalendarDate): readonly Visit[] => {
  const taken = new Map<CalendarDate, number>()
  return [...visits]
    .sort((one, other) => one.day.localeCompare(other.day) || one.client - other.client)
    .map((visit) => {
      let day = visit.day
      while (isSunday(day) || (taken.get(day) ?? 0) >= perDay) day = addDays(day, 1)
      taken.set(day, (taken.get(day) ?? 0) + 1)
      return { ...visit, day }
    })
    .filter(({ day }) => day < asOf)
    .sort(
      (one, other) =>
        one.day.localeCompare(other.day) || one.client - other.client || one.number - other.number,
    )
}
