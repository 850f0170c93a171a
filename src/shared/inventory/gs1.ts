import type { CalendarDate, Finding, Problem } from '#shared/kernel/index.ts'
import {
  dictionary,
  type Element,
  hasPredefinedLength,
  identifierAt,
  identifiers,
  nameOf,
  titled,
} from './gs1-identifiers.ts'
import { judgeElement, judgeTogether, readDate } from './gs1-rules.ts'
import { type Label, labelProblem, type LabelReading, quoted, refused } from './label-schema.ts'

/** FNC1 as scanners transmit it: the ASCII group separator. */
export const separator = '\u001d'

type Elements = { elements: readonly Element[]; problems: readonly Problem[] }

/** Reads the symbols of one label: element strings, with or without brackets. */
export const readGs1 = (symbols: readonly string[], today: CalendarDate): LabelReading => {
  const read = symbols.map(readSymbol)
  const elements = read.flatMap((symbol) => symbol.elements)
  const unread = read.flatMap((symbol) => symbol.problems)
  const misread = elements.flatMap((element) => judgeElement(element, today))
  const together = unread.length === 0 ? judgeTogether(elements) : []
  const [first, ...others] = [...unread, ...misread, ...together]
  if (first) return refused(first, ...others)
  return { ok: true, label: toLabel(elements, symbols, today) }
}

const readSymbol = (symbol: string): Elements =>
  symbol.startsWith('(') ? readBracketed(symbol) : readElementString(symbol)

const withoutEdges = (value: string): string => {
  const trimmed = value.trim()
  return trimmed.endsWith(separator) ? trimmed.slice(0, -1).trimEnd() : trimmed
}

/** `(01)…(17)…`: the brackets are for people and are never part of the data. */
const readBracketed = (symbol: string): Elements => {
  const [, ...parts] = symbol.split(/\((\d{2,4})\)/)
  const pairs = Array.from({ length: parts.length / 2 }, (_, pair) => ({
    ai: parts[2 * pair] ?? '',
    value: withoutEdges(parts[2 * pair + 1] ?? ''),
  }))
  const known = pairs.map(({ ai, value }) => knownElement(ai, value))
  return {
    elements: known.filter((element) => 'identifier' in element),
    problems: pairs.length === 0 ? [notElements()] : known.filter((element) => 'fact' in element),
  }
}

const readElementString = (symbol: string): Elements => {
  const elements: Element[] = []
  let rest = symbol.startsWith(separator) ? symbol.slice(1) : symbol
  if (!/^\d\d/.test(rest)) return { elements, problems: [notElements()] }
  while (rest !== '') {
    const ai = identifierAt(rest)
    const { value, remainder } = takeValue(ai, rest.slice(ai.length))
    const element = knownElement(ai, value)
    if ('fact' in element) return { elements, problems: [element] }
    elements.push(element)
    rest = remainder
  }
  return { elements, problems: [] }
}

const takeValue = (ai: string, after: string): { value: string; remainder: string } => {
  const field = after.split(separator, 1)[0] ?? ''
  const longest = hasPredefinedLength(ai) ? (identifiers.get(ai)?.longest ?? 0) : field.length
  const value = field.slice(0, longest)
  const remainder = after.slice(value.length)
  return { value, remainder: remainder.startsWith(separator) ? remainder.slice(1) : remainder }
}

const notElements = (): Problem =>
  labelProblem({
    code: 'unreadable',
    fact: 'This is not a GS1 or HIBC label.',
    rule: 'A GS1 label begins with digits such as 01, or with (01); a HIBC label begins with +.',
  })

const knownElement = (ai: string, value: string): Element | Problem => {
  const identifier = identifiers.get(ai)
  if (identifier) return { ai, value, identifier }
  if (ai.startsWith(separator)) {
    return labelProblem({
      code: 'empty-element',
      fact: 'Two separators follow each other on this label.',
      rule: 'Something stands between two separators.',
    })
  }
  if (!/^\d{2,4}$/.test(ai)) {
    return labelProblem({
      code: 'no-identifier',
      fact: `${quoted(ai)} stands where an application identifier should be.`,
      rule: 'Each fact on a GS1 label begins with an application identifier of 2 to 4 digits.',
      source: dictionary,
    })
  }
  return labelProblem({
    code: 'unknown-identifier',
    fact: `This label carries application identifier (${ai}), which is not one of a device label.`,
    rule: 'A label is read as a whole or not at all.',
    nextStep:
      'Scan the label again: a lost separator can look like this. If it stays so, type the product, lot and expiry from the print.',
    source: dictionary,
  })
}

const toLabel = (
  elements: readonly Element[],
  symbols: readonly string[],
  today: CalendarDate,
): Label => {
  const find = (ai: string) => elements.find((element) => element.ai === ai)
  const value = (ai: string): string | null => find(ai)?.value ?? null
  const day = (ai: string): CalendarDate | null => {
    const element = find(ai)
    const read = element && readDate(element, today)
    return read && 'day' in read ? read.day : null
  }
  const deviceIdentifier = value('01') ?? ''
  const count = value('30')
  return {
    issuer: 'GS1',
    deviceIdentifier,
    lot: value('10'),
    serial: value('21'),
    expiresOn: day('17') ?? day('7003'),
    manufacturedOn: day('11'),
    bestBeforeOn: day('15'),
    quantity: count === null ? null : Number(count),
    additionalId: value('240'),
    packagingLevel: Number(deviceIdentifier[0]),
    text: elements.map((element) => `(${element.ai})${element.value}`).join(''),
    notes: symbols.flatMap((symbol) => noteLostSeparator(symbol, elements)),
  }
}

/**
 * A scanner set up without the group separator, or a text box that swallows it, joins the last
 * facts of a label: lot `ABC123` and serial `SN9` become the lot `ABC12321SN9`. That cannot be
 * told from a real lot, so it is read and pointed out.
 */
const noteLostSeparator = (symbol: string, elements: readonly Element[]): readonly Finding[] => {
  const last = elements.at(-1)
  if (!last || symbol.startsWith('(') || symbol.slice(1).includes(separator)) return []
  if (hasPredefinedLength(last.ai) || !symbol.endsWith(last.value)) return []
  const absent = (ai: string) => !elements.some((element) => element.ai === ai)
  const hidden = ['10', '21', '17', '11'].filter(absent).find((ai) => endsWithElement(last, ai))
  if (hidden === undefined) return []
  return [
    {
      ...labelProblem({
        code: 'maybe-joined',
        fact: `The ${nameOf(last)} ${quoted(last.value)} may hold the ${titled(hidden)} as well: nothing separates them.`,
        rule: 'A scanner sends a separator after a lot or serial that is not the last.',
        nextStep: 'Compare it with the print on the package.',
      }),
      severity: 'note',
    },
  ]
}

const endsWithElement = ({ value }: Element, ai: string): boolean =>
  ai === '17' || ai === '11'
    ? new RegExp(`.${ai}\\d\\d(0[1-9]|1[0-2])([0-2]\\d|3[01])$`).test(value)
    : new RegExp(`...${ai}.+$`).test(value)
