import type { CalendarDate, Problem } from '#shared/kernel/index.ts'
import { dictionary, type Element, exclusive, nameOf, required, titled } from './gs1-identifiers.ts'
import { dayOfMonth, fullYear, type LabelDate, monthEnd } from './label-dates.ts'
import { labelProblem, quoted } from './label-schema.ts'

/** What is wrong with one fact of a label. */
export const judgeElement = (element: Element, today: CalendarDate): readonly Problem[] => {
  const fault = lengthFault(element) ?? characterFault(element) ?? contentFault(element, today)
  return fault ? [fault] : []
}

const lengthFault = (element: Element): Problem | null => {
  const { value, identifier } = element
  const { shortest, longest } = identifier
  if (value.length >= shortest && value.length <= longest) return null
  const unit = identifier.characters === 'digits' ? 'digits' : 'characters'
  return labelProblem({
    code: value.length < shortest ? 'too-short' : 'too-long',
    fact:
      value === ''
        ? `The ${nameOf(element)} is empty.`
        : `The ${nameOf(element)} has ${value.length} characters.`,
    rule:
      shortest === longest
        ? `It has exactly ${longest} ${unit}.`
        : `It has 1 to ${longest} ${unit}, and ends with a separator unless it is the last.`,
    source: dictionary,
  })
}

const charactersAllowed = {
  digits: { outside: /[^0-9]/u, rule: 'It has digits only.' },
  'set 82': {
    outside: /[^!"%-?A-Z_a-z]/u,
    rule: `It has letters A to Z, digits and ! " % & ' ( ) * + , - . / : ; < = > ? _ only.`,
  },
} as const

const characterFault = (element: Element): Problem | null => {
  const { outside, rule } = charactersAllowed[element.identifier.characters]
  const character = outside.exec(element.value)?.[0]
  return character === undefined
    ? null
    : labelProblem({
        code: element.identifier.characters === 'digits' ? 'not-numeric' : 'bad-character',
        fact: `The ${nameOf(element)} ${quoted(element.value)} holds ${character === ' ' ? 'a space' : quoted(character)}.`,
        rule,
        source: dictionary,
      })
}

const contentFault = (element: Element, today: CalendarDate): Problem | null => {
  const { content } = element.identifier
  if (content === undefined) return null
  switch (content) {
    case 'check-digit':
      return checkDigitFault(element, element.value)
    case 'date':
    case 'date-and-time':
      return dateFault(element, today)
    case 'piece-of-total':
      return checkDigitFault(element, element.value.slice(0, 14)) ?? pieceFault(element)
  }
}

const checkDigitFault = (element: Element, digits: string): Problem | null =>
  hasCheckDigit(digits)
    ? null
    : labelProblem({
        code: 'check-digit',
        fact: `The ${nameOf(element)} ${digits} ends in ${digits.slice(-1)}, but its check digit is ${checkDigit(digits.slice(0, -1))}.`,
        rule: 'The last digit is computed from the others, so that a misread number shows.',
        source: 'GS1 General Specifications, check digit calculation',
      })

const pieceFault = (element: Element): Problem | null => {
  const [piece, total] = [element.value.slice(14, 16), element.value.slice(16)].map(Number)
  return piece && total && piece <= total
    ? null
    : labelProblem({
        code: 'piece-of-total',
        fact: `The ${nameOf(element)} is piece ${piece} of ${total}.`,
        rule: 'The pieces are numbered from 1 to their total.',
        source: dictionary,
      })
}

const dateFault = (element: Element, today: CalendarDate): Problem | null => {
  const read = readDate(element, today)
  return 'day' in read
    ? null
    : labelProblem({
        code: 'no-such-date',
        fact: `The ${nameOf(element)} ${element.value} ${read.fault}.`,
        rule:
          element.identifier.content === 'date'
            ? 'It is written year, month, day; day 00 means the end of the month.'
            : 'It is written year, month, day, hour, minute.',
        source: dictionary,
      })
}

/** YYMMDD, or YYMMDDhhmm of which the day counts. */
export const readDate = ({ value, identifier }: Element, today: CalendarDate): LabelDate => {
  const [yy = 0, month = 0, day = 0, hour = 0, minute = 0] = (value.match(/../g) ?? []).map(Number)
  const year = fullYear(yy, today)
  if (hour > 23 || minute > 59) return { fault: `has the time ${value.slice(6)}` }
  return identifier.content === 'date' && day === 0
    ? monthEnd(year, month)
    : dayOfMonth(year, month, day)
}

/** What is wrong with the facts of a label together, over all its symbols. */
export const judgeTogether = (elements: readonly Element[]): readonly Problem[] => {
  const ais = new Set(elements.map(({ ai }) => ai))
  return [
    ...judgeProductNumber(ais),
    ...exclusive.filter((pair) => pair.every((ai) => ais.has(ai))).map(contradiction),
    ...required.filter(([ai, needed]) => ais.has(ai) && !ais.has(needed)).map(companionMissing),
    ...[...ais].filter((ai) => valuesOf(ai, elements).size > 1).map(twoValues),
  ]
}

const valuesOf = (ai: string, elements: readonly Element[]): ReadonlySet<string> =>
  new Set(elements.filter((element) => element.ai === ai).map(({ value }) => value))

const judgeProductNumber = (ais: ReadonlySet<string>): readonly Problem[] => {
  if (ais.has('01')) return []
  const shipping = ['00', '02', '37'].find((ai) => ais.has(ai))
  if (shipping) {
    return [
      labelProblem({
        code: 'no-product-number',
        fact: `This is the label of a shipping box: it has the ${titled(shipping)}, but no product number (01).`,
        rule: 'A device is known by its product number (01).',
        nextStep: 'Open the box and scan the label on the product or its own package.',
        source: '21 CFR 801.40',
      }),
    ]
  }
  const first = [...ais][0]
  return [
    labelProblem({
      code: 'no-product-number',
      fact: `This code has the ${first ? titled(first) : 'separator'}, but no product number (01).`,
      rule: 'A device is known by its product number (01); lot, dates and serial belong to it.',
      nextStep:
        'Find the code on the same package that begins with (01), and enter both codes, each on its own line.',
      source: '21 CFR 801.40',
    }),
  ]
}

const contradiction = ([one, other]: readonly [string, string]): Problem =>
  labelProblem({
    code: 'contradiction',
    fact: `This label has both the ${titled(one)} and the ${titled(other)}.`,
    rule: 'These two never stand together.',
    source: dictionary,
  })

const companionMissing = ([ai, needed]: readonly [string, string]): Problem =>
  labelProblem({
    code: 'companion-missing',
    fact: `This label has the ${titled(ai)} without the ${titled(needed)}.`,
    rule: 'The first has a meaning only together with the second.',
    source: dictionary,
  })

const twoValues = (ai: string): Problem =>
  labelProblem({
    code: 'two-values',
    fact: `This label has the ${titled(ai)} more than once, with different values.`,
    rule: 'What stands on a label twice has the same value.',
    nextStep: 'Check that both codes are of the same package, and scan it again.',
    source: dictionary,
  })

/** Whether a string of digits ends in its GS1 check digit: weights 3 and 1 from the right. */
export const hasCheckDigit = (digits: string): boolean =>
  digits.endsWith(checkDigit(digits.slice(0, -1)))

/** Source: GS1 General Specifications 7.9. */
const checkDigit = (digits: string): string => {
  const sum = digits
    .split('')
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0)
  return String((10 - (sum % 10)) % 10)
}
