import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { label } from '#shared/inventory/index.ts'
import {
  accepted,
  codes,
  day,
  firstProblem,
  GS,
  gtin,
  scanned,
  textOfSet82,
  yymmdd,
} from './labels.ts'

describe('a GS1 label', () => {
  it('is read from what a scanner types [LBL-2]', () => {
    expect(accepted(scanned)).toEqual({
      issuer: 'GS1',
      deviceIdentifier: '09506000134352',
      lot: 'ABC123',
      serial: 'SN9',
      expiresOn: '2028-12-31',
      manufacturedOn: null,
      bestBeforeOn: null,
      quantity: null,
      additionalId: null,
      packagingLevel: 0,
      text: '(01)09506000134352(17)281231(10)ABC123(21)SN9',
      notes: [],
    })
  })

  it('is read with production date and catalogue number, as from a real carton [LBL-2]', () => {
    const text = `0108806388269617112302141728021310230214A3263-01${GS}21059${GS}240ARO4808C`
    expect(accepted(text)).toMatchObject({
      deviceIdentifier: '08806388269617',
      manufacturedOn: '2023-02-14',
      expiresOn: '2028-02-13',
      lot: '230214A3263-01',
      serial: '059',
      additionalId: 'ARO4808C',
      notes: [],
    })
  })

  it.each([']d2', ']C1', ']Q3', ']e0', ']d1', ']J1', '', GS, `]C1${GS}`])(
    'is the same after the prefix %j [LBL-2]',
    (prefix) => {
      expect(accepted(prefix + scanned.slice(3))).toEqual(accepted(scanned))
    },
  )

  it.each(['\r\n', '\n', '\t', GS, ' '])('is the same before the ending %j [LBL-2]', (ending) => {
    expect(accepted(scanned + ending)).toEqual(accepted(scanned))
  })

  it.each(['\\x1d', '\\u001D', '<GS>', '{GS}', '[GS]', '␝', '^]', '<FNC1>', '^'])(
    'is the same with %s for the separator [LBL-4]',
    (typed) => {
      expect(accepted(scanned.replace(GS, typed))).toEqual(accepted(scanned))
    },
  )

  it('tolerates a separator after a fact that needs none [LBL-2]', () => {
    const text = `0109506000134352${GS}17281231${GS}10ABC123`
    expect(accepted(text)).toMatchObject({ lot: 'ABC123', expiresOn: '2028-12-31' })
  })

  it('is read from the text that people see, with brackets [LBL-3]', () => {
    expect(accepted('(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234')).toMatchObject({
      deviceIdentifier: '51022222233336',
      manufacturedOn: '2014-12-31',
      expiresOn: '2015-07-07',
      lot: 'A213B1',
      serial: '1234',
      packagingLevel: 5,
    })
    expect(accepted(' (01) 09506000134352 (17) 281231\n(10) ABC123 (21) SN9 ')).toEqual(
      accepted(scanned),
    )
  })

  it('is read with a separator before a bracket [LBL-3]', () => {
    expect(accepted('(01)09506000134352(17)281231(10)ABC123<GS>(21)SN9')).toEqual(accepted(scanned))
  })

  it('needs no separator after a fact of fixed length [LBL-2]', () => {
    const text = '010950600013435211230214172812312003410950600013435210ABC'
    expect(accepted(text).text).toBe(
      '(01)09506000134352(11)230214(17)281231(20)03(410)9506000134352(10)ABC',
    )
  })

  it('is read from two codes on two lines [LBL-19]', () => {
    expect(accepted(`]C1010950600013435217281231\r\n]C110ABC123${GS}21SN9\r\n`)).toEqual(
      accepted(scanned),
    )
  })

  it('is read from a retail code that announces itself [LBL-20]', () => {
    expect(accepted(']E09506000134352')).toMatchObject({ deviceIdentifier: '09506000134352' })
  })

  it('counts pieces and knows best-before from expiry [LBL-2]', () => {
    expect(accepted('(01)09506000134352(15)270600(30)24')).toMatchObject({
      bestBeforeOn: '2027-06-30',
      expiresOn: null,
      quantity: 24,
    })
  })

  it('is read to the day from an expiry with a time [LBL-7]', () => {
    expect(accepted('(01)09506000134352(7003)2812311430').expiresOn).toBe('2028-12-31')
    expect(codes('(01)09506000134352(7003)2812312430')).toEqual(['no-such-date'])
    expect(codes('(01)09506000134352(7003)2812001430')).toEqual(['no-such-date'])
  })

  it('comes back from its own text, whatever it says [LBL-1]', () => {
    const labels = fc.record({
      gtin,
      made: day,
      expires: day,
      lot: textOfSet82(20),
      serial: textOfSet82(20),
    })
    fc.assert(
      fc.property(labels, ({ gtin, made, expires, lot, serial }) => {
        const facts = {
          deviceIdentifier: gtin,
          manufacturedOn: made,
          expiresOn: expires,
          lot,
          serial,
        }
        const text = `01${gtin}11${yymmdd(made)}17${yymmdd(expires)}10${lot}${GS}21${serial}`
        const read = accepted(text)
        expect(read).toMatchObject(facts)
        expect(label.parse(read)).toEqual(read)
        expect(accepted(read.text)).toEqual(read)
      }),
    )
  })
})

describe('a GS1 label is refused', () => {
  it('with any one digit of its product number changed [LBL-5]', () => {
    fc.assert(
      fc.property(gtin, fc.nat(13), fc.integer({ min: 1, max: 9 }), (valid, place, step) => {
        const changed = String((Number(valid[place]) + step) % 10)
        const misread = valid.slice(0, place) + changed + valid.slice(place + 1)
        expect(codes(`01${misread}10ABC`)).toEqual(['check-digit'])
      }),
    )
  })

  it('naming fact, rule and next step [LBL-5]', () => {
    expect(firstProblem('(01)09506000134353')).toEqual({
      code: 'inventory.label-check-digit',
      fact: 'The product number (01) 09506000134353 ends in 3, but its check digit is 2.',
      rule: 'The last digit is computed from the others, so that a misread number shows.',
      nextStep:
        'Scan the label again. If it stays so, type the product, lot and expiry from the print.',
      source: 'GS1 General Specifications, check digit calculation',
    })
  })

  it.each([
    // Found in a public set of test labels, under GS1, HIBCC and ICCBBA alike.
    '(01)PC343175323345(17)271231(10)L15527(21)S518665',
    '(01)IZ050768896441(17)271231(10)L50320(21)S062613',
    '(01)09506000134352(17)28123A',
    '(01)09506000134352(17)２８１２３１',
  ])('with letters in a number: %s [LBL-6]', (text) => {
    expect(codes(text)).toEqual(['not-numeric'])
  })

  it.each(['281331', '280031', '280231', '270229', '280431', '281232'])(
    'with the expiry %s [LBL-7]',
    (expiry) => {
      expect(codes(`010950600013435217${expiry}10ABC`)).toEqual(['no-such-date'])
    },
  )

  it('with a lot or serial that is too long or empty [LBL-9]', () => {
    const long = 'A'.repeat(21)
    expect(accepted(`(01)09506000134352(10)${'A'.repeat(20)}`).lot).toHaveLength(20)
    expect(codes(`(01)09506000134352(10)${long}`)).toEqual(['too-long'])
    expect(codes(`010950600013435210ABC${GS}21${long}`)).toEqual(['too-long'])
    expect(codes('(01)09506000134352(10)')).toEqual(['too-short'])
    expect(codes('019506000134352')).toEqual(['too-short'])
  })

  it.each(['#', '$', '@', '[', '~', ' ', '£', 'é', '\u0000', '💉'])(
    'with the character %j in its lot [LBL-9]',
    (character) => {
      expect(codes(`010950600013435210AB${character}C`)).toEqual(['bad-character'])
    },
  )

  it('without a product number, saying which part is missing [LBL-10]', () => {
    expect(firstProblem('1728123110ABC123')).toMatchObject({
      code: 'inventory.label-no-product-number',
      fact: 'This code has the expiry date (17), but no product number (01).',
    })
    expect(firstProblem('00006141411234567890')).toMatchObject({
      code: 'inventory.label-no-product-number',
      nextStep: 'Open the box and scan the label on the product or its own package.',
    })
    expect(codes('(02)09506000134352(37)12(10)ABC')).toEqual(['no-product-number'])
  })

  it('when it contradicts itself [LBL-11]', () => {
    expect(codes('(01)09506000134352(10)A(10)B')).toEqual(['two-values'])
    expect(codes('(01)09506000134352(10)A(10)A')).toEqual([])
    expect(codes('(01)09506000134352(02)09506000134352(37)5')).toEqual([
      'contradiction',
      'contradiction',
    ])
    expect(codes('(01)09506000134352(21)A(235)B')).toEqual(['contradiction'])
    expect(codes('(01)09506000134352(250)A')).toEqual(['companion-missing'])
    expect(codes('(01)09506000134352(12)281231')).toEqual(['companion-missing'])
    expect(codes('(01)09506000134352(10)A\n(01)51022222233336')).toEqual(['two-values'])
  })

  it.each(['3103', '8200', '04', '55'])(
    'with application identifier %s, by name [LBL-12]',
    (ai) => {
      for (const text of [`(01)09506000134352(${ai})000123`, `0109506000134352${ai}000123`]) {
        expect(firstProblem(text)).toMatchObject({
          code: 'inventory.label-unknown-identifier',
          fact: `This label carries application identifier (${ai}), which is not one of a device label.`,
        })
      }
    },
  )

  it('with every reason at once [LBL-1]', () => {
    expect(codes('(01)09506000134353(17)281331(10)A B')).toEqual([
      'check-digit',
      'no-such-date',
      'bad-character',
    ])
  })

  it('with nothing between two separators [LBL-1]', () => {
    expect(codes(`010950600013435210ABC${GS}${GS}21SN9`)).toEqual(['empty-element'])
  })
})

describe('a lost separator', () => {
  it('is pointed out where a lot may have swallowed what follows [LBL-13]', () => {
    const label = accepted('01095060001343521728123110ABC12321SN9')
    expect(label.lot).toBe('ABC12321SN9')
    expect(label.notes).toMatchObject([{ code: 'inventory.label-maybe-joined', severity: 'note' }])
    expect(accepted('010950600013435210ABC12317281231').notes).toHaveLength(1)
  })

  it('is not suspected where the label is clear [LBL-13]', () => {
    expect(accepted('01095060001343521728123110ABC123').notes).toEqual([])
    expect(accepted('(01)09506000134352(10)ABC12321SN9').notes).toEqual([])
    expect(accepted(scanned).notes).toEqual([])
  })
})
