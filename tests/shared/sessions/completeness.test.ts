import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, certain, instant, type Micrometres } from '#shared/kernel/index.ts'
import { chartItem, type ChartItem } from '#shared/practice/index.ts'
import {
  chartIsComplete,
  courseOf,
  type CourseVisit,
  judgeChart,
  mostOf,
  needsSupervisor,
  overfull,
  type SessionDocument,
  sessionDocument,
  type SessionFacts,
} from '#shared/sessions/index.ts'
import { idNumber, moment, micrometre, orders, soundFacts, today } from './facts.ts'

const asking = (items: readonly ChartItem[], document: SessionDocument): SessionFacts => {
  const facts = soundFacts()
  const rules = {
    ...facts.base.rules,
    requiredChartItems: { ...facts.base.rules.requiredChartItems, value: [...items] },
  }
  return { ...facts, base: { ...facts.base, rules }, document }
}

it('takes as many entries as its document holds, and refuses one more with the next step [SES-161]', () => {
  const order = certain(fc.sample(orders, 1)[0], 'An order')
  const person = { name: 'Per', role: '' }
  const step = { kind: 'other' as const, at: moment, note: '' }
  const mark = (index: number): SessionDocument['marks'][number] => ({
    id: idNumber(index),
    view: 'face-front',
    kind: 'mole',
    path: [[1, 1]],
    note: '',
  })
  const filled = (name: keyof typeof mostOf, count: number): SessionDocument => ({
    ...soundFacts().document,
    orders: name === 'orders' ? Array.from({ length: count }, () => order) : [],
    present: name === 'present' ? Array.from({ length: count }, () => person) : [],
    steps: name === 'steps' ? Array.from({ length: count }, () => step) : [],
    marks: name === 'marks' ? Array.from({ length: count }, (_, index) => mark(index)) : [],
  })
  for (const name of ['orders', 'present', 'steps', 'marks'] as const) {
    const full = filled(name, mostOf[name])
    expect([name, overfull(full), sessionDocument.safeParse(full).success]).toEqual([
      name,
      null,
      true,
    ])
    const over = filled(name, mostOf[name] + 1)
    expect(overfull(over)?.code).toBe(`sessions.overfull:${name}`)
    expect(sessionDocument.safeParse(over).success).toBe(false)
  }
})

/** Everything that a practice can ask for, said once. */
const whole = (): SessionDocument => {
  const { document } = soundFacts()
  return {
    ...document,
    products: [],
    endedAt: moment,
    comfort: 3,
    said: 'It tickled.',
    present: [{ name: 'Jo Kim', role: 'trainee' }],
    steps: [{ kind: 'cleanse', at: moment, note: '' }],
    zones: document.zones.map((zone) => ({
      ...zone,
      indication: 'texture',
      cartridgeUnitId: idNumber(9001),
      motion: 'glide',
      speed: '5',
      directions: ['vertical'],
      pressureNote: 'light',
      coverage: 'whole-zone',
      response: ['mild-redness'],
    })),
  }
}

describe('a complete chart', () => {
  it('holds exactly what the practice asks for [SES-113]', () => {
    const asked = chartItem.options.filter((item) => item !== 'glide-product')
    fc.assert(
      fc.property(fc.subarray([...asked]), (items) => {
        expect(judgeChart(asking(items, whole()))).toEqual([])
        const missing = judgeChart(asking(items, soundFacts().document)).map(({ code }) => code)
        // A session without products lacks no place of one.
        const expected = items.filter((item) => item !== 'product-place')
        expect(missing.sort()).toEqual(expected.map((item) => `sessions.required-${item}`).sort())
      }),
    )
    expect(judgeChart(asking(['glide-product'], whole())).map(({ field }) => field)).toEqual([
      'zones.0.glideLotId',
    ])
    expect(chartIsComplete(asking(asked, whole()), [])).toBe(true)
    const used = { lotId: idNumber<'lot'>(1), amount: 1, unit: 'ml', anaesthetic: null } as const
    const unplaced = { ...whole(), products: [{ ...used, place: null }] }
    expect(judgeChart(asking(['product-place'], unplaced)).map(({ code }) => code)).toContain(
      'sessions.required-product-place',
    )
  })

  it('names what belongs to the session, why it was stopped, and an end after the start [SES-114]', () => {
    const zone = certain(soundFacts().document.zones[0], 'A zone')
    const codes = (changes: Partial<typeof zone>, session: Partial<SessionDocument> = {}) =>
      judgeChart(soundFacts({ zones: [{ ...zone, ...changes }], ...session })).map(
        ({ code }) => code,
      )
    expect(codes({ cartridgeUnitId: idNumber(9001) })).toEqual([])
    expect(codes({ cartridgeUnitId: idNumber(9002) })).toEqual([
      'sessions.cartridge-not-of-session',
    ])
    expect(codes({ glideLotId: idNumber(300) })).toEqual(['sessions.glide-not-of-session'])
    expect(codes({ endpoint: 'stopped' })).toEqual(['sessions.stopped-without-reason'])
    expect(codes({ endpoint: 'stopped', stoppedReason: 'She felt faint.' })).toEqual([])
    const early = instant.parse('2026-11-22T15:59:59.000Z')
    expect(codes({}, { endedAt: early })).toEqual(['sessions.ended-before-start'])
    expect(codes({}, { endedAt: moment })).toEqual([])
  })

  it('of a trainee waits for a supervisor where the practice asks', () => {
    const by = (standing: 'trainee' | 'independent' | undefined, asked: boolean | undefined) =>
      needsSupervisor({
        practitioner: {
          id: idNumber(2),
          name: 'Jo Kim',
          licence: '',
          ...(standing && { standing }),
          ...(asked !== undefined && { countersignatureAsked: asked }),
        },
      })
    expect(by('trainee', true)).toBe(true)
    expect([by('trainee', false), by('independent', true), by(undefined, undefined)]).toEqual([
      false,
      false,
      false,
    ])
  })
})

describe('the course', () => {
  const visits: fc.Arbitrary<CourseVisit> = fc
    .record({
      daysAgo: fc.nat(400),
      zones: fc.uniqueArray(
        fc.record({
          zone: fc.constantFrom('chin' as const, 'nose' as const, 'neck' as const),
          needleLength: fc.integer({ min: 100, max: 3500 }).map(micrometre),
          passes: fc.integer({ min: 1, max: 30 }),
        }),
        { selector: ({ zone }) => zone },
      ),
    })
    .map(({ daysAgo, zones }) => ({
      sessionId: idNumber<'session'>(daysAgo),
      day: addDays(today, -daysAgo),
      planId: null,
      zones: zones.map((zone) => ({ ...zone, area: null })),
    }))

  it('adds passes and passes × length, and knows when a zone was treated last [SES-115]', () => {
    fc.assert(
      fc.property(fc.array(visits, { maxLength: 8 }), (course) => {
        const found = courseOf(course, today)
        const treated = course.flatMap(({ day, zones }) => zones.map((zone) => ({ day, ...zone })))
        expect(new Set(found.map(({ zone }) => zone))).toEqual(
          new Set(treated.map(({ zone }) => zone)),
        )
        for (const { zone, passes, load, longest, lastOn, daysSince, sessions } of found) {
          const here = treated.filter((each) => each.zone === zone)
          const sum = (of: (each: { passes: number; needleLength: Micrometres }) => number) =>
            here.reduce((total, each) => total + of(each), 0)
          expect(sessions).toBe(here.length)
          expect(passes).toBe(sum((each) => each.passes))
          expect(load).toBe(sum((each) => each.passes * each.needleLength))
          expect(longest).toBe(Math.max(...here.map(({ needleLength }) => needleLength)))
          expect(lastOn).toBe(
            here
              .map(({ day }) => day)
              .sort()
              .at(-1),
          )
          expect(addDays(lastOn, daysSince)).toBe(today)
        }
      }),
    )
  })
})
