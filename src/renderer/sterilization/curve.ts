import type { FromFile } from './newLoad.ts'

type Measurement = FromFile['reading']['measurements'][number]

/** A series in the units that people read: minutes, and °C or kPa. */
export interface Series {
  readonly points: readonly (readonly [minute: number, value: number])[]
  readonly lowest: number
  readonly highest: number
}

/** Enough for a screen's width; a peak inside a slice is kept. */
const mostPoints = 800

const seriesOf = (
  measurements: readonly Measurement[],
  valueOf: (one: Measurement) => number | null,
): Series | null => {
  const all = measurements.flatMap((one): [number, number][] => {
    const value = valueOf(one)
    return value === null ? [] : [[one.second / 60, value]]
  })
  if (all.length < 2) return null
  const values = all.map(([, value]) => value)
  return {
    points: thinned(all),
    lowest: values.reduce((one, other) => Math.min(one, other)),
    highest: values.reduce((one, other) => Math.max(one, other)),
  }
}

const thinned = (points: readonly [number, number][]) => {
  const size = Math.ceil(points.length / (mostPoints / 2))
  if (size <= 1) return points
  const kept: [number, number][] = []
  for (let at = 0; at < points.length; at += size) {
    const slice = points.slice(at, at + size)
    const low = slice.reduce((one, other) => (other[1] < one[1] ? other : one))
    const high = slice.reduce((one, other) => (other[1] > one[1] ? other : one))
    kept.push(...(low[0] <= high[0] ? [low, high] : [high, low]))
  }
  return kept
}

export const temperatureSeries = (measurements: readonly Measurement[]): Series | null =>
  seriesOf(measurements, ({ temperature }) => (temperature === null ? null : temperature / 10))

/** Hectopascal become kilopascal. */
export const pressureSeries = (measurements: readonly Measurement[]): Series | null =>
  seriesOf(measurements, ({ pressure }) => (pressure === null ? null : pressure / 10))

/** The seconds for which the temperature stood at or above a limit, in tenths of a degree. */
export const secondsAbove = (measurements: readonly Measurement[], limit: number): number =>
  measurements.reduce((sum, one, index) => {
    const next = measurements[index + 1]
    const isAbove = (value: Measurement | undefined) =>
      value !== undefined && value.temperature !== null && value.temperature >= limit
    return next && isAbove(one) && isAbove(next) ? sum + (next.second - one.second) : sum
  }, 0)

/** Where the phases begin, in minutes. */
export const phasesOf = (
  measurements: readonly Measurement[],
): readonly { name: string; from: number; to: number }[] => {
  const phases: { name: string; from: number; to: number }[] = []
  for (const { phase, second } of measurements) {
    const last = phases.at(-1)
    if (last && last.name === phase) last.to = second / 60
    else {
      if (last) last.to = second / 60
      phases.push({ name: phase, from: second / 60, to: second / 60 })
    }
  }
  return phases.filter(({ name, from, to }) => name !== '' && to > from)
}

/** Round steps, at most `most` of them, that span a range. */
export const ticksOf = (lowest: number, highest: number, most: number): readonly number[] => {
  const span = Math.max(highest - lowest, 1e-6)
  const power = 10 ** Math.floor(Math.log10(span / most))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => span / one <= most)
  const size = step ?? 10 * power
  const first = Math.floor(lowest / size)
  const last = Math.ceil(highest / size)
  return Array.from({ length: last - first + 1 }, (_tick, index) => (first + index) * size)
}
