import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ConsentState,
  consentState,
  consentStateOn,
  decisiveConsent,
  judgeCompleteness,
  judgeForm,
  judgeText,
  judgeWithdrawal,
  type Strokes,
  startingTemplate,
} from '#shared/consent/index.ts'
import { addDays, instant, toCalendarDate } from '#shared/kernel/index.ts'

const ids = startingTemplate.acknowledgements.map(({ id }) => id)
const today = toCalendarDate('2026-11-22')
const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code)

const drawn = (points: readonly { x: number; y: number }[]): Strokes => ({
  width: 600,
  height: 200,
  strokes:
    points.length === 0
      ? []
      : [points.map(({ x, y }, index) => ({ x, y, pressure: 0.5, time: index * 16 }))],
})
const path = drawn(Array.from({ length: 20 }, (_, index) => ({ x: index * 10, y: 50 })))
const point = fc.record({ x: fc.integer({ min: 0, max: 6 }), y: fc.integer({ min: 0, max: 2 }) })

describe('completeness', () => {
  it('is every statement agreed to and a drawn signature, and nothing less [CON-8] [CON-9]', () => {
    fc.assert(
      fc.property(
        fc.subarray(ids),
        fc.array(point, { maxLength: 20 }).map(drawn),
        (acknowledged, strokes) => {
          const places = new Set(strokes.strokes.flat().map(({ x, y }) => `${x}/${y}`)).size
          const complete = acknowledged.length === ids.length && places >= 8
          const problems = judgeCompleteness(startingTemplate, { acknowledged, strokes })
          expect(problems.length === 0).toBe(complete)
          expect(codes(problems).includes('consent.not-acknowledged')).toBe(
            acknowledged.length < ids.length,
          )
          expect(codes(problems).includes('consent.not-signed')).toBe(places < 8)
        },
      ),
    )
  })

  it('does not take a held tap for a signature [CON-9]', () => {
    const held = drawn(Array.from({ length: 200 }, () => ({ x: 300, y: 100 })))
    expect(
      codes(judgeCompleteness(startingTemplate, { acknowledged: ids, strokes: held })),
    ).toEqual(['consent.not-signed'])
  })

  it('counts no statement twice, and none of another text [CON-8] [CON-10]', () => {
    const [first = '', ...others] = ids
    expect(
      codes(
        judgeCompleteness(startingTemplate, {
          acknowledged: [...others, ...others],
          strokes: path,
        }),
      ),
    ).toEqual(['consent.not-acknowledged'])
    expect(
      codes(
        judgeCompleteness(startingTemplate, {
          acknowledged: [first, ...others, 'of-another-text'],
          strokes: path,
        }),
      ),
    ).toEqual(['consent.unknown-statement'])
  })
})

it('refuses a replaced text and a form from the future [CON-11] [CON-12]', () => {
  const now = instant.parse('2026-11-22T16:00:00.000Z')
  expect(judgeForm({ templateCurrent: true, presentedAt: now, now })).toEqual([])
  expect(
    codes(
      judgeForm({
        templateCurrent: false,
        presentedAt: instant.parse('2026-11-22T16:00:00.001Z'),
        now,
      }),
    ),
  ).toEqual(['consent.text-replaced', 'consent.presented-in-future'])
})

it('publishes a text that differs, with each statement named once [CON-6] [CON-7]', () => {
  expect(judgeText(startingTemplate, { sameAsCurrent: false })).toEqual([])
  expect(codes(judgeText(startingTemplate, { sameAsCurrent: true }))).toEqual([
    'consent.nothing-changed',
  ])
  const [statement] = startingTemplate.acknowledgements
  const twice = {
    ...startingTemplate,
    acknowledgements: [...startingTemplate.acknowledgements, ...(statement ? [statement] : [])],
  }
  expect(codes(judgeText(twice, { sameAsCurrent: false }))).toEqual(['consent.statement-twice'])
})

it('withdraws once, between the day of signing and today [CON-19]', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -30, max: 30 }),
      fc.integer({ min: -30, max: 0 }),
      fc.boolean(),
      (withdrawn, signed, alreadyWithdrawn) => {
        const problems = judgeWithdrawal({
          withdrawnOn: addDays(today, withdrawn),
          signedOn: addDays(today, signed),
          today,
          alreadyWithdrawn,
        })
        const allowed = withdrawn <= 0 && withdrawn >= signed && !alreadyWithdrawn
        expect(problems.length === 0).toBe(allowed)
      },
    ),
  )
})

it('has one state, the worst that is true [CON-18]', () => {
  fc.assert(
    fc.property(
      fc.record({
        signatureHolds: fc.boolean(),
        withdrawn: fc.boolean(),
        days: fc.integer({ min: -2, max: 2 }),
        templateCurrent: fc.boolean(),
      }),
      ({ signatureHolds, withdrawn, days, templateCurrent }) => {
        const state = consentStateOn(
          {
            signatureHolds,
            withdrawnOn: withdrawn ? today : null,
            validUntil: addDays(today, days),
            templateCurrent,
          },
          today,
        )
        const valid = signatureHolds && !withdrawn && days >= 0 && templateCurrent
        expect(state === 'valid').toBe(valid)
        expect(state === 'invalid').toBe(!signatureHolds)
        expect(state === 'withdrawn').toBe(signatureHolds && withdrawn)
      },
    ),
  )
})

describe('the consent that counts', () => {
  const states = (...found: ConsentState[]) => decisiveConsent(found.map((state) => ({ state })))

  it('is the newest valid one, or else the newest [CON-20]', () => {
    expect(states()).toBeNull()
    expect(states('expired', 'valid')).toEqual({ state: 'valid' })
    expect(states('superseded', 'expired')).toEqual({ state: 'superseded' })
    expect(states('valid', 'withdrawn')).toEqual({ state: 'valid' })
  })

  it('is never older than a withdrawal [CON-20]', () => {
    expect(states('withdrawn', 'valid')).toEqual({ state: 'withdrawn' })
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...consentState.options)), (found) => {
        const valid = states(...found)?.state === 'valid'
        const before = found.slice(0, found.indexOf('valid'))
        expect(valid).toBe(found.includes('valid') && !before.includes('withdrawn'))
      }),
    )
  })
})
