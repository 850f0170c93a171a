import { IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type Api, query } from '#renderer/api.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Failure,
  formatDay,
  formatMoment,
  Loading,
  Section,
  TextLink,
  TraceLink,
} from '#renderer/ui/index.ts'
import type { LotId } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

type Recipient = Awaited<ReturnType<Api['recalls']['tracedSessions']>>[number]

/** Everybody who was treated with a lot: the same question as a recall asks. */
export const LotRecipients = ({ lotId, zone }: { lotId: LotId; zone: string }) => {
  const sessions = useQuery(
    query.recalls.tracedSessions.queryOptions({ input: { kind: 'lot', id: lotId } }),
  )
  return (
    <Section
      title={texts.recipients.title}
      description={
        sessions.data
          ? texts.recipients.count(
              new Set(sessions.data.map(({ clientId }) => clientId)).size,
              sessions.data.length,
            )
          : undefined
      }
      surface="flush"
      actions={
        <TraceLink kind="lot" id={lotId} size="sm">
          {texts.recipients.trace}
        </TraceLink>
      }
    >
      {sessions.data ? (
        <DataTable
          label={texts.recipients.list}
          columns={columnsIn(zone)}
          rows={sessions.data}
          rowKey={({ sessionId }) => sessionId}
          maximumHeight="26rem"
          empty={
            <EmptyState icon={IconUsers} title={texts.recipients.empty} compact>
              {texts.recipients.emptyText}
            </EmptyState>
          }
        />
      ) : (
        <Loading lines={3} />
      )}
      <Failure error={sessions.error} />
    </Section>
  )
}

const columnsIn = (zone: string): readonly Column<Recipient>[] => [
  {
    id: 'client',
    header: texts.recipients.columns.client,
    cell: ({ clientId, clientName, clientBirthDate, clientNumber }) => (
      <span className="inventory-product">
        <TextLink href={`/clients/${clientId}`}>{clientName}</TextLink>
        <span>{texts.recipients.born(formatDay(clientBirthDate), clientNumber)}</span>
      </span>
    ),
  },
  {
    id: 'telephone',
    header: texts.recipients.columns.telephone,
    width: '11rem',
    cell: ({ telephone }) => telephone || '–',
  },
  {
    id: 'session',
    header: texts.recipients.columns.session,
    width: '13rem',
    cell: ({ sessionId, at }) => (
      <TextLink href={`/sessions/${sessionId}`}>{formatMoment(at, zone)}</TextLink>
    ),
  },
]
