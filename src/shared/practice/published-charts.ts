import { type Micrometres, micrometres } from '#shared/kernel/index.ts'
import type { SourceQuality } from './schema.ts'
import type { NamedZoneId } from './zones.ts'

/** A chart of needle lengths as somebody published it: shown, never a cap by itself. Reference 2.3. */
export interface PublishedChart {
  readonly name: string
  readonly source: string
  readonly quality: SourceQuality
  /** From the shortest to the longest length that it names for a zone, µm. */
  readonly lengths: Readonly<
    Partial<Record<NamedZoneId, readonly [shortest: Micrometres, longest: Micrometres]>>
  >
}

const between = (shortest: number, longest: number) =>
  [micrometres.parse(shortest), micrometres.parse(longest)] as const

const bothSides = <Part extends 'periorbital' | 'cheekbone' | 'cheek' | 'jawline'>(
  part: Part,
  lengths: readonly [Micrometres, Micrometres],
) => ({ [`${part}-left`]: lengths, [`${part}-right`]: lengths })

export const publishedCharts: readonly PublishedChart[] = [
  {
    name: 'Dr. Pen chart, thin to thick skin',
    source: 'A device seller’s chart',
    quality: 'secondary',
    lengths: {
      forehead: between(250, 750),
      glabella: between(250, 1000),
      nose: between(250, 500),
      'upper-lip': between(250, 750),
      perioral: between(250, 750),
      chin: between(500, 2000),
      ...bothSides('periorbital', between(250, 500)),
      ...bothSides('cheekbone', between(500, 1000)),
      ...bothSides('cheek', between(500, 2000)),
      ...bothSides('jawline', between(500, 2000)),
    },
  },
  {
    name: '“Before & after” chart',
    source: 'A clinic’s published chart',
    quality: 'secondary',
    lengths: {
      forehead: between(250, 500),
      nose: between(250, 750),
      'upper-lip': between(250, 500),
      perioral: between(250, 500),
      chin: between(500, 1000),
      ...bothSides('periorbital', between(200, 300)),
      ...bothSides('cheek', between(500, 1000)),
      ...bothSides('jawline', between(500, 1000)),
    },
  },
  {
    name: 'Glow Refinery chart',
    source: 'A clinic’s published chart',
    quality: 'secondary',
    lengths: {
      forehead: between(250, 500),
      nose: between(250, 500),
      'upper-lip': between(250, 500),
      perioral: between(250, 500),
      chin: between(500, 1000),
      ...bothSides('periorbital', between(250, 300)),
      ...bothSides('cheek', between(500, 1000)),
      ...bothSides('jawline', between(500, 1000)),
    },
  },
]

/** What each chart names for a zone; a chart that is silent about it is left out. */
export const publishedFor = (
  zone: NamedZoneId,
): readonly (Pick<PublishedChart, 'name' | 'source' | 'quality'> & {
  readonly lengths: readonly [shortest: Micrometres, longest: Micrometres]
})[] =>
  publishedCharts.flatMap(({ name, source, quality, lengths }) => {
    const ofZone = lengths[zone]
    return ofZone ? [{ name, source, quality, lengths: ofZone }] : []
  })
