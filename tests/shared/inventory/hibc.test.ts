import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accepted,
  codes,
  firstProblem,
  hibcAlphabet,
  scanned,
  withCheckCharacter,
} from './labels.ts'

describe('a HIBC label', () => {
  it('names its product [LBL-14]', () => {
    expect(accepted('+A123ABCDEFGHI1234567891E')).toMatchObject({
      issuer: 'HIBCC',
      deviceIdentifier: 'A123ABCDEFGHI1234567891',
      lot: null,
      packagingLevel: 1,
    })
    expect(accepted('*+A123ABCDEFGHI1234567891E*')).toEqual(accepted('+A123ABCDEFGHI1234567891E'))
  })

  // Published examples of ANSI/HIBC 2.6 and real labels.
  it.each([
    ['+A99912345/$$52001510X33', { lot: '10X3', expiresOn: '2020-01-15' }],
    [
      '+A99912345/$$52001510X3/16D20111212/S77DEFG457',
      { lot: '10X3', serial: '77DEFG45', expiresOn: '2020-01-15', manufacturedOn: '2011-12-12' },
    ],
    [
      '+A99912349/$10X3/16D20111231/14D20200131/Q500Z',
      { lot: '10X3', expiresOn: '2020-01-31', manufacturedOn: '2011-12-31', quantity: 500 },
    ],
    [
      '+J123AQ3451/$$3231231BC34567/S4012R',
      { lot: 'BC34567', serial: '4012', expiresOn: '2023-12-31' },
    ],
    [
      '+J123AQ3451/25330BC34567/S4012X',
      { lot: 'BC34567', serial: '4012', expiresOn: '2025-11-26' },
    ],
    ['+EDMG2203430/$$0723244375H', { lot: '244375', expiresOn: '2023-07-31', packagingLevel: 0 }],
    ['+E490HE21KL1/$+HEK13044/16D20220531/Q1$', { lot: null, serial: 'HEK13044', quantity: 1 }],
    ['+D002624225011/$$705224372/16D202201195', { lot: '05224372', expiresOn: null }],
    [
      '+E1652101109/$$9000063260831L01656I',
      { lot: 'L01656', quantity: 6, expiresOn: '2026-08-31' },
    ],
    ['+E2513079NL1/$$90001020331222021050425-1P', { lot: '2021050425-1', expiresOn: '2022-03-31' }],
    ['+A99912345/$$81210X3/16D20111212/14D20200906/S77DEFG45$', { lot: '10X3', quantity: 12 }],
    [
      '+A123ABCDEFGHI1234567891/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202$',
      { lot: 'LOT123456789012345', serial: 'XYZ456789012345678', expiresOn: '2020-02-02' },
    ],
  ])('%s is read [LBL-14]', (text, facts) => {
    expect(accepted(text)).toMatchObject(facts)
  })

  it.each([
    ['$$0728LOT', '2028-07-31'],
    ['$$1228LOT', '2028-12-31'],
    ['$$2022928LOT', '2028-02-29'],
    ['$$3280229LOT', '2028-02-29'],
    ['$$428022923LOT', '2028-02-29'],
    ['$$528366LOT', '2028-12-31'],
    ['$$62836623LOT', '2028-12-31'],
    ['$$7LOT', null],
  ])('%s expires on %s [LBL-16]', (segment, expiresOn) => {
    const code = `+A99912345/${segment}`
    expect(accepted(withCheckCharacter(code))).toMatchObject({ lot: 'LOT', expiresOn })
    const serial = code.replace('$$', '$$$$+')
    expect(accepted(withCheckCharacter(serial))).toMatchObject({ serial: 'LOT', expiresOn })
  })

  it.each([
    '$$1328LOT',
    '$$0028LOT',
    '$$2023028LOT',
    '$$3270229LOT',
    '$$3280200LOT',
    '$$428022924LOT',
    '$$527366LOT',
    '$$528000LOT',
    '$$LOT',
    '$$3LOT',
    '$LOT/14D20281301',
    '$LOT/16D00200101',
    '$LOT/14D281231',
  ])('%s is refused for its date [LBL-16]', (segment) => {
    const code = `+A99912345/${segment}`
    expect(codes(withCheckCharacter(code))).toEqual(['no-such-date'])
  })

  it('is read from two codes that link, on two lines or run together [LBL-19]', () => {
    const label = { deviceIdentifier: 'A123BJC5D6E71', lot: '10X3', expiresOn: '2020-01-15' }
    expect(accepted('+A123BJC5D6E71G\n+$$52001510X3GD')).toMatchObject(label)
    expect(accepted(']A0*+$$52001510X3GD*\r\n]A0*+A123BJC5D6E71G*')).toMatchObject(label)
    expect(accepted('+A123BJC5D6E71G+$$52001510X3GD')).toMatchObject(label)
    // A plus as check and link character, a space as the last one.
    expect(accepted('+A123BJCMD6E79++$$52001510X3+ ')).toMatchObject({ lot: '10X3' })
    expect(accepted('*+A123BJCMD6E79+*\n*+$$52001510X3+_*')).toMatchObject({ lot: '10X3' })
  })

  it('is refused where its codes do not belong together [LBL-15]', () => {
    expect(codes('+A123ABCDEFGHI1234567891E\n+$$52001510X3GD')).toEqual(['link-character'])
    expect(codes('+A123BJC5D6E71G\n+A123ABCDEFGHI1234567891E')).toEqual(['too-many-codes'])
    expect(codes(`${scanned}\n+A123BJC5D6E71G`)).toEqual(['two-issuers'])
  })

  it('is refused with any one character changed [LBL-15]', () => {
    const valid = '+A99912345/$$52001510X3/16D20111212/S77DEFG457'
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: valid.length - 1 }),
        fc.constantFrom(...hibcAlphabet.split('')),
        (place, character) => {
          fc.pre(valid[place] !== character)
          const misread = valid.slice(0, place) + character + valid.slice(place + 1)
          expect(codes(misread)).not.toEqual([])
        },
      ),
    )
  })

  it('is refused for the published example whose check character is wrong [LBL-15]', () => {
    // The example in FHIR and of the FDA ends in C; its characters sum to H.
    const published =
      '+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202'
    expect(codes(`${published}C`)).toEqual(['check-character'])
    expect(accepted(`${published}H`)).toMatchObject({ deviceIdentifier: 'H123PARTNO1234567890120' })
  })

  it('is refused in small letters, with the reason [LBL-15]', () => {
    expect(firstProblem('+a123abcdefghi1234567891e').nextStep).toContain('Caps Lock')
  })

  it('is refused as a second code alone, saying what is missing [LBL-17]', () => {
    expect(firstProblem('+$$0624J139276%5')).toMatchObject({
      code: 'inventory.label-no-product-number',
      fact: 'This is the second code of a HIBC label: lot, serial and dates without the product.',
    })
  })

  it.each([
    ['$LOT/Z1', 'unknown-identifier'],
    ['$LOT/', 'unknown-identifier'],
    ['$', 'too-short'],
    ['$ABCDEFGHIJ123456789', 'too-long'],
    ['$LOT/SA%B', 'bad-character'],
    ['$LOT/Q5X', 'not-numeric'],
    ['$LOT/$TOL', 'two-values'],
    ['$$9123', 'not-numeric'],
  ])('+A99912345/%s is refused: %s [LBL-15]', (segment, code) => {
    const text = `+A99912345/${segment}`
    expect(codes(withCheckCharacter(text))).toEqual([code])
  })

  it('is refused without a product code, or from inside a hospital [LBL-15]', () => {
    expect(codes(withCheckCharacter('+12345'))).toEqual(['no-product-number'])
    expect(codes(withCheckCharacter('+A12345'))).toEqual([])
    expect(codes(withCheckCharacter('+A123X'))).toEqual(['product-code'])
    expect(codes('+/EO5232013')).toEqual(['not-a-product'])
  })
})
