import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { certain, formatMillimetres, type Micrometres } from '#shared/kernel/index.ts'
import type { ZoneId } from '#shared/sessions/index.ts'
import { FaceFeatures, FaceOutline } from './FaceLines.tsx'
import {
  type Direction,
  depthStepOf,
  depthSteps,
  faceBox,
  type FaceZone,
  faceTexts,
  faceZones,
  neighbourOf,
} from './faceZones.ts'
import './faceMap.css'

export interface FaceMapProps {
  /** The zones that are charted, with their needle length; null while it is not known yet. */
  treated: Partial<Record<ZoneId, Micrometres | null>>
  /** The zones that the form beside the map now works on. */
  selected: readonly ZoneId[]
  /** A tap, Enter or Space. Never called for the inside of the orbital rim. */
  onToggle: (zone: ZoneId) => void
  disabled?: boolean
}

/**
 * The face, with zones to tap. The same data stands in the table below it; this is for the eye.
 * One zone is in the tab order; the arrow keys walk to the nearest one.
 */
export const FaceMap = ({ treated, selected, onToggle, disabled = false }: FaceMapProps) => {
  const [stop, setStop] = useState(() => certain(faceZones[0], 'The first zone of the face'))
  const [pointed, setPointed] = useState<FaceZone | null>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const hatch = useId()

  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextOf(event.key, stop)
    if (next) {
      event.preventDefault()
      drawing.current?.querySelector<SVGElement>(`[data-zone="${next.id}"]`)?.focus()
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      choose(stop)
    }
  }
  const choose = (zone: FaceZone) => {
    setPointed(zone)
    if (!disabled && !zone.isNeverTreated) onToggle(zone.id)
  }

  return (
    <div className="face-map" data-disabled={disabled}>
      <svg
        ref={drawing}
        viewBox={`0 0 ${faceBox.width} ${faceBox.height}`}
        role="group"
        aria-label={faceTexts.map}
        onPointerLeave={() => setPointed(null)}
      >
        <Hatch id={hatch} />
        <FaceOutline />
        {faceZones.map((zone) => (
          <Zone
            key={zone.id}
            zone={zone}
            length={treated[zone.id]}
            isSelected={selected.includes(zone.id)}
            isDisabled={disabled || zone.isNeverTreated}
            isStop={zone.id === stop.id}
            fill={zone.isNeverTreated ? `url(#${hatch})` : undefined}
            onChoose={() => choose(zone)}
            onKeyDown={onKeyDown}
            onPoint={() => setPointed(zone)}
            onFocus={() => {
              setStop(zone)
              setPointed(zone)
            }}
          />
        ))}
        <FaceFeatures />
        <text x="22" y="34" className="face-side">
          {faceTexts.right}
        </text>
        <text x={faceBox.width - 22} y="34" textAnchor="end" className="face-side">
          {faceTexts.left}
        </text>
      </svg>
      <Readout zone={pointed} treated={treated} selected={selected} />
      <Legend />
    </div>
  )
}

interface ZoneProps {
  zone: FaceZone
  /** Undefined for a zone that is not charted. */
  length: Micrometres | null | undefined
  isSelected: boolean
  isDisabled: boolean
  isStop: boolean
  fill: string | undefined
  onChoose: () => void
  onKeyDown: (event: KeyboardEvent) => void
  onPoint: () => void
  onFocus: () => void
}

const Zone = ({ zone, length, ...state }: ZoneProps) => {
  const { path, isMirrored, centre } = zone
  const mirror = isMirrored ? `matrix(-1 0 0 1 ${faceBox.width} 0)` : undefined
  return (
    <g
      role="checkbox"
      aria-checked={state.isSelected}
      aria-disabled={state.isDisabled}
      aria-label={`${zone.label}, ${stateOf(zone, length)}`}
      tabIndex={state.isStop ? 0 : -1}
      className="face-zone"
      data-zone={zone.id}
      data-depth={length ? depthStepOf(length) : length === null ? 'unknown' : undefined}
      data-never={zone.isNeverTreated}
      onClick={state.onChoose}
      onKeyDown={state.onKeyDown}
      onPointerEnter={state.onPoint}
      onFocus={state.onFocus}
    >
      <path
        d={path}
        transform={mirror}
        fillRule="evenodd"
        className="face-zone-shape"
        {...(state.fill ? { style: { fill: state.fill } } : {})}
      />
      {length === undefined ? null : (
        <text x={centre[0]} y={centre[1]} className="face-zone-length">
          {length === null ? '?' : formatMillimetres(length).replace(/ mm$/, '')}
        </text>
      )}
    </g>
  )
}

const stateOf = (zone: FaceZone, length: Micrometres | null | undefined) => {
  if (zone.isNeverTreated) return faceTexts.neverTreated
  if (length === undefined) return faceTexts.untreated
  return length === null ? faceTexts.unknownLength : formatMillimetres(length)
}

/** What is under the finger, in words; also why the inside of the rim cannot be chosen. */
const Readout = ({
  zone,
  treated,
  selected,
}: Pick<FaceMapProps, 'treated' | 'selected'> & { zone: FaceZone | null }) => (
  <p role="status" className="face-readout">
    {zone === null ? (
      faceTexts.hint
    ) : zone.isNeverTreated ? (
      faceTexts.neverTreatedWhy
    ) : (
      <>
        <strong>{zone.label}</strong> · {stateOf(zone, treated[zone.id])}
        {selected.includes(zone.id) ? ` · ${faceTexts.chosen}` : null}
      </>
    )}
  </p>
)

const Legend = () => (
  <ul className="face-legend" aria-label={faceTexts.legend}>
    {depthSteps.map((end, index) => (
      <li key={end}>
        <span className="face-swatch" data-depth={index + 1} aria-hidden />
        {`≤ ${(end / 1000).toFixed(1)}`}
      </li>
    ))}
    <li className="face-legend-unit">{faceTexts.unit}</li>
    <li>
      <span className="face-swatch" data-kind="chosen" aria-hidden />
      {faceTexts.legendChosen}
    </li>
    <li>
      <span className="face-swatch" data-kind="never" aria-hidden />
      {faceTexts.legendNever}
    </li>
  </ul>
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
      <rect width="6" height="6" className="face-hatch-ground" />
      <line x1="0" y1="0" x2="0" y2="6" className="face-hatch-line" />
    </pattern>
  </defs>
)

const directions: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

const nextOf = (key: string, from: FaceZone): FaceZone | undefined => {
  const direction = directions[key]
  if (direction) return neighbourOf(from, direction)
  if (key === 'Home') return faceZones[0]
  return key === 'End' ? faceZones.at(-1) : undefined
}
