import { Button, Select } from '@mantine/core'
import { IconFileTypeCsv, IconFileTypePdf, IconHistory } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, query } from '#renderer/api.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Failure,
  formatMoment,
  Loading,
  Section,
} from '#renderer/ui/index.ts'
import type { ChangeLogEntry } from '#shared/audit/index.ts'
import type { Practitioner } from '#shared/practice/index.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { FileButtons, type FileChoice } from './FileButtons.tsx'
import { texts } from './texts.ts'
import { useVerification } from './useVerification.ts'
import { VerificationMark, VerificationPanel } from './VerificationPanel.tsx'
import { actorOf, operationOf, recordOf } from './words.ts'

export interface ChangeLogProps {
  zone: string
  people: readonly Practitioner[]
}

/** Every change, newest first, with the mark that none of it was altered. */
export const ChangeLog = ({ zone, people }: ChangeLogProps) => {
  const verification = useVerification()
  const [table, setTable] = useState<string | null>(null)
  const [opened, setOpened] = useState<ChangeLogEntry | null>(null)
  const log = useEntries(table)
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? []
  const total = log.data?.pages[0]?.total ?? null
  return (
    <Section
      title={
        <span className="log-title">
          {texts.log.title}
          <VerificationMark verification={verification} />
        </span>
      }
      description={texts.log.description}
      surface="flush"
    >
      <VerificationPanel verification={verification} total={total} zone={zone} />
      <div className="log-tools">
        <Select
          label={texts.log.filter}
          data={kinds}
          value={table ?? everyKind}
          onChange={(kind) => setTable(kind === everyKind ? null : kind)}
          allowDeselect={false}
          searchable
        />
        <FileButtons files={files} />
      </div>
      {log.data ? (
        <DataTable
          key={table ?? everyKind}
          label={texts.log.list}
          columns={columnsFor(zone, people)}
          rows={entries}
          rowKey={(entry) => String(entry.sequence)}
          onActivate={setOpened}
          maximumHeight="34rem"
          empty={
            <EmptyState icon={IconHistory} title={texts.log.empty} compact>
              {texts.log.emptyText}
            </EmptyState>
          }
        />
      ) : (
        <Loading lines={6} />
      )}
      <Failure error={log.error} />
      {total === null ? null : (
        <div className="log-foot">
          <output>
            {table === null
              ? texts.log.shown(entries.length, total)
              : texts.log.shownOfTable(entries.length)}
          </output>
          {log.hasNextPage ? (
            <Button
              variant="default"
              size="sm"
              loading={log.isFetchingNextPage}
              onClick={() => void log.fetchNextPage()}
            >
              {texts.log.more}
            </Button>
          ) : null}
        </div>
      )}
      <EntryDialog entry={opened} zone={zone} people={people} onClose={() => setOpened(null)} />
    </Section>
  )
}

const pageSize = 200

const useEntries = (table: string | null) =>
  useInfiniteQuery(
    query.audit.list.infiniteOptions({
      input: (before: number | null) => ({
        ...(before === null ? {} : { before }),
        ...(table === null ? {} : { table }),
      }),
      initialPageParam: null,
      getNextPageParam: ({ entries }) =>
        entries.length < pageSize ? undefined : entries.at(-1)?.sequence,
      placeholderData: keepPreviousData,
    }),
  )

const everyKind = 'every'

const kinds = [
  { value: everyKind, label: texts.log.every },
  ...Object.keys(texts.records)
    .map((table) => ({ value: table, label: capitalised(recordOf(table)) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en')),
]

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const files: readonly FileChoice[] = [
  {
    label: texts.formats.pdf,
    description: texts.log.as(texts.formats.pdf),
    icon: IconFileTypePdf,
    make: (options) => api.exports.changeLog({ format: 'pdf' }, options),
  },
  {
    label: texts.formats.csv,
    description: texts.log.as(texts.formats.csv),
    icon: IconFileTypeCsv,
    make: (options) => api.exports.changeLog({ format: 'csv' }, options),
  },
]

const columnsFor = (
  zone: string,
  people: readonly Practitioner[],
): readonly Column<ChangeLogEntry>[] => [
  {
    id: 'number',
    header: texts.log.columns.number,
    align: 'number',
    width: '4.5rem',
    cell: (entry) => entry.sequence,
  },
  {
    id: 'when',
    header: texts.log.columns.when,
    width: '11.5rem',
    cell: (entry) => <span className="log-when">{formatMoment(entry.at, zone)}</span>,
  },
  {
    id: 'who',
    header: texts.log.columns.who,
    width: '8.5rem',
    cell: (entry) => actorOf(entry, people),
  },
  { id: 'what', header: texts.log.columns.what, cell: operationOf },
  {
    id: 'reason',
    header: texts.log.columns.reason,
    cell: (entry) => <span className="log-reason">{entry.reason || texts.log.erased}</span>,
  },
]
