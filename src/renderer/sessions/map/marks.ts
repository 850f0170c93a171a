import type { MapView } from '#shared/practice/index.ts'
import type { Mark, MarkKind } from '#shared/sessions/index.ts'
import { mapBox, type Point } from './drawing.ts'

type MarkPath = Mark['path']
type MarkPoint = MarkPath[number]

export const markKinds = [
  'scar',
  'lesion',
  'mole',
  'reaction',
  'note',
] as const satisfies readonly MarkKind[]

/** Below this extent (thousandths) a stroke is a tap: a spot. */
const tapExtent = 9
/** How far a thinned line may lie from the drawn one, in thousandths. */
const tolerance = 1.5
/** The longest path that a mark holds. */
const longest = 2000

const thousandth = (value: number, size: number) =>
  Math.min(1000, Math.max(0, Math.round((value / size) * 1000)))

/** A place in the units of the drawing as thousandths of its width and height. */
export const toThousandths = ([x, y]: Point): MarkPoint => [
  thousandth(x, mapBox.width),
  thousandth(y, mapBox.height),
]

export const fromThousandths = ([x, y]: MarkPoint): Point => [
  (x * mapBox.width) / 1000,
  (y * mapBox.height) / 1000,
]

const distanceToLine = (point: MarkPoint, from: MarkPoint, to: MarkPoint): number => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy)
  if (length === 0) return Math.hypot(point[0] - from[0], point[1] - from[1])
  return Math.abs(dy * (point[0] - from[0]) - dx * (point[1] - from[1])) / length
}

/** Leaves out points that lie on the line between their neighbours (Ramer–Douglas–Peucker). */
export const thinned = (path: readonly MarkPoint[], within = tolerance): MarkPoint[] => {
  const [from] = path
  const to = path.at(-1)
  if (path.length < 3 || from === undefined || to === undefined) return [...path]
  let furthest = { index: 0, distance: 0 }
  for (const [index, point] of path.entries()) {
    const distance = distanceToLine(point, from, to)
    if (distance > furthest.distance) furthest = { index, distance }
  }
  if (furthest.distance <= within) return [from, to]
  const before = thinned(path.slice(0, furthest.index + 1), within)
  const after = thinned(path.slice(furthest.index), within)
  return [...before.slice(0, -1), ...after]
}

/** What a finger or a pen drew: a spot when it hardly moved, else a line as short as it can be said. */
export const pathOf = (stroke: readonly Point[]): MarkPath => {
  const path = stroke.map(toThousandths)
  const [first] = path
  if (first === undefined) return []
  const extent = Math.max(
    ...path.map(([x, y]) => Math.max(Math.abs(x - first[0]), Math.abs(y - first[1]))),
  )
  return extent < tapExtent ? [first] : thinned(path).slice(0, longest)
}

export const newMark = (mark: Omit<Mark, 'id' | 'note'>): Mark => ({
  id: crypto.randomUUID(),
  note: '',
  ...mark,
})

/** Beside a spot that lies there already, so that both can be seen. */
const freePlace = (marks: readonly Mark[], view: MapView, [x, y]: MarkPoint): MarkPoint => {
  const isTaken = marks.some(
    (mark) =>
      mark.view === view &&
      Math.hypot((mark.path[0]?.[0] ?? 0) - x, (mark.path[0]?.[1] ?? 0) - y) < 15,
  )
  return isTaken && x < 970 ? freePlace(marks, view, [x + 28, y]) : [x, y]
}

/** By keyboard: a spot at a zone's centre. */
export const addSpot = (
  marks: readonly Mark[],
  spot: { readonly view: MapView; readonly kind: MarkKind; readonly at: Point },
): Mark[] => [
  ...marks,
  newMark({
    view: spot.view,
    kind: spot.kind,
    path: [freePlace(marks, spot.view, toThousandths(spot.at))],
  }),
]
