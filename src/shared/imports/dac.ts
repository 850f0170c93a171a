import type { CycleOutcome, CycleReading } from './schema.ts'
import {
  chamberTemperature,
  countFrom,
  type DateOrder,
  dayFrom,
  decimalFrom,
  needed,
  optional,
  pressureFrom,
  type ReadCycle,
  secondsBetween,
  shown,
  timeFrom,
  unknownStatus,
} from './facts.ts'
import type { MachineReader, Mark, Segment } from './segments.ts'

// DAC Universal, German: header, phases with their result, readings, extremes, the end of the cycle.
// An aborted cycle just stops. Degree signs arrive damaged, so none is looked for.

const facts: readonly { key: string; pattern: RegExp; strong: boolean }[] = [
  { key: 'serial', pattern: /^Serien ?Nr\.?:(.*)$/i, strong: true },
  { key: 'programme', pattern: /^Programm:(.*)$/i, strong: false },
  { key: 'lid', pattern: /^Deckel:(.*)$/i, strong: false },
  { key: 'cycle', pattern: /^Zyklus:(.*)$/i, strong: true },
  // The order of the letters is the order of the date: T(ag), M(onat), J(ahr).
  { key: 'date', pattern: /^Dat\.? ?(\([A-Z]-[A-Z]-[A-Z]\).*)$/i, strong: true },
  { key: 'time', pattern: /^Zeit ?\(H-M-S\)(.*)$/i, strong: false },
]

const reading = /^(\d{1,2}:\d{2}:\d{2})\s+(\S{1,9})\s+(\S{1,9})$/
const extreme = /^(?:Maximum|Minimum)\s+(\S{1,9})\s+(\S{1,9})$/i
const phase = /^(\p{L}[\p{L} ]{1,29})\s(\d{1,2}:\d{2}:\d{2})\s+(\S{1,12})$/u
const errorCode = /^Error code\s+(\S{1,12})$/i

const mark = (text: string): Mark | null => {
  if (/^DAC Universal$/i.test(text)) return { kind: 'title' }
  for (const { key, pattern, strong } of facts) {
    const value = pattern.exec(text)?.[1]
    if (value !== undefined) return { kind: 'fact', key, value: value.trim(), strong }
  }
  if (errorCode.test(text)) return { kind: 'aside' }
  if (extreme.test(text) || isReading(text)) return { kind: 'body', ends: false }
  const named = phase.exec(text)
  if (!named) return null
  // “Backup 10:00:00 Ok” may stand in anybody's text.
  return isEnd(named[1]) ? { kind: 'body', ends: true } : { kind: 'aside' }
}

const isReading = (text: string): boolean => {
  const [, , temperature = '', pressure = ''] = reading.exec(text) ?? []
  return decimalFrom(temperature) !== null && decimalFrom(pressure) !== null
}

const isEnd = (name: string | undefined): boolean => /^Zyklusende$/i.test(name?.trim() ?? '')

const read = (segment: Segment): ReadCycle => {
  const { facts: header, body } = segment
  const startedTime = optional(header.get('time'), timeFrom, 'time of day')
  const { outcome, findings } = outcomeOf(segment)
  const programme = header.get('programme') ?? ''
  const cycle: CycleReading = {
    format: 'dac-universal',
    machine: 'DAC Universal',
    serialNumber: needed(header.get('serial'), serialFrom, 'serial number'),
    cycleNumber: needed(header.get('cycle'), countFrom, 'cycle number'),
    startedOn: needed(header.get('date'), dateFrom, 'day of the calendar'),
    startedTime,
    programme,
    outcome,
    alarm:
      body.map(({ text }) => errorCode.exec(text)?.[1]).find((code) => code !== undefined) ?? null,
    ...setValues(programme),
    measurements: measurementsOf(segment, startedTime),
    findings,
  }
  return { reading: cycle, series: body.flatMap(({ text }) => valuesOf(text)) }
}

const measurementsOf = (
  { body }: Segment,
  startedTime: string | null,
): CycleReading['measurements'] => {
  let from = startedTime
  return body.flatMap(({ text }) => {
    const [, time = '', temperature = '', pressure = ''] = reading.exec(text) ?? []
    const clock = timeFrom(time)
    const [degrees, bar] = [decimalFrom(temperature), decimalFrom(pressure)]
    if (clock === null || degrees === null || bar === null) return []
    from ??= clock
    return [
      {
        second: secondsBetween(from, clock),
        phase: 'sterilization',
        temperature: chamberTemperature(degrees, 'celsius'),
        pressure: pressureFrom(bar, 'bar'),
      },
    ]
  })
}

const valuesOf = (text: string): readonly string[] => {
  const [, temperature, pressure] = extreme.exec(text) ?? reading.exec(text)?.slice(1) ?? []
  return temperature === undefined || pressure === undefined ? [] : [`${temperature} ${pressure}`]
}

export const serialFrom = (text: string): string | null =>
  /^[\p{L}\p{N}][\p{L}\p{N} ./_-]{0,59}$/u.test(text) ? text : null

const dateFrom = (text: string) => {
  const [, first = '', second = '', , date = ''] =
    /^\(([A-Z])-([A-Z])-([A-Z])\)(.*)$/i.exec(text) ?? []
  const order = orders[`${first}${second}`.toUpperCase()]
  return order === undefined ? null : dayFrom(date, order)
}

const orders: Readonly<Record<string, DateOrder>> = {
  TM: 'day-month-year',
  MT: 'month-day-year',
  JM: 'year-month-day',
}

/** `Universal/134?C/3min`. */
const setValues = (programme: string) => {
  const degrees = /(\d{2,3}(?:[.,]\d)?)\s?\S{0,2}C\b/.exec(programme)?.[1]
  const minutes = /(\d{1,3}(?:[.,]\d)?)\s?min\b/i.exec(programme)?.[1]
  const temperature = decimalFrom(degrees ?? '')
  const hold = decimalFrom(minutes ?? '')
  return {
    setTemperature: temperature === null ? null : chamberTemperature(temperature, 'celsius'),
    setHoldSeconds: hold === null ? null : Math.round(hold * 60),
  }
}

const outcomeOf = ({
  body,
}: Segment): { outcome: CycleOutcome; findings: CycleReading['findings'] } => {
  const phases = body.flatMap(({ text }) => {
    const [, name, , result] = phase.exec(text) ?? []
    return name === undefined || result === undefined ? [] : [{ name, result }]
  })
  const end = phases.findIndex(({ name }) => isEnd(name))
  if (end < 0) return { outcome: 'aborted', findings: [] }
  const bad = phases.slice(0, end + 1).find(({ result }) => !/^ok$/i.test(result))
  if (!bad) return { outcome: 'passed', findings: [] }
  return {
    outcome: 'failed',
    findings: /^FEHL/i.test(bad.result) ? [] : [unknownStatus(shown(bad.result))],
  }
}

export const dacUniversal: MachineReader = {
  format: 'dac-universal',
  identity: ['serial', 'cycle', 'date', 'time'],
  mark,
  read,
}
