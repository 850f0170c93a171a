import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DraftZone, SessionDocument, SessionFacts } from '#shared/sessions/index.ts'
import {
  consentStateAtStart,
  isReady,
  judgeChart,
  judgeNeedleLength,
  needleCaps,
  notStarted,
  readyToNeedle,
  screeningStateAtStart,
  sessionDocument,
  unansweredStops,
} from '#shared/sessions/index.ts'
import {
  type OrderableLimit,
  treatableZones,
  treatedZoneId,
  type ZoneCap,
  zones as allZones,
} from '#shared/practice/index.ts'
import { calendarDate, daysBetween, type Micrometres } from '#shared/kernel/index.ts'
import {
  anyFacts,
  baseOf,
  consentOf,
  micrometre,
  needleLengths,
  screeningOf,
  soundFacts,
  today,
  zones,
} from './facts.ts'

const optionalLength = fc.option(needleLengths.filter((length) => length >= 100))

const capIn = (zone: ZoneCap['zone'], length: Micrometres | null): ZoneCap[] =>
  length === null ? [] : [{ zone, length, source: 'Ours', quality: 'practice', checkOn: null }]

const limits = fc
  .record({
    licence: needleLengths,
    labels: fc.array(optionalLength, { maxLength: 3 }),
    cap: optionalLength,
    otherCap: optionalLength,
    shortest: fc.integer({ min: 100, max: 800 }).map(micrometre),
    longest: fc.integer({ min: 800, max: 3500 }).map(micrometre),
  })
  .map(({ licence, labels, shortest, longest, cap, otherCap }) => {
    const { practitioner, rules } = baseOf()
    return {
      practitioner: { ...practitioner, maximumNeedleLength: licence },
      rules: {
        ...rules,
        zoneCaps: [...capIn('chin', cap), ...capIn('nose', otherCap)],
        minimumRecordableNeedleLength: {
          ...rules.minimumRecordableNeedleLength,
          value: shortest,
        },
        maximumRecordableNeedleLength: {
          ...rules.maximumRecordableNeedleLength,
          value: longest,
        },
      },
      devices: labels.map((evaluatedNeedleLength, index) => ({
        name: `Device ${index}`,
        evaluatedNeedleLength,
      })),
      orders: [],
      today,
    }
  })

const stopsOf = (facts: SessionFacts) =>
  readyToNeedle(facts).filter(({ severity }) => severity === 'stop')

const deviationFor = (code: string) => ({ code, fact: 'f', rule: 'r', reason: 'x', action: 'y' })

const answering = (document: SessionDocument, codes: readonly string[]): SessionDocument => ({
  ...document,
  deviations: codes.map(deviationFor),
})

describe('the length of a needle', () => {
  it('is let pass exactly between the shortest and the smallest limit [SES-22]', () => {
    fc.assert(
      fc.property(limits, needleLengths, (given, needleLength) => {
        const smallest = Math.min(
          given.practitioner.maximumNeedleLength,
          given.rules.maximumRecordableNeedleLength.value,
          ...given.devices.flatMap(({ evaluatedNeedleLength }) => evaluatedNeedleLength ?? []),
          ...given.rules.zoneCaps.flatMap(({ zone, length }) => (zone === 'chin' ? length : [])),
        )
        const shortest = given.rules.minimumRecordableNeedleLength.value
        const findings = judgeNeedleLength({ zone: 'chin', needleLength }, given)
        expect(findings.length === 0).toBe(needleLength >= shortest && needleLength <= smallest)
        expect(needleCaps('chin', given)[0]?.length).toBe(smallest)
      }),
    )
  })

  it('names each limit that it exceeds, the smallest first, and no code twice [SES-22]', () => {
    fc.assert(
      fc.property(limits, needleLengths, (given, needleLength) => {
        fc.pre(needleLength >= given.rules.minimumRecordableNeedleLength.value)
        const findings = judgeNeedleLength({ zone: 'chin', needleLength }, given)
        const exceeded = needleCaps('chin', given).filter(({ length }) => needleLength > length)
        expect(findings.map(({ code }) => code)).toEqual(exceeded.map(({ code }) => `${code}:chin`))
      }),
    )
  })

  it('is never suggested where the limit leaves none [SES-23]', () => {
    fc.assert(
      fc.property(limits, (given) => {
        const shortest = given.rules.minimumRecordableNeedleLength.value
        const licence = given.practitioner.maximumNeedleLength
        fc.pre(licence < shortest)
        const findings = judgeNeedleLength({ zone: 'chin', needleLength: shortest }, given)
        expect(findings.length).toBeGreaterThan(0)
        for (const { nextStep } of findings) expect(nextStep).toContain('Do not needle')
      }),
    )
  })
})

/** The same rules once more, written as one sentence each, to compare with. */
const isSound = ({ base, document, handpiece, productLots }: SessionFacts): boolean => {
  const { practitioner, rules, client, consent, screening } = base
  const used = [...base.cartridges.map(({ lot }) => lot), ...(handpiece ? [handpiece.lot] : [])]
  const mayExceed = rules.orderMayExceed.value
  const keepsLimits = ({ zone, needleLength }: DraftZone): boolean => {
    if (needleLength === null || needleLength < rules.minimumRecordableNeedleLength.value)
      return false
    const isOrdered = (limit: OrderableLimit) =>
      mayExceed.includes(limit) &&
      document.orders.some(
        ({ zones: ordered, exceeds, orderedOn, maximumNeedleLength }) =>
          ordered.includes(zone) &&
          exceeds.includes(limit) &&
          orderedOn <= today &&
          needleLength <= maximumNeedleLength,
      )
    const labels = used.flatMap(({ product }) => product.evaluatedNeedleLength ?? [])
    const caps = rules.zoneCaps.flatMap((cap) => (cap.zone === zone ? cap.length : []))
    return (
      needleLength <= rules.maximumRecordableNeedleLength.value &&
      needleLength <= practitioner.maximumNeedleLength &&
      (labels.every((most) => needleLength <= most) || isOrdered('device-label')) &&
      (caps.every((most) => needleLength <= most) || isOrdered('zone-cap'))
    )
  }
  const isOffNeedledSkin = (index: number): boolean => {
    const lot = productLots[index]
    const name = lot?.product.productClass ?? ''
    const isActive = [
      'vitamin-c',
      'retinoid',
      'acid',
      'fragranced',
      'sunscreen',
      'make-up',
    ].includes(name)
    return !isActive || document.products[index]?.place === 'at-home'
  }
  const isWipedOff = (index: number): boolean => {
    if (productLots[index]?.product.kind !== 'anaesthetic') return true
    const use = document.products[index]?.anaesthetic
    return (
      Boolean(use?.onAt && use.offAt && use.offAt >= use.onAt) &&
      (base.startedAt === null || (use?.offAt ?? '') <= base.startedAt)
    )
  }
  const lotHolds = (lot: (typeof used)[number] | null) =>
    lot !== null &&
    lot.expiresOn >= today &&
    lot.state === 'available' &&
    (lot.openedOn === null ||
      lot.product.openedShelfLifeDays === null ||
      daysBetween(lot.openedOn, today) <= lot.product.openedShelfLifeDays)
  const said = client.allergies.join()
  const isBorne = (lot: (typeof used)[number] | null) =>
    !lot?.product.contains.some(
      (substance) =>
        (substance === 'latex' && said.includes('LATEX')) ||
        (substance === 'lidocaine' && said.includes('lignocaine')),
    )
  const [device] = base.devices
  const isClean =
    !device?.lastUsedAt ||
    device.lot.product.reprocessable ||
    (device.lastCleaning !== null &&
      device.lastCleaning.happenedAt > device.lastUsedAt &&
      device.lastCleaning.findings.length === 0)
  const isSterilized = handpiece?.lot.product.reprocessable === true
  return [
    practitioner.licenceExpiresOn >= today,
    practitioner.maximumNeedleLength >= rules.minimumRecordableNeedleLength.value,
    client.flags.every(
      ({ kind, clearance }) =>
        (kind === 'anticoagulants' || kind === 'cold-sores') &&
        clearance !== null &&
        clearance.attachmentId !== null &&
        clearance.clearedOn <= today &&
        (clearance.validUntil === null || clearance.validUntil >= today),
    ),
    consent?.state === 'valid',
    consent?.kind === base.consentKind,
    !consent?.coversPractitionerId || consent.coversPractitionerId === practitioner.id,
    screening !== null,
    screening?.state === 'valid' || screening?.state === 'earlier',
    (screening?.validUntil ?? '') >= today,
    screening?.verdict !== 'stop',
    !base.screeningBegun,
    screening?.answers.every(
      ({ code, answer }) =>
        !['pregnancy', 'diabetes'].includes(code) || (answer !== 'yes' && answer !== 'unknown'),
    ),
    base.patchTests.every(
      ({ productId, reading }) =>
        reading?.result !== 'positive' || !productLots.some((lot) => lot?.product.id === productId),
    ),
    document.zones.length > 0,
    new Set(document.zones.map(({ zone }) => zone)).size === document.zones.length,
    document.zones.every(keepsLimits),
    productLots.every((_lot, index) => isOffNeedledSkin(index)),
    productLots.every((_lot, index) => isWipedOff(index)),
    base.cartridges.length > 0,
    used.every(lotHolds),
    handpiece === null || handpiece.lot.product.kind === 'handpiece',
    handpiece?.unit.state !== 'discarded',
    handpiece !== null ||
      document.zones.every((zone) => zone.technique === 'roller' || zone.technique === 'stamp'),
    !isSterilized || (base.sterilityMode === 'reprocesses' && base.packs.length > 0),
    base.sterilityMode === 'single-use-only' ||
      base.packs.every(
        ({ state, sessionId, sterileUntil }) =>
          sterileUntil >= today &&
          (state === 'stored' || (state === 'claimed' && sessionId === base.sessionId)),
      ),
    productLots.every((lot) => lotHolds(lot) && lot?.product.kind !== 'handpiece'),
    [...used, ...productLots].every(isBorne),
    base.cartridges.every(({ unit }) => !unit.recalled),
    handpiece?.unit.recalled !== true,
    isClean,
    !device?.serviceDueOn || device.serviceDueOn >= today,
    !device?.calibrationDueOn || device.calibrationDueOn >= today,
  ].every(Boolean)
}

describe('ready to needle', () => {
  it('is said of sound facts [SES-20]', () => {
    // The forehead lies over bone: that is said, and stops nothing.
    expect(readyToNeedle(soundFacts()).map(({ code }) => code)).toEqual(['sessions.caution-bony'])
    expect(isSound(soundFacts())).toBe(true)
    expect(judgeChart(soundFacts())).toEqual([])
  })

  it('is said of exactly the facts that keep every rule [SES-20]', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(isReady(readyToNeedle(facts))).toBe(isSound(facts))
      }),
      { numRuns: 2000 },
    )
  })

  it('is taken away by any one thing that is wrong [SES-20]', () => {
    const sound = soundFacts()
    const wrong: readonly SessionFacts[] = [
      { ...sound, base: { ...sound.base, consent: null } },
      { ...sound, base: { ...sound.base, consent: consentOf('superseded') } },
      { ...sound, base: { ...sound.base, consent: consentOf('used-up') } },
      { ...sound, base: { ...sound.base, consentKind: 'guardian' } },
      { ...sound, base: { ...sound.base, screening: null } },
      { ...sound, base: { ...sound.base, screening: screeningOf({ verdict: 'stop' }) } },
      { ...sound, base: { ...sound.base, screening: screeningOf({}, { diabetes: 'unknown' }) } },
      { ...sound, base: { ...sound.base, cartridges: [] } },
      { ...sound, handpiece: null },
      { ...sound, document: { ...sound.document, zones: [] } },
      { ...sound, document: { ...sound.document, handpieceUnitId: null }, handpiece: null },
    ]
    for (const facts of wrong) expect(isReady(readyToNeedle(facts))).toBe(false)
  })

  it('gives each finding a code of its own, with fact, rule and next step [SES-25]', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const findings = readyToNeedle(facts)
        const codes = findings.map(({ code }) => code)
        expect(new Set(codes).size).toBe(codes.length)
        for (const { code, fact, rule, nextStep } of findings) {
          expect([fact, rule, nextStep]).not.toContain('')
          // What a deviation's code can hold.
          expect(code.length).toBeLessThanOrEqual(100)
        }
      }),
    )
  })
})

describe('the stops at signing', () => {
  it('are answered exactly when each has its deviation [SES-31]', () => {
    fc.assert(
      fc.property(anyFacts, fc.infiniteStream(fc.boolean()), (facts, choices) => {
        const stops = stopsOf(facts)
        const answered = stops.filter(() => choices.next().value).map(({ code }) => code)
        const open = unansweredStops(readyToNeedle(facts), answering(facts.document, answered))
        expect(open).toEqual(stops.filter(({ code }) => !answered.includes(code)))
      }),
    )
  })

  it('are all answered in whatever can be signed [SES-31]', () => {
    fc.assert(
      fc.property(anyFacts, fc.infiniteStream(fc.boolean()), (facts, choices) => {
        const stops = stopsOf(facts)
        const document = answering(
          facts.document,
          stops.filter(() => choices.next().value).map(({ code }) => code),
        )
        const signable =
          judgeChart({ ...facts, document }).length === 0 &&
          unansweredStops(readyToNeedle(facts), document).length === 0
        fc.pre(signable)
        for (const { code } of stops) {
          expect(document.deviations.map((deviation) => deviation.code)).toContain(code)
        }
      }),
    )
  })
})

describe('a chart', () => {
  const chartWith = (zone: Partial<DraftZone>) => {
    const [forehead] = soundFacts().document.zones
    return judgeChart(soundFacts({ zones: forehead ? [{ ...forehead, ...zone }] : [] }))
  }

  it('is complete exactly when no zone lacks anything [SES-30]', () => {
    fc.assert(
      fc.property(fc.uniqueArray(zones, { selector: ({ zone }) => zone }), (charted) => {
        const problems = judgeChart(soundFacts({ zones: charted }))
        const isWhole = (zone: DraftZone) =>
          zone.needleLength !== null &&
          zone.needleLength >= 100 &&
          zone.needleLength <= 3500 &&
          zone.technique !== null &&
          zone.passes !== null &&
          zone.endpoint !== null &&
          zone.endpoint !== 'stopped'
        expect(problems.length === 0).toBe(charted.length > 0 && charted.every(isWhole))
      }),
    )
  })

  it.each([
    [99, 1],
    [100, 0],
    [3500, 0],
    [3501, 1],
  ])('at %i µm has %i problems [SES-31]', (length, problems) => {
    expect(chartWith({ needleLength: micrometre(length) })).toHaveLength(problems)
  })

  it('says how the skin responded, and not two things at once [SES-30]', () => {
    const codes = (changes: Partial<SessionDocument>) =>
      judgeChart(soundFacts(changes)).map(({ code }) => code)
    expect(codes({ immediateResponse: [] })).toEqual(['sessions.response-missing'])
    expect(codes({ immediateResponse: ['none', 'swelling'] })).toEqual([
      'sessions.response-contradicts',
    ])
    expect(codes({ immediateResponse: ['other'] })).toEqual(['sessions.response-note-missing'])
    expect(codes({ immediateResponse: ['other'], responseNote: 'itching' })).toEqual([])
    expect(codes({ immediateResponse: ['none'] })).toEqual([])
  })

  it('of a session that was not started says so [SES-37]', () => {
    const facts = soundFacts()
    const late = { ...facts, base: { ...facts.base, startedAt: null } }
    expect(judgeChart(late).map(({ code }) => code)).toEqual([notStarted.code])
    const document = answering(facts.document, [notStarted.code])
    expect(judgeChart({ ...late, document })).toEqual([])
  })
})

describe('a session’s document', () => {
  it('holds every zone but those inside the orbital rim [SES-4]', () => {
    for (const { id, neverTreated } of allZones) {
      expect(treatedZoneId.safeParse(id).success).toBe(!neverTreated)
    }
    expect(treatableZones).toHaveLength(allZones.length - 2)
    expect(treatedZoneId.safeParse('eyelid').success).toBe(false)
    expect(treatedZoneId.safeParse('__proto__').success).toBe(false)
  })

  it('holds only whole micrometres [SES-5]', () => {
    const { document } = soundFacts()
    const holds = (needleLength: unknown) =>
      sessionDocument.safeParse({
        ...document,
        zones: document.zones.map((zone) => ({ ...zone, needleLength })),
      }).success
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.string(), fc.anything()), (value) => {
        const isWhole =
          value === null ||
          (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_000)
        expect(holds(value)).toBe(isWhole)
      }),
    )
  })
})

describe('what the gate saw', () => {
  const later = calendarDate.parse('2026-11-23')
  const afterAll = calendarDate.parse('2026-12-02')
  const consent = consentOf('valid', { validUntil: calendarDate.parse('2026-12-01') })
  const onDay = (day: typeof today, usedHere = true) => ({ day, usedHere })

  it('does not change by what happens on later days [SES-32]', () => {
    for (const state of ['superseded', 'expired'] as const)
      expect(consentStateAtStart({ ...consent, state }, onDay(today))).toBe('valid')
    const withdrawn = { ...consent, state: 'withdrawn', withdrawnOn: later } as const
    expect(consentStateAtStart(withdrawn, onDay(today))).toBe('valid')
    for (const state of ['earlier', 'expired'] as const)
      expect(screeningStateAtStart(screeningOf({ state }), today)).toBe('valid')
  })

  it('is what it was on the day of needling [SES-32]', () => {
    expect(consentStateAtStart({ ...consent, state: 'invalid' }, onDay(today))).toBe('invalid')
    expect(consentStateAtStart(consent, onDay(afterAll))).toBe('expired')
    expect(consentStateAtStart({ ...consent, withdrawnOn: today }, onDay(today))).toBe('withdrawn')
    expect(screeningStateAtStart(screeningOf({ state: 'invalid' }), today)).toBe('invalid')
    expect(screeningStateAtStart(screeningOf(), later)).toBe('expired')
  })

  it('covers the session that used it up, and no other [SES-71]', () => {
    const usedUp = { ...consent, state: 'used-up', sessionsCovered: 2, sessionsUsed: 2 } as const
    expect(consentStateAtStart(usedUp, onDay(today, true))).toBe('valid')
    expect(consentStateAtStart(usedUp, onDay(today, false))).toBe('used-up')
  })
})
