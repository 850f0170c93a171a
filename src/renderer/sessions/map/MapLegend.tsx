import { type CourseMeasure, daySteps, depthSteps, loadSteps } from './paint.ts'
import { texts } from './texts.ts'

/** The words of the five steps, lightest first. */
const depthWords = depthSteps.map((end) => texts.upTo((end / 1000).toFixed(1)))
const loadWords = [
  ...loadSteps.map((end) => texts.upTo(String(end / 1000))),
  texts.above(String((loadSteps.at(-1) ?? 0) / 1000)),
]
const dayWords = [
  texts.above(String(daySteps.at(-1))),
  ...daySteps.map((end) => texts.upTo(String(end))).reverse(),
]

const scales = {
  depth: { words: depthWords, label: texts.legend, unit: texts.unit },
  load: { words: loadWords, label: texts.course.legends.load, unit: texts.course.units.load },
  days: { words: dayWords, label: texts.course.legends.days, unit: texts.course.units.days },
}

/** What the steps of the scale mean; `course` names what is painted instead of today's lengths. */
export const MapLegend = ({ course }: { course: CourseMeasure | null }) => {
  const { words, label, unit } = scales[course ?? 'depth']
  return (
    <ul className="map-legend" aria-label={label}>
      {words.map((each, index) => (
        <li key={each}>
          <span className="map-swatch" data-step={index + 1} aria-hidden />
          {each}
        </li>
      ))}
      <li className="map-legend-unit">{unit}</li>
      {course ? null : (
        <li>
          <span className="map-swatch" data-kind="chosen" aria-hidden />
          {texts.legendChosen}
        </li>
      )}
      <li>
        <span className="map-swatch" data-kind="never" aria-hidden />
        {texts.legendNever}
      </li>
    </ul>
  )
}
