import { SegmentedControl } from '@mantine/core'
import { IconFileDatabase } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { query } from '#renderer/api.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Failure,
  formatMoment,
  Loading,
  Section,
  StatusBadge,
} from '#renderer/ui/index.ts'
import type { CycleRecord } from '#shared/imports/index.ts'
import { outcomeTones } from './outcomes.ts'
import { texts } from './texts.ts'

const words = texts.cycles
const filters = ['all', 'unlogged', 'odd'] as const
type Filter = (typeof filters)[number]

const passes = (cycle: CycleRecord, filter: Filter) =>
  filter === 'all' ||
  (filter === 'unlogged' ? cycle.match === 'unlogged' : cycle.findings.length > 0)

/** What machines wrote, newest first; a row leads to the cycle and its curve. */
export const KeptCycles = ({ zone }: { zone: string }) => {
  const [, goTo] = useLocation()
  const [filter, setFilter] = useState<Filter>('all')
  const cycles = useQuery(query.imports.cycles.queryOptions({ input: {} }))
  const columns = useMemo(() => columnsIn(zone), [zone])
  const shown = cycles.data?.filter((cycle) => passes(cycle, filter))
  return (
    <Section
      title={words.title}
      description={words.text}
      surface="flush"
      actions={
        cycles.data && cycles.data.length > 0 ? (
          <SegmentedControl<Filter>
            aria-label={words.filter}
            data={filters.map((value) => ({ value, label: words.filters[value] }))}
            value={filter}
            onChange={setFilter}
          />
        ) : null
      }
    >
      {shown ? (
        <DataTable
          label={words.title}
          columns={columns}
          rows={shown}
          rowKey={({ id }) => id}
          onActivate={({ id }) => goTo(`/sterilization/files/${id}`)}
          empty={
            <EmptyState
              icon={IconFileDatabase}
              title={filter === 'all' ? words.empty : words.emptyFilter}
              compact
            >
              {filter === 'all' ? words.emptyText : words.emptyFilterText}
            </EmptyState>
          }
        />
      ) : cycles.error ? (
        <Failure error={cycles.error} />
      ) : (
        <Loading lines={4} />
      )}
    </Section>
  )
}

const columnsIn = (zone: string): readonly Column<CycleRecord>[] => [
  {
    id: 'cycle',
    header: words.cycle,
    align: 'number',
    width: '5.5rem',
    cell: ({ cycleNumber }) => cycleNumber,
  },
  {
    id: 'machine',
    header: words.machine,
    cell: ({ machine, serialNumber }) => (
      <>
        {machine} <span className="imports-quiet">{serialNumber}</span>
      </>
    ),
  },
  {
    id: 'started',
    header: words.started,
    width: '11rem',
    cell: ({ startedAt }) => formatMoment(startedAt, zone),
  },
  { id: 'programme', header: words.programme, cell: ({ programme }) => programme },
  {
    id: 'outcome',
    header: words.outcome,
    width: '7.5rem',
    cell: ({ outcome }) => (
      <StatusBadge tone={outcomeTones[outcome]}>{words.outcomes[outcome]}</StatusBadge>
    ),
  },
  {
    id: 'log',
    header: words.log,
    width: '9rem',
    cell: ({ match }) => (
      <StatusBadge tone={match === 'logged' ? 'cleared' : 'decision'}>
        {match === 'logged' ? words.logged : words.unlogged}
      </StatusBadge>
    ),
  },
  {
    id: 'findings',
    header: words.findings,
    align: 'number',
    width: '7rem',
    cell: ({ findings }) => (findings.length === 0 ? '' : words.count(findings.length)),
  },
]
