import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarDate } from '#shared/kernel/index.ts'
import {
  judgeLicence,
  jurisdictionRules,
  publishedCharts,
  publishedFor,
  sourceQuality,
  sourceQualityLabels,
  type ZoneCap,
} from '#shared/practice/index.ts'
import {
  emptyZone,
  judgeNeedleLength,
  judgeOrders,
  judgeSkin,
  limitsOf,
  needleCaps,
  type DraftZone,
  type NeedleLimits,
  readyToNeedle,
  type SessionFacts,
} from '#shared/sessions/index.ts'
import {
  baseOf,
  idNumber,
  lotOf,
  micrometre,
  moment,
  needleLengths,
  orders,
  productOf,
  screeningOf,
  soundFacts,
  today,
  unitOf,
} from './facts.ts'

const tomorrow = calendarDate.parse('2026-11-23')

const capOf = (changes: Partial<ZoneCap> = {}): ZoneCap => ({
  zone: 'chin',
  length: micrometre(800),
  source: 'Our protocol',
  quality: 'practice',
  checkOn: null,
  ...changes,
})

const limits: fc.Arbitrary<NeedleLimits> = fc
  .record({
    licence: fc.oneof(fc.constant(micrometre(0)), needleLengths),
    label: fc.option(needleLengths),
    cap: fc.option(needleLengths.filter((length) => length >= 100)),
    mayExceed: fc.subarray(['device-label' as const, 'zone-cap' as const, 'licence' as const]),
    orders: fc.array(orders, { maxLength: 2 }),
    quality: fc.constantFrom(...sourceQuality.options),
  })
  .map(({ licence, label, cap, mayExceed, orders: ordered, quality }) => {
    const { practitioner, rules } = baseOf()
    return {
      practitioner: {
        ...practitioner,
        maximumNeedleLength: licence,
        maximumNeedleLengthQuality: quality,
      },
      rules: {
        ...rules,
        zoneCaps: cap === null ? [] : [capOf({ length: cap, quality })],
        orderMayExceed: { ...rules.orderMayExceed, value: mayExceed },
      },
      devices: [{ name: 'Pen', evaluatedNeedleLength: label }],
      orders: ordered,
      today,
    }
  })

const codesOf = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code)

describe('the depth guard', () => {
  it('permits exactly what the smallest cap permits, and names each exceeded one with source and quality [SES-100]', () => {
    fc.assert(
      fc.property(limits, needleLengths, (given, needleLength) => {
        const unordered = { ...given, orders: [] }
        const findings = judgeNeedleLength({ zone: 'chin', needleLength }, unordered)
        const smallest = Math.min(
          given.practitioner.maximumNeedleLength,
          given.rules.maximumRecordableNeedleLength.value,
          ...given.devices.flatMap(({ evaluatedNeedleLength }) => evaluatedNeedleLength ?? []),
          ...given.rules.zoneCaps.map(({ length }) => length),
        )
        const isLongEnough = needleLength >= given.rules.minimumRecordableNeedleLength.value
        expect(findings.length === 0).toBe(isLongEnough && needleLength <= smallest)
        expect(findings.every(({ severity }) => severity === 'stop')).toBe(true)
        if (!isLongEnough) return
        const exceeded = needleCaps('chin', unordered).filter(({ length }) => needleLength > length)
        expect(findings.map(({ source }) => source)).toEqual(
          exceeded.map(({ source, quality }) => `${source} (${sourceQualityLabels[quality]})`),
        )
      }),
    )
  })

  it('caps every free area by the one cap for them, and no other zone by it [SES-100]', () => {
    const rules = { ...baseOf().rules, zoneCaps: [capOf({ zone: 'free-area' })] }
    const given = { practitioner: baseOf().practitioner, rules, devices: [] }
    const kinds = (zone: 'chin' | 'free-0a1b2c3d') =>
      needleCaps(zone, given).map(({ limit }) => limit)
    expect(kinds('free-0a1b2c3d')).toContain('zone-cap')
    expect(kinds('chin')).not.toContain('zone-cap')
  })

  it('is lifted by a written order for that zone, length, day and limit only, never above the range or a licence of none [SES-101]', () => {
    fc.assert(
      fc.property(limits, needleLengths, (given, needleLength) => {
        fc.pre(needleLength >= given.rules.minimumRecordableNeedleLength.value)
        const findings = judgeNeedleLength({ zone: 'chin', needleLength }, given)
        const exceeded = needleCaps('chin', given).filter(({ length }) => needleLength > length)
        expect(findings).toHaveLength(exceeded.length)
        exceeded.forEach(({ limit, length, code }, at) => {
          const isOrdered =
            limit !== 'range' &&
            length > 0 &&
            given.rules.orderMayExceed.value.includes(limit) &&
            given.orders.some(
              (order) =>
                order.zones.includes('chin') &&
                order.exceeds.includes(limit) &&
                order.orderedOn <= today &&
                order.maximumNeedleLength >= needleLength,
            )
          expect(findings[at]).toMatchObject(
            isOrdered
              ? { code: `${code}-ordered:chin`, severity: 'override' }
              : { code: `${code}:chin`, severity: 'stop' },
          )
        })
      }),
      { numRuns: 400 },
    )
  })

  it('names an order in the finding that it turns amber, by its day and length and not by its clinician [SES-101]', () => {
    const given = {
      ...limitsOf(soundFacts()),
      rules: { ...baseOf().rules, zoneCaps: [capOf()] },
      orders: [
        {
          clinician: 'Dr Cole',
          licence: 'MD-1',
          orderedOn: today,
          zones: ['chin' as const],
          maximumNeedleLength: micrometre(1200),
          exceeds: ['zone-cap' as const],
        },
      ],
    }
    const [finding, ...others] = judgeNeedleLength(
      { zone: 'chin', needleLength: micrometre(1200) },
      given,
    )
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      code: 'sessions.length-above-cap-ordered:chin',
      severity: 'override',
    })
    expect(finding?.fact).toContain('22 Nov 2026')
    expect(finding?.fact).toContain('1.2 mm')
    expect(finding?.fact).not.toContain('Cole')
  })

  it('is ordered by somebody else than her: an order of her own lifts nothing and stops [SES-120]', () => {
    const order = {
      clinician: 'Dr Cole',
      licence: 'MD-1',
      orderedOn: today,
      zones: ['forehead' as const],
      maximumNeedleLength: micrometre(1400),
      exceeds: ['zone-cap' as const],
    }
    const judgedWith = (changes: Partial<typeof order>) => {
      const facts = soundFacts({ orders: [{ ...order, ...changes }] })
      const base = {
        ...facts.base,
        rules: { ...facts.base.rules, zoneCaps: [capOf({ zone: 'forehead' })] },
      }
      const zones = facts.document.zones.map((zone) => ({
        ...zone,
        needleLength: micrometre(1400),
      }))
      return readyToNeedle({ ...facts, base, document: { ...facts.document, zones } })
        .filter(({ severity }) => severity !== 'note')
        .map(({ severity, code }) => `${severity} ${code}`)
    }
    expect(judgedWith({})).toEqual(['override sessions.length-above-cap-ordered:forehead'])
    for (const own of [{ clinician: 'ADA  PETERSEN' }, { licence: 'me 1' }]) {
      expect(judgedWith(own)).toEqual([
        'stop sessions.length-above-cap:forehead',
        `stop sessions.order-own:${today}`,
      ])
    }
    // A dash stands for a licence that is not known, and names nobody.
    const facts = soundFacts({ orders: [{ ...order, licence: '–' }] })
    const unknown = { ...facts.base.practitioner, licenceNumber: '-' }
    expect(
      codesOf(judgeOrders({ ...facts, base: { ...facts.base, practitioner: unknown } })),
    ).toEqual([])
  })

  it('asks about an order of more than a year, and says of a later one that it lifts nothing [SES-127]', () => {
    const judged = (orderedOn: string, startedAt: SessionFacts['base']['startedAt'] = moment) => {
      const facts = soundFacts({
        orders: [
          {
            clinician: 'Dr Cole',
            licence: 'MD-1',
            orderedOn: calendarDate.parse(orderedOn),
            zones: ['forehead'],
            maximumNeedleLength: micrometre(1400),
            exceeds: ['zone-cap'],
          },
        ],
      })
      return judgeOrders({ ...facts, base: { ...facts.base, startedAt } })
    }
    expect(judged('2026-11-22')).toEqual([])
    expect(judged('2025-11-22')).toEqual([])
    expect(judged('2025-11-21')).toMatchObject([
      { code: 'sessions.order-old:2025-11-21', severity: 'override' },
    ])
    expect(judged('2026-11-23')).toMatchObject([
      {
        code: 'sessions.order-later:2026-11-23',
        severity: 'override',
        fact: 'The supervising order of 23 Nov 2026 is dated after needling started.',
      },
    ])
    expect(judged('2026-11-23', null)[0]?.fact).toContain('dated after today')
  })

  it('counts the label of a cartridge that was used and then discarded [SES-121]', () => {
    const facts = soundFacts()
    const short = lotOf(101, {
      product: productOf(101, { kind: 'cartridge', evaluatedNeedleLength: micrometre(300) }),
    })
    const discarded = [{ lot: short, unit: unitOf(short, { id: idNumber(9002) }) }]
    const codes = readyToNeedle({ ...facts, base: { ...facts.base, discarded } }).map(
      ({ code }) => code,
    )
    expect(codes).toContain('sessions.length-above-label:forehead')
  })

  it.each([
    [today, true],
    [tomorrow, false],
    [null, false],
  ])('of a source to be read again on %s says so: %s [SES-109]', (checkOn, isDue) => {
    const facts = soundFacts()
    const { practitioner } = baseOf()
    const judged: SessionFacts = {
      ...facts,
      base: {
        ...facts.base,
        practitioner: { ...practitioner, maximumNeedleLengthCheckOn: checkOn },
        rules: { ...facts.base.rules, zoneCaps: [capOf({ zone: 'forehead', checkOn })] },
      },
    }
    expect(readyToNeedle(judged).map(({ code, severity }) => [code, severity])).toEqual(
      isDue
        ? [
            ['practice.limit-to-check', 'note'],
            ['sessions.cap-to-check:forehead', 'note'],
            ['sessions.caution-bony', 'note'],
          ]
        : [['sessions.caution-bony', 'note']],
    )
  })
})

describe('what the practice starts from', () => {
  it('names each jurisdiction’s figure with source, quality and a day to check it again [SES-116]', () => {
    const figures = jurisdictionRules.map(({ name, maximumNeedleLength, quality }) => [
      name,
      maximumNeedleLength,
      quality,
    ])
    expect(figures).toEqual([
      ['California', 0, 'law'],
      ['Arizona', 500, 'secondary'],
      ['North Carolina', 1000, 'secondary'],
      ['Utah', 1500, 'secondary'],
      ['Another jurisdiction', null, 'practice'],
    ])
    for (const { maximumNeedleLength, checkAgainOn, source } of jurisdictionRules) {
      expect(source).not.toBe('')
      expect(checkAgainOn !== null).toBe(maximumNeedleLength !== null)
    }
    const inCalifornia = { ...baseOf().practitioner, maximumNeedleLength: micrometre(0) }
    expect(codesOf(judgeLicence(inCalifornia, baseOf().rules, today))).toEqual([
      'practice.needling-not-permitted',
    ])
  })

  it('shows published charts as what they are and caps nothing by them [SES-116]', () => {
    expect(publishedFor('periorbital-left').map(({ name, lengths }) => [name, lengths])).toEqual([
      ['Dr. Pen chart, thin to thick skin', [250, 500]],
      ['“Before & after” chart', [200, 300]],
      ['Glow Refinery chart', [250, 300]],
    ])
    expect(publishedFor('neck')).toEqual([])
    for (const { source, quality, lengths } of publishedCharts) {
      expect(source).not.toBe('')
      expect(quality).toBe('secondary')
      for (const [shortest, longest] of Object.values(lengths))
        expect(shortest).toBeLessThanOrEqual(longest)
    }
    const zone = { zone: 'periorbital-left' as const, needleLength: micrometre(1500) }
    expect(judgeNeedleLength(zone, limitsOf(soundFacts()))).toEqual([])
  })
})

describe('the client’s skin', () => {
  const cautions = (
    client: Partial<SessionFacts['base']['client']>,
    zones: SessionFacts['document']['zones'] = [],
    screening: SessionFacts['base']['screening'] = screeningOf(),
  ) => {
    const facts = soundFacts({ zones })
    const findings = judgeSkin({
      ...facts,
      base: { ...facts.base, screening, client: { ...facts.base.client, ...client } },
    })
    for (const { severity, rule, source } of findings) {
      expect(severity).toBe('note')
      expect(rule).toContain('No sourced figure')
      expect(source).toBeDefined()
    }
    return codesOf(findings)
  }
  const zone = (id: DraftZone['zone'], length: number) => ({
    ...emptyZone(id),
    needleLength: micrometre(length),
  })

  it('gives cautions without numbers, from what is known of her and what is planned [SES-102]', () => {
    const marks = screeningOf({}, { 'pigment-marks': 'yes' })
    expect(cautions({ fitzpatrickType: 'V' }, [], marks)).toEqual(['sessions.caution-pigment'])
    expect(cautions({ fitzpatrickType: 'III' }, [], marks)).toEqual([])
    expect(cautions({ fitzpatrickType: 'V' })).toEqual([])
    const flags = [
      {
        id: idNumber<'flag'>(600),
        kind: 'pigment-marks' as const,
        label: '',
        notedAt: moment,
        clearance: null,
      },
    ]
    expect(cautions({ fitzpatrickType: 'IV', flags })).toEqual(['sessions.caution-pigment'])
    expect(cautions({}, [], screeningOf({}, { 'young-scars': 'yes' }))).toEqual([
      'sessions.caution-scarred',
    ])
    expect(cautions({}, [{ ...emptyZone('cheek-left'), indication: 'acne-scars' }])).toEqual([
      'sessions.caution-scarred',
    ])
    expect(cautions({}, [zone('free-0a1b2c3d', 2500), zone('cheek-left', 2500)])).toEqual([])
  })

  it('cautions about thin skin and bone at every length, once for all such zones [SES-102]', () => {
    for (const length of [100, 500, 2500]) {
      const zones = [zone('neck', length), zone('forehead', length), zone('chin', length)]
      expect(cautions({}, zones)).toEqual(['sessions.caution-thin', 'sessions.caution-bony'])
    }
    expect(cautions({}, [emptyZone('neck')])).toEqual(['sessions.caution-thin'])
    const bony = judgeSkin(soundFacts({ zones: [zone('forehead', 500), zone('chin', 500)] }))
    expect(bony.map(({ fact }) => fact)).toEqual(['Over bone: Forehead, Chin.'])
  })
})
