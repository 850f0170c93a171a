import { ActionIcon, NativeSelect, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import { MillimetreField } from '#renderer/ui/index.ts'
import { labelOfZone, treatedZoneId } from '#shared/practice/index.ts'
import { type DraftZone, isCarried } from '#shared/sessions/index.ts'
import { CarriedMark, Marked } from './CarriedMark.tsx'
import { texts } from './texts.ts'
import { ZoneDetails } from './ZoneDetails.tsx'
import { detailWords } from './zoneWords.ts'
import { type ZonesTableProps, zonesLeft } from './zoneRows.ts'
import { EndpointField, IndicationField, PassesField, TechniqueField } from './zoneFields.tsx'

interface ZoneRowProps extends ZonesTableProps {
  row: DraftZone
  index: number
}

/** What is always needed in one line, the rest of the zone below it when it is asked for. */
export const ZoneRow = ({ row, index, ...props }: ZoneRowProps) => {
  const { session, stock, selected } = props
  const [isOpen, setIsOpen] = useState(false)
  const detailsId = useId()
  const isSelected = selected.includes(row.zone)
  const label = labelOfZone(row)
  const { rules } = session.base
  const length = useWantedLength(isSelected && row.needleLength === null)
  const change = (part: Partial<DraftZone>) =>
    props.onChange((now) =>
      now.map((each) => (each.zone === row.zone ? { ...each, ...part } : each)),
    )
  const path = (field: keyof DraftZone) => `zone:${row.zone}:${field}`
  const of = (what: string) => texts.zones.of(what, label)
  const isShown = isOpen || row.endpoint === 'stopped'
  return (
    <tbody data-field={`zones.${index}`} data-selected={isSelected}>
      <tr onFocus={() => props.onSelect(row.zone)}>
        <th scope="row">
          <ZoneName {...props} row={row} change={change} />
        </th>
        <td>
          <Marked session={session} path={path('indication')} value={row.indication}>
            <IndicationField
              label={of(texts.zones.indication)}
              value={row.indication}
              onChange={(indication) => change({ indication })}
            />
          </Marked>
        </td>
        <td className="zones-length">
          <Marked session={session} path={path('needleLength')} value={row.needleLength}>
            <MillimetreField
              ref={length}
              size="sm"
              aria-label={of(texts.zones.length)}
              value={row.needleLength}
              minimum={rules.minimumRecordableNeedleLength.value}
              maximum={rules.maximumRecordableNeedleLength.value}
              onChange={(needleLength) => change({ needleLength })}
            />
          </Marked>
        </td>
        <td>
          <Marked session={session} path={path('technique')} value={row.technique}>
            <TechniqueField
              label={of(texts.zones.technique)}
              value={row.technique}
              onChange={(technique) => change({ technique })}
            />
          </Marked>
        </td>
        <td className="zones-passes">
          <Marked session={session} path={path('passes')} value={row.passes}>
            <PassesField
              label={of(texts.zones.passes)}
              value={row.passes}
              onChange={(passes) => change({ passes })}
            />
          </Marked>
        </td>
        <td>
          <EndpointField
            label={of(texts.zones.endpoint)}
            value={row.endpoint}
            onChange={(endpoint) => change({ endpoint })}
          />
        </td>
        <td className="zones-buttons">
          <ActionIcon
            size="sm"
            variant="subtle"
            aria-label={texts.zones.moreOf(label)}
            aria-expanded={isShown}
            aria-controls={detailsId}
            onClick={() => setIsOpen((now) => !now)}
          >
            {isShown ? (
              <IconChevronUp size={18} aria-hidden />
            ) : (
              <IconChevronDown size={18} aria-hidden />
            )}
          </ActionIcon>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={texts.zones.remove(label)}
            onClick={() => props.onRemove(row.zone)}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </td>
      </tr>
      <tr
        id={detailsId}
        hidden={!isShown && detailWords(row).length === 0}
        onFocus={() => props.onSelect(row.zone)}
      >
        <td colSpan={7}>
          {isShown ? (
            <ZoneDetails session={session} stock={stock} row={row} change={change} />
          ) : (
            <DetailSummary session={session} row={row} />
          )}
        </td>
      </tr>
    </tbody>
  )
}

/** A zone that was tapped on the map and has no length yet is given one next. */
const useWantedLength = (isWanted: boolean) => {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const isInRow = field.current?.closest('tbody')?.contains(document.activeElement) ?? false
    if (isWanted && !isInRow) field.current?.focus()
  }, [isWanted])
  return field
}

interface ZonePartProps {
  row: DraftZone
  change: (part: Partial<DraftZone>) => void
}

const ZoneName = ({
  row,
  session,
  onSelect,
  change,
}: ZonePartProps & Pick<ZonesTableProps, 'session' | 'onSelect'>) => {
  const label = labelOfZone(row)
  const { area } = row
  if (area) {
    return (
      <TextInput
        size="sm"
        aria-label={texts.zones.of(texts.zones.areaName, label)}
        maxLength={60}
        defaultValue={area.name}
        onBlur={(event) => {
          const name = event.currentTarget.value.trim()
          if (name === '') event.currentTarget.value = area.name
          else if (name !== area.name) change({ area: { ...area, name } })
        }}
      />
    )
  }
  return (
    <NativeSelect
      size="sm"
      aria-label={texts.zones.of(texts.zones.zone, label)}
      value={row.zone}
      data={zonesLeft(session.document.zones, row.zone)}
      onChange={(event) => {
        const chosen = treatedZoneId.safeParse(event.currentTarget.value)
        if (!chosen.success) return
        change({ zone: chosen.data })
        onSelect(chosen.data)
      }}
    />
  )
}

const carriedDetails = [
  'motion',
  'speed',
  'directions',
  'coverage',
  'pressureNote',
] as const satisfies readonly (keyof DraftZone)[]

/** What else is said of the zone, in words; folded in, a copied value still shows its mark. */
const DetailSummary = ({
  session,
  row,
}: Pick<ZonePartProps, 'row'> & Pick<ZonesTableProps, 'session'>) => {
  const words = detailWords(row)
  if (words.length === 0) return null
  const isMarked = carriedDetails.some((field) =>
    isCarried(session.document, `zone:${row.zone}:${field}`),
  )
  return (
    <p className="zone-summary">
      <span>{words.join(' · ')}</span>
      {isMarked ? <CarriedMark /> : null}
    </p>
  )
}
