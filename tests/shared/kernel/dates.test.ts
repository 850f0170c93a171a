import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  calendarDate,
  dayOf,
  daysBetween,
  formatDay,
  toCalendarDate,
  toInstant,
} from '#shared/kernel/index.ts'

const isDay = (text: string): boolean => {
  try {
    Temporal.PlainDate.from(text)
    return true
  } catch {
    return false
  }
}

const twoDigits = (number: number) => String(number).padStart(2, '0')

describe('a day of the calendar', () => {
  it('is one that Temporal knows, leap years included', () => {
    const parts = fc.tuple(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 0, max: 33 }),
    )
    const examples = [1900, 2000, 2023, 2024].map((year) => [year, 2, 29] as const)
    for (const [year, month, day] of [...fc.sample(parts, 2000), ...examples]) {
      const text = `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`
      expect(calendarDate.safeParse(text).success, text).toBe(isDay(text))
    }
  })

  it('is the one on the wall of the practice, wherever it is', () => {
    const zones = fc.constantFrom(
      'America/Denver',
      'America/St_Johns',
      'Asia/Kathmandu',
      'Europe/Berlin',
      'Pacific/Apia',
      'Pacific/Kiritimati',
    )
    const moments = fc.date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('2100-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(zones, moments, (zone, date) => {
        const moment = toInstant(date)
        const wall = Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate()
        expect(dayOf(moment, zone)).toBe(wall.toString())
      }),
      { numRuns: 1000 },
    )
  })

  it('is counted on and written as Temporal does', () => {
    const first = Temporal.PlainDate.from('1900-01-01')
    const number = fc.integer({ min: 0, max: 90_000 })
    fc.assert(
      fc.property(number, number, (from, days) => {
        const plain = first.add({ days: from })
        const day = toCalendarDate(plain.toString())
        const later = addDays(day, days)
        expect(later).toBe(plain.add({ days }).toString())
        expect([daysBetween(day, later), daysBetween(later, day)]).toEqual([days, 0 - days])
        expect(formatDay(day)).toBe(
          plain.toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }),
        )
      }),
    )
  })
})
