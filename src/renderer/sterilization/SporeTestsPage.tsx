import { Button, SegmentedControl } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMicroscope, IconPlus } from '@tabler/icons-react'
import { skipToken, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '#renderer/api.ts'
import { EmptyState, Failure, Loading, Page, Section } from '#renderer/ui/index.ts'
import { addDays, type SporeTestId } from '#shared/kernel/index.ts'
import type { SporeTest } from '#shared/sterilization/index.ts'
import { RecordSporeTestDialog } from './RecordSporeTestDialog.tsx'
import { RoomParts } from './RoomParts.tsx'
import { SporeTestList } from './SporeTestList.tsx'
import { texts } from './texts.ts'
import './sterilization.css'

const words = texts.spore
const filters = ['all', 'pending', 'fail'] as const
type Filter = (typeof filters)[number]

/** From which a cycle can be chosen for a test that is recorded late. */
const chosenFromDays = 60

/** `/sterilization/spore-tests` */
export const SporeTestsPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  const today = practice.data?.today
  const zone = practice.data?.details.timeZone
  const tests = useSporeTests()
  const loads = useQuery(
    query.sterilization.loads.queryOptions({
      input: today ? { from: addDays(today, -chosenFromDays) } : skipToken,
    }),
  )
  const [isOpen, dialog] = useDisclosure(false)
  return (
    <Page
      title={texts.title}
      primary={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={dialog.open}>
          {words.new}
        </Button>
      }
    >
      <RoomParts />
      {tests.data && zone ? (
        <Tests tests={tests.data.pages.flat()} zone={zone} />
      ) : (
        <Loading lines={5} />
      )}
      {tests.hasNextPage ? (
        <Button
          variant="default"
          loading={tests.isFetchingNextPage}
          onClick={() => void tests.fetchNextPage()}
        >
          {words.earlier}
        </Button>
      ) : null}
      <Failure error={practice.error ?? tests.error ?? loads.error} />
      {loads.data && zone && today ? (
        <RecordSporeTestDialog
          opened={isOpen}
          loads={loads.data}
          zone={zone}
          today={today}
          onClose={dialog.close}
        />
      ) : null}
    </Page>
  )
}

const pageSize = 100

const useSporeTests = () =>
  useInfiniteQuery(
    query.sterilization.sporeTests.infiniteOptions({
      input: (after: SporeTestId | null) => ({
        ...(after === null ? {} : { after }),
        limit: pageSize,
      }),
      initialPageParam: null,
      getNextPageParam: (last) => (last.length < pageSize ? undefined : last.at(-1)?.id),
    }),
  )

const Tests = ({ tests, zone }: { tests: readonly SporeTest[]; zone: string }) => {
  const [filter, setFilter] = useState<Filter>('all')
  const shown = tests.filter(({ result }) => filter === 'all' || result === filter)
  return (
    <Section
      title={words.title}
      description={words.description}
      actions={
        tests.length > 0 ? (
          <SegmentedControl<Filter>
            aria-label={words.state}
            data={filters.map((value) => ({ value, label: words.states[value] }))}
            value={filter}
            onChange={setFilter}
          />
        ) : null
      }
    >
      {shown.length > 0 ? (
        <SporeTestList tests={shown} zone={zone} />
      ) : (
        <EmptyState
          icon={IconMicroscope}
          title={tests.length === 0 ? words.empty : words.emptyState}
          compact
        >
          {tests.length === 0 ? words.emptyText : words.emptyStateText}
        </EmptyState>
      )}
    </Section>
  )
}
