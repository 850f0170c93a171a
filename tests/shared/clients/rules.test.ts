import { describe, expect, it } from 'vitest'
import { clientDetails, clientFlagKind, flagLabel, judgeBirthDate } from '#shared/clients/index.ts'
import { toCalendarDate } from '#shared/kernel/index.ts'

const today = toCalendarDate('2026-11-22')

describe('a flag', () => {
  it('is called as it was named, by its own name, or by its code in words [CLI-22]', () => {
    expect(flagLabel('pregnancy', '')).toBe('Pregnant')
    expect(flagLabel('cold-sores', '')).toBe('Cold sores')
    expect(flagLabel('isotretinoin-stopped', 'Isotretinoin stopped')).toBe('Isotretinoin stopped')
    expect(flagLabel('metal-allergy', '')).toBe('Metal allergy')
  })

  it('has a short code that a finding’s code can carry [CLI-22]', () => {
    for (const code of ['keloid', 'cold-sores', 'type-2-diabetes', 'x'])
      expect(clientFlagKind.safeParse(code).success).toBe(true)
    for (const code of ['', 'Keloid', '2nd', '-x', 'cold sores', 'a:b', 'x'.repeat(61)])
      expect([code, clientFlagKind.safeParse(code).success]).toEqual([code, false])
  })
})

describe('a birth date', () => {
  const codeOf = (day: string) => judgeBirthDate(toCalendarDate(day), today)?.code ?? null

  it('lies between 120 years ago and today [CLI-3]', () => {
    expect(codeOf('2026-11-22')).toBeNull()
    expect(codeOf('2026-11-23')).toBe('clients.birth-date-in-future')
    expect(codeOf('1905-11-23')).toBeNull()
    expect(codeOf('1905-11-22')).toBe('clients.birth-date-too-early')
  })
})

describe('a client’s details', () => {
  const details = {
    name: 'Ann Lee',
    birthDate: '1990-01-01',
    telephone: '',
    email: '',
    address: '',
    emergencyContact: '',
    fitzpatrickType: null,
    allergies: [],
    medication: [],
    note: '',
  }

  it('are refused without a name, with a day that is not on the calendar, or an address that is none [CLI-7]', () => {
    expect(clientDetails.safeParse(details).success).toBe(true)
    for (const wrong of [
      { name: '   ' },
      { name: 'Ann\u0007Lee' },
      { name: 'x'.repeat(201) },
      { birthDate: '1990-02-30' },
      { birthDate: '22.11.1990' },
      { email: 'ann@' },
      { fitzpatrickType: 'VII' },
      { allergies: [''] },
    ]) {
      expect([wrong, clientDetails.safeParse({ ...details, ...wrong }).success]).toEqual([
        wrong,
        false,
      ])
    }
  })
})
