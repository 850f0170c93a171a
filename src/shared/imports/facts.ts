import {
  type CalendarDate,
  calendarDate,
  type DeciCelsius,
  deciCelsius,
  type Finding,
} from '#shared/kernel/index.ts'
import type { CycleReading } from './schema.ts'

// What the readers of every machine share.

/** A line of a file, counted from 1, trimmed, and no longer than any machine writes one. */
export interface Line {
  readonly number: number
  readonly text: string
}

/** A cycle as its file tells it, and its measured values as written, to be compared with others'. */
export interface ReadCycle {
  readonly reading: CycleReading
  /** One text for each pair of values, the extremes included; nothing of date, time or number. */
  readonly series: readonly string[]
}

/** Why a cycle cannot be read; its message is for the practitioner. */
export class Unreadable extends Error {
  constructor(because: string) {
    super(because)
    this.name = 'Unreadable'
  }
}

const longestLine = 400

export const linesOf = (text: string): readonly Line[] =>
  text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ number: index + 1, text: line.slice(0, longestLine).trim() }))

export type DateOrder = 'year-month-day' | 'day-month-year' | 'month-day-year'

const two = (part: string) => part.padStart(2, '0')

/** A day in the order that the machine uses; a year of two digits is of this century. */
export const dayFrom = (text: string, order: DateOrder): CalendarDate | null => {
  const parts = /^(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})$/.exec(text.trim())
  if (!parts) return null
  const [, a = '', b = '', c = ''] = parts
  const [year, month, day] =
    order === 'year-month-day' ? [a, b, c] : order === 'day-month-year' ? [c, b, a] : [c, a, b]
  if (year.length !== 2 && year.length !== 4) return null
  return calendarDate
    .nullable()
    .catch(null)
    .parse(`${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(day)}`)
}

/** `HH:MM:SS`, the seconds where they are written; null for anything that no clock shows. */
export const timeFrom = (text: string): string | null => {
  const parts = /^(\d{1,2})[:._-](\d{2})(?:[:._-](\d{2}))?$/.exec(text.trim())
  if (!parts) return null
  const [, hours = '', minutes = '', seconds = '00'] = parts
  const holds = Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60
  return holds ? `${two(hours)}:${minutes}:${seconds}` : null
}

const secondsOfDay = (time: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * 60 + seconds
}

/** Seconds from one time of day to a later one, over midnight too. */
export const secondsBetween = (from: string, to: string): number =>
  (secondsOfDay(to) - secondsOfDay(from) + 86_400) % 86_400

/** A whole number from 0; a machine pads it with zeros. */
export const countFrom = (text: string): number | null =>
  /^\d{1,9}$/.test(text.trim()) ? Number(text) : null

export const decimalFrom = (text: string): number | null =>
  /^[+-]?\d{1,6}(?:[.,]\d{1,4})?$/.test(text.trim()) ? Number(text.replace(',', '.')) : null

/** Null for what no chamber reaches: a probe that is broken or was made anonymous. */
export const chamberTemperature = (
  value: number,
  unit: 'celsius' | 'fahrenheit',
): DeciCelsius | null =>
  deciCelsius
    .nullable()
    .catch(null)
    .parse(Math.round((unit === 'celsius' ? value : ((value - 32) * 5) / 9) * 10))

export type PressureUnit = 'bar' | 'kilopascal' | 'hectopascal' | 'psi' | 'inches of mercury'

const hectopascals: Readonly<Record<PressureUnit, number>> = {
  bar: 1000,
  kilopascal: 10,
  hectopascal: 1,
  psi: 68.947_57,
  // A vacuum is below the pressure outside.
  'inches of mercury': -33.863_89,
}

/** Whole hectopascal. */
export const pressureFrom = (value: number, unit: PressureUnit): number =>
  Math.round(value * hectopascals[unit])

/** @throws Unreadable when it is missing, or is none */
export const needed = <T>(
  text: string | undefined,
  read: (text: string) => T | null,
  what: string,
): T => {
  const written = text?.trim() ?? ''
  if (written === '') throw new Unreadable(`it has no ${what}`)
  const value = read(written)
  if (value === null) throw new Unreadable(`“${shown(written)}” is not a ${what}`)
  return value
}

/** Null when it is missing. @throws Unreadable when something else stands there */
export const optional = <T>(
  text: string | undefined,
  read: (text: string) => T | null,
  what: string,
): T | null => ((text?.trim() ?? '') === '' ? null : needed(text, read, what))

/** At most 40 printable characters of what a file says. */
export const shown = (text: string): string => {
  const printable = text.replace(/\p{C}/gu, '')
  return printable.length > 40 ? `${printable.slice(0, 40)}…` : printable
}

/** A cycle ends with a word that this machine's files are not known to have. */
export const unknownStatus = (word: string): Finding => ({
  code: 'imports.status-unknown',
  severity: 'override',
  fact: `The file ends this cycle with “${shown(word)}”, which is not a known word for success.`,
  rule: 'A cycle passed only where its machine says so.',
  nextStep: 'Look at the machine’s own record, and decide on the load by it.',
})
