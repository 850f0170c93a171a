import { Button } from '@mantine/core'
import { IconDeviceMobileOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import {
  type Column,
  DataTable,
  EmptyState,
  formatDay,
  formatMoment,
  LinkButton,
  StatusBadge,
} from '#renderer/ui/index.ts'
import { type Device, judgeDevice } from '#shared/inventory/index.ts'
import { addDays, type CalendarDate } from '#shared/kernel/index.ts'
import { CleaningDialog } from './CleaningDialog.tsx'
import { texts } from './texts.ts'

interface DevicesTableProps {
  devices: readonly Device[]
  today: CalendarDate
  zone: string
}

export const deviceName = ({ unit, lot }: Pick<Device, 'unit' | 'lot'>): string =>
  texts.devices.name(
    lot.product.name,
    unit.serial ? texts.lot.serial(unit.label) : texts.lot.numbered(unit.label),
  )

/** Handpieces by serial: what keeps each from the next client, in one word and one action. */
export const DevicesTable = ({ devices, today, zone }: DevicesTableProps) => {
  const [, goTo] = useLocation()
  const [cleaned, setCleaned] = useState<Device | null>(null)
  return (
    <div className="inventory-table inventory-table-first">
      <DataTable
        label={texts.devices.list}
        columns={columnsOn(today, zone, setCleaned)}
        rows={devices}
        rowKey={({ unit }) => unit.id}
        onActivate={({ unit }) => goTo(`/inventory/devices/${unit.id}`)}
        empty={
          <EmptyState
            icon={IconDeviceMobileOff}
            title={texts.devices.empty}
            action={
              <LinkButton href="/inventory/lots/new" variant="default">
                {texts.receiveLot}
              </LinkButton>
            }
          >
            {texts.devices.emptyText}
          </EmptyState>
        }
      />
      {cleaned ? (
        <CleaningDialog
          unitId={cleaned.unit.id}
          name={deviceName(cleaned)}
          onClose={() => setCleaned(null)}
        />
      ) : null}
    </div>
  )
}

/** As long before as a service can still be arranged. */
const soonInDays = 30

export const DueOn = ({ day, today }: { day: CalendarDate | null; today: CalendarDate }) => {
  if (day === null) return <>–</>
  if (day < today) {
    return <StatusBadge tone="stop">{texts.devices.overdue(formatDay(day))}</StatusBadge>
  }
  if (day <= addDays(today, soonInDays)) {
    return <StatusBadge tone="decision">{texts.devices.dueSoon(formatDay(day))}</StatusBadge>
  }
  return <>{formatDay(day)}</>
}

export const DeviceState = ({ device, today }: { device: Device; today: CalendarDate }) => {
  const [first] = judgeDevice(device, today)
  if (device.unit.recalled || device.lot.state === 'recalled') {
    return <StatusBadge tone="stop">{texts.lots.states.recalled}</StatusBadge>
  }
  return first ? (
    <StatusBadge tone="stop">
      {first.code === 'inventory.device-not-cleaned'
        ? texts.devices.notCleaned
        : texts.devices.stopped}
    </StatusBadge>
  ) : (
    <StatusBadge tone="cleared">{texts.devices.ready}</StatusBadge>
  )
}

const columnsOn = (
  today: CalendarDate,
  zone: string,
  onClean: (device: Device) => void,
): readonly Column<Device>[] => [
  {
    id: 'name',
    header: texts.devices.columns.name,
    width: '12rem',
    cell: ({ unit, lot }) => (
      <span className="inventory-product">
        {lot.product.name}
        <span>{unit.serial ? texts.lot.serial(unit.label) : texts.lot.numbered(unit.label)}</span>
      </span>
    ),
  },
  {
    id: 'used',
    header: texts.devices.columns.used,
    cell: ({ lastUsedAt }) => (lastUsedAt ? formatMoment(lastUsedAt, zone) : texts.devices.never),
  },
  {
    id: 'cleaned',
    header: texts.devices.columns.cleaned,
    cell: ({ lastCleaning, lot }) =>
      lastCleaning
        ? formatMoment(lastCleaning.happenedAt, zone)
        : lot.product.reprocessable
          ? texts.devices.sterilized
          : texts.devices.never,
  },
  {
    id: 'service',
    header: texts.devices.columns.service,
    cell: ({ serviceDueOn }) => <DueOn day={serviceDueOn} today={today} />,
  },
  {
    id: 'state',
    header: texts.devices.columns.state,
    width: '8rem',
    cell: (device) => <DeviceState device={device} today={today} />,
  },
  {
    id: 'action',
    header: texts.devices.columns.action,
    width: '10rem',
    cell: (device) =>
      device.lot.product.reprocessable ? null : (
        <Button
          size="sm"
          variant="default"
          aria-label={texts.cleaning.recordOf(deviceName(device))}
          onClick={(event) => {
            event.stopPropagation()
            onClean(device)
          }}
        >
          {texts.cleaning.record}
        </Button>
      ),
  },
]
