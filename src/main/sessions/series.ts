import type { ReadDb } from '#main/database/index.ts'
import {
  type CalendarDate,
  certain,
  type ClientId,
  type Instant,
  type PlanId,
  type PractitionerId,
  type SessionId,
  toInstant,
} from '#shared/kernel/index.ts'
import { type Plan, progressOf } from '#shared/plans/index.ts'
import type { Indication } from '#shared/practice/index.ts'
import type { CourseVisit, RunningTimer, Series } from '#shared/sessions/index.ts'
import * as content from './content-repository.ts'
import type { ZoneRow } from './content-repository.ts'
import type { Dependencies } from './dependencies.ts'
import type { Documents } from './documents.ts'
import type { Records } from './records.ts'
import * as repository from './repository.ts'

type Parts = Pick<Dependencies, 'database' | 'practice' | 'clients' | 'inventory' | 'plans'> & {
  readonly documents: Documents
  readonly records: Records
}

/** A series whose next session is due. */
export interface SeriesDue {
  readonly planId: PlanId
  readonly clientId: ClientId
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

/** What goes on over several sessions, and what runs now. */
export const createSeries = (parts: Parts) => {
  const { database, practice, clients, inventory, plans, documents, records } = parts
  const now = (): number => database.environment.now().getTime()

  const seriesOf = (db: ReadDb, plan: Plan): Series => ({
    plan,
    progress: progressOf(plan, records.daysOfPlan(db, plan.id), practice.today(db)),
  })

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

    /** Active series that are due or overdue, of clients without an unfinished session; the longest due first. */
    seriesDueIn: (db: ReadDb): readonly SeriesDue[] =>
      plans
        .active(db)
        .filter(({ clientId }) => !repository.hasUnfinished(db, clientId))
        .flatMap((plan): readonly SeriesDue[] => {
          const { done, planned, nextFrom, nextUntil, state } = seriesOf(db, plan).progress
          if (state !== 'due' && state !== 'overdue') return []
          return [
            {
              planId: plan.id,
              clientId: plan.clientId,
              indication: plan.current.indication,
              done,
              planned,
              nextFrom: certain(nextFrom, 'The first day of a series that is due'),
              nextUntil: certain(nextUntil, 'The last day of a series that is due'),
              overdue: state === 'overdue',
            },
          ]
        })
        .sort((one, other) => (one.nextUntil < other.nextUntil ? -1 : 1)),

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
              clientName: clients.get(db, row.clientId).name,
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
