import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import { Failure, Loading, Page } from '#renderer/ui/index.ts'
import type { RecordMoments } from '#shared/audit/index.ts'
import { formatMoment } from '#shared/kernel/index.ts'
import { MomentList } from './MomentList.tsx'
import { RecordChanges } from './RecordChanges.tsx'
import { recordTexts as texts } from './recordTexts.ts'
import { capitalised } from './recordWords.ts'
import { StoodRecord } from './StoodRecord.tsx'
import { recordOf } from './words.ts'
import './exports.css'
import './record.css'

/** `/history/:table/:id`: a record at any moment, and what changed between two of them. */
export const RecordPage = () => {
  const { table = '', id = '' } = useParams<{ table?: string; id?: string }>()
  const practice = useQuery(query.practice.get.queryOptions())
  const record = useQuery(query.audit.record.queryOptions({ input: { table, id } }))
  const zone = practice.data?.details.timeZone
  return (
    <Page
      title={texts.of(capitalised(recordOf(table)), record.data?.label ?? null)}
      description={texts.description}
      back={{ href: '/exports', label: texts.back }}
      width="full"
    >
      {record.data && zone ? (
        <Moments key={`${table} ${id}`} record={record.data} zone={zone} />
      ) : record.error ? null : (
        <Loading lines={6} />
      )}
      <Failure error={record.error ?? practice.error} />
    </Page>
  )
}

/** Newest with the one before it, until others are chosen. */
const Moments = ({ record, zone }: { record: RecordMoments; zone: string }) => {
  const [newest, before] = record.moments
  const [later, setLater] = useState(newest?.sequence ?? 0)
  const [earlier, setEarlier] = useState(before?.sequence ?? null)
  const [from, to] = earlier !== null && earlier > later ? [later, earlier] : [earlier, later]
  const saying = (sequence: number | null) => {
    const moment = record.moments.find((one) => one.sequence === sequence)
    return moment ? formatMoment(moment.at, zone) : ''
  }
  const input = { table: record.table, id: record.id }
  const now = useQuery(
    query.audit.asItStood.queryOptions({
      input: { ...input, sequence: to },
      staleTime: unchanging,
    }),
  )
  const then = useQuery(
    query.audit.asItStood.queryOptions({
      input: { ...input, sequence: from ?? to },
      enabled: from !== null,
      staleTime: unchanging,
    }),
  )
  return (
    <div className="record-columns">
      <MomentList
        record={record}
        zone={zone}
        earlier={earlier}
        later={later}
        onEarlier={setEarlier}
        onLater={setLater}
      />
      <div className="record-states">
        <RecordChanges
          before={from === null ? null : (then.data ?? undefined)}
          after={now.data}
          zone={zone}
          moments={{ from: saying(from), to: saying(to) }}
        />
        {now.data ? <StoodRecord record={now.data} zone={zone} moment={saying(to)} /> : null}
        <Failure error={now.error ?? then.error} />
      </div>
    </div>
  )
}

/** What stood then does not change any more. */
const unchanging = Number.POSITIVE_INFINITY
