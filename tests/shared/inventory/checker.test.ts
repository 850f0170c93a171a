import bwipjs from 'bwip-js/node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLabel } from '#shared/inventory/index.ts'
import { GS, gtin, hibcAlphabet, textOfSet82, today, withCheckCharacter } from './labels.ts'

/** bwip-js, an independent encoder, refuses by throwing `bwipp.GS1…` or `bwipp.hibc…`. */
const bwipAccepts = (bcid: 'gs1datamatrix' | 'hibcdatamatrix', text: string): boolean => {
  const options = { bcid, text, validatecheck: bcid === 'hibcdatamatrix' }
  try {
    bwipjs.raw(options)
    return true
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/^bwipp\.(GS1|hibc)/i.test(message)) return false
    throw error
  }
}

const digits = (shortest: number, longest = shortest) =>
  fc.stringMatching(new RegExp(`^[0-9]{${shortest},${longest}}$`))
const twoDigits = (largest: number) => fc.nat(largest).map((n) => String(n).padStart(2, '0'))
const together = (...parts: fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((values) => values.join(''))

const date = together(twoDigits(99), twoDigits(13), twoDigits(32))
/** A GTIN that begins with 0 is a number of 13 digits with the same check digit. */
const location = gtin.filter((number) => number.startsWith('0')).map((number) => number.slice(1))

/** What each application identifier holds, written down apart from the reader. */
const kinds: readonly { ais: readonly string[]; value: fc.Arbitrary<string> }[] = [
  { ais: ['00'], value: digits(18) },
  { ais: ['01', '02'], value: gtin },
  { ais: ['11', '12', '13', '15', '16', '17'], value: date },
  { ais: ['10', '21', '22', '243', '420', '8012'], value: textOfSet82(20) },
  { ais: ['710', '711', '712', '713', '714', '715', '716'], value: textOfSet82(20) },
  { ais: ['235'], value: textOfSet82(28) },
  { ais: ['240', '241', '250', '251', '400', '90'], value: textOfSet82(30) },
  { ais: ['91', '92', '95', '99'], value: textOfSet82(90) },
  { ais: ['20'], value: digits(2) },
  { ais: ['30', '37'], value: digits(1, 8) },
  { ais: ['242'], value: digits(1, 6) },
  { ais: ['7004'], value: digits(1, 4) },
  { ais: ['410', '411', '412', '413', '414', '416', '417'], value: location },
  { ais: ['7003'], value: together(date, twoDigits(25), twoDigits(61)) },
  { ais: ['8006'], value: together(gtin, twoDigits(3), twoDigits(3)) },
]

/** Now and then, a value with something pushed in that makes it too long or no value at all. */
const sometimesSpoilt = (value: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 12, arbitrary: value },
    {
      weight: 1,
      arbitrary: fc
        .tuple(value, fc.constantFrom('A', '#', '$', ' x', '1'), fc.nat(90))
        .map(([good, extra, place]) => good.slice(0, place) + extra + good.slice(place))
        .filter((spoilt) => spoilt === spoilt.trim()),
    },
  )

type Element = { ai: string; value: string }

const elementOf = (kind: (typeof kinds)[number]): fc.Arbitrary<Element> =>
  fc.record({ ai: fc.constantFrom(...kind.ais), value: sometimesSpoilt(kind.value) })

const label: fc.Arbitrary<readonly Element[]> = fc
  .tuple(
    fc.record({ ai: fc.constant('01'), value: sometimesSpoilt(gtin) }),
    fc.array(fc.constantFrom(...kinds).chain(elementOf), { maxLength: 3 }),
  )
  .map(([product, others]) => [product, ...others])

const bracketed = (elements: readonly Element[]): string =>
  elements.map(({ ai, value }) => `(${ai})${value}`).join('')

const asScanned = (elements: readonly Element[]): string =>
  elements.map(({ ai, value }) => ai + value).join(GS)

describe('an independent checker, bwip-js, agrees', () => {
  it('about what a GS1 label may say, and its two forms say the same [LBL-21]', () => {
    const verdicts = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(label, (elements) => {
        const reading = readLabel(bracketed(elements), today)
        expect(reading.ok).toBe(bwipAccepts('gs1datamatrix', bracketed(elements)))
        if (reading.ok) expect(readLabel(asScanned(elements), today)).toEqual(reading)
        verdicts[reading.ok ? 'accepted' : 'refused'] += 1
      }),
      { numRuns: 600 },
    )
    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(100)
  })

  it('about the check character of a HIBC label [LBL-21]', () => {
    const code = fc.stringMatching(/^[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}[0-9](\/\$[A-Z0-9]{1,18})?$/)
    fc.assert(
      fc.property(code, fc.constantFrom(...hibcAlphabet.split('')), (text, character) => {
        for (const typed of [withCheckCharacter(`+${text}`), `+${text}${character}`]) {
          expect(readLabel(typed, today).ok).toBe(bwipAccepts('hibcdatamatrix', typed.slice(1)))
        }
      }),
    )
  })
})
