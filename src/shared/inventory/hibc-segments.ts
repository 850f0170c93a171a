import type { CalendarDate, Problem } from '#shared/kernel/index.ts'
import { dayOfMonth, dayOfYear, fullYear, type LabelDate, monthEnd } from './label-dates.ts'
import { labelProblem, quoted } from './label-schema.ts'

/** What stands between the slashes of a HIBC label after its product, ANSI/HIBC 2.6. */
const standard = 'ANSI/HIBC 2.6'

export type HibcFact = { title: string } & (
  | { name: 'lot'; value: string }
  | { name: 'serial'; value: string }
  | { name: 'expiresOn'; value: CalendarDate }
  | { name: 'manufacturedOn'; value: CalendarDate }
  | { name: 'quantity'; value: number }
)
export type Segment = { facts: readonly HibcFact[]; problems: readonly Problem[] }

const titles = {
  lot: 'lot',
  serial: 'serial number',
  expiresOn: 'expiry date',
  manufacturedOn: 'production date',
  quantity: 'quantity',
} as const

/** `$lot`, `$+serial`, `$$date lot`, `$$+date serial`, `YYJJJlot`, `S`, `14D`, `16D`, `Q`. */
export const readSegment = (segment: string, today: CalendarDate): Segment => {
  const dated = /^\$\$(\+?)(.*)$/.exec(segment)
  if (dated) return readDated(dated[1] === '+' ? 'serial' : 'lot', dated[2] ?? '', today)
  const plain = /^\$(\+?)(.*)$/.exec(segment)
  if (plain) return readNumber(plain[1] === '+' ? 'serial' : 'lot', plain[2] ?? '')
  const supplement = /^(S|1[46]D|Q)(.*)$/.exec(segment)
  if (supplement) return readSupplement(supplement[1] ?? '', supplement[2] ?? '')
  if (/^\d{5}/.test(segment)) return readExpiry('5', segment, 'lot', today)
  return refusedSegment(unknownSegment(segment))
}

const refusedSegment = (problem: Problem): Segment => ({ facts: [], problems: [problem] })

const joined = (...segments: readonly Segment[]): Segment => ({
  facts: segments.flatMap(({ facts }) => facts),
  problems: segments.flatMap(({ problems }) => problems),
})

const nothing: Segment = { facts: [], problems: [] }

const unknownSegment = (segment: string): Problem =>
  labelProblem({
    code: 'unknown-identifier',
    fact:
      segment === ''
        ? 'This HIBC label has a / with nothing after it.'
        : `This HIBC label carries ${quoted(segment)}, which is no lot, serial, date or quantity.`,
    rule: 'A label is read as a whole or not at all.',
    source: standard,
  })

const readNumber = (name: 'lot' | 'serial', value: string): Segment =>
  /^[A-Z0-9\-.]{1,18}$/.test(value)
    ? { facts: [{ name, title: titles[name], value }], problems: [] }
    : refusedSegment(
        labelProblem({
          code: value.length > 18 ? 'too-long' : value === '' ? 'too-short' : 'bad-character',
          fact:
            value === ''
              ? `The ${titles[name]} is empty.`
              : `The ${titles[name]} ${quoted(value)} has ${value.length} characters.`,
          rule: 'It has 1 to 18 characters: capital letters, digits, hyphens and points.',
          source: standard,
        }),
      )

const readQuantity = (digits: string): Segment =>
  /^\d{1,5}$/.test(digits)
    ? {
        facts: [{ name: 'quantity', title: titles.quantity, value: Number(digits) }],
        problems: [],
      }
    : refusedSegment(
        labelProblem({
          code: 'not-numeric',
          fact: `The quantity ${quoted(digits)} is not a number of 1 to 5 digits.`,
          rule: 'It has digits only.',
          source: standard,
        }),
      )

/** After `$$`: an optional quantity (8 and 2 digits, 9 and 5), a date by its format, a number. */
const readDated = (name: 'lot' | 'serial', rest: string, today: CalendarDate): Segment => {
  if (!/^[89]/.test(rest)) return readExpiry(rest.slice(0, 1), rest.slice(1), name, today)
  const digits = rest.startsWith('8') ? 2 : 5
  const quantity = readQuantity(rest.slice(1, 1 + digits).padEnd(digits, '?'))
  const after = rest.slice(1 + digits)
  // After a quantity the date is optional, so what is not written like one begins the number.
  const format = dateFormats.get(after.slice(0, 1))
  const hasDate = after.startsWith('7') || format?.pattern.test(after.slice(1))
  if (hasDate) {
    return joined(quantity, readExpiry(after.slice(0, 1), after.slice(1), name, today))
  }
  return after === '' ? quantity : joined(quantity, readNumber(name, after))
}

type DateFormat = {
  written: string
  pattern: RegExp
  read: (match: readonly string[], today: CalendarDate) => LabelDate
}

/**
 * By the digit after `$$`. In 0 and 1 that digit is itself the first of the month. An hour is
 * checked and left out: expiry is kept by the day.
 */
const dateFormats: ReadonlyMap<string, DateFormat> = new Map(
  [
    { flag: '0', written: 'MMYY', pattern: /^(\d)(\d\d)/, read: readMonthAndYear(0) },
    { flag: '1', written: 'MMYY', pattern: /^(\d)(\d\d)/, read: readMonthAndYear(10) },
    {
      flag: '2',
      written: 'MMDDYY',
      pattern: /^(\d\d)(\d\d)(\d\d)/,
      read: ([month, day, yy]: readonly string[], today: CalendarDate) =>
        dayOfMonth(fullYear(Number(yy), today), Number(month), Number(day)),
    },
    { flag: '3', written: 'YYMMDD', pattern: /^(\d\d)(\d\d)(\d\d)/, read: readYearMonthDay },
    {
      flag: '4',
      written: 'YYMMDDHH',
      pattern: /^(\d\d)(\d\d)(\d\d)(\d\d)/,
      read: ([yy = '', month = '', day = '', hour]: readonly string[], today: CalendarDate) =>
        within24(hour, readYearMonthDay([yy, month, day], today)),
    },
    { flag: '5', written: 'YYJJJ', pattern: /^(\d\d)(\d\d\d)/, read: readYearDay },
    {
      flag: '6',
      written: 'YYJJJHH',
      pattern: /^(\d\d)(\d\d\d)(\d\d)/,
      read: ([yy = '', day = '', hour]: readonly string[], today: CalendarDate) =>
        within24(hour, readYearDay([yy, day], today)),
    },
  ].map(({ flag, ...format }) => [flag, format]),
)

function readMonthAndYear(tens: number) {
  return ([units, yy]: readonly string[], today: CalendarDate): LabelDate =>
    monthEnd(fullYear(Number(yy), today), tens + Number(units))
}

function readYearMonthDay([yy, month, day]: readonly string[], today: CalendarDate): LabelDate {
  return dayOfMonth(fullYear(Number(yy), today), Number(month), Number(day))
}

function readYearDay([yy, day]: readonly string[], today: CalendarDate): LabelDate {
  return dayOfYear(fullYear(Number(yy), today), Number(day))
}

const within24 = (hour: string | undefined, read: LabelDate): LabelDate =>
  Number(hour) > 23 ? { fault: `has hour ${hour}` } : read

const readExpiry = (
  flag: string,
  rest: string,
  name: 'lot' | 'serial',
  today: CalendarDate,
): Segment => {
  if (flag === '7') return readNumber(name, rest)
  const format = dateFormats.get(flag)
  const match = format?.pattern.exec(rest)
  if (!format || !match) return refusedSegment(noDate(flag, rest))
  const [written, ...parts] = match
  const number = rest.slice(written.length)
  const ownDigit = flag === '0' || flag === '1' ? flag : ''
  return joined(
    dateFact('expiresOn', `${ownDigit}${written}`, format.written, format.read(parts, today)),
    number === '' ? nothing : readNumber(name, number),
  )
}

const noDate = (flag: string, rest: string): Problem =>
  labelProblem({
    code: 'no-such-date',
    fact: `${quoted(`${flag}${rest}`)} does not begin with a date.`,
    rule: 'After $$ comes a digit for the way the date is written, and the date.',
    source: standard,
  })

const dateFact = (
  name: 'expiresOn' | 'manufacturedOn',
  digits: string,
  written: string,
  read: LabelDate,
): Segment =>
  'day' in read
    ? { facts: [{ name, title: titles[name], value: read.day }], problems: [] }
    : refusedSegment(
        labelProblem({
          code: 'no-such-date',
          fact: `The ${titles[name]} ${quoted(digits)} ${read.fault}.`,
          rule: `It is written ${written}.`,
          source: standard,
        }),
      )

/** A serial, an expiry (14D) or production date (16D) as YYYYMMDD, or a quantity. */
const readSupplement = (identifier: string, value: string): Segment => {
  if (identifier === 'S') return readNumber('serial', value)
  if (identifier === 'Q') return readQuantity(value)
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(value) ?? []
  const read: LabelDate =
    year === undefined
      ? { fault: 'is not 8 digits' }
      : dayOfMonth(Number(year), Number(month), Number(day))
  return dateFact(identifier === '14D' ? 'expiresOn' : 'manufacturedOn', value, 'YYYYMMDD', read)
}
