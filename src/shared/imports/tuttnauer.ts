import { type CalendarDate, calendarDate, type Finding } from '#shared/kernel/index.ts'
import { serialFrom } from './dac.ts'
import {
  chamberTemperature,
  countFrom,
  dayFrom,
  decimalFrom,
  needed,
  optional,
  type PressureUnit,
  pressureFrom,
  type ReadCycle,
  shown,
  timeFrom,
  Unreadable,
  unknownStatus,
} from './facts.ts'
import type { CycleOutcome, CycleReading } from './schema.ts'
import type { MachineReader, Mark, Segment } from './segments.ts'

// Tuttnauer Elara 11: header, then phase letter, time since the start, temperature, pressure, then the
// status. The degree sign may be damaged; the letter after it says Fahrenheit or Celsius. `In` after a
// pressure is inches of mercury, a vacuum.

const facts: readonly { key: string; pattern: RegExp; strong: boolean }[] = [
  // A mail's `Date: Mon, 4 Jun` is none.
  { key: 'date', pattern: /^Date:\s*(\d.*)$/i, strong: true },
  { key: 'time', pattern: /^Time:(.*)$/i, strong: false },
  { key: 'serial', pattern: /^Ser\. ?Num\.?:(.*)$/i, strong: true },
  { key: 'model', pattern: /^Model:(.*)$/i, strong: false },
  { key: 'version', pattern: /^Version:(.*)$/i, strong: false },
  { key: 'software', pattern: /^Software vers\.:(.*)$/i, strong: false },
  { key: 'cycle', pattern: /^Cycle Num\.?:(.*)$/i, strong: true },
  { key: 'temperature', pattern: /^Ster\. Temp\.(.*)$/i, strong: false },
  { key: 'hold', pattern: /^Ster\. Time(.*)$/i, strong: false },
  { key: 'dry', pattern: /^Dry Time(.*)$/i, strong: false },
  { key: 'end', pattern: /^End Temperature(.*)$/i, strong: false },
  { key: 'units', pattern: /^Time\s{1,20}(\S{1,4}\s{1,20}\S{1,6})$/i, strong: false },
]

const measured =
  /^(?:([A-Z])\s{1,9})?(\d{1,3}:\d{2}:\d{2})\s{1,9}(\S{1,8})\s{1,9}(-?[\d.,]{1,8})\s?(In)?$/i
const status = /^Status:(.*)$/i
const errorLine = /^Error\s?(?:code|num\.?)?:?\s*(\S{1,12})/i

const mark = (text: string): Mark | null => {
  for (const { key, pattern, strong } of facts) {
    const value = pattern.exec(text)?.[1]
    if (value !== undefined) return { kind: 'fact', key, value: value.trim(), strong }
  }
  if (status.test(text)) return { kind: 'body', ends: true }
  if (errorLine.test(text)) return { kind: 'aside' }
  const [, , , temperature = '', pressure = ''] = measured.exec(text) ?? []
  return decimalFrom(temperature) !== null && decimalFrom(pressure) !== null
    ? { kind: 'body', ends: false }
    : null
}

const phases: Readonly<Record<string, string>> = {
  A: 'air removal',
  H: 'heating',
  S: 'sterilization',
  E: 'exhaust',
  D: 'drying',
}

const read = (segment: Segment): ReadCycle => {
  const { facts: header, body, loose } = segment
  const model = header.get('model') ?? ''
  const { outcome, findings } = outcomeOf(segment)
  const units = unitsOf(header.get('units') ?? '')
  const cycle: CycleReading = {
    format: 'tuttnauer-elara',
    machine: model === '' ? 'Tuttnauer Elara' : `Tuttnauer ${model}`,
    serialNumber: needed(header.get('serial'), serialFrom, 'serial number'),
    cycleNumber: needed(header.get('cycle'), countFrom, 'cycle number'),
    startedOn: needed(header.get('date'), dateFrom, 'day of the calendar'),
    startedTime: optional(header.get('time'), timeFrom, 'time of day'),
    programme: shown(
      loose
        .filter((text) => /\p{L}/u.test(text))
        .slice(0, 2)
        .join(' '),
    ),
    outcome,
    alarm:
      body.map(({ text }) => errorLine.exec(text)?.[1]).find((code) => code !== undefined) ?? null,
    ...setValues(header),
    measurements: body.flatMap(({ text }) => measurementOf(text, units)),
    findings,
  }
  return { reading: cycle, series: body.flatMap(({ text }) => valuesOf(text)) }
}

const valuesOf = (text: string): readonly string[] => {
  const [, , , temperature, pressure, vacuum = ''] = measured.exec(text) ?? []
  return temperature === undefined || pressure === undefined
    ? []
    : [`${temperature} ${pressure}${vacuum}`]
}

interface Units {
  readonly temperature: 'celsius' | 'fahrenheit'
  readonly pressure: PressureUnit
}

/** `°F Psig`, however the degree sign arrives. A header that does not say: as this machine is sold. */
const unitsOf = (text: string): Units => ({
  temperature: /C\s/i.test(text) && !/F\s/i.test(text) ? 'celsius' : 'fahrenheit',
  pressure: /kpa/i.test(text) ? 'kilopascal' : /bar/i.test(text) ? 'bar' : 'psi',
})

const measurementOf = (text: string, units: Units): CycleReading['measurements'] => {
  const [, letter = '', time = '', degrees = '', force = '', vacuum] = measured.exec(text) ?? []
  const [temperature, pressure] = [decimalFrom(degrees), decimalFrom(force)]
  if (temperature === null || pressure === null) return []
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return [
    {
      second: (hours * 60 + minutes) * 60 + seconds,
      phase: phases[letter.toUpperCase()] ?? '',
      temperature: chamberTemperature(temperature, units.temperature),
      pressure: pressureFrom(pressure, vacuum === undefined ? units.pressure : 'inches of mercury'),
    },
  ]
}

const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')

/** `01/JAN/2018`. Of two numbers only one may be a month, or nobody can tell which. */
const dateFrom = (text: string): CalendarDate | null => {
  const [, day = '', name = '', year = ''] =
    /^(\d{1,2})[-./ ](\p{L}{3})\p{L}{0,6}[-./ ](\d{4})$/u.exec(text) ?? []
  const month = months.indexOf(name.toUpperCase()) + 1
  if (month > 0) {
    const written = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
    return calendarDate.nullable().catch(null).parse(written)
  }
  if (/^\d{4}/.test(text)) return dayFrom(text, 'year-month-day')
  const either = new Set(
    [dayFrom(text, 'day-month-year'), dayFrom(text, 'month-day-year')].filter(
      (one) => one !== null,
    ),
  )
  const [only] = either
  if (either.size > 1) throw new Unreadable('its date can be read in two ways')
  return only ?? null
}

const setValues = (header: ReadonlyMap<string, string>) => {
  const [, degrees = '', unit = ''] =
    /^(\d{1,3}(?:\.\d)?)\s?[^\sFC]{0,2}([FC])/i.exec(header.get('temperature') ?? '') ?? []
  const minutes = /^(\d{1,3}(?:\.\d)?)\s?min/i.exec(header.get('hold') ?? '')?.[1]
  const temperature = decimalFrom(degrees)
  const hold = decimalFrom(minutes ?? '')
  return {
    setTemperature:
      temperature === null
        ? null
        : chamberTemperature(temperature, unit.toUpperCase() === 'C' ? 'celsius' : 'fahrenheit'),
    setHoldSeconds: hold === null ? null : Math.round(hold * 60),
  }
}

/** Without a status the cycle just stopped. */
const outcomeOf = ({ body }: Segment): { outcome: CycleOutcome; findings: Finding[] } => {
  const word = body
    .map(({ text }) => status.exec(text)?.[1]?.trim())
    .find((one) => one !== undefined)
  if (word === undefined) return { outcome: 'aborted', findings: [] }
  if (/^cycle (?:ended|complete|completed|passed)[.!]?$/i.test(word)) {
    return { outcome: 'passed', findings: [] }
  }
  if (/abort|cancel|stopp?ed|interrupt/i.test(word)) return { outcome: 'aborted', findings: [] }
  return { outcome: 'failed', findings: /fail|error/i.test(word) ? [] : [unknownStatus(word)] }
}

export const tuttnauerElara: MachineReader = {
  format: 'tuttnauer-elara',
  identity: ['serial', 'cycle', 'date', 'time'],
  mark,
  read,
}
