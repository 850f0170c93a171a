import { formatMillimetres } from '#renderer/ui/index.ts'
import type { Micrometres } from '#shared/kernel/index.ts'
import {
  publishedCharts,
  publishedFor,
  treatableZones,
  type ZoneCap,
  zoneCapLabel,
} from '#shared/practice/index.ts'
import { Quality } from './Sourced.tsx'
import { texts } from './texts.ts'

/** `0.25–0.5 mm`; one length where both are the same. */
export const lengthsInWords = ([shortest, longest]: readonly [Micrometres, Micrometres]): string =>
  shortest === longest
    ? formatMillimetres(shortest)
    : `${formatMillimetres(shortest).replace(/ mm$/, '')}–${formatMillimetres(longest)}`

const publishedOf = (zone: ZoneCap['zone']) => (zone === 'free-area' ? [] : publishedFor(zone))

/** What the charts name for one zone, in few words. */
export const PublishedOf = ({ zone }: { zone: ZoneCap['zone'] }) => {
  const published = publishedOf(zone)
  if (published.length === 0) return <>{texts.caps.silent}</>
  return (
    <ul className="settings-published">
      {published.map(({ name, lengths }) => (
        <li key={name}>
          <span className="settings-source">{name}</span> {lengthsInWords(lengths)}
        </li>
      ))}
    </ul>
  )
}

/** What the charts name for the chosen zones, with what they are. */
export const PublishedLines = ({ zones }: { zones: readonly ZoneCap['zone'][] }) => {
  if (zones.length === 0) return null
  return (
    <section className="settings-charts" aria-label={texts.caps.published}>
      {zones.map((zone) => (
        <div key={zone}>
          <h3>{zoneCapLabel(zone)}</h3>
          {publishedOf(zone).length === 0 ? (
            <p className="settings-quiet">{texts.caps.nothingPublished}</p>
          ) : (
            <ul className="settings-published">
              {publishedOf(zone).map(({ name, lengths, source, quality }) => (
                <li key={name}>
                  {name}: {lengthsInWords(lengths)}
                  <p className="settings-source">
                    <Quality quality={quality} />
                    {source}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  )
}

/** Every chart beside the others, as what it is. */
export const PublishedTable = () => {
  const named = treatableZones.filter(({ id }) => publishedFor(id).length > 0)
  return (
    <details className="settings-details">
      <summary>{texts.caps.published}</summary>
      <p className="settings-quiet">{texts.caps.publishedText(texts.rules.qualities.secondary)}</p>
      <div className="settings-table">
        <table aria-label={texts.caps.published}>
          <thead>
            <tr>
              <th scope="col">{texts.caps.columns.zone}</th>
              {publishedCharts.map(({ name, source, quality }) => (
                <th key={name} scope="col">
                  {name}
                  <p className="settings-source">
                    {source}, {texts.rules.qualities[quality].toLowerCase()}
                  </p>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {named.map(({ id, label }) => (
              <tr key={id}>
                <th scope="row">{label}</th>
                {publishedCharts.map(({ name, lengths }) => {
                  const ofZone = lengths[id]
                  return <td key={name}>{ofZone ? lengthsInWords(ofZone) : texts.caps.silent}</td>
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
