import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { FreeArea } from '#shared/practice/index.ts'
import type { Mark, MarkKind } from '#shared/sessions/index.ts'
import { mapBox, type Point } from './drawing.ts'
import { StrokeLine } from './MarkLayer.tsx'
import { pathOf, toThousandths } from './marks.ts'
import { texts } from './texts.ts'

/** Where on the drawing a finger, a pen or a mouse is. */
const pointOf = (event: PointerEvent<SVGElement>): Point => {
  const matrix = event.currentTarget.ownerSVGElement?.getScreenCTM()
  if (!matrix) return [0, 0]
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())
  return [Math.min(mapBox.width, Math.max(0, x)), Math.min(mapBox.height, Math.max(0, y))]
}

interface DrawnOver {
  onStart: (point: Point) => void
  onMove: (point: Point) => void
  onEnd: () => void
}

/** A sheet over the drawing; it takes one pointer at a time, so that a resting palm draws nothing. */
const Sheet = ({ onStart, onMove, onEnd }: DrawnOver) => {
  const pointer = useRef<number | null>(null)
  const end = (event: PointerEvent<SVGElement>) => {
    if (pointer.current !== event.pointerId) return
    pointer.current = null
    onEnd()
  }
  return (
    <rect
      className="map-sheet"
      width={mapBox.width}
      height={mapBox.height}
      onPointerDown={(event) => {
        if (pointer.current !== null || event.button !== 0) return
        pointer.current = event.pointerId
        event.currentTarget.setPointerCapture(event.pointerId)
        onStart(pointOf(event))
      }}
      onPointerMove={(event) => {
        if (pointer.current === event.pointerId) onMove(pointOf(event))
      }}
      onPointerUp={end}
      onPointerCancel={end}
    />
  )
}

interface MarkCanvasProps {
  kind: MarkKind
  /** At the end of each stroke, also of one that the system broke off. */
  onStroke: (path: Mark['path']) => void
}

export const MarkCanvas = ({ kind, onStroke }: MarkCanvasProps) => {
  const stroke = useRef<Point[]>([])
  const [shown, setShown] = useState<readonly Point[]>([])
  const extend = (points: Point[]) => {
    stroke.current = points
    setShown(points)
  }
  return (
    <>
      <Sheet
        onStart={(point) => extend([point])}
        onMove={(point) => extend([...stroke.current, point])}
        onEnd={() => {
          const path = pathOf(stroke.current)
          extend([])
          if (path.length > 0) onStroke(path)
        }}
      />
      {shown.length > 1 ? <StrokeLine points={shown} kind={kind} /> : null}
    </>
  )
}

type Area = Omit<FreeArea, 'name' | 'view'>

interface AreaCanvasProps {
  area: Area
  onArea: (area: Area) => void
  onCancel: () => void
  /** Enter: it lies where it should, and wants its name. */
  onPlaced: () => void
}

const within = (value: number, least: number, most: number) =>
  Math.round(Math.min(most, Math.max(least, value)))

/** Inside the drawing, whichever way it was moved. */
const placed = (area: Area): Area => {
  const radiusX = within(area.radiusX, 15, 500)
  const radiusY = within(area.radiusY, 15, 500)
  return {
    radiusX,
    radiusY,
    x: within(area.x, radiusX, 1000 - radiusX),
    y: within(area.y, radiusY, 1000 - radiusY),
  }
}

const between = (one: Point, other: Point): Area => {
  const [ax, ay] = toThousandths(one)
  const [bx, by] = toThousandths(other)
  return placed({
    x: (ax + bx) / 2,
    y: (ay + by) / 2,
    radiusX: Math.abs(ax - bx) / 2,
    radiusY: Math.abs(ay - by) / 2,
  })
}

/** How far an arrow moves and by what a press of plus grows, in thousandths. */
const step = 10
const isDrag = (from: Point, to: Point) => Math.hypot(from[0] - to[0], from[1] - to[1]) > 10

/** The new area while it has no name: dragged, moved by a tap, or moved and sized by keys. */
export const AreaCanvas = ({ area, onArea, onCancel, onPlaced }: AreaCanvasProps) => {
  const start = useRef<Point | null>(null)
  const shape = useRef<SVGEllipseElement>(null)
  useEffect(() => shape.current?.focus(), [])

  const onKeyDown = (event: KeyboardEvent) => {
    const change = changeOf(event.key, event.shiftKey ? step / 5 : step)
    if (event.key === 'Escape') onCancel()
    if (event.key === 'Enter') {
      event.preventDefault()
      onPlaced()
    }
    if (!change) return
    event.preventDefault()
    onArea(placed(change(area)))
  }
  const x = (area.x * mapBox.width) / 1000
  const y = (area.y * mapBox.height) / 1000
  return (
    <>
      <Sheet
        onStart={(point) => {
          start.current = point
          const [px, py] = toThousandths(point)
          onArea(placed({ ...area, x: px, y: py }))
        }}
        onMove={(point) => {
          const from = start.current
          if (from && isDrag(from, point)) onArea(between(from, point))
        }}
        onEnd={() => {
          start.current = null
          shape.current?.focus()
        }}
      />
      <ellipse
        ref={shape}
        className="map-new-area"
        role="application"
        tabIndex={0}
        aria-label={texts.area.shape(Math.round(area.x / 10), Math.round(area.y / 10))}
        cx={x}
        cy={y}
        rx={(area.radiusX * mapBox.width) / 1000}
        ry={(area.radiusY * mapBox.height) / 1000}
        onKeyDown={onKeyDown}
      />
    </>
  )
}

const changeOf = (key: string, by: number): ((area: Area) => Area) | undefined => {
  if (key === 'ArrowUp') return (area) => ({ ...area, y: area.y - by })
  if (key === 'ArrowDown') return (area) => ({ ...area, y: area.y + by })
  if (key === 'ArrowLeft') return (area) => ({ ...area, x: area.x - by })
  if (key === 'ArrowRight') return (area) => ({ ...area, x: area.x + by })
  if (key === '+' || key === '=') return (area) => grown(area, by)
  return key === '-' || key === '_' ? (area) => grown(area, -by) : undefined
}

/** Both radii by the same amount on the drawing, which is higher than it is wide. */
const grown = (area: Area, by: number): Area => ({
  ...area,
  radiusX: area.radiusX + by,
  radiusY: area.radiusY + (by * mapBox.width) / mapBox.height,
})
