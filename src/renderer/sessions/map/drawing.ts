import { type FreeArea, type MapView, zoneLabel, type ZoneId } from '#shared/practice/index.ts'

/** Every drawing has the same size, so that nothing jumps when the view changes. */
export const mapBox = { width: 460, height: 600, middle: 230 } as const

export type Point = readonly [x: number, y: number]

/** One region of a drawing, in the units of `mapBox`. */
export interface DrawnZone {
  readonly id: ZoneId
  readonly label: string
  readonly path: string
  /** Drawn on the reader's right and mirrored; what lies in the middle stays as it is. */
  readonly isMirrored: boolean
  /** Where the length is written. */
  readonly centre: Point
  /** Inside the rim of the eye: shown, never chosen. */
  readonly isNeverTreated: boolean
  /** Where the length stands when the zone is too small to hold it. */
  readonly labelAt: Point | null
}

/** `skin` and `hair` are filled, `edge` is the outline over them, `soft` a fainter line. */
export interface DrawnLine {
  readonly path: string
  readonly kind: 'skin' | 'hair' | 'edge' | 'soft' | 'feature'
  readonly isMirrored: boolean
}

export interface Drawing {
  readonly view: MapView
  readonly zones: readonly DrawnZone[]
  /** Under the zones. */
  readonly under: readonly DrawnLine[]
  /** Over the zones; they let every tap through. */
  readonly over: readonly DrawnLine[]
  /** What lies at the reader's left and right. */
  readonly ends: readonly [left: DrawingEnd, right: DrawingEnd]
}

export type DrawingEnd = 'left' | 'right' | 'front' | 'back'

const digits = (value: number) => String(Math.round(value * 10) / 10)
const pair = ([x, y]: Point) => `${digits(x)} ${digits(y)}`

/** How far a control point lies along the line between a point's neighbours. */
const bend = 1 / 6

const segment = (before: Point, from: Point, to: Point, after: Point): string => {
  const out: Point = [from[0] + (to[0] - before[0]) * bend, from[1] + (to[1] - before[1]) * bend]
  const into: Point = [to[0] - (after[0] - from[0]) * bend, to[1] - (after[1] - from[1]) * bend]
  return `C${pair(out)} ${pair(into)} ${pair(to)}`
}

const at = (points: readonly Point[], index: number): Point => {
  const point = points[index]
  if (!point) throw new Error('A curve needs at least one point.')
  return point
}

/** A soft line through the points (a Catmull–Rom spline as cubic Béziers). */
export const curve = (points: readonly Point[]): string => {
  const last = points.length - 1
  const near = (index: number) => at(points, Math.min(last, Math.max(0, index)))
  const segments = points
    .slice(1)
    .map((to, index) => segment(near(index - 1), near(index), to, near(index + 2)))
  return `M${pair(near(0))}${segments.join('')}`
}

/** A soft closed shape through the points. */
export const loop = (points: readonly Point[]): string => {
  const near = (index: number) => at(points, (index + points.length) % points.length)
  const segments = points.map((from, index) =>
    segment(near(index - 1), from, near(index + 1), near(index + 2)),
  )
  return `M${pair(near(0))}${segments.join('')}Z`
}

/** The same points on the other half. */
export const mirrored = (points: readonly Point[]): Point[] =>
  points.map(([x, y]) => [mapBox.width - x, y] as const)

/** One half and, walked back, its mirror: the points of a shape that lies in the middle. */
export const wholeOf = (half: readonly Point[]): Point[] => [
  ...half,
  ...mirrored(half)
    .reverse()
    .filter(([x]) => x !== mapBox.middle),
]

export const ellipse = (x: number, y: number, radiusX: number, radiusY: number): string =>
  `M${pair([x - radiusX, y])}a${pair([radiusX, radiusY])} 0 1 0 ${pair([radiusX * 2, 0])}` +
  `a${pair([radiusX, radiusY])} 0 1 0 ${pair([-radiusX * 2, 0])}Z`

interface ZoneShape {
  readonly path: string
  readonly centre: Point
  readonly labelAt?: Point
}

export const flipped = ([x, y]: Point): Point => [mapBox.width - x, y]

export const zoneOf = (id: ZoneId, shape: ZoneShape, isMirrored = false): DrawnZone => ({
  id,
  label: zoneLabel(id),
  path: shape.path,
  isMirrored,
  centre: isMirrored ? flipped(shape.centre) : shape.centre,
  isNeverTreated: id === 'orbital-rim-left' || id === 'orbital-rim-right',
  labelAt: shape.labelAt ? (isMirrored ? flipped(shape.labelAt) : shape.labelAt) : null,
})

/** The names of zones that have two sides. */
export type SidedName =
  | 'temple'
  | 'periorbital'
  | 'orbital-rim'
  | 'cheekbone'
  | 'cheek'
  | 'jawline'
  | 'flank'
  | 'buttock'
  | 'upper-arm'
  | 'forearm'
  | 'hand'
  | 'thigh'
  | 'knee'
  | 'lower-leg'

/** A zone and its mirror. `readersRight` is the client's side at the reader's right. */
export const pairOf = (
  name: SidedName,
  shape: ZoneShape,
  readersRight: 'left' | 'right' = 'left',
): readonly DrawnZone[] => [
  zoneOf(`${name}-${readersRight === 'left' ? 'right' : 'left'}`, shape, true),
  zoneOf(`${name}-${readersRight}`, shape),
]

export const lineOf = (kind: DrawnLine['kind'], path: string, isMirrored = false): DrawnLine => ({
  kind,
  path,
  isMirrored,
})

/** Lines of one half, then their mirror. */
export const bothHalves = (lines: readonly DrawnLine[]): DrawnLine[] => [
  ...lines,
  ...lines.map((line) => ({ ...line, isMirrored: true })),
]

/** A free area as a zone of its drawing. */
export const drawnArea = (id: ZoneId, area: FreeArea): DrawnZone => {
  const centre: Point = [(area.x * mapBox.width) / 1000, (area.y * mapBox.height) / 1000]
  const radiusX = (area.radiusX * mapBox.width) / 1000
  const radiusY = (area.radiusY * mapBox.height) / 1000
  return {
    id,
    label: area.name,
    path: ellipse(centre[0], centre[1], radiusX, radiusY),
    isMirrored: false,
    centre,
    isNeverTreated: false,
    labelAt: radiusX < 14 ? [centre[0], centre[1] - radiusY - 10] : null,
  }
}

export type Direction = 'up' | 'down' | 'left' | 'right'

/** The nearest zone in a direction, as the reader sees it; the same one when there is none. */
export const neighbourOf = (
  list: readonly DrawnZone[],
  from: DrawnZone,
  direction: Direction,
): DrawnZone => {
  const isAcross = direction === 'left' || direction === 'right'
  const sign = direction === 'right' || direction === 'down' ? 1 : -1
  const scored = list.flatMap((zone) => {
    const across = (zone.centre[0] - from.centre[0]) * (isAcross ? sign : 1)
    const along = (zone.centre[1] - from.centre[1]) * (isAcross ? 1 : sign)
    const [ahead, aside] = isAcross ? [across, Math.abs(along)] : [along, Math.abs(across)]
    return zone.id !== from.id && ahead > 4 ? [{ zone, cost: ahead + aside * 2 }] : []
  })
  return scored.sort((one, other) => one.cost - other.cost)[0]?.zone ?? from
}
