import { Button } from '@mantine/core'
import { IconDeviceMobileOff, IconSparkles } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import {
  type Column,
  DataTable,
  DefinitionList,
  EmptyState,
  Failure,
  FindingList,
  formatDay,
  formatMoment,
  LinkButton,
  Loading,
  Page,
  Section,
  StatusBadge,
  TextLink,
  TraceLink,
} from '#renderer/ui/index.ts'
import type { Device, DeviceEvent } from '#shared/inventory/index.ts'
import { type CalendarDate, unitId, type UnitId } from '#shared/kernel/index.ts'
import { CleaningDialog } from './CleaningDialog.tsx'
import { DeviceState, deviceName, DueOn } from './DevicesTable.tsx'
import { ServiceDialog } from './ServiceDialog.tsx'
import { texts } from './texts.ts'
import './inventory.css'

const back = { href: '/inventory/devices', label: texts.devices.back }

/** `/inventory/devices/:id` */
export const DevicePage = () => {
  const params = useParams<{ id: string }>()
  const id = unitId.safeParse(params.id)
  return id.success ? <KnownDevice key={id.data} id={id.data} /> : <UnknownDevice />
}

const UnknownDevice = () => (
  <Page title={texts.devices.unknown} back={back}>
    <EmptyState
      icon={IconDeviceMobileOff}
      title={texts.devices.unknown}
      action={<LinkButton href="/inventory/devices">{texts.devices.back}</LinkButton>}
    >
      {texts.devices.unknownText}
    </EmptyState>
  </Page>
)

type Dialog = 'cleaning' | 'service' | 'calibration'

const KnownDevice = ({ id }: { id: UnitId }) => {
  const found = useQuery(query.inventory.device.queryOptions({ input: { unitId: id } }))
  const practice = useQuery(query.practice.get.queryOptions())
  const [dialog, setDialog] = useState<Dialog | null>(null)
  if (!found.data || !practice.data) {
    const error = found.error ?? practice.error
    return (
      <Page title={texts.devices.title} back={back}>
        {error ? <Failure error={error} /> : <Loading lines={6} />}
      </Page>
    )
  }
  const { device, events, findings } = found.data
  const { today, details } = practice.data
  const zone = details.timeZone
  const name = deviceName(device)
  const close = () => setDialog(null)
  return (
    <Page
      title={name}
      description={device.lot.product.manufacturer}
      back={back}
      status={<DeviceState device={device} today={today} />}
      actions={
        <>
          <TraceLink kind="device" id={id}>
            {texts.devices.trace}
          </TraceLink>
          <LinkButton href={`/recalls/new/device/${id}`} variant="default">
            {texts.devices.recall}
          </LinkButton>
        </>
      }
      primary={
        device.lot.product.reprocessable ? null : (
          <Button
            leftSection={<IconSparkles size={18} aria-hidden />}
            onClick={() => setDialog('cleaning')}
          >
            {texts.cleaning.record}
          </Button>
        )
      }
    >
      <FindingList label={texts.devices.judged} findings={findings} />
      <Section
        title={texts.devices.facts}
        actions={
          <>
            <Button variant="default" size="sm" onClick={() => setDialog('service')}>
              {texts.events.service.record}
            </Button>
            <Button variant="default" size="sm" onClick={() => setDialog('calibration')}>
              {texts.events.calibration.record}
            </Button>
          </>
        }
      >
        <Facts device={device} today={today} zone={zone} />
      </Section>
      <Section title={texts.events.title} surface="flush">
        <DataTable
          label={texts.events.list}
          columns={columnsIn(zone)}
          rows={events}
          rowKey={({ id: eventId }) => eventId}
          maximumHeight="30rem"
          empty={
            <EmptyState icon={IconSparkles} title={texts.events.empty} compact>
              {texts.events.emptyText}
            </EmptyState>
          }
        />
      </Section>
      {dialog === 'cleaning' ? <CleaningDialog unitId={id} name={name} onClose={close} /> : null}
      {dialog === 'service' || dialog === 'calibration' ? (
        <ServiceDialog unitId={id} name={name} kind={dialog} zone={zone} onClose={close} />
      ) : null}
    </Page>
  )
}

const Facts = ({ device, today, zone }: { device: Device; today: CalendarDate; zone: string }) => (
  <DefinitionList
    columns={3}
    items={[
      {
        term: texts.devices.columns.used,
        value: device.lastUsedAt ? formatMoment(device.lastUsedAt, zone) : texts.devices.never,
      },
      {
        term: texts.devices.columns.cleaned,
        value: device.lastCleaning
          ? formatMoment(device.lastCleaning.happenedAt, zone)
          : texts.devices.never,
      },
      {
        term: texts.devices.columns.service,
        value: <DueOn day={device.serviceDueOn} today={today} />,
      },
      {
        term: texts.devices.calibration,
        value: <DueOn day={device.calibrationDueOn} today={today} />,
      },
      {
        term: texts.devices.lot,
        value: (
          <TextLink href={`/inventory/lots/${device.lot.id}`}>
            {texts.lot.title(device.lot.number)}
          </TextLink>
        ),
      },
      { term: texts.product.model, value: device.lot.product.model },
      { term: texts.product.clearance, value: device.lot.product.clearanceNumber },
    ]}
  />
)

const columnsIn = (zone: string): readonly Column<DeviceEvent>[] => [
  {
    id: 'when',
    header: texts.events.columns.when,
    width: '12rem',
    cell: ({ happenedAt }) => formatMoment(happenedAt, zone),
  },
  {
    id: 'what',
    header: texts.events.columns.what,
    width: '9rem',
    cell: ({ kind }) => texts.events.kinds[kind],
  },
  {
    id: 'how',
    header: texts.events.columns.how,
    cell: (event) => (
      <>
        {howOf(event)}
        {event.findings.map(({ code, fact }) => (
          <StatusBadge key={code} tone="stop">
            {fact}
          </StatusBadge>
        ))}
      </>
    ),
  },
  {
    id: 'who',
    header: texts.events.columns.who,
    width: '11rem',
    cell: ({ recordedBy }) => recordedBy,
  },
]

const howOf = ({ kind, disinfectant, contactSeconds, sleeve, dueOn, note }: DeviceEvent) =>
  [
    ...(kind === 'cleaning'
      ? [
          texts.events.cleaned(disinfectant, contactSeconds ?? 0),
          ...(sleeve ? [texts.events.sleeve] : []),
        ]
      : []),
    ...(dueOn ? [texts.events.nextOn(formatDay(dueOn))] : []),
    ...(note ? [note] : []),
  ].join(' · ')
