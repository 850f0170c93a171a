import { Button } from '@mantine/core'
import { IconFileTypeCsv, IconPrinter, IconRoute, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import {
  type Column,
  DataTable,
  download,
  EmptyState,
  Failure,
  formatDay,
  formatMoment,
  LinkButton,
  Loading,
  Page,
  Section,
  TextLink,
  traceAddress,
} from '#renderer/ui/index.ts'
import { type TracedSession, type TraceSubject, traceSubject } from '#shared/recalls/index.ts'
import { csvOf } from './csv.ts'
import { texts } from './texts.ts'
import { TouchedThings } from './TouchedThings.tsx'
import { TraceStart } from './TraceStart.tsx'
import { useSubjectName } from './useSubjectName.ts'
import { useThings } from './useThings.ts'
import './recalls.css'

/** `/trace` and `/trace/:kind/:id`: from anything to everybody it touched, and back. */
export const TracePage = () => {
  const params = useParams<{ kind?: string; id?: string }>()
  const [, goTo] = useLocation()
  const read = traceSubject.safeParse(params)
  const subject = read.success ? read.data : null
  return (
    <Page title={texts.trace.title} description={texts.trace.description}>
      <div className="trace-start">
        <TraceStart subject={subject} onChoose={({ kind, id }) => goTo(traceAddress(kind, id))} />
      </div>
      {subject ? (
        <Traced key={`${subject.kind} ${subject.id}`} subject={subject} />
      ) : (
        <EmptyState icon={IconRoute} title={texts.trace.start}>
          {texts.trace.startText}
        </EmptyState>
      )}
    </Page>
  )
}

const Traced = ({ subject }: { subject: TraceSubject }) => {
  const name = useSubjectName(subject)
  const { things } = useThings()
  const practice = useQuery(query.practice.get.queryOptions())
  const trace = useQuery(query.recalls.trace.queryOptions({ input: subject }))
  const sessions = useQuery(query.recalls.tracedSessions.queryOptions({ input: subject }))
  const zone = practice.data?.details.timeZone
  const canBeRecalled = subject.kind !== 'session' && subject.kind !== 'client'
  return (
    <>
      <div className="trace-head">
        <h2>{name ?? texts.trace.kinds[subject.kind]}</h2>
        <p className="trace-counts" role="status">
          {trace.data
            ? `${texts.clients(trace.data.clients.length)} · ${texts.sessions(trace.data.sessions.length)}`
            : null}
        </p>
        <div className="trace-actions">
          {sessions.data && zone ? <Handing sessions={sessions.data} zone={zone} /> : null}
          {canBeRecalled ? <RecallOf subject={subject} /> : null}
        </div>
      </div>
      <Section title={texts.trace.reached} surface="flush">
        {sessions.data && zone ? (
          <DataTable
            label={texts.trace.reachedLabel}
            columns={columnsIn(zone)}
            rows={sessions.data}
            rowKey={({ sessionId }) => sessionId}
            maximumHeight="34rem"
            empty={
              <EmptyState icon={IconUsers} title={texts.trace.nobody} compact>
                {texts.trace.nobodyText}
              </EmptyState>
            }
          />
        ) : (
          <Loading lines={4} />
        )}
      </Section>
      <Failure error={trace.error ?? sessions.error ?? practice.error} />
      {trace.data ? <TouchedThings trace={trace.data} things={things} /> : null}
    </>
  )
}

/** What is recalled already leads to its recall. */
const RecallOf = ({ subject: { kind, id } }: { subject: TraceSubject }) => {
  const recalls = useQuery(query.recalls.list.queryOptions())
  if (!recalls.data) return null
  const own = recalls.data.find(({ cause, subjectId }) => cause === kind && subjectId === id)
  return own ? (
    <LinkButton href={`/recalls/${own.id}`}>{texts.trace.openRecall}</LinkButton>
  ) : (
    <LinkButton href={`/recalls/new/${kind}/${id}`} color="red">
      {texts.trace.recall}
    </LinkButton>
  )
}

/** Beyond this many rows a table draws only those in sight, and paper would lose the others. */
const mostOnPaper = 100

const Handing = ({ sessions, zone }: { sessions: readonly TracedSession[]; zone: string }) => (
  <>
    {sessions.length <= mostOnPaper ? (
      <Button
        variant="default"
        leftSection={<IconPrinter size={18} aria-hidden />}
        onClick={() => window.print()}
      >
        {texts.trace.print}
      </Button>
    ) : null}
    <Button
      variant="default"
      leftSection={<IconFileTypeCsv size={18} aria-hidden />}
      aria-label={texts.trace.csvLong}
      onClick={() => download(csvOf(sessions, zone), texts.trace.fileName)}
    >
      {texts.trace.csv}
    </Button>
  </>
)

const columnsIn = (zone: string): readonly Column<TracedSession>[] => [
  {
    id: 'client',
    header: texts.trace.columns.client,
    cell: ({ clientId, clientName, clientBirthDate, clientNumber }) => (
      <span className="recall-what">
        <TextLink href={`/clients/${clientId}`}>{clientName}</TextLink>
        <span>{texts.worklist.born(formatDay(clientBirthDate), clientNumber)}</span>
      </span>
    ),
  },
  {
    id: 'telephone',
    header: texts.trace.columns.telephone,
    width: '11rem',
    cell: ({ telephone }) => (
      <span className="recall-number">{telephone || texts.worklist.noTelephone}</span>
    ),
  },
  {
    id: 'when',
    header: texts.trace.columns.when,
    width: '12rem',
    cell: ({ sessionId, at }) => (
      <TextLink href={`/sessions/${sessionId}`}>{formatMoment(at, zone)}</TextLink>
    ),
  },
  {
    id: 'who',
    header: texts.trace.columns.who,
    width: '11rem',
    cell: ({ practitionerName }) => practitionerName,
  },
  {
    id: 'state',
    header: texts.trace.columns.state,
    width: '9rem',
    cell: ({ state }) => texts.sessionStates[state],
  },
]
