export { SeriesSection, type SeriesSectionProps } from './SeriesSection.tsx'
