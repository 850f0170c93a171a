import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import type { MapView, ZoneId } from '#shared/practice/index.ts'
import { type Direction, type DrawnLine, type DrawnZone, mapBox, neighbourOf } from './drawing.ts'
import { drawingOf } from './drawings.ts'
import type { Paint } from './paint.ts'
import { texts } from './texts.ts'
import { ZoneShape } from './ZoneShape.tsx'

interface MapStageProps {
  view: MapView
  drawn: readonly DrawnZone[]
  paints: ReadonlyMap<ZoneId, Paint>
  selected: readonly ZoneId[]
  isReadOnly: boolean
  onChoose: (zone: DrawnZone) => void
  onPoint: (zone: DrawnZone | null) => void
  /** Over the drawing: marks, and what is being drawn. */
  children: ReactNode
}

/** One drawing with its zones; the arrow keys walk from zone to zone. */
export const MapStage = ({ view, drawn, paints, ...props }: MapStageProps) => {
  const drawing = drawingOf(view)
  const [stop, setStop] = useState<ZoneId | null>(null)
  const svg = useRef<SVGSVGElement>(null)
  const hatch = useId()
  const current = drawn.find(({ id }) => id === stop) ?? drawn[0]

  const onKeyDown = (event: KeyboardEvent) => {
    if (!current) return
    const next = nextOf(event.key, drawn, current)
    if (next) {
      event.preventDefault()
      svg.current?.querySelector<SVGElement>(`[data-zone="${next.id}"]`)?.focus()
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      props.onChoose(current)
    }
  }

  return (
    <svg
      ref={svg}
      className="zone-map-drawing"
      viewBox={`0 0 ${mapBox.width} ${mapBox.height}`}
      role="group"
      aria-label={texts.map[view]}
      data-readonly={props.isReadOnly}
      onPointerLeave={() => props.onPoint(null)}
    >
      <Hatch id={hatch} />
      <Lines lines={drawing.under} />
      {drawn.map((zone) => (
        <ZoneShape
          key={zone.id}
          zone={zone}
          paint={paints.get(zone.id)}
          isSelected={props.selected.includes(zone.id)}
          isReadOnly={props.isReadOnly}
          isStop={zone.id === current?.id}
          hatch={`url(#${hatch})`}
          onChoose={() => props.onChoose(zone)}
          onKeyDown={onKeyDown}
          onPoint={() => props.onPoint(zone)}
          onFocus={() => {
            setStop(zone.id)
            props.onPoint(zone)
          }}
        />
      ))}
      <Lines lines={drawing.over} isOver />
      <text x="14" y="26" className="zone-map-side">
        {texts.ends[drawing.ends[0]]}
      </text>
      <text x={mapBox.width - 14} y="26" textAnchor="end" className="zone-map-side">
        {texts.ends[drawing.ends[1]]}
      </text>
      {props.children}
    </svg>
  )
}

const mirror = `matrix(-1 0 0 1 ${mapBox.width} 0)`

const Lines = ({ lines, isOver = false }: { lines: readonly DrawnLine[]; isOver?: boolean }) => (
  <g className="map-lines" data-over={isOver || undefined} aria-hidden>
    {lines.map(({ path, kind, isMirrored }) => (
      <path
        key={`${path}${isMirrored}`}
        d={path}
        className={`map-${kind}`}
        {...(isMirrored ? { transform: mirror } : {})}
      />
    ))}
  </g>
)

const Hatch = ({ id }: { id: string }) => (
  <defs>
    <pattern
      id={id}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="6" height="6" className="map-hatch-ground" />
      <line x1="0" y1="0" x2="0" y2="6" className="map-hatch-line" />
    </pattern>
  </defs>
)

const directions: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

const nextOf = (
  key: string,
  drawn: readonly DrawnZone[],
  from: DrawnZone,
): DrawnZone | undefined => {
  const direction = directions[key]
  if (direction) return neighbourOf(drawn, from, direction)
  if (key === 'Home') return drawn[0]
  return key === 'End' ? drawn.at(-1) : undefined
}
