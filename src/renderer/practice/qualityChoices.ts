import { sourceQuality } from '#shared/practice/index.ts'
import { texts } from './texts.ts'

/** How far a source can be leaned on, as it is chosen. */
export const qualityChoices = sourceQuality.options.map((quality) => ({
  value: quality,
  label: texts.rules.qualities[quality],
}))
