import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '#shared/kernel/index.ts'
import { indication } from '#shared/practice/index.ts'
import {
  acceptOffers,
  type CarriedZoneField,
  carriedZoneFields,
  carryForward,
  type ChartedZone,
  chartedZone,
  confirmCarried,
  coverage,
  direction,
  dropOffer,
  emptyAnaestheticUse,
  emptySessionDocument,
  endpoint,
  immediateResponse,
  isCarried,
  judgeChart,
  keepTouched,
  mark,
  type Mark,
  markKind,
  markPath,
  motion,
  noteTouched,
  productPath,
  productPlace,
  type SessionDocument,
  sessionDocument,
  type SessionSnapshot,
  technique,
  untouchedCount,
  zonePath,
} from '#shared/sessions/index.ts'
import { idNumber, lotOf, micrometre, soundFacts, today } from './facts.ts'

/** What must be fresh each time: none of these may be found in a chart that was filled. */
const thatDay = '2026-10-20T16:00:00.000Z'
const fresh = { unit: idNumber<'unit'>(77_001), lot: 77_100, words: 'happened then' }

const chartedZones: fc.Arbitrary<ChartedZone[]> = fc.uniqueArray(
  fc
    .record({
      zone: fc.constantFrom('forehead', 'chin', 'free-0a1b2c3d'),
      needleLength: fc.integer({ min: 100, max: 3500 }),
      technique: fc.constantFrom(...technique.options),
      passes: fc.integer({ min: 1, max: 30 }),
      endpoint: fc.constantFrom(...endpoint.options),
      indication: fc.option(fc.constantFrom(...indication.options)),
      motion: fc.option(fc.constantFrom(...motion.options)),
      speed: fc.constantFrom('', '90 Hz'),
      directions: fc.subarray([...direction.options]),
      pressureNote: fc.constantFrom('', 'light'),
      coverage: fc.option(fc.constantFrom(...coverage.options)),
      response: fc.subarray([...immediateResponse.options]),
    })
    .map((zone) =>
      chartedZone.parse({
        ...zone,
        area:
          zone.zone === 'free-0a1b2c3d'
            ? { name: 'Scar', view: 'body-back', x: 500, y: 300, radiusX: 40, radiusY: 20 }
            : null,
        cartridgeUnitId: fresh.unit,
        glideLotId: idNumber<'lot'>(fresh.lot),
        stoppedReason: fresh.words,
      }),
    ),
  { selector: ({ zone }) => zone, minLength: 1 },
)

const marks: fc.Arbitrary<Mark[]> = fc.uniqueArray(
  fc
    .record({ id: fc.uuid(), kind: fc.constantFrom(...markKind.options), at: fc.nat(1000) })
    .map(({ id, kind, at }) =>
      mark.parse({ id, kind, view: 'face-front', path: [[at, at]], note: '' }),
    ),
  { selector: ({ id }) => id, maxLength: 3 },
)

/** Two lots may be of one product. */
const products: fc.Arbitrary<{ lots: SessionSnapshot['products']; of: readonly number[] }> = fc
  .array(
    fc.record({
      product: fc.integer({ min: 1, max: 3 }),
      amount: fc.integer({ min: 1, max: 5000 }),
      place: fc.option(fc.constantFrom(...productPlace.options)),
    }),
    { maxLength: 4 },
  )
  .map((drawn) => ({
    of: drawn.map(({ product }) => product),
    lots: drawn.map(({ amount, place }, index) => ({
      lotId: idNumber<'lot'>(fresh.lot + index),
      kind: 'serum',
      product: 'Serum',
      lot: 'L',
      expiresOn: today,
      amount,
      unit: 'ml' as const,
      place,
      anaesthetic: {
        ...emptyAnaestheticUse,
        onAt: instant.parse(thatDay),
        reaction: fresh.words,
      },
    })),
  }))

/** A snapshot, and the chart that it fills. */
const filled = fc
  .record({ zones: chartedZones, marks, products })
  .map(({ zones, marks: drawn, products: { lots, of } }) => {
    const handpiece = {
      unitId: idNumber<'unit'>(9000),
      productId: idNumber<'product'>(200),
      product: 'Pen',
      piece: '1',
      lot: 'L',
    }
    const snapshot = { zones, marks: drawn, products: lots, handpiece }
    const document = carryForward(snapshot, {
      sessionId: idNumber(50),
      planId: idNumber(60),
      products: lots.map(({ lotId }, index) => ({
        lotId,
        productId: idNumber<'product'>(of[index] ?? 0),
      })),
    })
    return { snapshot, document }
  })

const statesOf = (document: SessionDocument) =>
  document.carried?.fields.map(({ path, state }) => [path, state])

const pathsOf = (document: SessionDocument) =>
  document.carried?.fields.map(({ path }) => path) ?? []

const isEmpty = (value: unknown) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)

const changedPaths = (document: SessionDocument) =>
  document.carried?.fields.flatMap(({ path, state }) => (state === 'changed' ? [path] : []))

describe('same as last time', () => {
  it('copies what is planned, each value by a path of its own, and never what must be fresh [SES-110]', () => {
    fc.assert(
      fc.property(filled, ({ snapshot, document }) => {
        expect(sessionDocument.parse(document)).toEqual(document)
        const expected: string[] = []
        for (const [index, zone] of document.zones.entries()) {
          const before = snapshot.zones[index]
          for (const field of carriedZoneFields) {
            expect(zone[field]).toEqual(before?.[field])
            if (!isEmpty(zone[field])) expected.push(zonePath(zone.zone, field))
          }
          const { endpoint: then, stoppedReason, response, cartridgeUnitId, glideLotId } = zone
          expect([then, stoppedReason, response, cartridgeUnitId, glideLotId]).toEqual([
            null,
            '',
            [],
            null,
            null,
          ])
        }
        expect(document.marks).toEqual(snapshot.marks.filter(({ kind }) => kind !== 'reaction'))
        expected.push(...document.offered.map(({ productId }) => productPath(productId)))
        expected.push(...document.marks.map(({ id }) => markPath(id)))
        expect(pathsOf(document).sort()).toEqual(expected.sort())
        expect(untouchedCount(document)).toBe(expected.length)
        expect(pathsOf(document).every((path) => isCarried(document, path))).toBe(true)
        // Everything else is as in a chart that nobody has begun.
        expect({ ...document, zones: [], marks: [], offered: [], carried: null }).toEqual({
          ...emptySessionDocument,
          planId: idNumber(60),
          // Offered, not chosen.
          offeredHandpieceUnitId: snapshot.handpiece.unitId,
        })
        const text = JSON.stringify(document)
        for (const word of [fresh.unit, fresh.words, thatDay]) expect(text).not.toContain(word)
        for (const { lotId } of snapshot.products) expect(text).not.toContain(lotId)
      }),
    )
  })

  it('offers each product once, as it was used first [SES-110]', () => {
    fc.assert(
      fc.property(filled, ({ snapshot, document }) => {
        const ids = document.offered.map(({ productId }) => productId)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.length === 0).toBe(snapshot.products.length === 0)
        const [first] = snapshot.products
        if (first) expect(document.offered[0]).toMatchObject({ amount: first.amount, unit: 'ml' })
      }),
    )
  })
})

const edits: Readonly<
  Partial<Record<CarriedZoneField, Partial<SessionDocument['zones'][number]>>>
> = {
  needleLength: { needleLength: micrometre(99) },
  passes: { passes: 31 },
  speed: { speed: 'another' },
  pressureNote: { pressureNote: 'another' },
  directions: { directions: [] },
  coverage: { coverage: null },
  indication: { indication: null },
}

describe('what was carried', () => {
  it('is marked as changed exactly where she changed it [SES-111]', () => {
    const fields = carriedZoneFields.filter((field) => field in edits)
    fc.assert(
      fc.property(
        filled,
        fc.subarray(fields),
        fc.nat(),
        fc.boolean(),
        ({ document }, chosen, at, isConfirmed) => {
          const before = isConfirmed ? confirmCarried(document) : document
          const index = at % before.zones.length
          const zones = before.zones.map((zone, position) =>
            position === index
              ? chosen.reduce((now, field) => ({ ...now, ...edits[field] }), zone)
              : zone,
          )
          const after = noteTouched(before, { ...before, zones, note: 'not carried' })
          const id = before.zones[index]?.zone ?? 'forehead'
          const expected = chosen
            .map((field) => zonePath(id, field))
            .filter((path) => pathsOf(before).includes(path))
          expect(changedPaths(after)?.sort()).toEqual(expected.sort())
          expect(pathsOf(after)).toEqual(pathsOf(before))
          // Putting it back does not undo that she touched it.
          const back = noteTouched(after, { ...after, zones: before.zones })
          expect(changedPaths(back)?.sort()).toEqual(expected)
        },
      ),
    )
  })

  it('that is taken away is dropped; an edit of anything else touches nothing [SES-111]', () => {
    fc.assert(
      fc.property(filled, ({ document }) => {
        const bare = noteTouched(document, { ...document, zones: [], marks: [], offered: [] })
        expect(statesOf(bare)).toEqual(pathsOf(document).map((path) => [path, 'dropped']))
        const said = noteTouched(document, { ...document, said: 'fine', comfort: 2 })
        expect(said.carried).toEqual(document.carried)
      }),
    )
    const fresh = { ...emptySessionDocument, note: 'x' }
    expect(noteTouched(emptySessionDocument, fresh)).toBe(fresh)
  })

  it('of a product is confirmed by taking its lot, changed by an edit afterwards, dropped without it [SES-159]', () => {
    const offer = { productId: idNumber<'product'>(9), amount: 5, unit: 'ml' as const, place: null }
    const path = productPath(offer.productId)
    const before: SessionDocument = {
      ...emptySessionDocument,
      offered: [offer],
      carried: { fromSessionId: idNumber(50), fields: [{ path, state: 'untouched', lotId: null }] },
    }
    const lot = lotOf(300)
    const taken = noteTouched(
      before,
      acceptOffers(before, [{ item: offer, lot, productName: 'Serum' }]),
    )
    expect(statesOf(taken)).toEqual([[path, 'confirmed']])
    const said = noteTouched(taken, { ...taken, note: 'something else' })
    expect(statesOf(said)).toEqual([[path, 'confirmed']])
    const more = noteTouched(taken, {
      ...taken,
      products: taken.products.map((used) => ({ ...used, amount: 6 })),
    })
    expect(statesOf(more)).toEqual([[path, 'changed']])
    expect(statesOf(noteTouched(more, { ...more, products: [] }))).toEqual([[path, 'dropped']])
    expect(statesOf(noteTouched(before, dropOffer(before, offer.productId)))).toEqual([
      [path, 'dropped'],
    ])
  })

  it('is kept in main by what it is, whatever a window says of it: no path is lost, no change is forgotten [SES-160]', () => {
    const lies = fc.array(fc.constantFrom('untouched', 'confirmed', 'gone'), { maxLength: 40 })
    fc.assert(
      fc.property(filled, lies, fc.nat(), ({ document }, said, at) => {
        const index = at % document.zones.length
        const zones = document.zones.map((zone, position) =>
          position === index ? { ...zone, needleLength: micrometre(99) } : zone,
        )
        const id = document.zones[index]?.zone ?? 'forehead'
        const path = zonePath(id, 'needleLength')
        const lie = (now: SessionDocument): SessionDocument => ({
          ...now,
          carried: now.carried && {
            ...now.carried,
            fields: now.carried.fields.flatMap((field, position) => {
              const state = said[position] ?? 'confirmed'
              return state === 'gone' ? [] : [{ ...field, state }]
            }),
          },
        })
        const once = keepTouched(document, lie({ ...document, zones }))
        expect(pathsOf(once)).toEqual(pathsOf(document))
        if (pathsOf(document).includes(path)) expect(changedPaths(once)).toEqual([path])
        // Saved again as it is, with the same lies.
        expect(changedPaths(keepTouched(once, lie(once)))).toEqual(changedPaths(once))
        const { carried: _, ...bare } = document
        const other = { ...bare, carried: null }
        expect(keepTouched(document, other)).toBe(other)
      }),
    )
  })

  it('is confirmed in one go, and what she changed stays changed [SES-111]', () => {
    fc.assert(
      fc.property(filled, ({ document }) => {
        const zones = document.zones.map((zone) => ({ ...zone, passes: 31 }))
        const touched = noteTouched(document, { ...document, zones })
        const confirmed = confirmCarried(touched)
        expect(untouchedCount(confirmed)).toBe(0)
        expect(changedPaths(confirmed)).toEqual(
          document.zones.map(({ zone }) => zonePath(zone, 'passes')),
        )
      }),
    )
    expect(confirmCarried(emptySessionDocument)).toBe(emptySessionDocument)
  })

  it('keeps a chart from being signed while a value is untouched or an offer stands open [SES-111]', () => {
    const sound = soundFacts()
    const from = { fromSessionId: idNumber<'session'>(50) }
    const field = { path: 'zone:forehead:passes', state: 'untouched' as const, lotId: null }
    const offer = { productId: idNumber<'product'>(9), amount: 5, unit: 'ml' as const, place: null }
    const document: SessionDocument = {
      ...sound.document,
      carried: { ...from, fields: [field] },
      offered: [offer],
    }
    const codes = (changed: SessionDocument) =>
      judgeChart({ ...sound, document: changed }).map(({ code }) => code)
    expect(codes(document)).toEqual(['sessions.carried-not-confirmed', 'sessions.offer-open'])
    expect(codes(confirmCarried(document))).toEqual(['sessions.offer-open'])
    expect(codes(dropOffer(confirmCarried(document), offer.productId))).toEqual([])
  })
})
