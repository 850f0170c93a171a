import type { KeyboardEvent } from 'react'
import { type DrawnZone, mapBox } from './drawing.ts'
import type { Paint } from './paint.ts'
import { texts } from './texts.ts'

interface ZoneShapeProps {
  zone: DrawnZone
  /** Undefined for a zone that is not charted. */
  paint: Paint | undefined
  isSelected: boolean
  isReadOnly: boolean
  /** Whether Tab stops here; the arrow keys reach the others. */
  isStop: boolean
  /** The fill of a zone that is never treated. */
  hatch: string
  onChoose: () => void
  onKeyDown: (event: KeyboardEvent) => void
  onPoint: () => void
  onFocus: () => void
}

/** What a zone says: its state in words. */
export const stateOf = (zone: DrawnZone, paint: Paint | undefined): string => {
  if (zone.isNeverTreated) return texts.neverTreated
  return paint?.words ?? texts.untreated
}

/** A zone to tap, with its length written on it. */
export const ZoneShape = ({ zone, paint, ...state }: ZoneShapeProps) => {
  const [x, y] = zone.labelAt ?? zone.centre
  const transform = zone.isMirrored ? `matrix(-1 0 0 1 ${mapBox.width} 0)` : undefined
  return (
    <g
      {...(state.isReadOnly
        ? { role: 'img' }
        : {
            role: 'checkbox',
            'aria-checked': state.isSelected,
            'aria-disabled': zone.isNeverTreated,
          })}
      aria-label={`${zone.label}, ${stateOf(zone, paint)}`}
      tabIndex={state.isStop ? 0 : -1}
      className="map-zone"
      data-zone={zone.id}
      data-step={paint?.step}
      data-selected={state.isSelected}
      data-never={zone.isNeverTreated}
      onClick={state.onChoose}
      onKeyDown={state.onKeyDown}
      onPointerEnter={state.onPoint}
      onFocus={state.onFocus}
    >
      {/* A hand is narrower than a fingertip: around each zone lies what belongs to it as well. */}
      <path d={zone.path} fillRule="evenodd" className="map-zone-reach" transform={transform} />
      <path
        d={zone.path}
        fillRule="evenodd"
        className="map-zone-shape"
        transform={transform}
        {...(zone.isNeverTreated ? { style: { fill: state.hatch } } : {})}
      />
      {paint ? (
        <text x={x} y={y} className="map-zone-text" data-outside={zone.labelAt !== null}>
          {paint.text}
        </text>
      ) : null}
      {state.isSelected ? (
        <g className="map-chosen" transform={`translate(${x} ${paint ? y - 18 : y})`}>
          <circle r="7.5" />
          <path d="M-3.4 0.2L-0.9 2.7L3.6 -2.4" />
        </g>
      ) : null}
    </g>
  )
}
