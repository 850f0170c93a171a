import { NativeSelect, SegmentedControl } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { query } from '#renderer/api.ts'
import {
  EmptyState,
  Failure,
  FindingList,
  formatDay,
  LinkButton,
  Loading,
  Section,
} from '#renderer/ui/index.ts'
import { addDays, type CalendarDate, dayOf, type Finding } from '#shared/kernel/index.ts'
import { type Load, missingCycles, type Sterilizer } from '#shared/sterilization/index.ts'
import { LoadCard } from './LoadCard.tsx'
import { texts } from './texts.ts'

export interface LoadsProps {
  sterilizers: readonly Sterilizer[]
  today: CalendarDate
  /** The practice's time zone. */
  zone: string
  /** The load whose release was asked for, by its id. */
  asked: string | null
}

const period = z.enum(['30', '90', '365', 'all'])
const periods = period.options.map((value) => ({ value, label: texts.loads.periods[value] }))

/** The loads as cards on a line of time, newest first, with the gaps in their numbers. */
export const Loads = ({ sterilizers, today, zone, asked }: LoadsProps) => {
  const [span, setSpan] = useState<z.infer<typeof period>>(asked === null ? '90' : 'all')
  const [sterilizerId, setSterilizerId] = useState('')
  const loads = useQuery(
    query.sterilization.loads.queryOptions({
      input: span === 'all' ? {} : { from: addDays(today, -Number(span)) },
      placeholderData: keepPreviousData,
    }),
  )
  const shown = loads.data?.filter(
    (load) => sterilizerId === '' || load.sterilizer.id === sterilizerId,
  )
  return (
    <Section
      title={texts.loads.title}
      surface="plain"
      actions={
        <>
          {sterilizers.length > 1 ? (
            <NativeSelect
              aria-label={texts.loads.sterilizer}
              value={sterilizerId}
              onChange={(event) => setSterilizerId(event.currentTarget.value)}
              data={[
                { value: '', label: texts.loads.allSterilizers },
                ...sterilizers.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          ) : null}
          <SegmentedControl
            aria-label={texts.loads.period}
            data={periods}
            value={span}
            onChange={(value) => setSpan(period.parse(value))}
          />
        </>
      }
    >
      <Failure error={loads.error} />
      {shown ? (
        <>
          <FindingList label={texts.gaps.label} findings={gapsIn(shown, sterilizers)} />
          {shown.length === 0 ? (
            <NoLoad isFirst={span === 'all' && sterilizerId === ''} />
          ) : (
            <Timeline loads={shown} today={today} zone={zone} asked={asked} />
          )}
        </>
      ) : (
        <Loading lines={5} />
      )}
    </Section>
  )
}

/** A gap in one machine's numbers is a finding of its own. */
const gapsIn = (loads: readonly Load[], sterilizers: readonly Sterilizer[]): readonly Finding[] =>
  sterilizers.flatMap(({ id, name }) => {
    const gaps = missingCycles(loads.filter(({ sterilizer }) => sterilizer.id === id))
    if (gaps.length === 0) return []
    const numbers = gaps.map(({ from, to }) => texts.gaps.span(from, to)).join(', ')
    const isOne = gaps.length === 1 && gaps[0]?.from === gaps[0]?.to
    return [
      {
        code: `sterilization.cycles-missing:${id}`,
        severity: 'override' as const,
        fact: texts.gaps.fact(name, numbers, isOne),
        rule: texts.gaps.rule,
        nextStep: texts.gaps.next,
      },
    ]
  })

const Timeline = ({
  loads,
  today,
  zone,
  asked,
}: Omit<LoadsProps, 'sterilizers'> & { loads: readonly Load[] }) => (
  <ol className="load-timeline">
    {daysOf(loads, zone).map(({ day, loads: ofDay }) => (
      <li key={day} className="load-day">
        <h3 className="load-day-name">{day === today ? texts.loads.today : formatDay(day)}</h3>
        <ul className="load-cards">
          {ofDay.map((load) => (
            <li key={load.id}>
              <LoadCard load={load} today={today} zone={zone} isAsked={load.id === asked} />
            </li>
          ))}
        </ul>
      </li>
    ))}
  </ol>
)

const daysOf = (loads: readonly Load[], zone: string) =>
  [...Map.groupBy(loads, (load) => dayOf(load.startedAt, zone))].map(([day, ofDay]) => ({
    day,
    loads: ofDay,
  }))

const NoLoad = ({ isFirst }: { isFirst: boolean }) => (
  <EmptyState
    icon={IconStack2}
    title={isFirst ? texts.loads.empty : texts.loads.emptyPeriod}
    action={
      isFirst ? (
        <LinkButton href="/sterilization/loads/new" variant="default">
          {texts.newLoad}
        </LinkButton>
      ) : null
    }
    compact
  >
    {isFirst ? texts.loads.emptyText : texts.loads.emptyPeriodText}
  </EmptyState>
)
