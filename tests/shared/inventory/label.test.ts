import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { readLabel } from '#shared/inventory/index.ts'
import { toCalendarDate } from '#shared/kernel/index.ts'
import { accepted, codes, day, firstProblem, GS, today, yymmdd } from './labels.ts'

describe('the dates of a GS1 label', () => {
  it.each([
    ['280200', '2028-02-29'],
    ['270200', '2027-02-28'],
    ['281200', '2028-12-31'],
    ['280229', '2028-02-29'],
  ])('%s is %s; day 00 is the end of the month [LBL-7]', (written, meant) => {
    expect(accepted(`(01)09506000134352(17)${written}`).expiresOn).toBe(meant)
  })

  it.each([
    ['2026-11-22', '76', '2076'],
    ['2026-11-22', '77', '1977'],
    ['2026-11-22', '00', '2000'],
    ['2049-06-01', '99', '2099'],
    ['2048-06-01', '99', '1999'],
    ['2050-06-01', '00', '2100'],
    ['2049-06-01', '00', '2000'],
    ['2099-06-01', '49', '2149'],
  ])('on %s the year %s is %s [LBL-8]', (day, yy, year) => {
    const label = accepted(`(01)09506000134352(17)${yy}0615`, toCalendarDate(day))
    expect(label.expiresOn).toBe(`${year}-06-15`)
  })

  describe('in any time zone', () => {
    const before = process.env['TZ']
    afterEach(() => {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    })

    it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Phoenix', 'Europe/Berlin', 'UTC'])(
      'are the same days in %s [LBL-18]',
      (zone) => {
        process.env['TZ'] = zone
        expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone)
        fc.assert(
          fc.property(day, day, (made, expires) => {
            const text = `(01)09506000134352(11)${yymmdd(made)}(17)${yymmdd(expires)}`
            expect(accepted(text)).toMatchObject({ manufacturedOn: made, expiresOn: expires })
          }),
        )
        expect(accepted('(01)09506000134352(17)280200').expiresOn).toBe('2028-02-29')
        expect(accepted('+A99912345/$$52001510X33').expiresOn).toBe('2020-01-15')
      },
    )
  })
})

describe('anything else', () => {
  it.each([
    ['', 'empty'],
    [' \r\n', 'empty'],
    ['foo', 'unreadable'],
    ['(lot) ABC', 'unreadable'],
    ['=)1TE123456A', 'unsupported-issuer'],
    ['https://id.gs1.org/01/09506000134352', 'web-address'],
    ['9506000134352', 'bare-number'],
  ])('%j is refused as %s [LBL-20]', (text, code) => {
    expect(codes(text)).toEqual([code])
  })

  it('is refused when longer than any label [LBL-20]', () => {
    expect(codes('1'.repeat(1001))).toEqual(['too-long'])
  })

  it('offers the whole number where only the retail code was typed [LBL-20]', () => {
    expect(firstProblem('9506000134352').nextStep).toContain('(01)09506000134352')
  })

  it('never throws, and always says fact, rule and next step [LBL-1]', () => {
    const pieces = fc.constantFrom(
      '01',
      '(01)',
      '10',
      GS,
      '+',
      '$$',
      '/',
      ']d2',
      '*',
      '\n',
      '281231',
      '(',
      '7003',
      '^',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, (arbitrary) => {
        const reading = readLabel(arbitrary, today)
        if (reading.ok) return
        for (const { fact, rule, nextStep } of reading.problems) {
          expect([fact, rule, nextStep].every((sentence) => /\S\.$/.test(sentence))).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
