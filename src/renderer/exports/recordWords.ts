import {
  calendarDate,
  deciCelsius,
  formatCelsius,
  formatDay,
  formatGrams,
  formatMillilitres,
  formatMillimetres,
  formatMoment,
  instant,
  microlitres,
  micrometres,
  milligrams,
} from '#shared/kernel/index.ts'
import { isZoneId, labelOfZone } from '#shared/practice/index.ts'
import { type Field, fieldsOf, type StandingRow } from '#shared/audit/index.ts'
import { columnTexts, hiddenColumns, recordTexts as texts } from './recordTexts.ts'
import { recordOf } from './words.ts'

export interface Wording {
  /** Moments are told in this zone. */
  zone: string
  /** What people call the things whose ids stand in the rows. */
  labels: Readonly<Record<string, string>>
}

type Row = StandingRow['row']

/** `Needle length`, or for a value inside a column `Steps › 1 › at`. */
export const labelOfPath = (path: readonly string[]): string => {
  const [column = '', ...inner] = path
  return [columnTexts[column] ?? capitalised(wordsOf(column)), ...inner.map(wordsOf)].join(' › ')
}

/** What a person reads of a row: hidden columns and salts left out. */
export const readableFields = (row: Row): readonly Field[] =>
  fieldsOf(row).filter(({ path }) => isReadable(path))

export const isReadable = (path: readonly string[]): boolean =>
  !hiddenColumns.has(path[0] ?? '') && path.at(-1) !== 'salt'

/** `Treated zone: Forehead`, `Client: Mia Thorsen (client 1)`. */
export const nameOfRow = (
  { table, id, row }: Pick<StandingRow, 'table' | 'id' | 'row'>,
  wording: Wording,
): string => {
  const kind = capitalised(recordOf(table))
  const zone = zoneOf(row)
  const named =
    table === 'session_zones' && zone !== null
      ? zone
      : (wording.labels[id] ?? labelOfThing(row, wording))
  return named === null ? kind : `${kind}: ${named}`
}

/** What a part is about, where it has no name of its own. */
const labelOfThing = (row: Row, { labels }: Wording): string | null => {
  const about = ['lot_id', 'unit_id', 'attachment_id', 'template_id', 'printed_name', 'kind']
  for (const column of about) {
    const value = row?.[column]
    if (typeof value === 'string')
      return labels[value] ?? (uuid.test(value) ? null : wordsOf(value))
  }
  return null
}

const zoneOf = (row: Row): string | null => {
  const zone = row?.['zone']
  if (typeof zone !== 'string' || !isZoneId(zone)) return null
  const name = fieldsOf(row).find(({ path }) => path.join('.') === 'area.name')?.value
  return labelOfZone({ zone, area: typeof name === 'string' ? { name } : null })
}

/** A value in plain words: lengths in mm, amounts in g or ml, people and things by name. */
export const wordsOfValue = (
  path: readonly string[],
  value: unknown,
  row: Row,
  wording: Wording,
): string => {
  if (value === null || value === undefined || value === '') return texts.nothing
  if (Array.isArray(value)) return wordsOfList(path, value, row, wording)
  if (typeof value === 'boolean') return value ? texts.yes : texts.no
  if (typeof value === 'number') return wordsOfNumber(path, value, row)
  return typeof value === 'string' ? wordsOfText(path, value, row, wording) : texts.nothing
}

const wordsOfList = (
  path: readonly string[],
  value: readonly unknown[],
  row: Row,
  wording: Wording,
): string =>
  value.length === 0
    ? texts.nothing
    : value.map((one) => wordsOfValue(path, one, row, wording)).join(', ')

const micrometreNames = new Set([
  'needle_length',
  'maximum_needle_length',
  'evaluated_needle_length',
  'labelled_lengths',
  'needleLength',
  'maximumNeedleLength',
])

const truthNames = new Set([
  'occluded',
  'serial',
  'reprocessable',
  'prescription_only',
  'sterile_for_needling',
  'sleeve',
  'informs_clients',
  'test_growth',
  'control_growth',
])

const wordsOfNumber = (path: readonly string[], value: number, row: Row): string => {
  const name = path.findLast((part) => !/^\d+$/.test(part)) ?? ''
  const length = micrometreNames.has(name) ? micrometres.safeParse(value) : null
  if (length?.success) return formatMillimetres(length.data)
  if (name === 'amount') return wordsOfAmount(value, row?.['unit'])
  if (name === 'percent') return texts.percent(value)
  if (name === 'area') return texts.squareCentimetres(value)
  const temperature = /temperature/i.test(name) ? deciCelsius.safeParse(value) : null
  if (temperature?.success) return formatCelsius(temperature.data)
  if (truthNames.has(name) && value <= 1) return value === 1 ? texts.yes : texts.no
  if (/_minutes$|Minutes$/.test(name)) return texts.minutes(value)
  if (/_days$|Days$/.test(name)) return texts.days(value)
  if (/_seconds$|Seconds$/.test(name)) return texts.seconds(value)
  return name === 'chamber_millilitres' ? texts.millilitres(value) : String(value)
}

const wordsOfAmount = (value: number, unit: unknown): string =>
  unit === 'g' ? formatGrams(milligrams.parse(value)) : formatMillilitres(microlitres.parse(value))

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Columns in which people write; every other text of small letters and hyphens is a chosen word. */
const typedNames = new Set([
  'name',
  'number',
  'label',
  'email',
  'note',
  'text',
  'reason',
  'telephone',
  'address',
  'speed',
  'language',
  'programme',
])

const wordsOfText = (
  path: readonly string[],
  value: string,
  row: Row,
  { zone, labels }: Wording,
): string => {
  if (uuid.test(value)) return labels[value] ?? texts.unnamed
  const moment = instant.safeParse(value)
  if (moment.success) return formatMoment(moment.data, zone)
  const day = calendarDate.safeParse(value)
  if (day.success) return formatDay(day.data)
  const name = path.findLast((part) => !/^\d+$/.test(part)) ?? ''
  if (name === 'subject_table') return capitalised(recordOf(value))
  if (/^zones?$/.test(name) && isZoneId(value))
    return name === 'zone'
      ? (zoneOf(row) ?? labelOfZone({ zone: value }))
      : labelOfZone({ zone: value })
  return !typedNames.has(name) && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && /[a-z]/.test(value)
    ? capitalised(wordsOf(value))
    : value
}

/** `licence_number`, `licenceNumber` and `licence-number` are all `licence number`. */
const wordsOf = (name: string): string =>
  name
    .replaceAll(/[_-]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()

export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
