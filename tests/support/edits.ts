import fc from 'fast-check'
import { lotId, micrometres, toInstant } from '#shared/kernel/index.ts'
import {
  emptyAnaestheticUse,
  emptySessionDocument,
  emptyZone,
  type Mark,
  type SessionDocument,
} from '#shared/sessions/index.ts'

type Edit = (document: SessionDocument) => SessionDocument

const coordinate = fc.integer({ min: 0, max: 1000 })
const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 12 })
const words = fc.string({ maxLength: 40, unit: 'grapheme' })

/** Draws a line, or a spot where it is one point. */
const drawn: fc.Arbitrary<Edit> = fc
  .record({
    id: fc.uuid(),
    view: fc.constantFrom('face-front', 'neck', 'body-back'),
    kind: fc.constantFrom('scar', 'lesion', 'mole', 'reaction', 'note'),
    path: points,
    note: words,
  })
  .map((mark) => (document) => ({ ...document, marks: [...document.marks.slice(-40), mark] }))

const lastMark = (document: SessionDocument, change: (mark: Mark) => Mark): SessionDocument => ({
  ...document,
  marks: document.marks.map((mark, index) =>
    index === document.marks.length - 1 ? change(mark) : mark,
  ),
})

/** Goes on with the line that was drawn last. */
const drawnOn: fc.Arbitrary<Edit> = points.map(
  (more) => (document) =>
    lastMark(document, (mark) => ({ ...mark, path: [...mark.path, ...more].slice(-300) })),
)

const zoneEdited: fc.Arbitrary<Edit> = fc
  .record({
    zone: fc.constantFrom('forehead', 'nose', 'chin', 'cheek-left', 'abdomen', 'knee-right'),
    needleLength: fc.integer({ min: 100, max: 3500 }).map((length) => micrometres.parse(length)),
    passes: fc.integer({ min: 1, max: 30 }),
    pressureNote: words,
    directions: fc.uniqueArray(fc.constantFrom('horizontal', 'vertical', 'circular')),
  })
  .map((changes) => (document) => ({
    ...document,
    zones: document.zones.some(({ zone }) => zone === changes.zone)
      ? document.zones.map((zone) => (zone.zone === changes.zone ? { ...zone, ...changes } : zone))
      : [...document.zones, { ...emptyZone(changes.zone), ...changes }],
  }))

const productUsed: fc.Arbitrary<Edit> = fc
  .record({
    id: fc.uuid({ version: 7 }),
    amount: fc.integer({ min: 1, max: 9000 }),
    minute: fc.nat(59),
  })
  .map(({ id, amount, minute }) => (document) => ({
    ...document,
    products: [
      ...document.products.slice(-5),
      {
        lotId: lotId.parse(id),
        amount,
        unit: 'g',
        place: 'before',
        anaesthetic: {
          ...emptyAnaestheticUse,
          onAt: toInstant(new Date(Date.UTC(2026, 10, 22, 15, minute))),
        },
      },
    ],
  }))

const saidOnce: fc.Arbitrary<Edit> = fc
  .record({ note: words, said: words, comfort: fc.integer({ min: 0, max: 10 }) })
  .map((changes) => (document) => ({ ...document, ...changes }))

const removed: fc.Arbitrary<Edit> = fc.constant((document) => ({
  ...document,
  zones: document.zones.slice(1),
  marks: document.marks.slice(1),
}))

const edits = fc.oneof(
  { weight: 3, arbitrary: drawn },
  { weight: 4, arbitrary: drawnOn },
  { weight: 4, arbitrary: zoneEdited },
  { weight: 2, arbitrary: productUsed },
  { weight: 2, arbitrary: saidOnce },
  { weight: 1, arbitrary: removed },
)

/** The document of each version: a function of its number, so that two processes agree on it. */
export const createEditing = () => {
  let document = emptySessionDocument
  let version = 1
  return {
    /** The document of this version, which is not before the one that was asked for last. */
    at: (wanted: number): SessionDocument => {
      while (version < wanted) {
        version += 1
        const [edit] = fc.sample(edits, { seed: version, numRuns: 1 })
        if (edit) document = edit(document)
      }
      return document
    },
  }
}
