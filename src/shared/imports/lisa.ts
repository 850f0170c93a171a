import type { Finding } from '#shared/kernel/index.ts'
import {
  countFrom,
  type DateOrder,
  dayFrom,
  type Line,
  needed,
  type ReadCycle,
  timeFrom,
  Unreadable,
} from './facts.ts'

// W&H Lisa writes what matters into the NAME of a read-only text file (manual, page 10):
// `040128 28-01-04 08_41_22 A99 22E02-0095 01898 B&D _ HELIX TEST .txt`
// date, date as the machine shows it, time, alarm only when one ended the cycle, model 17 or 22,
// version, serial number, cycle number, type.

/** Whether a name was made by a Lisa, whole or damaged. */
export const isLisaName = (name: string): boolean =>
  /^\d{6} \S/.test(name) && /\s(?:17|22)[EUJ]\S/i.test(name) && /\.txt$/i.test(name)

const orders: Readonly<Record<string, DateOrder>> = {
  E: 'day-month-year',
  U: 'month-day-year',
  J: 'year-month-day',
}

/** @throws Unreadable */
export const readLisa = (name: string, lines: readonly Line[]): ReadCycle => {
  const [first = '', second = '', time = '', ...others] = name
    .replace(/\.txt$/i, '')
    .trim()
    .split(/\s+/)
  const alarm = /^A\d{1,3}$/i.test(others[0] ?? '') ? (others[0] ?? null) : null
  const [machine = '', number = '', ...type] = alarm === null ? others : others.slice(1)
  const [, model = '', version = '', serialNumber = ''] =
    /^(17|22)([EUJ])(\S{1,40})$/i.exec(machine) ?? []
  if (serialNumber === '') throw new Unreadable('its name has no model and serial number')
  const startedOn = needed(
    first,
    (text) => dayFrom(text.replace(/^(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3'), 'year-month-day'),
    'day of the calendar',
  )
  const shownDay = dayFrom(second, orders[version.toUpperCase()] ?? 'day-month-year')
  return {
    reading: {
      format: 'wh-lisa',
      machine: `W&H Lisa ${model}`,
      serialNumber,
      cycleNumber: needed(number, countFrom, 'cycle number'),
      startedOn,
      startedTime: needed(time, timeFrom, 'time of day'),
      programme: type.join(' '),
      // What an alarm ended did not run to its end, whatever the alarm was.
      outcome: alarm === null ? 'passed' : 'aborted',
      alarm,
      setTemperature: null,
      setHoldSeconds: null,
      measurements: [],
      findings: shownDay === startedOn ? [] : [datesDisagree],
    },
    series: lines.flatMap(({ text }) => valuesOf(text)),
  }
}

/** What is inside is not described by the maker; lines with two decimals or more can be compared. */
const valuesOf = (text: string): readonly string[] => {
  const values = text.match(/-?\b\d{1,4}[.,]\d{1,3}\b/g) ?? []
  return values.length > 1 ? [values.join(' ')] : []
}

const datesDisagree: Finding = {
  code: 'imports.dates-disagree',
  severity: 'override',
  fact: 'The two dates in the name of this file are not the same day.',
  rule: 'The machine writes the day twice, the second time in the order of its version.',
  nextStep: 'Compare with the file on the machine’s own card: this name may have been altered.',
}
