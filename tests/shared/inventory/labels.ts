import fc from 'fast-check'
import { type Label, readLabel } from '#shared/inventory/index.ts'
import { certain, toCalendarDate } from '#shared/kernel/index.ts'

export const today = toCalendarDate('2026-11-22')

/** The separator, FNC1. */
export const GS = '\u001d'

/** What a scanner types for the label of a cartridge. */
export const scanned = `]d201095060001343521728123110ABC123${GS}21SN9`

export const accepted = (text: string, day = today): Label => {
  const reading = readLabel(text, day)
  if (!reading.ok) throw new Error(reading.problems.map(({ fact }) => fact).join(' '))
  return reading.label
}

/** The codes of the refusal, without their common beginning; none when it was read. */
export const codes = (text: string): readonly string[] => {
  const reading = readLabel(text, today)
  return reading.ok
    ? []
    : reading.problems.map(({ code }) => code.replace(/^inventory\.label-/, ''))
}

export const firstProblem = (text: string) => {
  const reading = readLabel(text, today)
  if (reading.ok) throw new Error('It was read.')
  return reading.problems[0]
}

export const hibcAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%'

export const withCheckCharacter = (code: string): string => {
  const sum = code.split('').reduce((total, each) => total + hibcAlphabet.indexOf(each), 0)
  return code + certain(hibcAlphabet[sum % 43], 'check character')
}

const withCheckDigit = (thirteen: string): string => {
  const sum = thirteen.split('').reduce((all, digit, i) => all + Number(digit) * (i % 2 ? 1 : 3), 0)
  return `${thirteen}${(1000 - sum) % 10}`
}

export const gtin = fc.stringMatching(/^[0-9]{13}$/).map(withCheckDigit)

/** Text of GS1 set 82 without brackets, which the bracketed form cannot carry unambiguously. */
export const textOfSet82 = (longest: number) =>
  fc
    .stringMatching(new RegExp(`^[!"%&'*+,\\-./0-9:;<=>?A-Z_a-z]{1,${longest}}$`))
    .filter((value) => !/<(GS|FNC1)>/i.test(value))

/** A day of which the century is certain in 2026. */
export const day = fc
  .date({
    min: new Date('1977-01-01T00:00:00Z'),
    max: new Date('2075-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((moment) => moment.toISOString().slice(0, 10))

export const yymmdd = (calendarDate: string): string => calendarDate.replaceAll('-', '').slice(2)
