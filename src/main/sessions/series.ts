import type { ReadDb } from '#main/database/index.ts'
import {
  addDays,
  type CalendarDate,
  certain,
  type ClientId,
  type Instant,
  type PlanId,
  type PractitionerId,
  type SessionId,
  toInstant,
} from '#shared/kernel/index.ts'
import { type Plan, progressAfter, progressOf } from '#shared/plans/index.ts'
import type { Indication } from '#shared/practice/index.ts'
import type { CourseVisit, RunningTimer, Series } from '#shared/sessions/index.ts'
import * as content from './content-repository.ts'
import type { ZoneRow } from './content-repository.ts'
import type { Dependencies } from './dependencies.ts'
import type { Documents } from './documents.ts'
import type { Records } from './records.ts'
import * as kept from './kept.ts'
import * as repository from './repository.ts'

type Parts = Pick<Dependencies, 'database' | 'practice' | 'clients' | 'inventory' | 'plans'> & {
  readonly documents: Documents
  readonly records: Records
}

/** A series whose next session is due. */
export interface SeriesDue {
  readonly planId: PlanId
  readonly clientId: ClientId
  readonly clientName: string
  readonly clientBirthDate: CalendarDate
  readonly indication: Indication
  readonly done: number
  readonly planned: number
  readonly nextFrom: CalendarDate
  readonly nextUntil: CalendarDate
  readonly overdue: boolean
}

export interface Course {
  readonly today: CalendarDate
  readonly series: Series[]
  readonly visits: CourseVisit[]
}

const minute = 60_000

/** Series that the practice's own calendar may leave out or put elsewhere at the edge of a day. */
const slack = 20

/** What goes on over several sessions, and what runs now. */
export const createSeries = (parts: Parts) => {
  const { database, practice, clients, inventory, plans, documents, records } = parts
  const now = (): number => database.environment.now().getTime()

  const seriesOf = (db: ReadDb, plan: Plan): Series => ({
    plan,
    progress: progressOf(plan, records.daysOfPlan(db, plan.id), practice.today(db)),
  })

  const dueOf = (db: ReadDb, row: kept.KeptSeries, today: CalendarDate): readonly SeriesDue[] => {
    const { planId, clientId, clientName, clientBirthDate, indication, done, lastAt } = row
    const lastOn = lastAt === null ? null : practice.dayOf(db, lastAt)
    const progress = progressAfter(row, { done, lastOn }, today)
    const { planned, nextFrom, nextUntil, state } = progress
    if (state !== 'due' && state !== 'overdue') return []
    return [
      {
        planId,
        clientId,
        clientName,
        clientBirthDate,
        indication,
        done,
        planned,
        nextFrom: certain(nextFrom, 'The first day of a series that is due'),
        nextUntil: certain(nextUntil, 'The last day of a series that is due'),
        overdue: state === 'overdue',
      },
    ]
  }

  const hasEnded = (db: ReadDb, sessionId: SessionId): boolean =>
    (documents.find(db, sessionId)?.document.endedAt ?? null) !== null

  return {
    /** What was entered in error did not take place, and is no visit. */
    courseIn: (db: ReadDb, clientId: ClientId): Course => ({
      today: practice.today(db),
      series: plans.of(db, clientId).map((plan) => seriesOf(db, plan)),
      visits: repository
        .listSessionsOf(db, clientId)
        .filter(({ state }) => state === 'signed')
        .map((row) => ({
          sessionId: row.id,
          day: records.dayOf(db, row),
          planId: row.planId,
          zones: content.listZones(db, row.id).map(treated),
        }))
        .reverse(),
    }),

    /**
     * Active series that are due or overdue, of clients without an unfinished session: those first whose
     * time runs out first, then those that are overdue for the shortest time. The first so many.
     */
    seriesDueIn: (db: ReadDb, limit: number): readonly SeriesDue[] => {
      const today = practice.today(db)
      // What is kept counts in days of UTC, and the practice's may be the day before or after.
      const around = { yesterday: addDays(today, -1), tomorrow: addDays(today, 1) }
      return kept
        .listSeriesDue(db, { ...around, limit: limit + slack })
        .flatMap((row) => dueOf(db, row, today))
        .toSorted(byUrgency)
        .slice(0, limit)
    },

    /**
     * Anaesthetics that are on somebody's skin: put on and not yet wiped off, in unfinished sessions.
     * A time that is still to come is a slip of the hand, and nothing was wiped off by it.
     */
    timersIn: (db: ReadDb): readonly RunningTimer[] =>
      repository.listUnfinished(db).flatMap((row) =>
        documents.anaestheticsOf(db, row.id).flatMap(({ lotId, anaesthetic }) => {
          if (anaesthetic === null || anaesthetic.onAt === null) return []
          if (anaesthetic.offAt !== null && Date.parse(anaesthetic.offAt) <= now()) return []
          const product = inventory.lot(db, lotId)?.product
          return [
            {
              sessionId: row.id,
              clientName: clients.named(db, row.clientId).clientName,
              product: product?.name ?? '',
              onAt: anaesthetic.onAt,
              dueAt: dueAt(anaesthetic.onAt, product?.longestDwellMinutes ?? null),
            },
          ]
        }),
      ),

    /**
     * Whether this practitioner is needling: begun within so many minutes, its end not yet recorded.
     * One that was forgotten, or is somebody else's, keeps nobody's hands in gloves.
     */
    needlingIn: (db: ReadDb, practitionerId: PractitionerId, withinMinutes: number): boolean =>
      repository
        .listUnfinished(db)
        .some(
          (row) =>
            row.practitionerId === practitionerId &&
            row.startedAt !== null &&
            now() - Date.parse(row.startedAt) < withinMinutes * minute &&
            !hasEnded(db, row.id),
        ),
  }
}

const byUrgency = (one: SeriesDue, other: SeriesDue): number => {
  if (one.overdue !== other.overdue) return one.overdue ? 1 : -1
  const isSooner = one.nextUntil < other.nextUntil
  return isSooner === one.overdue ? 1 : -1
}

const treated = (row: ZoneRow): CourseVisit['zones'][number] => ({
  zone: row.zone,
  area: content.areaOf(row),
  needleLength: row.needleLength,
  passes: row.passes,
})

const dueAt = (onAt: Instant, longestDwellMinutes: number | null): Instant | null =>
  longestDwellMinutes === null
    ? null
    : toInstant(new Date(Date.parse(onAt) + longestDwellMinutes * minute))
