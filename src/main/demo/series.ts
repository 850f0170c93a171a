import type { ClientId, PlanId } from '#shared/kernel/index.ts'
import type { Day } from './day.ts'
import type { Course, Visit } from './plan.ts'

const goals = {
  'acne-scars': 'Shallower scars on both cheeks in even light.',
  'fine-lines': 'Softer lines around the eyes and on the forehead.',
  texture: 'Smoother skin in daylight photographs.',
  'enlarged-pores': 'Smaller pores on nose and cheeks.',
  wrinkles: 'Softer lines when the face is at rest.',
} as const satisfies Partial<Record<Course['indication'], string>>

const goalOf = (indication: Course['indication']): string =>
  Object.entries(goals).find(([known]) => known === indication)?.[1] ?? ''

/** The plan of each series, made at its first visit. */
export const createSeries = ({ api }: Day) => {
  /** Of each client the series that she is in. */
  const known = new Map<number, { readonly series: number; readonly id: PlanId }>()
  const planIn = ({ client, series }: Visit): PlanId | null => {
    const plan = known.get(client)
    return plan?.series === series ? plan.id : null
  }
  let intervals: { readonly minimum: number; readonly maximum: number } | null = null

  /** The rules of intervals stay as they are while a demonstration is made. */
  const intervalsOf = async () => {
    intervals ??= (await api.practice.get()).rules.settings.sessionIntervalDays.value
    return intervals
  }

  return {
    /** Whether an earlier visit of the same series made its plan. */
    isBegun: (visit: Visit): boolean => planIn(visit) !== null,

    planOf: async (clientId: ClientId, visit: Visit): Promise<PlanId> => {
      const made = planIn(visit)
      if (made) return made
      const { minimum, maximum } = await intervalsOf()
      const { course } = visit
      const { id } = await api.plans.create({
        clientId,
        details: {
          indication: course.indication,
          zones: [...course.zones],
          sessionsPlanned: visit.planned,
          minimumIntervalDays: minimum,
          maximumIntervalDays: maximum,
          startsOn: visit.day,
          goal: goalOf(course.indication),
        },
      })
      known.set(visit.client, { series: visit.series, id })
      return id
    },
  }
}

export type DemoSeries = ReturnType<typeof createSeries>
