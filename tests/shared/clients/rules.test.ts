import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Clearance,
  type ClientFlagKind,
  clientDetails,
  clientFlagKind,
  flagRules,
  judgeBirthDate,
  judgeClearance,
  judgeFlags,
} from '#shared/clients/index.ts'
import { addDays, type CalendarDate, toCalendarDate } from '#shared/kernel/index.ts'

const today = toCalendarDate('2026-11-22')
const someDay = fc.integer({ min: -3000, max: 3000 }).map((days) => addDays(today, days))
const stops: readonly ClientFlagKind[] = [
  'pregnancy',
  'breastfeeding',
  'isotretinoin',
  'keloid',
  'active-acne',
  'eczema',
  'rosacea',
]
const needClearance: readonly ClientFlagKind[] = ['anticoagulants', 'cold-sores']

const clearanceOf = (clearedOn: CalendarDate, validUntil: CalendarDate | null): Clearance => ({
  id: '01939f7e-0000-7000-8000-000000000000',
  prescriberName: 'Dr Ito',
  prescriberLicence: 'MD 1',
  clearedOn,
  validUntil,
  note: '',
})

const judged = (kind: ClientFlagKind, clearance: Clearance | null) =>
  judgeFlags([{ kind, clearance }], today).map(({ code, severity }) => [code, severity])

describe('the flags', () => {
  it('are each a stop or in need of clearance, and name their source [CLI-24, CLI-25]', () => {
    expect([...stops, ...needClearance].sort()).toEqual([...clientFlagKind.options].sort())
    for (const kind of clientFlagKind.options) {
      expect(flagRules[kind].demands).toBe(stops.includes(kind) ? 'stop' : 'clearance')
      expect(flagRules[kind].source).not.toBe('')
    }
  })

  it('that stop a session stop it whatever clearance lies about [CLI-24]', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stops), fc.option(someDay), (kind, clearedOn) => {
        const clearance = clearedOn === null ? null : clearanceOf(clearedOn, null)
        expect(judged(kind, clearance)).toEqual([[`clients.flag-${kind}`, 'stop']])
      }),
    )
  })

  it('that need clearance pass exactly while it counts, first and last day included [CLI-25]', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...needClearance),
        fc.option(fc.tuple(someDay, fc.option(someDay))),
        (kind, days) => {
          const counts = days !== null && days[0] <= today && (days[1] === null || today <= days[1])
          const clearance = days === null ? null : clearanceOf(...days)
          expect(judged(kind, clearance)).toEqual([
            counts ? [`clients.flag-${kind}-cleared`, 'note'] : [`clients.flag-${kind}`, 'stop'],
          ])
        },
      ),
    )
    expect(judged('cold-sores', clearanceOf(today, today))).toEqual([
      ['clients.flag-cold-sores-cleared', 'note'],
    ])
  })

  it('each speak for themselves [CLI-24]', () => {
    const flags = [...stops, ...needClearance].map((kind) => ({ kind, clearance: null }))
    expect(judgeFlags(flags, today)).toHaveLength(9)
    expect(judgeFlags([], today)).toEqual([])
  })
})

describe('a clearance', () => {
  const codeOf = (kind: ClientFlagKind, clearedOn: string, validUntil: string | null) =>
    judgeClearance(
      kind,
      {
        clearedOn: toCalendarDate(clearedOn),
        validUntil: validUntil === null ? null : toCalendarDate(validUntil),
      },
      today,
    )?.code ?? null

  it('is recorded from the day it was given, and may have ended meanwhile [CLI-22]', () => {
    expect(codeOf('anticoagulants', '2026-11-22', null)).toBeNull()
    expect(codeOf('anticoagulants', '2026-11-22', '2026-11-22')).toBeNull()
    expect(codeOf('cold-sores', '2025-01-01', '2025-02-01')).toBeNull()
    expect(codeOf('anticoagulants', '2026-11-23', null)).toBe('clients.clearance-in-future')
    expect(codeOf('anticoagulants', '2026-11-22', '2026-11-21')).toBe(
      'clients.clearance-ends-before-it-begins',
    )
  })

  it('is not recorded for a flag that stops a session [CLI-23]', () => {
    for (const kind of stops)
      expect(codeOf(kind, '2026-11-20', null)).toBe('clients.flag-not-cleared')
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
