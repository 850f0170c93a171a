import { IconFileOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import { AttachmentLink } from '#renderer/attachments/index.ts'
import { CycleCurve } from '#renderer/sterilization/index.ts'
import {
  DefinitionList,
  EmptyState,
  Failure,
  FindingList,
  formatCelsius,
  formatDay,
  formatMoment,
  LinkButton,
  Loading,
  Page,
  Section,
  StatusBadge,
} from '#renderer/ui/index.ts'
import type { CycleReading, CycleRecord } from '#shared/imports/index.ts'
import { cycleRecordId, type CycleRecordId } from '#shared/kernel/index.ts'
import { formatHold } from '#shared/sterilization/index.ts'
import { outcomeTones } from './outcomes.ts'
import { texts } from './texts.ts'
import './imports.css'

const words = texts.cycle
const back = { href: '/sterilization/files', label: words.back }

/** `/sterilization/files/:id` */
export const CyclePage = () => {
  const params = useParams<{ id: string }>()
  const id = cycleRecordId.safeParse(params.id)
  return id.success ? <KnownCycle key={id.data} id={id.data} /> : <UnknownCycle />
}

const UnknownCycle = () => (
  <Page title={words.unknown} back={back}>
    <EmptyState
      icon={IconFileOff}
      title={words.unknown}
      action={<LinkButton href={back.href}>{back.label}</LinkButton>}
    >
      {words.unknownText}
    </EmptyState>
  </Page>
)

const KnownCycle = ({ id }: { id: CycleRecordId }) => {
  const found = useQuery(query.imports.cycle.queryOptions({ input: { cycleRecordId: id } }))
  const practice = useQuery(query.practice.get.queryOptions())
  if (!found.data || !practice.data) {
    const error = found.error ?? practice.error
    return (
      <Page title={words.back} back={back}>
        {error ? <Failure error={error} /> : <Loading lines={6} />}
      </Page>
    )
  }
  const { record, reading, programme } = found.data
  return (
    <Page
      title={words.title(record.cycleNumber)}
      description={`${record.machine} · ${record.serialNumber}`}
      back={back}
      status={
        <>
          <StatusBadge tone={outcomeTones[record.outcome]}>
            {texts.cycles.outcomes[record.outcome]}
          </StatusBadge>
          <StatusBadge tone={record.match === 'logged' ? 'cleared' : 'decision'}>
            {record.match === 'logged' ? texts.cycles.logged : texts.cycles.unlogged}
          </StatusBadge>
        </>
      }
      primary={<ToTheLog record={record} />}
    >
      <FindingList label={words.findings} findings={record.findings} />
      <Section title={words.curve}>
        {record.hasCurve ? (
          <CycleCurve reading={reading} programme={programme} />
        ) : (
          <p className="imports-quiet">{words.noCurve}</p>
        )}
      </Section>
      <Section title={words.facts}>
        <Facts record={record} reading={reading} zone={practice.data.details.timeZone} />
      </Section>
    </Page>
  )
}

const ToTheLog = ({ record }: { record: CycleRecord }) => {
  if (record.loadId !== null) {
    return (
      <LinkButton variant="default" href={`/sterilization/loads/${record.loadId}`}>
        {words.openLoad}
      </LinkButton>
    )
  }
  return record.sterilizerId === null ? (
    <p className="imports-quiet">{words.unknownMachine}</p>
  ) : (
    <LinkButton href={`/sterilization/loads/new/file/${record.id}`}>{words.log}</LinkButton>
  )
}

const Facts = ({
  record,
  reading,
  zone,
}: {
  record: CycleRecord
  reading: CycleReading
  zone: string
}) => (
  <div className="report">
    <DefinitionList
      columns={3}
      items={[
        { term: words.machine, value: reading.machine },
        { term: words.serial, value: reading.serialNumber },
        { term: words.programme, value: reading.programme },
        {
          term: words.started,
          value:
            reading.startedTime === null
              ? `${formatDay(record.startedOn)}. ${words.noTime}`
              : `${formatDay(record.startedOn)}, ${reading.startedTime}`,
        },
        {
          term: words.setTemperature,
          value: reading.setTemperature === null ? null : formatCelsius(reading.setTemperature),
        },
        {
          term: words.setHold,
          value: reading.setHoldSeconds === null ? null : formatHold(reading.setHoldSeconds),
        },
        ...(reading.alarm === null ? [] : [{ term: words.alarm, value: reading.alarm }]),
        { term: words.file, value: record.file },
        { term: words.read, value: formatMoment(record.importedAt, zone) },
      ]}
    />
    <div>
      <p className="imports-quiet">{words.original}</p>
      <AttachmentLink id={record.attachmentId} />
    </div>
  </div>
)
