import { type CalendarDate, toCalendarDate } from '#shared/kernel/index.ts'

/** A day, or what is wrong with it as the end of a sentence: `has month 13`. */
export type LabelDate = { day: CalendarDate } | { fault: string }

/**
 * The year that two digits mean: the one within 49 years before and 50 years after the current one.
 * Source: GS1 General Specifications 7.12. HIBC names no window; the same one is used.
 */
export const fullYear = (twoDigits: number, today: CalendarDate): number => {
  const currentYear = Number(today.slice(0, 4))
  const century = currentYear - (currentYear % 100)
  const ahead = twoDigits - (currentYear % 100)
  if (ahead >= 51) return century - 100 + twoDigits
  if (ahead <= -50) return century + 100 + twoDigits
  return century + twoDigits
}

const written = (year: number, month: number, day: number): CalendarDate =>
  toCalendarDate(
    [String(year).padStart(4, '0'), ...[month, day].map((n) => String(n).padStart(2, '0'))].join(
      '-',
    ),
  )

const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()

const monthFault = (year: number, month: number): string | null => {
  if (year < 1900 || year > 2199) return `has the year ${year}`
  return month < 1 || month > 12 ? `has month ${String(month).padStart(2, '0')}` : null
}

export const monthEnd = (year: number, month: number): LabelDate => {
  const fault = monthFault(year, month)
  return fault ? { fault } : { day: written(year, month, daysInMonth(year, month)) }
}

export const dayOfMonth = (year: number, month: number, day: number): LabelDate => {
  const fault = monthFault(year, month)
  if (fault) return { fault }
  if (day < 1) return { fault: 'has day 00' }
  if (day > daysInMonth(year, month)) {
    return { fault: `has day ${day}, but that month has ${daysInMonth(year, month)} days` }
  }
  return { day: written(year, month, day) }
}

/** The n-th day of a year, from 1. */
export const dayOfYear = (year: number, ordinal: number): LabelDate => {
  const day = new Date(Date.UTC(year, 0, ordinal))
  return ordinal < 1 || day.getUTCFullYear() !== year
    ? { fault: `has day ${ordinal} of the year ${year}` }
    : { day: written(year, day.getUTCMonth() + 1, day.getUTCDate()) }
}
