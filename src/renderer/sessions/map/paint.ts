import { formatMillimetres, type Micrometres } from '#shared/kernel/index.ts'
import type { ZoneId } from '#shared/practice/index.ts'
import type { CourseZone } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'

/** How a charted zone looks, and what it says. */
export interface Paint {
  /** 1 to 5 on the scale, `unknown` where nothing was said yet. */
  readonly step: number | 'unknown'
  /** Written on the zone: a number without its unit, which the legend names. */
  readonly text: string
  /** Said by the readout and a screen reader, with units. */
  readonly words: string
}

/** Of the course: passes × length over the series, or how long ago it was. */
export type CourseMeasure = 'load' | 'days'

/** Upper ends of the steps of needle length, µm; the last holds everything longer. */
export const depthSteps = [500, 1000, 1500, 2000, 2500] as const

/** Upper ends of the steps of passes × length, µm; the last step holds everything above. */
export const loadSteps = [5000, 10_000, 20_000, 40_000] as const

/** Upper ends in days; a zone of today is darkest, one of long ago lightest. */
export const daySteps = [7, 14, 28, 56] as const

const stepIn = (ends: readonly number[], value: number): number => {
  const index = ends.findIndex((end) => value <= end)
  return (index === -1 ? ends.length : index) + 1
}

/** Which step of the depth scale a length (µm) stands on. */
export const depthStepOf = (length: number): number =>
  Math.min(stepIn(depthSteps, length), depthSteps.length)

export const loadStepOf = (load: number): number => stepIn(loadSteps, load)

/** The newest stands on the darkest step, 5. */
export const dayStepOf = (days: number): number => 6 - stepIn(daySteps, days)

const number = (value: number) =>
  value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 1 })

/** Σ passes × length in mm, with its unit. */
export const formatLoad = (load: number): string => `${number(load / 1000)} mm`

/** Three characters are as many as the smallest zone holds: `4.5`, `12`; the table says it exactly. */
const onTheMap = (load: number): string =>
  (load / 1000).toLocaleString('en-US', { maximumFractionDigits: load < 9_950 ? 1 : 0 })

export const paintOfToday = (
  zones: readonly { readonly zone: ZoneId; readonly needleLength: Micrometres | null }[],
): ReadonlyMap<ZoneId, Paint> =>
  new Map(
    zones.map(({ zone, needleLength }) => [
      zone,
      needleLength === null
        ? { step: 'unknown', text: '?', words: texts.unknownLength }
        : {
            step: depthStepOf(needleLength),
            text: formatMillimetres(needleLength).replace(/ mm$/, ''),
            words: formatMillimetres(needleLength),
          },
    ]),
  )

export const paintOfCourse = (
  course: readonly CourseZone[],
  measure: CourseMeasure,
): ReadonlyMap<ZoneId, Paint> =>
  new Map(
    course.map((zone) => [
      zone.zone,
      {
        step: measure === 'load' ? loadStepOf(zone.load) : dayStepOf(zone.daysSince),
        text: measure === 'load' ? onTheMap(zone.load) : String(zone.daysSince),
        words: texts.course.words(
          formatLoad(zone.load),
          zone.passes,
          zone.sessions,
          zone.daysSince,
        ),
      },
    ]),
  )
