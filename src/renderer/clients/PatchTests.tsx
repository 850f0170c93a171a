import { Button } from '@mantine/core'
import { IconDroplet, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '#renderer/api.ts'
import {
  EmptyState,
  Failure,
  formatDay,
  Loading,
  Section,
  StatusBadge,
  type Tone,
} from '#renderer/ui/index.ts'
import type { CalendarDate, ClientId } from '#shared/kernel/index.ts'
import type { PatchTest, PatchTestResult } from '#shared/screening/index.ts'
import { ReadPatchTestDialog, RecordPatchTestDialog } from './PatchTestDialogs.tsx'
import { texts } from './texts.ts'

const words = texts.patchTests

interface PatchTestsProps {
  clientId: ClientId
  today: CalendarDate
  /** The practice's rule: so many days after it was applied. */
  readAfterDays: number
}

/** What was put on this client's skin to try it, when it is read, and what came of it. */
export const PatchTests = ({ clientId, today, readAfterDays }: PatchTestsProps) => {
  const tests = useQuery(query.screening.patchTests.queryOptions({ input: { clientId } }))
  const [open, setOpen] = useState<PatchTest | 'new' | null>(null)
  const close = () => setOpen(null)
  return (
    <Section
      title={words.title}
      surface="flush"
      actions={
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setOpen('new')}
        >
          {words.record}
        </Button>
      }
    >
      {tests.data ? (
        <PatchTestRows tests={tests.data} today={today} onRead={setOpen} />
      ) : (
        <div className="client-pending">
          {tests.error ? <Failure error={tests.error} /> : <Loading lines={2} />}
        </div>
      )}
      {open === 'new' ? (
        <RecordPatchTestDialog
          clientId={clientId}
          today={today}
          readAfterDays={readAfterDays}
          onClose={close}
        />
      ) : null}
      {open !== null && open !== 'new' ? (
        <ReadPatchTestDialog test={open} today={today} onClose={close} />
      ) : null}
    </Section>
  )
}

interface PatchTestRowsProps {
  tests: readonly PatchTest[]
  today: CalendarDate
  onRead: (test: PatchTest) => void
}

const PatchTestRows = ({ tests, today, onRead }: PatchTestRowsProps) =>
  tests.length === 0 ? (
    <EmptyState icon={IconDroplet} title={words.empty} compact>
      {words.emptyText}
    </EmptyState>
  ) : (
    <ul className="record-list">
      {tests.map((test) => (
        <li key={test.id}>
          <div className="record-list-text">
            <span className="record-list-title">
              {test.productName}, {words.lot(test.lotNumber)}
            </span>
            <span className="record-list-detail">{detailOf(test)}</span>
          </div>
          <span className="record-list-badges">
            <StatusBadge tone={toneOf(test, today)}>{stateOf(test, today)}</StatusBadge>
            {test.reading === null ? (
              <Button
                size="sm"
                variant="default"
                onClick={() => onRead(test)}
                aria-label={words.readOf(test.productName)}
              >
                {words.read}
              </Button>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  )

const resultTones = {
  negative: 'cleared',
  doubtful: 'decision',
  irritant: 'decision',
  positive: 'stop',
  'not-read': 'neutral',
} satisfies Record<PatchTestResult, Tone>

const toneOf = ({ reading, readDueOn }: PatchTest, today: CalendarDate): Tone => {
  if (reading) return resultTones[reading.result]
  return readDueOn <= today ? 'decision' : 'information'
}

const stateOf = ({ reading, readDueOn }: PatchTest, today: CalendarDate): string => {
  if (reading) return words.results[reading.result]
  return readDueOn < today ? words.overdue(formatDay(readDueOn)) : words.due(formatDay(readDueOn))
}

const detailOf = ({ site, appliedOn, appliedBy, note, reading }: PatchTest) =>
  [
    words.applied(formatDay(appliedOn), appliedBy),
    site,
    note,
    ...(reading ? [words.readOn(formatDay(reading.readOn), reading.readBy), reading.note] : []),
  ]
    .filter((part) => part !== '')
    .join(' · ')
