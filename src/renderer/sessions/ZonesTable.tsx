import { NativeSelect, VisuallyHidden } from '@mantine/core'
import { treatedZoneId, type ZoneId } from '#shared/practice/index.ts'
import { type DraftZone, type Endpoint, endpoint } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'
import { ZoneRow } from './ZoneRow.tsx'
import { type ZonesTableProps, zonesLeft } from './zoneRows.ts'

/** Each treated zone with all that is said of it; every cell is a field. */
export const ZonesTable = (props: ZonesTableProps) => {
  const { zones } = props.session.document
  if (zones.length === 0) return null
  return (
    <div className="zones-table">
      <table aria-label={texts.zones.table}>
        <thead>
          <tr>
            <th scope="col">{texts.zones.zone}</th>
            <th scope="col">{texts.zones.indication}</th>
            <th scope="col">{texts.zones.lengthHead}</th>
            <th scope="col">{texts.zones.technique}</th>
            <th scope="col">{texts.zones.passes}</th>
            <th scope="col">{texts.zones.endpoint}</th>
            <th scope="col">
              <VisuallyHidden>
                {texts.zones.more}, {texts.zones.actions}
              </VisuallyHidden>
            </th>
          </tr>
        </thead>
        {zones.map((zone, index) => (
          <ZoneRow key={zone.zone} row={zone} index={index} {...props} />
        ))}
      </table>
      <EndpointOfAll
        zones={zones}
        onSet={(value) =>
          props.onChange((now) => now.map((zone) => ({ ...zone, endpoint: value })))
        }
      />
    </div>
  )
}

/** “Stopped early” has a reason of its own in each zone. */
const endpointsOfAll = endpoint.options.filter((each) => each !== 'stopped')

interface EndpointOfAllProps {
  zones: readonly DraftZone[]
  onSet: (endpoint: Endpoint) => void
}

/** One press, gloves just off. */
const EndpointOfAll = ({ zones, onSet }: EndpointOfAllProps) => (
  <div className="endpoint-of-all" role="group" aria-label={texts.zones.endpointOfAll}>
    <span className="quiet" aria-hidden>
      {texts.zones.endpointOfAll}
    </span>
    {endpointsOfAll.map((each) => (
      <button
        key={each}
        type="button"
        className="press"
        aria-pressed={zones.every((zone) => zone.endpoint === each)}
        onClick={() => onSet(each)}
      >
        {texts.endpoint[each]}
      </button>
    ))}
  </div>
)

interface AddZoneProps {
  zones: readonly DraftZone[]
  onAdd: (zone: ZoneId) => void
}

/** For those who do not use the map: every zone that is not charted yet. */
export const AddZone = ({ zones, onAdd }: AddZoneProps) => (
  <NativeSelect
    size="sm"
    aria-label={texts.zones.add}
    value=""
    data={[{ value: '', label: texts.zones.add }, ...zonesLeft(zones)]}
    onChange={(event) => {
      const chosen = treatedZoneId.safeParse(event.currentTarget.value)
      if (chosen.success) onAdd(chosen.data)
    }}
  />
)
