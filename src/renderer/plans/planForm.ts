import { z } from 'zod'
import { type CalendarDate, calendarDate, prose } from '#shared/kernel/index.ts'
import { judgePlan, type PlanDetails, planDetails } from '#shared/plans/index.ts'
import { indication, namedZoneId, type RuleSettings } from '#shared/practice/index.ts'

/** What stands in the fields of a plan while they are typed. */
export const typedPlan = z.object({
  indication: indication.nullable(),
  zones: z.array(namedZoneId),
  sessionsPlanned: z.number().nullable(),
  minimumIntervalDays: z.number().nullable(),
  maximumIntervalDays: z.number().nullable(),
  startsOn: calendarDate.nullable(),
  goal: z.string(),
  reason: z.string(),
})
export type TypedPlan = z.infer<typeof typedPlan>

export type PlanRules = Pick<RuleSettings, 'plannedSessions' | 'sessionIntervalDays'>

/** A new plan starts from the practice's rules; what it treats is hers to say. */
export const emptyPlan = (rules: PlanRules, today: CalendarDate): TypedPlan => ({
  indication: null,
  zones: [],
  sessionsPlanned: rules.plannedSessions.value.minimum,
  minimumIntervalDays: rules.sessionIntervalDays.value.minimum,
  maximumIntervalDays: rules.sessionIntervalDays.value.maximum,
  startsOn: today,
  goal: '',
  reason: '',
})

export const typedOf = ({
  indication: what,
  zones,
  sessionsPlanned,
  minimumIntervalDays,
  maximumIntervalDays,
  startsOn,
  goal,
}: PlanDetails): TypedPlan => ({
  indication: what,
  zones,
  sessionsPlanned,
  minimumIntervalDays,
  maximumIntervalDays,
  startsOn,
  goal,
  reason: '',
})

/** What is handed in: the plan, and why it is so. */
export const planInput = planDetails.extend({ reason: prose(1000).default('') })
export const changeInput = planDetails.extend({ reason: prose(1000).min(1) })

const figures = planDetails.pick({
  sessionsPlanned: true,
  minimumIntervalDays: true,
  maximumIntervalDays: true,
})

/** What the rules say to the figures as they are typed, before a reason is given; nothing while one is empty. */
export const outsideRules = (typed: TypedPlan, rules: PlanRules) => {
  const read = figures.safeParse(typed)
  return read.success ? judgePlan(read.data, rules, '') : []
}
