import { type CalendarDate, daysBetween, type Micrometres } from '#shared/kernel/index.ts'
import { type FreeArea, labelOfZone, type ZoneId } from '#shared/practice/index.ts'
import type { CourseVisit } from './record-schema.ts'

/** What was done in one zone over a course. */
export interface CourseZone {
  readonly zone: ZoneId
  readonly area: FreeArea | null
  readonly label: string
  readonly sessions: number
  readonly passes: number
  /** Passes × length, summed: µm. */
  readonly load: number
  readonly longest: Micrometres
  readonly lastOn: CalendarDate
  readonly daysSince: number
}

/** Each zone that was treated, the most worked first. */
export const courseOf = (
  visits: readonly CourseVisit[],
  today: CalendarDate,
): readonly CourseZone[] => {
  const zones = new Map<ZoneId, CourseZone>()
  for (const { day, zones: treated } of visits) {
    for (const { zone, area, needleLength, passes } of treated) {
      const before = zones.get(zone)
      const lastOn = before && before.lastOn > day ? before.lastOn : day
      zones.set(zone, {
        zone,
        area: area ?? before?.area ?? null,
        label: labelOfZone({ zone, area: area ?? before?.area ?? null }),
        sessions: (before?.sessions ?? 0) + 1,
        passes: (before?.passes ?? 0) + passes,
        load: (before?.load ?? 0) + passes * needleLength,
        longest: before && before.longest > needleLength ? before.longest : needleLength,
        lastOn,
        daysSince: daysBetween(lastOn, today),
      })
    }
  }
  return [...zones.values()].sort(
    (one, other) => other.load - one.load || one.label.localeCompare(other.label),
  )
}
