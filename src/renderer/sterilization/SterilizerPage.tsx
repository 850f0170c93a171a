import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconHistory, IconPencil, IconShieldX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import {
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
  TraceLink,
} from '#renderer/ui/index.ts'
import {
  type CalendarDate,
  dayOf,
  type Finding,
  sterilizerId,
  type SterilizerId,
} from '#shared/kernel/index.ts'
import type { Sterilizer, SterilizerEvent } from '#shared/sterilization/index.ts'
import { EventDialog } from './EventDialog.tsx'
import { GapRow } from './LoadTimeline.tsx'
import { gapsOf } from './loadRows.ts'
import { ProgrammesTable } from './ProgrammesTable.tsx'
import { SterilizerDialog } from './SterilizerDialog.tsx'
import { DueDates, OutOfService } from './Sterilizers.tsx'
import { litresOf } from './sterilizerForm.ts'
import { texts } from './texts.ts'
import './sterilization.css'

const words = texts.sterilizerPage
const back = { href: '/sterilization', label: texts.title }

/** `/sterilization/sterilizers/:id` */
export const SterilizerPage = () => {
  const params = useParams<{ id: string }>()
  const id = sterilizerId.safeParse(params.id)
  return id.success ? <KnownSterilizer key={id.data} id={id.data} /> : <UnknownSterilizer />
}

const UnknownSterilizer = () => (
  <Page title={words.unknown} back={back}>
    <EmptyState
      icon={IconShieldX}
      title={words.unknown}
      action={<LinkButton href={back.href}>{back.label}</LinkButton>}
    >
      {words.unknownText}
    </EmptyState>
  </Page>
)

const KnownSterilizer = ({ id }: { id: SterilizerId }) => {
  const found = useQuery(
    query.sterilization.sterilizer.queryOptions({ input: { sterilizerId: id } }),
  )
  const practice = useQuery(query.practice.get.queryOptions())
  const [isEditing, editing] = useDisclosure(false)
  const [isRecording, recording] = useDisclosure(false)
  if (!found.data || !practice.data) {
    const error = found.error ?? practice.error
    return (
      <Page title={texts.title} back={back}>
        {error ? <Failure error={error} /> : <Loading lines={6} />}
      </Page>
    )
  }
  const { sterilizer, events, findings } = found.data
  const { today, details } = practice.data
  const zone = details.timeZone
  return (
    <Page
      title={sterilizer.name}
      description={`${sterilizer.maker} ${sterilizer.model}`}
      back={back}
      status={
        sterilizer.state === 'in-service' ? (
          <StatusBadge tone="cleared">{texts.sterilizers.inService}</StatusBadge>
        ) : null
      }
      actions={
        <>
          <TraceLink kind="sterilizer" id={sterilizer.id}>
            {words.trace}
          </TraceLink>
          <Button
            variant="default"
            leftSection={<IconPencil size={17} aria-hidden />}
            onClick={editing.open}
          >
            {words.edit}
          </Button>
        </>
      }
      primary={<Button onClick={recording.open}>{words.record}</Button>}
      banner={
        sterilizer.state === 'out-of-service' ? (
          <OutOfService sterilizer={sterilizer} zone={zone} />
        ) : null
      }
    >
      <FindingList label={words.findings} findings={findings.filter(hasNoSection)} />
      <Section title={words.facts}>
        <Facts sterilizer={sterilizer} today={today} zone={zone} />
      </Section>
      <Section title={words.programmes} description={words.programmesText} surface="flush">
        <ProgrammesTable programmes={sterilizer.programmes} />
      </Section>
      <Section title={words.events} surface="flush">
        <Events events={events} zone={zone} />
      </Section>
      <Gaps id={id} />
      <SterilizerDialog opened={isEditing} sterilizer={sterilizer} onClose={editing.close} />
      <EventDialog
        opened={isRecording}
        sterilizer={sterilizer}
        zone={zone}
        onClose={recording.close}
      />
    </Page>
  )
}

/** Missing numbers stand below, each with the way to log them. */
const hasNoSection = ({ code }: Finding) => code !== 'sterilization.cycles-missing'

const Facts = ({
  sterilizer,
  today,
  zone,
}: {
  sterilizer: Sterilizer
  today: CalendarDate
  zone: string
}) => (
  <div className="form-stack">
    <DueDates sterilizer={sterilizer} today={today} />
    <DefinitionList
      columns={3}
      items={[
        { term: words.serial, value: sterilizer.serialNumber },
        { term: words.air, value: words.airRemovals[sterilizer.airRemoval] },
        {
          term: words.chamber,
          value:
            sterilizer.chamberMillilitres === null
              ? null
              : words.litres(litresOf(sterilizer.chamberMillilitres)),
        },
        { term: words.lastCycle, value: sterilizer.lastCycleNumber },
        {
          term: words.lastPassed,
          value:
            sterilizer.lastPassedSporeTestAt === null
              ? null
              : formatDay(dayOf(sterilizer.lastPassedSporeTestAt, zone)),
        },
      ]}
    />
  </div>
)

const Events = ({ events, zone }: { events: readonly SterilizerEvent[]; zone: string }) =>
  events.length === 0 ? (
    <EmptyState icon={IconHistory} title={words.noEvents} compact>
      {words.noEventsText}
    </EmptyState>
  ) : (
    <ul className="event-list">
      {events.map((event) => (
        <li key={event.id}>
          <p>
            <strong>{words.kinds[event.kind]}</strong> {formatMoment(event.happenedAt, zone)}
          </p>
          <p className="event-note">{event.note}</p>
          <p className="load-quiet">
            {texts.loadPage.logged}{' '}
            {texts.loadPage.loggedBy(formatMoment(event.recordedAt, zone), event.recordedBy)}
          </p>
        </li>
      ))}
    </ul>
  )

const Gaps = ({ id }: { id: SterilizerId }) => {
  const loads = useQuery(query.sterilization.loads.queryOptions({ input: { sterilizerId: id } }))
  if (!loads.data) return loads.error ? <Failure error={loads.error} /> : <Loading lines={2} />
  const gaps = gapsOf(loads.data)
  return (
    <Section title={words.gaps} description={words.gapsText} surface="plain">
      {gaps.length === 0 ? (
        <p className="load-quiet">{words.noGaps}</p>
      ) : (
        <ul className="load-cards">
          {gaps.map((gap) => (
            <li key={gap.from}>
              <GapRow gap={gap} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
