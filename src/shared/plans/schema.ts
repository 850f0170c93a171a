import { z } from 'zod'
import { calendarDate, clientId, instant, line, planId, prose } from '#shared/kernel/index.ts'
import { indication, namedZoneId } from '#shared/practice/index.ts'

/** What a plan says; each change of it keeps the whole with its reason. */
export const planDetails = z.object({
  indication,
  zones: z.array(namedZoneId).min(1).max(45),
  sessionsPlanned: z.number().int().min(1).max(20),
  /** Days between two sessions, from and until. */
  minimumIntervalDays: z.number().int().min(1).max(730),
  maximumIntervalDays: z.number().int().min(1).max(730),
  startsOn: calendarDate,
  goal: prose(1000),
})
export type PlanDetails = z.infer<typeof planDetails>

export const planState = z.enum(['active', 'completed', 'stopped'])
export type PlanState = z.infer<typeof planState>

/** One version of a plan, as it was decided. */
export const planVersion = planDetails.extend({
  version: z.number().int().positive(),
  state: planState,
  /** Empty for the first. */
  reason: prose(1000),
  decidedAt: instant,
  decidedBy: line(),
})
export type PlanVersion = z.infer<typeof planVersion>

export const plan = z.object({
  id: planId,
  clientId,
  /** What counts now. */
  current: planVersion,
  /** Oldest first, the current one last. */
  versions: z.array(planVersion),
})
export type Plan = z.infer<typeof plan>

/**
 * Where a series stands. `due` from the shortest interval after its last session, `overdue` from the
 * day after the longest; without a session yet, from its start.
 */
export const planProgress = z.object({
  done: z.number().int(),
  planned: z.number().int(),
  lastOn: calendarDate.nullable(),
  nextFrom: calendarDate.nullable(),
  nextUntil: calendarDate.nullable(),
  state: z.enum(['not-started', 'waiting', 'due', 'overdue', 'complete', 'stopped']),
})
export type PlanProgress = z.infer<typeof planProgress>
