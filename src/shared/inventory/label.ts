import type { CalendarDate, Problem } from '#shared/kernel/index.ts'
import { readGs1, separator } from './gs1.ts'
import { hasCheckDigit } from './gs1-rules.ts'
import { readHibc } from './hibc.ts'
import {
  type Label,
  labelProblem,
  type LabelReading,
  longestLabelText,
  refused,
} from './label-schema.ts'

export { label } from './label-schema.ts'
export type { Label, LabelReading }

/**
 * Reads the unique device identifier (UDI) on a label: what a scanner typed, or the text printed
 * beside the code. It is read as a whole or refused with every reason; it never throws. A label of
 * two codes is given as two lines. `today` decides the century of two-digit years. The text is given
 * untrimmed: the last character of a HIBC label may be a space.
 */
export const readLabel = (text: string, today: CalendarDate): LabelReading => {
  if (text.length > longestLabelText) return refused(tooLong())
  const symbols = symbolsIn(text)
  const [only, ...others] = symbols
  if (only && others.length === 0 && isBareNumber(only.text)) return refused(bareNumber(only.text))
  const issuers = new Set(symbols.map((symbol) => symbol.issuer))
  const [issuer] = issuers
  if (issuer === undefined) return refused(empty())
  if (issuers.size > 1) return refused(twoIssuers())
  return readers[issuer](
    symbols.map((symbol) => symbol.text),
    today,
  )
}

type Issuer = 'GS1' | 'HIBCC' | 'ICCBBA' | 'web address'
type CodeSymbol = { issuer: Issuer; text: string }

const readers: Record<Issuer, (symbols: readonly string[], today: CalendarDate) => LabelReading> = {
  GS1: readGs1,
  HIBCC: readHibc,
  ICCBBA: () => refused(bloodLabel()),
  'web address': () => refused(webAddress()),
}

const symbolsIn = (text: string): readonly CodeSymbol[] =>
  text
    .split(/[\r\n\t]+/)
    .map((line) => line.trimStart())
    .filter((line) => line !== '')
    .map(symbolOf)

/** ISO/IEC 15424 symbology identifiers that announce GS1 data. */
const gs1Carriers = /^\](?:C1|e0|d2|Q3|J1)/

/** Retail codes EAN-13, UPC-A and EAN-8 announce themselves and hold only a product number. */
const retailCode = /^\]E[04](\d{8}|\d{13})\s*$/

const symbolOf = (line: string): CodeSymbol => {
  const productNumber = retailCode.exec(line)?.[1]
  if (productNumber) return { issuer: 'GS1', text: `01${productNumber.padStart(14, '0')}` }
  const text = line.replace(/^\][A-Za-z][0-9A-Za-z]/, '')
  const issuer = gs1Carriers.test(line) ? 'GS1' : issuerOf(text)
  return { issuer, text: issuer === 'HIBCC' ? text : withSeparators(text.trim()) }
}

const issuerOf = (text: string): Issuer => {
  if (/^\*?\+/.test(text)) return 'HIBCC'
  if (/^[=&]/.test(text)) return 'ICCBBA'
  if (/^https?:\/\//i.test(text)) return 'web address'
  return 'GS1'
}

/** A GTIN-8, -12, -13 or -14 without its identifier: no element string of a whole label is so short. */
const isBareNumber = (text: string): boolean =>
  /^(?:\d{8}|\d{12,14})$/.test(text) && hasCheckDigit(text)

/** What scanners and texts put in place of the separator, which cannot be printed. */
const separatorsAsTyped = /<GS>|\{GS\}|\[GS\]|<FNC1>|\{FNC1\}|\\x1d|\\u001d|␝|\^\]|\^/gi

const withSeparators = (text: string): string => text.replace(separatorsAsTyped, separator)

const typeByHand = 'Type the product, lot and expiry from the print.'

const empty = (): Problem =>
  labelProblem({
    code: 'empty',
    fact: 'There is no label here.',
    rule: 'A label begins with digits such as 01, with (01), or with +.',
    nextStep: 'Scan the square or striped code on the package.',
  })

const tooLong = (): Problem =>
  labelProblem({
    code: 'too-long',
    fact: 'This text is longer than any label.',
    rule: `A label has at most ${longestLabelText} characters.`,
    nextStep: 'Scan one label at a time.',
  })

const twoIssuers = (): Problem =>
  labelProblem({
    code: 'two-issuers',
    fact: 'These codes follow different standards.',
    rule: 'The codes of one label are all GS1 or all HIBC.',
    nextStep: 'Scan the codes of one package, or only one of them.',
  })

const bloodLabel = (): Problem =>
  labelProblem({
    code: 'unsupported-issuer',
    fact: 'This is an ICCBBA label, as used on blood, cells and tissue.',
    rule: 'GS1 and HIBC labels are read.',
    nextStep: typeByHand,
  })

const webAddress = (): Problem =>
  labelProblem({
    code: 'web-address',
    fact: 'This code is a web address.',
    rule: 'GS1 and HIBC labels are read; a web address is not followed.',
    nextStep: 'Scan the other code on the package, or type the product, lot and expiry.',
  })

const bareNumber = (number: string): Problem =>
  labelProblem({
    code: 'bare-number',
    fact: `${number} is a number without an identifier, as on a shop’s price code.`,
    rule: 'On a label, each fact begins with its identifier, such as (01) for the product number.',
    nextStep: `Scan the code that carries the lot. If this is the product number, enter (01)${number.padStart(14, '0')}.`,
  })
