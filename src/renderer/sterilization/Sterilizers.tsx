import { IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { query } from '#renderer/api.ts'
import { formatDay, LinkButton, Section, StatusBadge, ToneIcon } from '#renderer/ui/index.ts'
import { addDays, type CalendarDate, dayOf } from '#shared/kernel/index.ts'
import type { Sterilizer } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'
import { useRecallOf } from './useRecallOf.ts'

const words = texts.sterilizers

interface SterilizersProps {
  sterilizers: readonly Sterilizer[]
  today: CalendarDate
  zone: string
}

/** The machines: whether each may run, and what is due. */
export const Sterilizers = ({ sterilizers, today, zone }: SterilizersProps) => (
  <Section title={words.title} surface="plain">
    <ul className="sterilizer-cards">
      {sterilizers.map((sterilizer) => (
        <li key={sterilizer.id} className="sterilizer-card" data-state={sterilizer.state}>
          <Link
            href={`/sterilization/sterilizers/${sterilizer.id}`}
            className="sterilizer-link"
            aria-label={words.openSterilizer(sterilizer.name)}
          >
            <span className="sterilizer-text">
              <span className="sterilizer-name">{sterilizer.name}</span>
              <span className="load-quiet">
                {`${sterilizer.maker} ${sterilizer.model}`} ·{' '}
                {sterilizer.lastCycleNumber === null
                  ? words.noCycle
                  : words.lastCycle(sterilizer.lastCycleNumber)}
              </span>
            </span>
            {sterilizer.state === 'in-service' ? (
              <StatusBadge tone="cleared">{words.inService}</StatusBadge>
            ) : null}
            <IconChevronRight size={18} aria-hidden className="load-chevron" />
          </Link>
          {sterilizer.state === 'out-of-service' ? (
            <OutOfService sterilizer={sterilizer} zone={zone} />
          ) : null}
          <div className="sterilizer-foot">
            <DueDates sterilizer={sterilizer} today={today} />
            <LinkButton
              variant="subtle"
              href={`/sterilization/loads/new/test/${sterilizer.id}`}
              aria-label={words.dailyTestOf(sterilizer.name)}
            >
              {words.dailyTest}
            </LinkButton>
          </div>
        </li>
      ))}
    </ul>
  </Section>
)

/** Big, red, with the reason and the way to its recall. */
export const OutOfService = ({ sterilizer, zone }: { sterilizer: Sterilizer; zone: string }) => {
  const found = useQuery(
    query.sterilization.sterilizer.queryOptions({ input: { sterilizerId: sterilizer.id } }),
  )
  const recall = useRecallOf(sterilizer.id)
  const event = found.data?.events
    .filter(({ kind }) => kind === 'out-of-service')
    .toSorted((one, other) => (one.happenedAt < other.happenedAt ? 1 : -1))[0]
  return (
    <div className="out-of-service" data-tone="stop">
      <ToneIcon tone="stop" size={30} />
      <div className="out-of-service-text">
        <p className="out-of-service-word">{words.outOfService}</p>
        {sterilizer.outOfServiceSince ? (
          <p>{words.since(formatDay(dayOf(sterilizer.outOfServiceSince, zone)))}</p>
        ) : null}
        {recall || event ? <p>{recall?.reason ?? event?.note}</p> : null}
        <p className="load-quiet">{words.outOfServiceText}</p>
        {recall ? (
          <LinkButton variant="default" href={`/recalls/${recall.id}`}>
            {words.openRecall}
          </LinkButton>
        ) : null}
      </div>
    </div>
  )
}

const soon = 7

/** What is due at a machine; overdue and due within a week stand out. */
export const DueDates = ({
  sterilizer,
  today,
}: {
  sterilizer: Sterilizer
  today: CalendarDate
}) => {
  const dates = [
    { name: words.sporeTest, on: sterilizer.sporeTestDueOn },
    { name: words.service, on: sterilizer.serviceDueOn },
    { name: words.requalification, on: sterilizer.requalificationDueOn },
  ].flatMap(({ name, on }) => (on === null ? [] : [{ name, on }]))
  if (dates.length === 0) return null
  return (
    <ul className="due-dates">
      {dates.map(({ name, on }) => (
        <li key={name}>
          <DueBadge name={name} on={on} today={today} />
        </li>
      ))}
    </ul>
  )
}

const DueBadge = ({ name, on, today }: { name: string; on: CalendarDate; today: CalendarDate }) => {
  if (on < today) {
    return (
      <StatusBadge tone="decision">
        {name} {words.overdue(formatDay(on))}
      </StatusBadge>
    )
  }
  const says = `${name} ${words.due(formatDay(on))}`
  return on <= addDays(today, soon) ? (
    <StatusBadge tone="information">{says}</StatusBadge>
  ) : (
    <span className="load-quiet">{says}</span>
  )
}
