import { ActionIcon, NativeSelect, VisuallyHidden } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { MillimetreField } from '#renderer/ui/index.ts'
import type { RuleSettings } from '#shared/practice/index.ts'
import {
  type DraftZone,
  treatableZones,
  treatedZoneId,
  type ZoneId,
  zoneLabel,
} from '#shared/sessions/index.ts'
import { texts } from './texts.ts'
import { EndpointField, PassesField, TechniqueField } from './zoneFields.tsx'

interface ZonesTableProps {
  zones: readonly DraftZone[]
  rules: RuleSettings
  selected: ZoneId | null
  onSelect: (zone: ZoneId) => void
  onRemove: (zone: ZoneId) => void
  onChange: (update: (now: readonly DraftZone[]) => DraftZone[]) => void
}

/** Each treated zone with its length, technique, passes and endpoint; every cell is a field. */
export const ZonesTable = (props: ZonesTableProps) => {
  const { zones } = props
  if (zones.length === 0) return null
  return (
    <div className="zones-table">
      <table aria-label={texts.zones.table}>
        <thead>
          <tr>
            <th scope="col">{texts.zones.zone}</th>
            <th scope="col">{texts.zones.lengthHead}</th>
            <th scope="col">{texts.zones.technique}</th>
            <th scope="col">{texts.zones.passes}</th>
            <th scope="col">{texts.zones.endpoint}</th>
            <th scope="col">
              <VisuallyHidden>{texts.zones.actions}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {zones.map((zone) => (
            <ZoneRow key={zone.zone} row={zone} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

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
    data={[{ value: '', label: texts.zones.add }, ...freeZones(zones)]}
    onChange={(event) => {
      const chosen = treatedZoneId.safeParse(event.currentTarget.value)
      if (chosen.success) onAdd(chosen.data)
    }}
  />
)

const freeZones = (zones: readonly DraftZone[], besides?: ZoneId) =>
  treatableZones
    .filter(({ id }) => id === besides || !zones.some(({ zone }) => zone === id))
    .map(({ id, label }) => ({ value: id, label }))

const ZoneRow = ({ row, zones, rules, selected, ...on }: ZonesTableProps & { row: DraftZone }) => {
  const length = useRef<HTMLInputElement>(null)
  const isSelected = selected === row.zone
  // A zone that was tapped on the map and has no length yet is given one next.
  const wantsLength = isSelected && row.needleLength === null
  useEffect(() => {
    const isInRow = length.current?.closest('tr')?.contains(document.activeElement) ?? false
    if (wantsLength && !isInRow) length.current?.focus()
  }, [wantsLength])
  const label = zoneLabel(row.zone)
  const change = (part: Partial<DraftZone>) =>
    on.onChange((now) => now.map((each) => (each.zone === row.zone ? { ...each, ...part } : each)))
  return (
    <tr data-selected={isSelected} onFocus={() => on.onSelect(row.zone)}>
      <th scope="row">
        <NativeSelect
          size="sm"
          aria-label={texts.zones.of(texts.zones.zone, label)}
          value={row.zone}
          data={freeZones(zones, row.zone)}
          onChange={(event) => {
            const chosen = treatedZoneId.safeParse(event.currentTarget.value)
            if (!chosen.success) return
            change({ zone: chosen.data })
            on.onSelect(chosen.data)
          }}
        />
      </th>
      <td className="zones-length">
        <MillimetreField
          ref={length}
          size="sm"
          aria-label={texts.zones.of(texts.zones.length, label)}
          value={row.needleLength}
          minimum={rules.minimumRecordableNeedleLength.value}
          maximum={rules.maximumRecordableNeedleLength.value}
          onChange={(needleLength) => change({ needleLength })}
        />
      </td>
      <td>
        <TechniqueField
          label={texts.zones.of(texts.zones.technique, label)}
          value={row.technique}
          onChange={(value) => change({ technique: value })}
        />
      </td>
      <td className="zones-passes">
        <PassesField
          label={texts.zones.of(texts.zones.passes, label)}
          value={row.passes}
          onChange={(passes) => change({ passes })}
        />
      </td>
      <td>
        <EndpointField
          label={texts.zones.of(texts.zones.endpoint, label)}
          value={row.endpoint}
          onChange={(value) => change({ endpoint: value })}
        />
      </td>
      <td>
        <ActionIcon
          size="sm"
          aria-label={texts.zones.remove(label)}
          onClick={() => on.onRemove(row.zone)}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </td>
    </tr>
  )
}
