import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { micrometres } from '#shared/kernel/index.ts'
import {
  judgeRuleChange,
  type RuleSettings,
  startingRules,
  treatableZones,
  type ZoneCap,
} from '#shared/practice/index.ts'

const length = (value: number) => micrometres.parse(value)

const ranged = (
  least: number,
  most: number,
  sources: { readonly least?: string; readonly most?: string } = {},
): RuleSettings => {
  const { minimumRecordableNeedleLength: minimum, maximumRecordableNeedleLength: maximum } =
    startingRules
  return {
    ...startingRules,
    minimumRecordableNeedleLength: {
      ...minimum,
      value: length(least),
      source: sources.least ?? minimum.source,
    },
    maximumRecordableNeedleLength: {
      ...maximum,
      value: length(most),
      source: sources.most ?? maximum.source,
    },
  }
}

const codes = (after: RuleSettings, before = startingRules) =>
  judgeRuleChange(before, after).map(({ code, field }) => `${code} ${field}`)

const own = startingRules.maximumRecordableNeedleLength.source
const without = (end: 'minimum' | 'maximum') =>
  `practice.range-without-source settings.${end}RecordableNeedleLength.source`

const cap = (zone: ZoneCap['zone'], source = 'Our protocol of 2026'): ZoneCap => ({
  zone,
  length: length(500),
  source,
  quality: 'practice',
  checkOn: null,
})

describe('a change of the rules', () => {
  it.each([
    [ranged(500, 2500), []],
    [ranged(600, 2000), []],
    [ranged(250, 2500), [without('minimum')]],
    [ranged(500, 3000), [without('maximum')]],
    [ranged(250, 3000), [without('minimum'), without('maximum')]],
    [ranged(250, 2500, { least: '   ' }), [without('minimum')]],
    [ranged(500, 3000, { most: ` ${own.toUpperCase()}. ` }), [without('maximum')]],
    [ranged(250, 2500, { least: 'Cosmetic rollers of 0.25 mm: maker’s leaflet' }), []],
    [ranged(250, 2500, { most: 'Maker’s leaflet' }), [without('minimum')]],
    [ranged(2500, 500), ['practice.empty-range settings.minimumRecordableNeedleLength.value']],
  ])(
    'is held to a new source where the range becomes wider, case %# [PRA-2]',
    (after, expected) => {
      expect(codes(after)).toEqual(expected)
    },
  )

  it('is refused exactly when it widens the range on the old word or on none [PRA-2]', () => {
    const some = fc.integer({ min: 1, max: 35 }).map((tenths) => tenths * 100)
    const source = fc.constantFrom(own, ` ${own}`, '', 'The board’s letter of May')
    fc.assert(
      fc.property(some, some, some, some, source, source, (a, b, c, d, least, most) => {
        const before = ranged(Math.min(a, b), Math.max(a, b))
        const after = ranged(Math.min(c, d), Math.max(c, d), { least, most })
        const isNew = (text: string) => text.startsWith('The board')
        expect(codes(after, before)).toEqual([
          ...(Math.min(c, d) < Math.min(a, b) && !isNew(least) ? [without('minimum')] : []),
          ...(Math.max(c, d) > Math.max(a, b) && !isNew(most) ? [without('maximum')] : []),
        ])
      }),
      { numRuns: 200 },
    )
  })

  it('has one cap for a zone, each with a source [PRA-3]', () => {
    const withCaps = (...zoneCaps: ZoneCap[]) => codes({ ...startingRules, zoneCaps })
    const all = [...treatableZones.map(({ id }) => cap(id)), cap('free-area')]
    expect(withCaps(...all)).toEqual([])
    expect(withCaps(cap('nose'), cap('chin'), cap('nose'))).toEqual([
      'practice.zone-cap-twice settings.zoneCaps.2.zone',
    ])
    expect(withCaps(cap('nose'), cap('free-area', ' – '))).toEqual([
      'practice.zone-cap-without-source settings.zoneCaps.1.source',
    ])
  })

  it('names what it refuses, and the next step [PRA-3]', () => {
    const [problem] = judgeRuleChange(startingRules, {
      ...startingRules,
      zoneCaps: [cap('free-area'), cap('free-area')],
    })
    expect(problem?.fact).toBe('Two caps stand for any free area.')
    expect(problem?.nextStep).toBe('Keep one of the two.')
  })
})
