import type { Block, Drawing } from '#main/documents/index.ts'
import { formatDay, formatMillimetres, type Instant } from '#shared/kernel/index.ts'
import { indicationLabels, labelOfZone } from '#shared/practice/index.ts'
import { doseOf, dwellMinutes, type SessionSnapshot } from '#shared/sessions/index.ts'
import { nothing, words } from './words.ts'
import { agentWords, carriedWords, zoneNamed } from './words-session.ts'

// What a chart of the second format may hold beside what every chart holds. Each part stands only where
// something was recorded, so a record of the first format is printed as it always was.

type At = (moment: Instant) => string
type Zone = SessionSnapshot['zones'][number]
type Product = SessionSnapshot['products'][number]

const orNothing = (parts: readonly (string | null | false)[], between = ', '): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join(between) || nothing

/** What each zone says beside length, technique, passes and endpoint. */
export const zoneDetails = (snapshot: SessionSnapshot): readonly Block[] => {
  const detailed = snapshot.zones.filter(hasDetails)
  if (detailed.length === 0) return []
  return [
    {
      kind: 'table',
      none: '',
      columns: [
        { heading: 'Zone', share: 1.6 },
        { heading: 'Indication', share: 1.5 },
        { heading: 'How', share: 2 },
        { heading: 'Coverage and pressure', share: 2 },
        { heading: 'With', share: 2.2 },
        { heading: 'Response', share: 1.7 },
      ],
      rows: detailed.map((zone) => [
        labelOfZone(zone),
        zone.indication === null ? nothing : indicationLabels[zone.indication],
        howOf(zone),
        orNothing([zone.coverage && words.coverage[zone.coverage], zone.pressureNote]),
        withOf(snapshot, zone),
        orNothing([
          ...zone.response.map((each) => words.response[each]),
          zone.stoppedReason && `Stopped: ${zone.stoppedReason}`,
        ]),
      ]),
    },
  ]
}

const hasDetails = (zone: Zone): boolean =>
  [
    zone.area,
    zone.indication,
    zone.cartridgeUnitId,
    zone.motion,
    zone.coverage,
    zone.glideLotId,
  ].some((value) => value !== null) ||
  [zone.speed, zone.pressureNote, zone.stoppedReason].some((text) => text !== '') ||
  zone.directions.length + zone.response.length > 0

/** `Glided, speed 5, horizontal and vertical`. */
export const howOf = ({ motion, speed, directions }: Zone): string =>
  orNothing([
    motion && words.motion[motion],
    speed && `speed ${speed}`,
    directions.map((each) => words.direction[each]).join(' and '),
  ])

/** The cartridge and the glide product of a zone, as this record names them. */
export const withOf = (
  { cartridges, products }: SessionSnapshot,
  { cartridgeUnitId, glideLotId }: Zone,
): string => {
  const cartridge = cartridges.find(({ unitId }) => unitId === cartridgeUnitId)
  const glide = products.find(({ lotId }) => lotId === glideLotId)
  return orNothing([
    cartridge ? `Cartridge ${cartridge.lot}, ${cartridge.piece}` : null,
    glide ? `Glide: ${glide.product}, lot ${glide.lot}` : null,
  ])
}

/** When which product was put on. */
export const placeOf = ({ place }: Pick<Product, 'place'>): string =>
  place === null ? nothing : words.place[place]

export const anaesthetics = (snapshot: SessionSnapshot, at: At): readonly Block[] => {
  const used = snapshot.products.flatMap((product) =>
    product.anaesthetic === null ? [] : [{ product, use: product.anaesthetic }],
  )
  return used.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: 'Anaesthetic' },
        ...used.map(({ product, use }): Block => {
          const dwell = dwellMinutes(use, null)
          return {
            kind: 'facts',
            facts: [
              { label: 'Product', value: `${product.product}, lot ${product.lot}` },
              { label: 'Agents', value: use.agents.map(agentWords).join(', ') || 'Not recorded' },
              {
                label: 'On and off',
                value: `${use.onAt ? at(use.onAt) : nothing} – ${use.offAt ? at(use.offAt) : nothing}`,
              },
              { label: 'On the skin', value: dwell === null ? nothing : `${dwell} minutes` },
              { label: 'Area', value: use.area === null ? nothing : `${use.area} cm²` },
              { label: 'Dose', value: doseWords(product) ?? nothing },
              { label: 'Under a dressing', value: yesOrNo(use.occluded) },
              { label: 'Skin', value: use.skin === null ? nothing : words.skin[use.skin] },
              {
                label: 'Supplied by',
                value: use.suppliedBy === null ? nothing : words.suppliedBy[use.suppliedBy],
              },
              { label: 'Prescribed by', value: use.prescribedBy || 'Nobody' },
              ...(use.reaction === '' ? [] : [{ label: 'Reaction', value: use.reaction }]),
            ],
          }
        }),
      ]
}

/** `0.08 g/cm²`, where mass and area were recorded. */
export const doseWords = (product: Product): string | null => {
  const dose = doseOf(product)
  return dose === null ? null : `${Number((dose / 1000).toFixed(3))} g/cm²`
}

export const yesOrNo = (value: boolean | null): string =>
  value === null ? nothing : value ? 'Yes' : 'No'

export const orders = (snapshot: SessionSnapshot): readonly Block[] =>
  snapshot.orders.map(
    (order): Block => ({
      kind: 'notice',
      tone: 'caution',
      title: `Order of ${order.clinician}, ${order.licence}, of ${formatDay(order.orderedOn)}`,
      lines: [
        `Up to ${formatMillimetres(order.maximumNeedleLength)}: ${order.zones.map((zone) => zoneNamed(snapshot, zone)).join(', ')}`,
        `Goes beyond ${order.exceeds.map((each) => words.limit[each]).join(', ')}`,
      ],
    }),
  )

/** Drawn as on the screen, each drawing in the frame of its view, and named in a list. */
export const marks = ({ marks: all }: SessionSnapshot): readonly Block[] => {
  if (all.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: 'Marks on the map' },
    {
      kind: 'table',
      none: '',
      columns: [
        { heading: 'No.', share: 0.4 },
        { heading: 'Drawing', share: 2 },
        { heading: 'Mark', share: 1 },
        { heading: 'Where', share: 1.6 },
        { heading: 'Note', share: 4 },
      ],
      rows: all.map(({ view, kind, path, note }, index) => [
        String(index + 1),
        words.view[view],
        words.mark[kind],
        whereOf(path),
        note || nothing,
      ]),
    },
    ...[...Map.groupBy(all, ({ view }) => view)].map(
      ([view, here]): Block => ({
        kind: 'drawing',
        drawing: drawingOf(here.map(({ path }) => path)),
        caption: `${words.view[view]}: what was drawn, in the frame of the drawing`,
      }),
    ),
  ]
}

/** `Spot, 40 % from the left, 25 % from the top`. */
export const whereOf = (path: SessionSnapshot['marks'][number]['path']): string => {
  const [x, y] = path[0] ?? [0, 0]
  const percent = (value: number) => `${Math.round(value / 10)} %`
  return `${path.length === 1 ? 'Spot' : 'Line'}, ${percent(x)} from the left, ${percent(y)} from the top`
}

const size = 1000
const frame = [
  [0, 0],
  [size, 0],
  [size, size],
  [0, size],
  [0, 0],
] as const

const drawingOf = (paths: readonly (readonly (readonly [number, number])[])[]): Drawing => ({
  width: size,
  height: size,
  strokes: [frame, ...paths.map(drawn)].map((path) =>
    path.map(([x, y]) => ({ x, y, pressure: 0.4 })),
  ),
})

/** A spot is a small ring: one point alone draws nothing. */
const drawn = (path: readonly (readonly [number, number])[]) => {
  const [spot] = path
  if (spot === undefined || path.length > 1) return path
  const [x, y] = spot
  return Array.from({ length: 13 }, (_, index) => {
    const angle = (index / 12) * 2 * Math.PI
    return [x + 14 * Math.cos(angle), y + 14 * Math.sin(angle)] as const
  })
}

/** Steps with their times, who was there, comfort, what was said and cold-sore prophylaxis. */
export const course = (snapshot: SessionSnapshot, at: At): readonly Block[] => {
  const { steps, present, comfort, said, prophylaxis } = snapshot
  const facts = [
    ...steps.map(({ kind, at: moment, note }) => ({
      label: words.step[kind],
      value: note === '' ? at(moment) : `${at(moment)} (${note})`,
    })),
    ...present.map(({ name, role }) => ({
      label: 'Also present',
      value: role === '' ? name : `${name}, ${role}`,
    })),
    ...(comfort === null ? [] : [{ label: 'Discomfort, 0 to 10', value: String(comfort) }]),
    ...(said === '' ? [] : [{ label: 'What the client said', value: said }]),
    ...(prophylaxis === null
      ? []
      : [
          {
            label: 'Cold-sore prophylaxis',
            value: orNothing([
              words.prophylaxis[prophylaxis.answer],
              prophylaxis.prescribedBy && `by ${prophylaxis.prescribedBy}`,
            ]),
          },
        ]),
  ]
  return facts.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: 'Course of the session' },
        { kind: 'facts', facts },
      ]
}

/** What was copied from an earlier session, and what became of each value. */
export const carriedForward = (snapshot: SessionSnapshot): readonly Block[] => {
  const { carried } = snapshot
  if (carried === null || carried.fields.length === 0) return []
  const count = (state: 'confirmed' | 'changed' | 'dropped') =>
    carried.fields.filter((field) => field.state === state).length
  return [
    { kind: 'heading', level: 2, text: 'Carried forward from an earlier session' },
    {
      kind: 'paragraph',
      tone: 'quiet',
      text: `${carried.fields.length} values were copied; ${count('confirmed')} were confirmed, ${count('changed')} changed and ${count('dropped')} taken away.`,
    },
    {
      kind: 'list',
      items: [...Map.groupBy(carried.fields, ({ state }) => state)].map(
        ([state, fields]) =>
          `${words.carried[state]}: ${[...new Set(fields.map(({ path }) => carriedWords(snapshot, path)))].join('; ')}`,
      ),
    },
  ]
}
