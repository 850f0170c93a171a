import { Button, SegmentedControl } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMicroscope, IconPlus } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '#renderer/api.ts'
import { EmptyState, Failure, Loading, Page, Section } from '#renderer/ui/index.ts'
import { addDays } from '#shared/kernel/index.ts'
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
  const tests = useQuery(query.sterilization.sporeTests.queryOptions({ input: {} }))
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
      {tests.data && zone ? <Tests tests={tests.data} zone={zone} /> : <Loading lines={5} />}
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
