import type { MapView } from '#shared/practice/index.ts'
import type { Mark, MarkKind } from '#shared/sessions/index.ts'
import type { Point } from './drawing.ts'
import { MarkGlyph } from './MarkGlyph.tsx'
import { fromThousandths } from './marks.ts'

interface MarkLayerProps {
  marks: readonly Mark[]
  view: MapView
  /** The one whose row in the list is pointed at. */
  active: string | null
}

/** The marks of a drawing, numbered as in the list; taps go through them. */
export const MarkLayer = ({ marks, view, active }: MarkLayerProps) => (
  <g className="map-marks" aria-hidden>
    {marks.map((mark, index) =>
      mark.view === view ? (
        <DrawnMark key={mark.id} mark={mark} number={index + 1} isActive={mark.id === active} />
      ) : null,
    )}
  </g>
)

const DrawnMark = ({
  mark,
  number,
  isActive,
}: {
  mark: Mark
  number: number
  isActive: boolean
}) => {
  const points = mark.path.map(fromThousandths)
  const [first] = points
  if (!first) return null
  return (
    <g className="map-mark" data-kind={mark.kind} data-active={isActive}>
      {points.length > 1 ? (
        <StrokeLine points={points} kind={mark.kind} />
      ) : (
        <g transform={`translate(${first[0]} ${first[1]})`}>
          <MarkGlyph kind={mark.kind} />
        </g>
      )}
      <text x={first[0] + 12} y={first[1] - 9} className="map-mark-number">
        {number}
      </text>
    </g>
  )
}

/** A hand's line: soft between the points that it holds. */
export const StrokeLine = ({ points, kind }: { points: readonly Point[]; kind: MarkKind }) => {
  const path = softPath(points)
  return (
    <g className="map-stroke" data-kind={kind}>
      <path d={path} className="map-stroke-ground" />
      <path d={path} className="map-stroke-line" />
    </g>
  )
}

const softPath = (points: readonly Point[]): string => {
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return ''
  const middles = points.slice(1, -1).map((point, index) => {
    const next = points[index + 2] ?? last
    return `Q${point[0]} ${point[1]} ${(point[0] + next[0]) / 2} ${(point[1] + next[1]) / 2}`
  })
  return `M${first[0]} ${first[1]}${middles.join('')}L${last[0]} ${last[1]}`
}
