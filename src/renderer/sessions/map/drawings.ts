import { type FreeArea, mapView, type MapView, type ZoneId } from '#shared/practice/index.ts'
import { bodyBack } from './bodyBack.ts'
import { bodyFront } from './bodyFront.ts'
import { type Drawing, drawnArea, type DrawnZone } from './drawing.ts'
import { faceFront } from './faceFront.ts'
import { faceLeft, faceRight } from './faceProfile.ts'
import { neckFront } from './neckFront.ts'

/** A charted zone as far as the drawings need it. */
interface Charted {
  readonly zone: ZoneId
  readonly area: FreeArea | null
}

/** In the order of the tabs. */
export const views: readonly MapView[] = mapView.options

const drawings = {
  'face-front': faceFront,
  'face-left': faceLeft,
  'face-right': faceRight,
  neck: neckFront,
  'body-front': bodyFront,
  'body-back': bodyBack,
} satisfies Record<MapView, Drawing>

export const drawingOf = (view: MapView): Drawing => drawings[view]

/** The zones of a drawing: the named ones, then the free areas that were charted on it. */
export const zonesOn = (view: MapView, charted: readonly Charted[]): readonly DrawnZone[] => [
  ...drawings[view].zones,
  ...charted.flatMap(({ zone, area }) => (area?.view === view ? [drawnArea(zone, area)] : [])),
]

/** How many of the charted zones a drawing shows. */
export const chartedOn = (view: MapView, charted: readonly Charted[]): number =>
  charted.filter(({ zone, area }) =>
    area ? area.view === view : drawings[view].zones.some(({ id }) => id === zone),
  ).length

/** The drawing to open for a zone: the first that shows it. */
export const viewOf = ({ zone, area }: Charted): MapView =>
  area?.view ??
  views.find((view) => drawings[view].zones.some(({ id }) => id === zone)) ??
  'face-front'
