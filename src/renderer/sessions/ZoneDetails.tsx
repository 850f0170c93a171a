import { Chip, NativeSelect, TextInput } from '@mantine/core'
import { useId } from 'react'
import { labelOfZone } from '#shared/practice/index.ts'
import { direction, type DraftZone } from '#shared/sessions/index.ts'
import { Marked } from './CarriedMark.tsx'
import { ResponseChips } from './ResponseChips.tsx'
import { texts } from './texts.ts'
import type { Stock } from './useFacts.ts'
import type { SessionHandle } from './useSession.ts'
import { CoverageField, MotionField } from './zoneFields.tsx'

interface ZoneDetailsProps {
  session: SessionHandle
  stock: Stock
  row: DraftZone
  change: (part: Partial<DraftZone>) => void
}

/** What is said of a zone when it matters: how the needle went, with what, and how this zone took it. */
export const ZoneDetails = ({ session, stock, row, change }: ZoneDetailsProps) => {
  const path = (field: keyof DraftZone) => `zone:${row.zone}:${field}`
  return (
    <fieldset className="zone-details" aria-label={texts.zones.moreOf(labelOfZone(row))}>
      {row.endpoint === 'stopped' ? (
        <TextInput
          size="sm"
          className="zone-details-wide"
          label={texts.zones.stoppedReason}
          maxLength={300}
          value={row.stoppedReason}
          onChange={(event) => change({ stoppedReason: event.currentTarget.value })}
        />
      ) : null}
      <Marked session={session} path={path('motion')} value={row.motion}>
        <MotionField
          isLabelShown
          label={texts.zones.motion}
          value={row.motion}
          onChange={(motion) => change({ motion })}
        />
      </Marked>
      <Marked session={session} path={path('speed')} value={row.speed}>
        <TextInput
          size="sm"
          label={texts.zones.speed}
          placeholder={texts.zones.speedHelp}
          maxLength={30}
          value={row.speed}
          onChange={(event) => change({ speed: event.currentTarget.value })}
        />
      </Marked>
      <Marked session={session} path={path('coverage')} value={row.coverage}>
        <CoverageField
          isLabelShown
          label={texts.zones.coverage}
          value={row.coverage}
          onChange={(coverage) => change({ coverage })}
        />
      </Marked>
      <Marked session={session} path={path('pressureNote')} value={row.pressureNote}>
        <TextInput
          size="sm"
          label={texts.zones.pressure}
          maxLength={200}
          value={row.pressureNote}
          onChange={(event) => change({ pressureNote: event.currentTarget.value })}
        />
      </Marked>
      <Directions session={session} row={row} change={change} />
      <CartridgeOfZone session={session} row={row} change={change} />
      <GlideOfZone session={session} stock={stock} row={row} change={change} />
      <div className="zone-details-wide">
        <ResponseChips
          label={texts.zones.response}
          chosen={row.response}
          onChange={(response) => change({ response })}
        />
      </div>
    </fieldset>
  )
}

type PartProps = Omit<ZoneDetailsProps, 'stock'>

const Directions = ({ session, row, change }: PartProps) => {
  const labelId = useId()
  return (
    <div className="zone-details-wide">
      <Marked session={session} path={`zone:${row.zone}:directions`} value={row.directions}>
        <p id={labelId} className="small-label">
          {texts.zones.directions}
        </p>
        <Chip.Group
          multiple
          value={row.directions}
          onChange={(values: string[]) =>
            change({ directions: direction.options.filter((each) => values.includes(each)) })
          }
        >
          <div role="group" aria-labelledby={labelId} className="chips">
            {direction.options.map((each) => (
              <Chip key={each} value={each} variant="outline" size="md">
                {texts.direction[each]}
              </Chip>
            ))}
          </div>
        </Chip.Group>
      </Marked>
    </div>
  )
}

const CartridgeOfZone = ({ session, row, change }: PartProps) => {
  const { cartridges } = session.base
  return (
    <NativeSelect
      size="sm"
      label={texts.zones.cartridge}
      value={row.cartridgeUnitId ?? ''}
      data={[
        { value: '', label: texts.zones.cartridgeAll },
        ...cartridges.map(({ unit, lot }) => ({
          value: unit.id,
          label: `${lot.product.name} · ${texts.devices.piece(unit.label, unit.serial)} · ${texts.devices.lot(lot.number)}`,
        })),
      ]}
      onChange={(event) => {
        const { value } = event.currentTarget
        const chosen = cartridges.find(({ unit }) => unit.id === value)
        change({ cartridgeUnitId: chosen?.unit.id ?? null })
      }}
    />
  )
}

const GlideOfZone = ({ session, stock, row, change }: ZoneDetailsProps) => {
  const lots = session.document.products.flatMap(({ lotId }) => stock.lotOf(lotId) ?? [])
  return (
    <NativeSelect
      size="sm"
      label={texts.zones.glide}
      value={row.glideLotId ?? ''}
      data={[
        { value: '', label: texts.zones.noGlide },
        ...lots.map((lot) => ({
          value: lot.id,
          label: `${lot.product.name} · ${texts.devices.lot(lot.number)}`,
        })),
      ]}
      onChange={(event) => {
        const { value } = event.currentTarget
        change({ glideLotId: lots.find(({ id }) => id === value)?.id ?? null })
      }}
    />
  )
}
