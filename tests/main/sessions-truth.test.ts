import fc from 'fast-check'
import { expect, it } from 'vitest'
import { certain, type Micrometres, type Problem } from '#shared/kernel/index.ts'
import type { RuleSettings } from '#shared/practice/index.ts'
import {
  emptyZone,
  notStarted,
  type SessionDocument,
  type SessionSnapshot,
  type UsedProduct,
} from '#shared/sessions/index.ts'
import { ownerOfTest } from '../support/practice.ts'
import { refusalOf } from '../support/refusals.ts'
import {
  chartOf,
  cleaned,
  day,
  type Delivery,
  length,
  readyRoom,
  receive,
  signShown,
  start,
  type TreatmentRoom,
  unitOf,
  usedOf,
} from '../support/treatment.ts'
import { screenForNumbing } from '../support/whole-chart.ts'

const zones = ['forehead', 'nose', 'chin', 'cheek-left'] as const
/** In steps of a quarter of a millimetre, around the limits and beyond them. */
const lengths = fc.integer({ min: 1, max: 12 }).map((quarters) => length(quarters * 250))

const charted = (needle: fc.Arbitrary<Micrometres>) =>
  fc.uniqueArray(fc.record({ zone: fc.constantFrom(...zones), length: needle }), {
    selector: ({ zone }) => zone,
    minLength: 1,
    maxLength: 3,
  })
const placeOrNone = fc.option(fc.constantFrom('before', 'right-after', 'at-home', null), {
  nil: undefined,
})

/** What one session and the practice of its day are like. */
const anything = {
  charted: charted(lengths),
  licence: fc.constantFrom(0, 1000, 1500, 2500).map(length),
  longest: fc.constantFrom(1500, 2500).map(length),
  caps: fc.uniqueArray(fc.record({ zone: fc.constantFrom(...zones), length: lengths }), {
    selector: ({ zone }) => zone,
    maxLength: 2,
  }),
  mayExceed: fc.subarray(['zone-cap', 'licence'] as const),
  ordered: fc.option(fc.record({ zone: fc.constantFrom(...zones), length: lengths }), {
    nil: null,
  }),
  // Which products, and when each is put on.
  vitaminC: placeOrNone,
  numbing: fc.constantFrom('none', 'off', 'on'),
  clean: fc.boolean(),
}
const visits = fc.oneof(
  fc.record(anything),
  // A good day, on which needling may begin.
  fc.record({
    ...anything,
    charted: charted(fc.constantFrom(500, 750, 1000).map(length)),
    licence: fc.constant(length(1500)),
    caps: fc.constant([]),
    vitaminC: fc.constantFrom('at-home' as const, undefined),
    numbing: fc.constantFrom('none', 'off'),
    clean: fc.constant(true),
  }),
)
type Visit = typeof visits extends fc.Arbitrary<infer Value> ? Value : never

/**
 * What may not be, in other words than the rules’: from the signed record, the rules of the version
 * that it names and the licence of that day.
 */
const faultsOf = (
  snapshot: SessionSnapshot,
  rules: RuleSettings,
  licence: Micrometres,
  vitaminC: Delivery,
): string[] => {
  const isOrdered = (zone: string, needle: number, limit: 'zone-cap' | 'licence') =>
    rules.orderMayExceed.value.includes(limit) &&
    snapshot.orders.some(
      (order) =>
        order.exceeds.includes(limit) &&
        order.maximumNeedleLength >= needle &&
        order.zones.some((each) => each === zone),
    )
  const faults: string[] = []
  for (const { zone, needleLength: needle } of snapshot.zones) {
    const cap = rules.zoneCaps.find((each) => each.zone === zone)
    if (needle < rules.minimumRecordableNeedleLength.value)
      faults.push(`sessions.length-below-range:${zone}`)
    if (needle > rules.maximumRecordableNeedleLength.value)
      faults.push(`sessions.length-above-range:${zone}`)
    const isBeyond = needle > licence && (licence === 0 || !isOrdered(zone, needle, 'licence'))
    if (isBeyond && needle >= rules.minimumRecordableNeedleLength.value)
      faults.push(`sessions.length-above-licence:${zone}`)
    if (cap && needle > cap.length && needle >= rules.minimumRecordableNeedleLength.value)
      if (!isOrdered(zone, needle, 'zone-cap')) faults.push(`sessions.length-above-cap:${zone}`)
  }
  for (const { lotId, place, anaesthetic } of snapshot.products) {
    if (lotId === vitaminC.lot.id && place !== 'at-home') faults.push(`sessions.kept-off:${lotId}`)
    if (anaesthetic?.offAt === null) faults.push(`sessions.anaesthetic-on:${lotId}`)
  }
  if (snapshot.startedAt === null) faults.push(notStarted.code)
  return faults
}

const asDeviation = ({ code, fact, rule }: Pick<Problem, 'code' | 'fact' | 'rule'>) => ({
  code,
  fact,
  rule,
  reason: 'it happened',
  action: 'told the client, watched the skin',
})

interface Shelf {
  readonly vitaminC: Delivery
  readonly numbing: Delivery
}

const decide = async ({ api }: TreatmentRoom, visit: Visit) => {
  const { rules, current } = await api.practice.get()
  const licence = { ...ownerOfTest, maximumNeedleLength: visit.licence }
  await api.practice.updateLicence({ practitionerId: current.id, licence, reason: 'a renewal' })
  const { settings } = rules
  await api.practice.updateRules({
    settings: {
      ...settings,
      maximumRecordableNeedleLength: {
        ...settings.maximumRecordableNeedleLength,
        value: visit.longest,
        source: `Where ${visit.longest} µm is written`,
      },
      zoneCaps: visit.caps.map((cap) => ({
        ...cap,
        source: 'The practice’s own word',
        quality: 'practice',
        checkOn: null,
      })),
      orderMayExceed: { ...settings.orderMayExceed, value: visit.mayExceed },
    },
    reason: 'decided anew',
  })
  return (await api.practice.get()).rules
}

const chartedIn = (room: TreatmentRoom, { vitaminC, numbing }: Shelf, visit: Visit) => {
  const products: UsedProduct[] = [usedOf(room.serum)]
  if (visit.vitaminC !== undefined) products.push(usedOf(vitaminC, { place: visit.vitaminC }))
  if (visit.numbing !== 'none') {
    const used = usedOf(numbing)
    const isOff = visit.numbing === 'off'
    products.push({
      ...used,
      anaesthetic: used.anaesthetic && {
        ...used.anaesthetic,
        offAt: isOff ? used.anaesthetic.offAt : null,
      },
    })
  }
  return chartOf(room, {
    products,
    zones: visit.charted.map(({ zone, length: needleLength }) => ({
      ...emptyZone(zone),
      needleLength,
      technique: 'pen',
      passes: 3,
      endpoint: 'mild-erythema',
    })),
    orders: visit.ordered
      ? [
          {
            clinician: 'Dr Imani Cole',
            licence: 'MD-7781',
            orderedOn: day('2026-11-20'),
            zones: [visit.ordered.zone],
            maximumNeedleLength: visit.ordered.length,
            exceeds: ['zone-cap', 'licence'],
          },
        ]
      : [],
  })
}

it('signs only what satisfies every stop rule of the version that it names, or carries a deviation for each [SES-149]', async () => {
  const room = await readyRoom()
  const { api, clientId, practice } = room
  await screenForNumbing(room)
  const cartridges = await receive(practice, 'cartridge', { quantity: 40 })
  const shelf: Shelf = {
    vitaminC: await receive(practice, 'serum', { product: { productClass: 'vitamin-c' } }),
    numbing: await receive(practice, 'anaesthetic'),
  }
  let piece = 0
  const seen = new Set<string>()
  const counted = { begun: 0, stopped: 0 }
  await fc.assert(
    fc.asyncProperty(visits, async (visit) => {
      const rules = await decide(room, visit)
      if (visit.clean) await cleaned(room)
      const opened = await api.sessions.open({ clientId })
      const sessionId = opened.session.id
      const save = async (version: number, document: SessionDocument) =>
        (await api.sessions.save({ sessionId, version, document })).version
      const document = chartedIn(room, shelf, visit)
      let version = await save(opened.version, document)
      await api.sessions.takeCartridge({
        sessionId,
        unitId: unitOf(cartridges, piece),
        attested: true,
      })
      piece += 1
      const begun = await start(room, { sessionId, version }).then(
        () => true,
        () => false,
      )
      // Needled all the same: every stop that stands is answered, and one by one it is refused.
      const deviations = begun ? [] : [asDeviation({ ...notStarted })]
      version = await save(version, { ...document, deviations })
      const shown = api.sessions.prepare({ sessionId, version })
      const stops = await shown.then(
        () => [],
        () => refusalOf(shown),
      )
      for (const stop of stops) deviations.push(asDeviation(stop))
      if (stops.length > 0) {
        counted.stopped += 1
        const allButOne = deviations.slice(0, -1)
        version = await save(version, { ...document, deviations: allButOne })
        const left = await refusalOf(api.sessions.prepare({ sessionId, version }))
        expect(left.map(({ code }) => code)).toEqual([certain(stops.at(-1), 'A stop').code])
        version = await save(version, { ...document, deviations })
      }
      const { snapshot } = await signShown(room, { sessionId, version })
      expect(snapshot.ruleVersion).toBe(rules.version)
      const answered = snapshot.deviations.map(({ code }) => code)
      const faults = faultsOf(snapshot, rules.settings, visit.licence, shelf.vitaminC)
      expect(answered).toEqual(expect.arrayContaining(faults))
      // And nothing was called a stop in the signed findings that no deviation answers.
      const found = snapshot.findings.filter(({ severity }) => severity === 'stop')
      expect(answered).toEqual(expect.arrayContaining(found.map(({ code }) => code)))
      if (begun) expect(faults).toEqual([])
      counted.begun += begun ? 1 : 0
      for (const fault of faults) seen.add(fault.replace(/:.*/, ''))
    }),
    { numRuns: 20 },
  )
  // It has looked at both, and at every kind of fault but the rarest.
  expect(counted.begun).toBeGreaterThan(0)
  expect(counted.stopped).toBeGreaterThan(0)
  expect(seen.size).toBeGreaterThan(4)
}, 120_000)
