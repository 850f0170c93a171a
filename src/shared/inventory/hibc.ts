import type { CalendarDate, Problem } from '#shared/kernel/index.ts'
import { type HibcFact, readSegment } from './hibc-segments.ts'
import { type Label, labelProblem, type LabelReading, quoted, refused } from './label-schema.ts'

/**
 * HIBC labels, ANSI/HIBC 2.6. The primary code names the product: `+`, labeller (4), product (1 to
 * 18), unit of measure (1), check character. The secondary code carries lot, serial and dates; it
 * follows in the same symbol after `/`, or stands in a symbol of its own, whose link character
 * repeats the check character of the primary.
 */
const standard = 'ANSI/HIBC 2.6'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%'

/** The sum of the characters' places in the alphabet, modulo 43, as a character of it. */
const checkCharacter = (characters: string): string => {
  const sum = characters
    .split('')
    .reduce((total, character) => total + alphabet.indexOf(character), 0)
  return alphabet[sum % alphabet.length] ?? ''
}

const productPattern = /^\+[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}[0-9]$/

/** Reads the symbols of one label: a primary, alone or with its secondary. */
export const readHibc = (symbols: readonly string[], today: CalendarDate): LabelReading => {
  const codes = symbols.map(withoutCaption).flatMap(separateJoined)
  const [misread, ...alsoMisread] = codes.flatMap(judgeCode)
  if (misread) return refused(misread, ...alsoMisread)

  const primary = codes.find((code) => !isSecondary(code))
  if (!primary) return refused(primaryMissing())
  const pairFault = judgePair(primary, codes)
  if (pairFault) return refused(pairFault)
  return readPair(primary, codes.find(isSecondary) ?? null, today)
}

/** The caption prints the code between asterisks, and a space as an underscore. */
const withoutCaption = (symbol: string): string =>
  symbol.replace(/^\*(.*)\*$/, '$1').replaceAll('_', ' ')

/** Scanners may type the two codes of a label without anything between: `+A123…G+$$…GD`. */
const separateJoined = (symbol: string): readonly string[] => {
  const joined = /^(\+[A-Z0-9]{6,23}[A-Z0-9\-. $/+%])(\+[$0-9].*)$/.exec(symbol)
  return joined?.[1] && joined[2] && isProduct(joined[1]) ? [joined[1], joined[2]] : [symbol]
}

const isProduct = (code: string): boolean =>
  productPattern.test(code.slice(0, -1)) && code.endsWith(checkCharacter(code.slice(0, -1)))

const isSecondary = (code: string): boolean => /^\+[$0-9]/.test(code)

const judgeCode = (code: string): readonly Problem[] => {
  const fault = alphabetFault(code) ?? kindFault(code) ?? checkFault(code)
  return fault ? [fault] : []
}

const alphabetFault = (code: string): Problem | null => {
  const outside = /[^0-9A-Z\-. $/+%]/u.exec(code)?.[0]
  if (outside === undefined) return null
  return labelProblem({
    code: 'bad-character',
    fact: `This HIBC label holds ${quoted(outside)}.`,
    rule: 'It has capital letters, digits, spaces and - . $ / + % only.',
    ...(/[a-z]/.test(outside) && {
      nextStep: 'Check that Caps Lock is off and the scanner sends capitals, then scan it again.',
    }),
    source: standard,
  })
}

const kindFault = (code: string): Problem | null =>
  code.startsWith('+/')
    ? labelProblem({
        code: 'not-a-product',
        fact: 'This is a HIBC code for use inside a hospital, not the label of a product.',
        rule: 'A product label names its labeller after the +.',
        nextStep: 'Scan the maker’s label on the package.',
        source: standard,
      })
    : null

const checkFault = (code: string): Problem | null => {
  const expected = checkCharacter(code.slice(0, -1))
  return code.length > 2 && code.endsWith(expected)
    ? null
    : labelProblem({
        code: 'check-character',
        fact: `This HIBC label ends in ${quoted(code.slice(-1))}, but its check character is ${quoted(expected)}.`,
        rule: 'The last character is computed from the others, so that a misread label shows.',
        source: standard,
      })
}

const primaryMissing = (): Problem =>
  labelProblem({
    code: 'no-product-number',
    fact: 'This is the second code of a HIBC label: lot, serial and dates without the product.',
    rule: 'A device is known by its first code, which begins with + and a letter.',
    nextStep: 'Find the code beside it, and enter both codes, each on its own line.',
    source: '21 CFR 801.40',
  })

const judgePair = (primary: string, codes: readonly string[]): Problem | null => {
  const secondary = codes.find(isSecondary)
  if (codes.length > (secondary ? 2 : 1)) {
    return labelProblem({
      code: 'too-many-codes',
      fact: `${codes.length} HIBC codes were read at once.`,
      rule: 'A label has one product code and at most one code for lot, serial and dates.',
      nextStep: 'Scan one package at a time.',
      source: standard,
    })
  }
  return secondary && secondary.at(-2) !== primary.at(-1)
    ? labelProblem({
        code: 'link-character',
        fact: `The second code belongs to a product code that ends in ${quoted(secondary.slice(-2, -1))}; this one ends in ${quoted(primary.slice(-1))}.`,
        rule: 'The second code repeats the check character of the first, so that two labels are not mixed.',
        nextStep: 'Check that both codes are of the same package, and scan it again.',
        source: standard,
      })
    : null
}

const readPair = (primary: string, secondary: string | null, today: CalendarDate): LabelReading => {
  const [product = '', ...own] = primary.slice(0, -1).split('/')
  if (!productPattern.test(product)) return refused(productFault(product))
  const segments = [...own, ...(secondary?.slice(1, -2).split('/') ?? [])]
  const read = segments.map((segment) => readSegment(segment, today))
  const facts = read.flatMap((segment) => segment.facts)
  const problems = [...read.flatMap((segment) => segment.problems), ...judgeFacts(facts)]
  const [first, ...others] = problems
  if (first) return refused(first, ...others)
  return { ok: true, label: toLabel(product, facts, [primary, secondary]) }
}

const productFault = (product: string): Problem =>
  labelProblem({
    code: 'product-code',
    fact: `${quoted(product)} is not the product code of a HIBC label.`,
    rule: 'It is a +, a letter and 3 characters for the labeller, 1 to 18 for the product, and a digit for the package.',
    source: standard,
  })

const judgeFacts = (facts: readonly HibcFact[]): readonly Problem[] =>
  facts
    .filter((fact, place) =>
      facts.slice(0, place).some(({ name, value }) => name === fact.name && value !== fact.value),
    )
    .map(({ title }) =>
      labelProblem({
        code: 'two-values',
        fact: `This label has the ${title} more than once, with different values.`,
        rule: 'What stands on a label twice has the same value.',
        source: standard,
      }),
    )

const toLabel = (
  product: string,
  facts: readonly HibcFact[],
  codes: readonly (string | null)[],
): Label => {
  const find = <Name extends HibcFact['name']>(name: Name) =>
    facts.find((fact): fact is Extract<HibcFact, { name: Name }> => fact.name === name)
  return {
    issuer: 'HIBCC',
    deviceIdentifier: product.slice(1),
    lot: find('lot')?.value ?? null,
    serial: find('serial')?.value ?? null,
    expiresOn: find('expiresOn')?.value ?? null,
    manufacturedOn: find('manufacturedOn')?.value ?? null,
    bestBeforeOn: null,
    quantity: find('quantity')?.value ?? null,
    additionalId: null,
    packagingLevel: Number(product.at(-1)),
    text: codes.filter((code) => code !== null).join('\n'),
    notes: [],
  }
}
