import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lotCode, packCode, readLabel, readStratumCode } from '#shared/inventory/index.ts'
import { lotId, packId } from '#shared/kernel/index.ts'
import { codesIn, matrixOf, pngOf } from '../../support/barcodes.ts'
import {
  accepted,
  codes,
  day,
  gtin,
  hibcAlphabet,
  textOfSet82,
  today,
  withCheckCharacter,
  yymmdd,
} from './labels.ts'

const gs1Label = fc.record({
  gtin,
  made: fc.option(day, { nil: null }),
  expires: day,
  lot: textOfSet82(20),
  serial: fc.option(textOfSet82(20), { nil: null }),
})
type Gs1Label = typeof gs1Label extends fc.Arbitrary<infer Each> ? Each : never

const bracketed = ({ gtin: number, made, expires, lot, serial }: Gs1Label): string =>
  [
    `(01)${number}(17)${yymmdd(expires)}`,
    made === null ? '' : `(11)${yymmdd(made)}`,
    `(10)${lot}`,
    serial === null ? '' : `(21)${serial}`,
  ].join('')

const gs1Facts = ({ gtin: number, made, expires, lot, serial }: Gs1Label) => ({
  issuer: 'GS1',
  deviceIdentifier: number,
  manufacturedOn: made,
  expiresOn: expires,
  lot,
  serial,
})

const letters = (shortest: number, longest: number) =>
  fc.stringMatching(new RegExp(`^[A-Z0-9]{${shortest},${longest}}$`))

const hibcLabel = fc.record({
  device: fc
    .tuple(fc.stringMatching(/^[A-Z]$/), letters(3, 3), letters(1, 18), fc.nat(9))
    .map((parts) => parts.join('')),
  expires: day,
  lot: letters(1, 18),
})
type HibcLabel = typeof hibcLabel extends fc.Arbitrary<infer Each> ? Each : never

/** Primary and secondary data in one code, without its plus and check character. */
const hibcText = ({ device, expires, lot }: HibcLabel): string =>
  `${device}/$$3${yymmdd(expires)}${lot}`

const hibcFacts = ({ device, expires, lot }: HibcLabel) => ({
  issuer: 'HIBCC',
  deviceIdentifier: device,
  expiresOn: expires,
  lot,
})

/** What the one code in a picture says. */
const saidBy = async (picture: Parameters<typeof codesIn>[0]) => {
  const found = await codesIn(picture)
  expect(found).toHaveLength(1)
  return accepted(found.join(''))
}

describe('a label drawn by bwip-js and read from its picture', () => {
  it('says the same, thousands of times, in a GS1 DataMatrix [LBL-22]', { timeout: 240_000 }, () =>
    fc.assert(
      fc.asyncProperty(gs1Label, async (made) => {
        const said = await saidBy(matrixOf('gs1datamatrix', bracketed(made)))
        expect(said).toMatchObject(gs1Facts(made))
        expect(said.notes).toEqual([])
      }),
      { numRuns: 1200 },
    ),
  )

  it('says the same, thousands of times, in a HIBC DataMatrix [LBL-22]', { timeout: 240_000 }, () =>
    fc.assert(
      fc.asyncProperty(hibcLabel, async (made) => {
        const said = await saidBy(matrixOf('hibcdatamatrix', hibcText(made)))
        expect(said).toMatchObject(hibcFacts(made))
      }),
      { numRuns: 1200 },
    ),
  )

  it('says the same in striped codes, from a picture file [LBL-22]', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(gs1Label, hibcLabel, async (gs1, hibc) => {
        const short = { ...gs1, lot: gs1.lot.slice(0, 8), made: null, serial: null }
        const gs1Said = await saidBy(await pngOf('gs1-128', bracketed(short)))
        expect(gs1Said).toMatchObject(gs1Facts(short))
        const hibcSaid = await saidBy(await pngOf('hibccode128', hibcText(hibc)))
        expect(hibcSaid).toMatchObject(hibcFacts(hibc))
      }),
      { numRuns: 40 },
    ),
  )
})

describe('a label with one character changed', () => {
  it('is refused wherever a GTIN’s digit becomes any other, and bwip-js refuses it [LBL-5]', () => {
    let changes = 0
    fc.assert(
      fc.property(gtin, (number) => {
        for (const [place, digit] of number.split('').entries()) {
          for (const other of '0123456789'.replace(digit, '')) {
            const misread = number.slice(0, place) + other + number.slice(place + 1)
            expect(codes(`01${misread}10ABC`)).toEqual(['check-digit'])
            changes += 1
          }
        }
      }),
      { numRuns: 100 },
    )
    expect(changes).toBe(100 * 14 * 9)
    expect(() => matrixOf('gs1datamatrix', '(01)09506000134353(10)A')).toThrow(/^bwipp\.GS1/)
  })

  it('is refused wherever a character of a HIBC code becomes any other [LBL-15]', () => {
    fc.assert(
      fc.property(hibcLabel, (made) => {
        const text = withCheckCharacter(`+${hibcText(made)}`)
        expect(readLabel(text, today).ok).toBe(true)
        for (const [place, character] of text.split('').entries()) {
          for (const other of hibcAlphabet.replace(character, '')) {
            const misread = text.slice(0, place) + other + text.slice(place + 1)
            expect(readLabel(misread, today).ok).toBe(false)
          }
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('a code that Stratum prints', () => {
  const id = fc.uuid({ version: 7 })

  it('is read back as its lot or pack, as a scanner types it [LBL-23]', () => {
    fc.assert(
      fc.property(
        id,
        fc.constantFrom('', ']d1'),
        fc.constantFrom('', '\r\n'),
        (each, head, end) => {
          const lot = lotId.parse(each)
          const pack = packId.parse(each)
          expect(readStratumCode(`${head}${lotCode(lot)}${end}`)).toEqual({
            kind: 'lot',
            lotId: lot,
          })
          expect(readStratumCode(`${head}${packCode(pack).toUpperCase()}${end}`)).toEqual({
            kind: 'pack',
            packId: pack,
          })
        },
      ),
    )
  })

  it('is no other text [LBL-23]', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), gs1Label.map(bracketed), hibcLabel.map(hibcText)),
        (text) => {
          expect(readStratumCode(text)).toBeNull()
        },
      ),
    )
    for (const text of ['stratum:lot:', 'stratum:unit:019ab000-0000-7000-8000-000000000100']) {
      expect(readStratumCode(text)).toBeNull()
    }
    expect(readStratumCode(`stratum:lot:${'-'.repeat(36)}`)).toBeNull()
  })
})
