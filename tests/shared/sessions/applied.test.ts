import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Lot, type Product, productClass } from '#shared/inventory/index.ts'
import { type Instant, instant } from '#shared/kernel/index.ts'
import {
  type AnaestheticUse,
  doseOf,
  dwellMinutes,
  emptyAnaestheticUse,
  judgeAllergies,
  judgeAnaestheticUses,
  judgeProducts,
  productPlace,
  type SessionFacts,
  type UsedProduct,
} from '#shared/sessions/index.ts'
import { lotOf, soundFacts } from './facts.ts'

const lotWith = (product: Partial<Product>): Lot => {
  const lot = lotOf(300)
  return { ...lot, product: { ...lot.product, kind: 'serum', name: 'Clear Gel', ...product } }
}

/** A session that puts this one product on, of a client with these allergies. */
const applied = (
  lot: Lot,
  used: Partial<UsedProduct> = {},
  allergies: readonly string[] = [],
): SessionFacts => {
  const facts = soundFacts({
    products: [
      { lotId: lot.id, amount: 1000, unit: 'g', place: 'during', anaesthetic: null, ...used },
    ],
  })
  const client = { ...facts.base.client, allergies: [...allergies] }
  return { ...facts, productLots: [lot], base: { ...facts.base, client } }
}

const seen = (findings: readonly { readonly code: string; readonly severity: string }[]) =>
  findings.map(({ code, severity }) => `${severity} ${code.split(':')[0]}`)

const places = [...productPlace.options, null]

describe('the product guard', () => {
  it('stops each class that is kept off, wherever it could touch needled skin; at home it is a note [SES-103]', () => {
    const keptOff = ['vitamin-c', 'retinoid', 'acid', 'fragranced', 'sunscreen', 'make-up']
    for (const name of productClass.options) {
      for (const place of places) {
        const lot = lotWith({ productClass: name, sterileForNeedling: true })
        const stopped =
          place === 'at-home' ? 'note sessions.home-product' : 'stop sessions.kept-off'
        expect(seen(judgeProducts(applied(lot, { place })))).toEqual(
          keptOff.includes(name) ? [stopped] : [],
        )
      }
    }
    const home = (name: (typeof keptOff)[number]) =>
      judgeProducts(
        applied(lotWith({ productClass: productClass.parse(name) }), { place: 'at-home' }),
      )
        .map(({ rule }) => rule)
        .join()
    // Each by its own time: nobody is told to leave sunscreen off for days.
    expect(home('acid')).toContain('five days')
    expect(home('retinoid')).toContain('five days')
    expect(home('vitamin-c')).toContain('72 hours')
    expect(home('sunscreen')).toMatch(/every day; .* 24 hours/)
    expect(home('make-up')).toContain('24 hours')
    // What is of two classes says both times: no finding hides the other.
    const both = lotWith({ productClass: 'vitamin-c', contains: ['fragrance'] })
    const [note, ...others] = judgeProducts(applied(both, { place: 'at-home' }))
    expect(others).toEqual([])
    expect(note?.fact).toContain('vitamin C, fragranced')
    expect(note?.rule).toMatch(/day 4.*free of fragrance/)
  })

  it('knows vitamin C and fragrance by the label as well, whatever class was chosen [SES-103]', () => {
    for (const contains of ['ascorbic-acid', 'fragrance'] as const) {
      const lot = lotWith({ productClass: 'moisturiser', contains: [contains] })
      expect(seen(judgeProducts(applied(lot, { place: 'right-after' })))).toEqual([
        'stop sessions.kept-off',
      ])
    }
  })

  it('shows what is not sterile and labelled for needled skin, with the granuloma evidence; what is wiped off before is fine [SES-104]', () => {
    const kinds = ['serum', 'anaesthetic', 'antiseptic', 'cleanser'] as const
    for (const kind of kinds) {
      const product =
        kind === 'cleanser' ? { productClass: 'cleanser' as const } : { kind, productClass: null }
      for (const place of places) {
        for (const sterileForNeedling of [true, false]) {
          const lot = lotWith({ ...product, sterileForNeedling })
          const findings = judgeProducts(applied(lot, { place }))
          const touches =
            place === 'during' ||
            place === 'right-after' ||
            (place !== 'at-home' && kind === 'serum')
          expect(seen(findings)).toEqual(
            touches && !sterileForNeedling ? ['override sessions.not-sterile'] : [],
          )
          for (const { source } of findings) expect(source).toContain('JAMA Dermatology 2014')
        }
      }
    }
  })
})

describe('an allergy', () => {
  it('that is coded stops what contains it; one in free text is amber, and no finding says her words [SES-107]', () => {
    const latex = lotWith({ contains: ['latex'] })
    expect(seen(judgeAllergies(applied(latex, {}, ['LATEX gloves'])))).toEqual([
      'stop sessions.allergy',
    ])
    const numbing = lotWith({
      kind: 'anaesthetic',
      activeAgents: [{ agent: 'lidocaine', percent: 400 }],
    })
    expect(seen(judgeAllergies(applied(numbing, {}, ['lignocaine'])))).toEqual([
      'stop sessions.allergy',
    ])
    const clear = applied(lotWith({ contains: ['collagen'] }), {}, ['zebra hair', 'unicorn dust'])
    expect(seen(judgeAllergies(clear))).toEqual(['override sessions.allergy-free-text'])
    expect(judgeAllergies(clear)[0]?.fact).toMatch(/^2 allergies/)
    const named = applied(lotWith({ name: 'Calendula Balm' }), {}, ['swells from CALÉNDULA'])
    expect(seen(judgeAllergies(named))).toEqual([
      'override sessions.allergy-named',
      'override sessions.allergy-free-text',
    ])
    const noted = applied(lotWith({ note: 'with shea butter' }), {}, ['shea'])
    expect(seen(judgeAllergies(noted))).toContain('override sessions.allergy-named')
    for (const finding of [...judgeAllergies(named), ...judgeAllergies(clear)])
      expect(JSON.stringify(finding)).not.toMatch(/swells|zebra|unicorn/)
    expect(judgeAllergies(applied(latex, {}, []))).toEqual([])
    expect(judgeAllergies(applied(lotWith({ contains: ['collagen'] }), {}, ['latex']))).toEqual([])
  })

  it('to a coded substance asks to read a product whose contents nobody recorded, or whose name says it [SES-122]', () => {
    expect(seen(judgeAllergies(applied(lotWith({}), {}, ['latex'])))).toEqual([
      'override sessions.allergy-unrecorded',
    ])
    // Words that no label is matched with hide it not, and without a coded allergy nothing is unmatched.
    expect(seen(judgeAllergies(applied(lotWith({}), {}, ['latex', 'zebra hair'])))).toEqual([
      'override sessions.allergy-free-text',
      'override sessions.allergy-unrecorded',
    ])
    expect(seen(judgeAllergies(applied(lotWith({}), {}, ['zebra hair'])))).toEqual([
      'override sessions.allergy-free-text',
    ])
    const said = { name: 'Lidocaine Gel', contains: ['propylene-glycol' as const] }
    expect(seen(judgeAllergies(applied(lotWith(said), {}, ['lignocaine'])))).toEqual([
      'override sessions.allergy-named',
    ])
    const noted = { note: 'Free of parabens', contains: ['collagen' as const] }
    expect(seen(judgeAllergies(applied(lotWith(noted), {}, ['paraben'])))).toEqual([
      'override sessions.allergy-named',
    ])
  })

  it('meets the agents that the chart records, also where the product names none [SES-123]', () => {
    const cream = lotWith({ kind: 'anaesthetic' })
    const agents = [{ agent: 'tetracaine' as const, percent: 400 }]
    const anaesthetic = { ...emptyAnaestheticUse, agents }
    expect(seen(judgeAllergies(applied(cream, { anaesthetic }, ['tetracaine'])))).toEqual([
      'stop sessions.allergy',
    ])
  })

  it.each([
    ['latex and calendula', true],
    ['Latex, calendula', true],
    ['LATEX gloves', false],
    ['lidocaine and prilocaine (EMLA)', false],
    ['parabens; severe rash', false],
    ['nickel, cats', true],
  ])('in the words “%s” says more than is coded: %s [SES-124]', (words, isMore) => {
    const codes = seen(judgeAllergies(applied(lotWith({ contains: ['collagen'] }), {}, [words])))
    expect(codes.includes('override sessions.allergy-free-text')).toBe(isMore)
  })
})

const at = (time: string): Instant => instant.parse(`2026-11-22T${time}:00.000Z`)

const numbing = (product: Partial<Product> = {}): Lot =>
  lotWith({
    kind: 'anaesthetic',
    name: 'Numb 4',
    activeAgents: [{ agent: 'lidocaine', percent: 400 }],
    longestDwellMinutes: 30,
    ...product,
  })

/** On for half an hour, off before the start at 16:00. */
const properUse: AnaestheticUse = {
  ...emptyAnaestheticUse,
  agents: [{ agent: 'lidocaine', percent: 400 }],
  area: 100,
  onAt: at('15:00'),
  offAt: at('15:30'),
  occluded: false,
  skin: 'intact',
}

const judged = (use: Partial<AnaestheticUse> | null, product: Partial<Product> = {}) =>
  seen(
    judgeAnaestheticUses(
      applied(numbing(product), {
        place: 'before',
        anaesthetic: use === null ? null : { ...properUse, ...use },
      }),
    ),
  )

describe('an anaesthetic', () => {
  it('that is not stamped off before the start stops it [SES-105]', () => {
    expect(judged({})).toEqual([])
    expect(judged(null)).toEqual(['stop sessions.anaesthetic-on'])
    expect(judged({ onAt: null })).toEqual(['stop sessions.anaesthetic-on'])
    expect(judged({ offAt: null })).toEqual(['stop sessions.anaesthetic-on'])
    expect(judged({ offAt: at('14:59') })).toEqual(['stop sessions.anaesthetic-times'])
    expect(judged({ onAt: at('15:45'), offAt: at('16:00') })).toEqual([])
    expect(judged({ onAt: at('15:45'), offAt: at('16:01') })).toEqual([
      'stop sessions.anaesthetic-on',
    ])
  })

  it('is amber above the free strength or on prescription without its prescriber, covered, on irritated skin, or too long [SES-106]', () => {
    const strong = [{ agent: 'lidocaine' as const, percent: 401 }]
    expect(judged({ agents: strong })).toEqual(['override sessions.anaesthetic-strength'])
    expect(judged({ agents: strong, prescribedBy: 'Dr Cole' })).toEqual([])
    // What the chart left out the label still says.
    expect(judged({ agents: [] }, { activeAgents: strong })).toEqual([
      'override sessions.anaesthetic-strength',
    ])
    expect(judged({}, { prescriptionOnly: true })).toEqual([
      'override sessions.anaesthetic-prescription',
    ])
    expect(judged({ prescribedBy: 'Dr Cole' }, { prescriptionOnly: true })).toEqual([])
    expect(judged({ occluded: true, skin: 'irritated' })).toEqual([
      'override sessions.anaesthetic-occluded',
      'override sessions.anaesthetic-irritated',
    ])
    expect(judged({ offAt: at('15:31') })).toEqual(['override sessions.anaesthetic-too-long'])
    expect(judged({ offAt: at('15:59') }, { longestDwellMinutes: null })).toEqual([
      'override sessions.anaesthetic-dwell',
    ])
  })

  it('stops while what it holds is not recorded, and while one of its times is still to come [SES-125]', () => {
    expect(judged({ agents: [] }, { activeAgents: [] })).toEqual([
      'stop sessions.anaesthetic-agents',
    ])
    // It is 23:00; two clocks may differ by a minute.
    const late = (changes: Partial<AnaestheticUse>) =>
      judged({ ...changes }, { longestDwellMinutes: 999 })
    expect(late({ offAt: at('23:05') })).toEqual(['stop sessions.anaesthetic-to-come'])
    expect(late({ onAt: at('23:05'), offAt: at('23:06') })).toEqual([
      'stop sessions.anaesthetic-to-come',
    ])
    expect(late({ onAt: at('22:50'), offAt: at('23:01') })).not.toContain(
      'stop sessions.anaesthetic-to-come',
    )
  })

  it('has its whole minutes on the skin, and its weight on each square centimetre [SES-106]', () => {
    const on = at('15:00')
    expect(dwellMinutes({ onAt: on, offAt: null }, null)).toBeNull()
    expect(dwellMinutes({ onAt: null, offAt: null }, on)).toBeNull()
    expect(dwellMinutes({ onAt: on, offAt: at('14:00') }, null)).toBeNull()
    fc.assert(
      fc.property(fc.nat(86_400), fc.nat(86_400), (seconds, more) => {
        const later = (past: number) =>
          instant.parse(new Date(Date.parse(on) + past * 1000).toISOString())
        const offAt = later(seconds)
        const whole = Math.floor(seconds / 60)
        expect(dwellMinutes({ onAt: on, offAt: null }, offAt)).toBe(whole)
        // Once it is off the clock no longer matters.
        expect(dwellMinutes({ onAt: on, offAt }, later(seconds + more))).toBe(whole)
      }),
    )
    const dose = (changes: Partial<UsedProduct>) =>
      doseOf({ amount: 2500, unit: 'g', anaesthetic: { ...properUse, area: 25 }, ...changes })
    expect(dose({})).toBe(100)
    expect(dose({ amount: null })).toBeNull()
    expect(dose({ unit: 'ml' })).toBeNull()
    expect(dose({ anaesthetic: null })).toBeNull()
    expect(dose({ anaesthetic: { ...properUse, area: null } })).toBeNull()
  })
})
