import { useId } from 'react'
import { formatCelsius } from '#renderer/ui/index.ts'
import { formatHold, type Programme } from '#shared/sterilization/index.ts'
import {
  phasesOf,
  pressureSeries,
  type Series,
  secondsAbove,
  temperatureSeries,
  ticksOf,
} from './curve.ts'
import type { FromFile } from './newLoad.ts'
import { texts } from './texts.ts'
import './curve.css'

const words = texts.curve

export interface CycleCurveProps {
  reading: FromFile['reading']
  /** Its limits are drawn as bands; null: the programme is not known. */
  programme: Programme | null
}

/** Two panels over one line of time, with what the programme asks for as a band, and in words. */
export const CycleCurve = ({ reading, programme }: CycleCurveProps) => {
  const { measurements } = reading
  const temperature = temperatureSeries(measurements)
  const pressure = pressureSeries(measurements)
  const duration = (measurements.at(-1)?.second ?? 0) / 60
  return (
    <figure className="curve">
      {temperature ? (
        <Panel
          name={words.temperature}
          unit={words.celsius}
          series={temperature}
          duration={duration}
          phases={phasesOf(measurements)}
          band={
            programme
              ? [
                  programme.minimumTemperature / 10,
                  programme.maximumTemperature === null ? null : programme.maximumTemperature / 10,
                ]
              : null
          }
        />
      ) : null}
      {pressure ? (
        <Panel
          name={words.pressure}
          unit={words.kilopascal}
          series={pressure}
          duration={duration}
          phases={temperature ? [] : phasesOf(measurements)}
          band={
            programme && programme.minimumPressure !== null
              ? [programme.minimumPressure, null]
              : null
          }
        />
      ) : null}
      <figcaption>
        <Legend hasBand={programme !== null} />
        <Summary reading={reading} programme={programme} />
      </figcaption>
    </figure>
  )
}

const Legend = ({ hasBand }: { hasBand: boolean }) =>
  hasBand ? (
    <p className="curve-legend">
      <span className="curve-legend-band" aria-hidden />
      {words.band}
    </p>
  ) : null

const number = (value: number) => value.toFixed(1).replace(/\.0$/, '')

const Summary = ({ reading, programme }: CycleCurveProps) => {
  const { measurements } = reading
  const temperature = temperatureSeries(measurements)
  const pressure = pressureSeries(measurements)
  const phases = phasesOf(measurements)
  return (
    <>
      <p>
        {words.summary(
          formatHold(measurements.at(-1)?.second ?? 0),
          temperature && `${number(temperature.highest)} ${words.celsius}`,
          pressure && `${number(pressure.lowest)} ${words.kilopascal}`,
          pressure && `${number(pressure.highest)} ${words.kilopascal}`,
        )}{' '}
        {programme && temperature
          ? words.above(
              formatHold(secondsAbove(measurements, programme.minimumTemperature)),
              formatCelsius(programme.minimumTemperature),
            )
          : ''}
      </p>
      {phases.length > 0 ? (
        <p className="load-quiet">
          {words.phases}:{' '}
          {phases
            .map(({ name, from, to }) => `${name} ${formatHold(Math.round((to - from) * 60))}`)
            .join(', ')}
        </p>
      ) : null}
    </>
  )
}

/** The drawing's own units; it is scaled to the width that there is. */
const box = { width: 760, height: 215, left: 62, right: 14, top: 26, bottom: 34 } as const
const inner = {
  width: box.width - box.left - box.right,
  height: box.height - box.top - box.bottom,
} as const

/** Few readings are shown as such. */
const fewPoints = 30

interface PanelProps {
  name: string
  unit: string
  series: Series
  /** Minutes. */
  duration: number
  phases: readonly { name: string; from: number; to: number }[]
  /** From, and to or open. */
  band: readonly [number, number | null] | null
}

const Panel = ({ name, unit, series, duration, phases, band }: PanelProps) => {
  const titleId = useId()
  const ticks = ticksOf(...spanOf(series, band), 6)
  const lowest = ticks[0] ?? 0
  const highest = ticks.at(-1) ?? 1
  const x = (minute: number) => box.left + (minute / Math.max(duration, 1e-6)) * inner.width
  const y = (value: number) =>
    box.top + inner.height - ((value - lowest) / (highest - lowest)) * inner.height
  const bandTop = band ? y(band[1] ?? highest) : 0
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-labelledby={titleId}>
      <title id={titleId}>
        {`${name}: ${number(series.lowest)} to ${number(series.highest)} ${unit}`}
      </title>
      {band ? (
        <rect
          className="curve-band"
          x={box.left}
          y={bandTop}
          width={inner.width}
          height={Math.max(2, y(band[0]) - bandTop)}
        />
      ) : null}
      {ticks.map((value) => (
        <g key={value}>
          <line
            className="curve-grid"
            x1={box.left}
            x2={box.left + inner.width}
            y1={y(value)}
            y2={y(value)}
          />
          <text className="curve-tick" x={box.left - 8} y={y(value) + 5} textAnchor="end">
            {number(value)}
          </text>
        </g>
      ))}
      <text className="curve-name" x={4} y={15}>
        {`${name}, ${unit}`}
      </text>
      {phases.map((phase) => (
        <Phase key={`${phase.name} ${phase.from}`} phase={phase} x={x} />
      ))}
      <TimeAxis duration={duration} x={x} />
      <polyline
        className="curve-line"
        points={series.points.map(([minute, value]) => `${x(minute)},${y(value)}`).join(' ')}
      />
      {series.points.length <= fewPoints
        ? series.points.map(([minute, value]) => (
            <circle key={minute} className="curve-point" cx={x(minute)} cy={y(value)} r={3.5} />
          ))
        : null}
      {band ? (
        <line
          className="curve-limit"
          x1={box.left}
          x2={box.left + inner.width}
          y1={y(band[0])}
          y2={y(band[0])}
        />
      ) : null}
    </svg>
  )
}

/** A machine that holds its values well must not look like a stormy sea. */
const leastSpan = 10

const spanOf = ({ lowest, highest }: Series, band: PanelProps['band']) => {
  const from = Math.min(lowest, band?.[0] ?? lowest)
  const to = Math.max(highest, band?.[1] ?? band?.[0] ?? highest)
  const missing = Math.max(0, leastSpan - (to - from)) / 2
  // Below nothing there is only what was really measured.
  const least = from >= 0 ? Math.max(0, from - missing) : from - missing
  return [least, Math.max(to, least + leastSpan)] as const
}

/** A phase's name stands where it has the room. */
const Phase = ({
  phase,
  x,
}: {
  phase: PanelProps['phases'][number]
  x: (minute: number) => number
}) => {
  const width = x(phase.to) - x(phase.from)
  return (
    <g>
      <line
        className="curve-phase"
        x1={x(phase.to)}
        x2={x(phase.to)}
        y1={box.top}
        y2={box.top + inner.height}
      />
      {width > phase.name.length * 7 + 8 ? (
        <text
          className="curve-tick"
          x={x(phase.from) + width / 2}
          y={box.top - 6}
          textAnchor="middle"
        >
          {phase.name}
        </text>
      ) : null}
    </g>
  )
}

const TimeAxis = ({ duration, x }: { duration: number; x: (minute: number) => number }) => (
  <g>
    {ticksOf(0, duration, 9)
      .filter((minute) => minute <= duration)
      .map((minute) => (
        <text
          key={minute}
          className="curve-tick"
          x={x(minute)}
          y={box.height - 16}
          textAnchor="middle"
        >
          {number(minute)}
        </text>
      ))}
    <text className="curve-tick" x={box.width - box.right} y={box.height - 2} textAnchor="end">
      {words.minutes}
    </text>
  </g>
)
