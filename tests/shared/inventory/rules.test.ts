import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareLots,
  isUsable,
  judgeLot,
  judgeReceipt,
  type Lot,
  lot as lotSchema,
  lotState,
  readDeviceIdentifier,
  receiveLot,
} from '#shared/inventory/index.ts'
import { addDays, toCalendarDate } from '#shared/kernel/index.ts'
import { gtin } from './labels.ts'

const today = toCalendarDate('2026-11-22')
const id = '01939f7e-0000-7000-8000-000000000000'

const lotOf = (changes: Partial<Lot> = {}): Lot => ({
  ...lotSchema.parse({
    id,
    product: {
      id,
      kind: 'cartridge',
      name: '12-pin cartridge',
      manufacturer: 'Lumen',
      deviceIdentifier: null,
      reprocessable: false,
      evaluatedNeedleLength: null,
      note: '',
    },
    number: 'B2231',
    expiresOn: '2027-05-31',
    receivedAt: '2026-11-01T09:00:00.000Z',
    receivedFrom: '',
    state: 'available',
    stateReason: '',
    madeOn: null,
    conditionOnReceipt: '',
    openedOn: null,
    stateChange: null,
    received: 10,
    used: 4,
    left: 6,
  }),
  ...changes,
})

const someLot = fc
  .record({
    expiresOn: fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days)),
    state: fc.constantFrom(...lotState.options),
    left: fc.nat(3),
    number: fc.constantFrom('A', 'B', 'a'),
  })
  .map(lotOf)

describe('a lot', () => {
  it('is used up to and on the day it expires, and only while available [INV-21]', () => {
    expect(judgeLot(lotOf({ expiresOn: today }), today)).toEqual([])
    const expired = judgeLot(lotOf({ expiresOn: toCalendarDate('2026-11-03') }), today)
    expect(expired).toEqual([
      {
        code: 'inventory.lot-expired',
        severity: 'stop',
        fact: 'Lot B2231 (12-pin cartridge) expired on 3 Nov 2026.',
        rule: 'Nothing past its expiry date touches a client.',
        nextStep: 'Choose another lot, or discard this one.',
      },
    ])
    fc.assert(
      fc.property(someLot, (lot) => {
        const stands = lot.expiresOn < today || lot.state !== 'available'
        expect(judgeLot(lot, today).length > 0).toBe(stands)
        expect(isUsable(lot, today)).toBe(!stands && lot.left > 0)
      }),
    )
  })

  it('stands before others when it is in stock, then when it expires earlier [INV-20]', () => {
    fc.assert(
      fc.property(fc.array(someLot, { maxLength: 12 }), (lots) => {
        const sorted = [...lots].sort(compareLots)
        for (const [index, lot] of sorted.slice(1).entries()) {
          const before = sorted[index]
          if (!before) continue
          expect(before.left > 0 || lot.left === 0).toBe(true)
          if (before.left > 0 === lot.left > 0) expect(before.expiresOn <= lot.expiresOn).toBe(true)
        }
      }),
    )
  })
})

describe('a receipt', () => {
  const codeOf = (changes: Record<string, unknown>) =>
    judgeReceipt(
      receiveLot.parse({
        productId: id,
        number: 'B2231',
        expiresOn: '2026-11-22',
        quantity: 2,
        serials: [],
        receivedFrom: '',
        ...changes,
      }),
      today,
    )?.code ?? null

  it('is in date, with a serial for each piece or for none [INV-12, INV-14]', () => {
    expect(codeOf({})).toBeNull()
    expect(codeOf({ serials: ['1', '2'] })).toBeNull()
    expect(codeOf({ expiresOn: '2026-11-21' })).toBe('inventory.received-expired')
    expect(codeOf({ serials: ['1'] })).toBe('inventory.serials-do-not-match-quantity')
    expect(codeOf({ serials: ['1', '1'] })).toBe('inventory.serial-twice')
    for (const quantity of [0, -1, 1.5, Number.NaN, 10_001]) {
      expect(() => codeOf({ quantity })).toThrow()
    }
  })
})

describe('a device identifier', () => {
  const identifierOf = (typed: string) => {
    const reading = readDeviceIdentifier(typed)
    return reading.ok ? reading.identifier : reading.problem.code
  }

  it('that is a GTIN of any length is the same GTIN-14 [INV-1]', () => {
    for (const typed of [
      '09506000134352',
      '9506000134352',
      ' 950600013435 2',
      '(01)09506000134352',
      '0-9506000-13435-2',
    ]) {
      expect(identifierOf(typed)).toBe('09506000134352')
    }
    expect(identifierOf('96385074')).toBe('00000096385074')
    fc.assert(
      fc.property(gtin, (digits) => {
        expect(identifierOf(digits)).toBe(digits)
        expect(identifierOf(identifierOf(digits))).toBe(identifierOf(digits))
        if (digits.startsWith('0')) expect(identifierOf(digits.slice(1))).toBe(digits)
      }),
    )
  })

  it('with one wrong digit is refused [INV-1]', () => {
    fc.assert(
      fc.property(gtin, fc.nat(13), fc.integer({ min: 1, max: 9 }), (digits, place, difference) => {
        const wrong = (Number(digits[place]) + difference) % 10
        const misread = digits.slice(0, place) + wrong + digits.slice(place + 1)
        expect(identifierOf(misread)).toBe('inventory.device-identifier-check-digit')
      }),
    )
    expect(identifierOf('12345')).toBe('inventory.device-identifier-length')
  })

  it('that is an HIBC stands without its plus, in capitals [INV-1]', () => {
    expect(identifierOf('+a123bjc5d6e71')).toBe('A123BJC5D6E71')
    expect(identifierOf('A123ABCDEFGHI1234567891')).toBe('A123ABCDEFGHI1234567891')
    expect(identifierOf('pen')).toBe('inventory.device-identifier-form')
    expect(identifierOf('A12$4B1')).toBe('inventory.device-identifier-form')
  })
})
