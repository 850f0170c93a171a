import { type Finding } from '#shared/kernel/index.ts'
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
  secondsBetween,
  timeFrom,
  Unreadable,
  unknownStatus,
} from './facts.ts'
import type { ColumnMapping, CycleOutcome } from './schema.ts'
import type { ReadText } from './segments.ts'

// Files of columns: by a mapping that somebody saved for their heading line, or by headings that say
// what they are. One row for a cycle, or one for each measured moment of it.

/** A row of cells, with the line on which it begins. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/** Headings differ in capitals, spaces and signs only by accident. */
export const plain = (heading: string): string =>
  heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

type Column = Exclude<keyof ColumnMapping, 'heading' | 'dateOrder' | 'passedWord' | 'abortedWord'>

const known: Readonly<Record<Column, readonly string[]>> = {
  machine: ['machine', 'device', 'sterilizer', 'steriliser', 'autoclave', 'model', 'gerät'],
  serialNumber: [
    'serialnumber',
    'serialno',
    'serial',
    'sn',
    'machineserial',
    'seriennummer',
    'seriennr',
  ],
  cycleNumber: [
    'cyclenumber',
    'cycleno',
    'cycle',
    'cyclenum',
    'cycleid',
    'run',
    'zyklus',
    'zyklusnummer',
    'chargennummer',
  ],
  startedOn: [
    'date',
    'startdate',
    'startedon',
    'cycledate',
    'startedat',
    'start',
    'datetime',
    'datum',
  ],
  startedTime: ['time', 'starttime', 'startedtime', 'cycletime', 'zeit', 'uhrzeit'],
  outcome: ['outcome', 'result', 'status', 'cycleresult', 'cyclestatus', 'ergebnis'],
  programme: ['programme', 'program', 'cycletype', 'cyclename', 'type', 'programm'],
  temperature: [
    'temperature',
    'temperaturec',
    'temperaturef',
    'temp',
    'tempc',
    'tempf',
    'chambertemperature',
    'temperatur',
  ],
  pressure: [
    'pressure',
    'pressurebar',
    'pressurekpa',
    'pressurepsi',
    'pressurembar',
    'pressurehpa',
    'druck',
    'druckbar',
  ],
}

interface Layout {
  readonly at: Readonly<Record<Column, number | null>>
  readonly temperatureUnit: 'celsius' | 'fahrenheit'
  readonly pressureUnit: PressureUnit | null
  readonly mapping: ColumnMapping | null
}

/** Where each fact stands; null when nobody has said so and the headings do not say it themselves. */
export const layoutOf = (
  heading: readonly string[],
  mappings: readonly ColumnMapping[],
): Layout | null => {
  const written = heading.map(plain)
  const mapping = mappings.find((one) => plain(one.heading) === plain(heading.join(''))) ?? null
  const at = (column: Column): number | null => {
    const named = mapping?.[column]
    const names = mapping ? [plain(named ?? '')] : known[column]
    const found = names
      .map((name) => (name === '' ? -1 : written.indexOf(name)))
      .find((n) => n >= 0)
    return found ?? null
  }
  const columns = {
    machine: at('machine'),
    serialNumber: at('serialNumber'),
    cycleNumber: at('cycleNumber'),
    startedOn: at('startedOn'),
    startedTime: at('startedTime'),
    outcome: at('outcome'),
    programme: at('programme'),
    temperature: at('temperature'),
    pressure: at('pressure'),
  }
  const { serialNumber, cycleNumber, startedOn, outcome } = columns
  if ([serialNumber, cycleNumber, startedOn, outcome].includes(null)) return null
  const pressureHeading = heading[columns.pressure ?? -1] ?? ''
  return {
    at: columns,
    temperatureUnit: /(?:°|\bdeg|[([_ ])\s?f\b|fahrenheit/i.test(
      heading[columns.temperature ?? -1] ?? '',
    )
      ? 'fahrenheit'
      : 'celsius',
    pressureUnit: units.find(({ pattern }) => pattern.test(pressureHeading))?.unit ?? null,
    mapping,
  }
}

const units: readonly { pattern: RegExp; unit: PressureUnit }[] = [
  { pattern: /kpa/i, unit: 'kilopascal' },
  { pattern: /hpa|mbar/i, unit: 'hectopascal' },
  { pattern: /bar/i, unit: 'bar' },
  { pattern: /psi/i, unit: 'psi' },
  { pattern: /inhg/i, unit: 'inches of mercury' },
]

/** Reads the rows below a heading; rows of one cycle stand together. */
export const readColumns = (rows: readonly Row[], layout: Layout): ReadText => {
  const cycles: (ReadCycle & { position: number })[] = []
  const unreadable: string[] = []
  for (const [position, [first, ...others]] of cyclesIn(rows, layout).entries()) {
    try {
      cycles.push({ ...cycleOf([first, ...others], layout), position })
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      unreadable.push(`The row on line ${first.line} cannot be read: ${error.message}.`)
    }
  }
  return { cycles, unreadable }
}

type Rows = readonly [Row, ...Row[]]

const cell = ({ cells }: Row, { at }: Layout, column: Column): string =>
  cells[at[column] ?? -1]?.trim() ?? ''

const cyclesIn = (rows: readonly Row[], layout: Layout): readonly Rows[] => {
  const measured = layout.at.temperature !== null || layout.at.pressure !== null
  const identity = (row: Row) =>
    [cell(row, layout, 'serialNumber'), cell(row, layout, 'cycleNumber'), day(row, layout)].join(
      '|',
    )
  const grouped: [Row, ...Row[]][] = []
  for (const row of rows) {
    if (row.cells.every((text) => text.trim() === '')) continue
    const current = grouped.at(-1)
    if (measured && current && identity(current[0]) === identity(row)) current.push(row)
    else grouped.push([row])
  }
  return grouped
}

/** The date's part of a cell that may hold the time too. */
const day = (row: Row, layout: Layout): string =>
  cell(row, layout, 'startedOn').split(/[T ]/)[0] ?? ''

const timeOf = (row: Row, layout: Layout): string | null => {
  const written =
    layout.at.startedTime === null
      ? cell(row, layout, 'startedOn').replace(/^\S+?[T ]|^\S+$/, '')
      : cell(row, layout, 'startedTime')
  return optional(written.replace(/Z$|\.\d+$/g, ''), timeFrom, 'time of day')
}

const cycleOf = (rows: Rows, layout: Layout): ReadCycle => {
  const [first] = rows
  const startedTime = timeOf(first, layout)
  const { outcome, findings } = outcomeOf(cell(rows.at(-1) ?? first, layout, 'outcome'), layout)
  return {
    reading: {
      format: 'csv',
      machine: cell(first, layout, 'machine'),
      serialNumber: needed(cell(first, layout, 'serialNumber'), serialFrom, 'serial number'),
      cycleNumber: needed(cell(first, layout, 'cycleNumber'), countFrom, 'cycle number'),
      startedOn: needed(
        day(first, layout),
        (text) => dateFrom(text, layout),
        'day of the calendar',
      ),
      startedTime,
      programme: cell(first, layout, 'programme'),
      outcome,
      alarm: null,
      setTemperature: null,
      setHoldSeconds: null,
      measurements: rows.flatMap((row) => measurementOf(row, layout, startedTime)),
      findings,
    },
    series: rows.flatMap((row) => {
      const values = [cell(row, layout, 'temperature'), cell(row, layout, 'pressure')]
      return values.some((text) => text !== '') ? [values.join(' ')] : []
    }),
  }
}

const dateFrom = (text: string, { mapping }: Layout) => {
  if (mapping) return dayFrom(text, mapping.dateOrder)
  if (/^\d{4}/.test(text)) return dayFrom(text, 'year-month-day')
  // A point separates day, month and year in every country that writes it so.
  if (text.includes('.')) return dayFrom(text, 'day-month-year')
  const ways = [dayFrom(text, 'day-month-year'), dayFrom(text, 'month-day-year')]
  const [only, other] = [...new Set(ways.filter((way) => way !== null))]
  if (other !== undefined) {
    throw new Unreadable('its date can be read in two ways; save a mapping for these columns')
  }
  return only ?? null
}

const measurementOf = (row: Row, layout: Layout, startedTime: string | null) => {
  const temperature = decimalFrom(cell(row, layout, 'temperature'))
  const pressure = decimalFrom(cell(row, layout, 'pressure'))
  if (temperature === null && pressure === null) return []
  const time = timeOf(row, layout)
  const { pressureUnit, temperatureUnit } = layout
  return [
    {
      second: startedTime === null || time === null ? 0 : secondsBetween(startedTime, time),
      phase: '',
      temperature: temperature === null ? null : chamberTemperature(temperature, temperatureUnit),
      pressure:
        pressure === null || pressureUnit === null ? null : pressureFrom(pressure, pressureUnit),
    },
  ]
}

const outcomeOf = (
  written: string,
  { mapping }: Layout,
): { outcome: CycleOutcome; findings: Finding[] } => {
  const word = plain(needed(written, (text) => text, 'outcome'))
  const is = (words: readonly string[]) => words.includes(word)
  if (mapping) {
    if (word === plain(mapping.passedWord)) return { outcome: 'passed', findings: [] }
    const aborted = mapping.abortedWord !== null && word === plain(mapping.abortedWord)
    return { outcome: aborted ? 'aborted' : 'failed', findings: [] }
  }
  if (is(passedWords)) return { outcome: 'passed', findings: [] }
  if (is(abortedWords)) return { outcome: 'aborted', findings: [] }
  return { outcome: 'failed', findings: is(failedWords) ? [] : [unknownStatus(written)] }
}

const passedWords = 'passed pass ok successful success complete completed bestanden'.split(' ')
const abortedWords = 'aborted abort cancelled canceled stopped interrupted abgebrochen'.split(' ')
const failedWords = 'failed fail failure error unsuccessful fehler'.split(' ')
