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
  const known = new Map<string, PlanId>()
  const nameOf = ({ client, series }: Visit) => `${client}/${series}`

  return {
    /** Whether an earlier visit of the same series made its plan. */
    isBegun: (visit: Visit): boolean => known.has(nameOf(visit)),

    planOf: async (clientId: ClientId, visit: Visit, course: Course): Promise<PlanId> => {
      const made = known.get(nameOf(visit))
      if (made) return made
      const { rules } = await api.practice.get()
      const { minimum, maximum } = rules.settings.sessionIntervalDays.value
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
      known.set(nameOf(visit), id)
      return id
    },
  }
}

export type DemoSeries = ReturnType<typeof createSeries>
