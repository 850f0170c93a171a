import { Button, SegmentedControl } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '#renderer/api.ts'
import {
  EmptyState,
  Failure,
  formatDay,
  LinkButton,
  Loading,
  ToneIcon,
} from '#renderer/ui/index.ts'
import {
  addDays,
  type CalendarDate,
  type LoadId,
  type SterilizerId,
  sterilizerId as readSterilizerId,
} from '#shared/kernel/index.ts'
import { LoadCard } from './LoadCard.tsx'
import { daysOf, type Gap, gapsOf, hasState, type LoadRow, type StateFilter } from './loadRows.ts'
import { texts } from './texts.ts'

export interface ShownLoads {
  state: StateFilter
  /** Empty: all of them. */
  sterilizerId: string
  today: CalendarDate
  zone: string
}

const spans = ['30', '90', '365', 'all'] as const
type Span = (typeof spans)[number]
const periods = spans.map((value) => ({ value, label: texts.loads.periods[value] }))

/** Newest first, each day with its cycles, and a row where numbers are missing. */
export const LoadTimeline = ({ state, sterilizerId, today, zone }: ShownLoads) => {
  const [span, setSpan] = useState<Span>('90')
  const loads = useLoads({
    ...(span === 'all' ? {} : { from: addDays(today, -Number(span)) }),
    ...(sterilizerId === '' ? {} : { sterilizerId: readSterilizerId.parse(sterilizerId) }),
  })
  const ofMachine = loads.data?.pages.flat()
  const shown = ofMachine?.filter((load) => hasState(load, state))
  return (
    <>
      <div className="loads-span">
        <SegmentedControl<Span>
          aria-label={texts.loads.period}
          data={periods}
          value={span}
          onChange={setSpan}
        />
      </div>
      <Failure error={loads.error} />
      {shown && ofMachine ? (
        shown.length === 0 ? (
          <NoLoad isFirst={span === 'all' && sterilizerId === '' && ofMachine.length === 0} />
        ) : (
          <ol className="load-timeline">
            {daysOf(shown, state === 'any' ? gapsOf(ofMachine) : [], zone).map(({ day, rows }) => (
              <li key={day} className="load-day">
                <h3 className="load-day-name">
                  {day === today ? texts.loads.today : formatDay(day)}
                </h3>
                <ul className="load-cards">
                  {rows.map((row) => (
                    <Row
                      key={'load' in row ? row.load.id : gapKey(row.gap)}
                      row={row}
                      zone={zone}
                    />
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        )
      ) : loads.error ? null : (
        <Loading lines={5} />
      )}
      {loads.hasNextPage ? (
        <Button
          variant="default"
          loading={loads.isFetchingNextPage}
          onClick={() => void loads.fetchNextPage()}
        >
          {texts.loads.earlier}
        </Button>
      ) : null}
    </>
  )
}

const pageSize = 25

const useLoads = (of: { from?: CalendarDate; sterilizerId?: SterilizerId }) =>
  useInfiniteQuery(
    query.sterilization.loads.infiniteOptions({
      input: (after: LoadId | null) => ({
        ...of,
        ...(after === null ? {} : { after }),
        limit: pageSize,
      }),
      initialPageParam: null,
      getNextPageParam: (last) => (last.length < pageSize ? undefined : last.at(-1)?.id),
      placeholderData: keepPreviousData,
    }),
  )

const gapKey = ({ sterilizerId, from }: Gap) => `${sterilizerId} ${from}`

const Row = ({ row, zone }: { row: LoadRow; zone: string }) => (
  <li>{'load' in row ? <LoadCard load={row.load} zone={zone} /> : <GapRow gap={row.gap} />}</li>
)

/** Numbers that nobody logged. */
export const GapRow = ({ gap }: { gap: Gap }) => (
  <div className="load-gap" data-tone="decision">
    <ToneIcon tone="decision" size={20} />
    <div>
      <p className="load-gap-name">
        {texts.gaps.row(gap.from, gap.to)}
        <span className="load-quiet"> {gap.sterilizerName}</span>
      </p>
      <p className="load-quiet">{texts.gaps.next}</p>
    </div>
    <LinkButton
      variant="default"
      href={`/sterilization/loads/new/cycle/${gap.sterilizerId}/${gap.from}`}
    >
      {texts.gaps.log(gap.from)}
    </LinkButton>
  </div>
)

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
