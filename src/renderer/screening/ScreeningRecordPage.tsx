import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import {
  ClientBanner,
  ScreeningStateBadge,
  VerdictBadge,
  verdictTones,
} from '#renderer/clients/index.ts'
import { SignatureBlock } from '#renderer/signing/index.ts'
import {
  DefinitionList,
  Failure,
  formatDay,
  formatMoment,
  LinkButton,
  Loading,
  Page,
  Section,
  TextLink,
} from '#renderer/ui/index.ts'
import type { Client } from '#shared/clients/index.ts'
import {
  type CalendarDate,
  type Instant,
  type ScreeningId,
  screeningId as screeningIdSchema,
} from '#shared/kernel/index.ts'
import {
  evaluateScreening,
  type Screening,
  type ScreeningRules,
  type Verdict,
} from '#shared/screening/index.ts'
import { ChangesTable } from './ChangesTable.tsx'
import { FindingsWithClearance } from './FindingsWithClearance.tsx'
import { RecordAnswers } from './RecordAnswers.tsx'
import { RecordStanding } from './RecordStanding.tsx'
import { texts } from './texts.ts'
import './screening.css'
import './review.css'

const words = texts.record

/** `/screenings/:id`: one completed screening, exactly as it was signed, and its verdict. */
export const ScreeningRecordPage = () => {
  const { id } = useParams<{ id: string }>()
  const read = screeningIdSchema.safeParse(id)
  return read.success ? (
    <Stored screeningId={read.data} />
  ) : (
    <Page title={texts.unknownScreening}>{null}</Page>
  )
}

const Stored = ({ screeningId }: { screeningId: ScreeningId }) => {
  const screening = useQuery(query.screening.get.queryOptions({ input: { screeningId } }))
  return screening.data ? (
    <WithClient screening={screening.data} />
  ) : (
    <Waiting error={screening.error} />
  )
}

const Waiting = ({ error }: { error: unknown }) => (
  <Page title={texts.title} width="reading">
    {error ? <Failure error={error} /> : <Loading label={texts.loading} />}
  </Page>
)

const WithClient = ({ screening }: { screening: Screening }) => {
  const input = { clientId: screening.clientId }
  const client = useQuery(query.clients.get.queryOptions({ input }))
  const practice = useQuery(query.practice.get.queryOptions())
  const versions = useQuery(query.screening.rules.queryOptions())
  const rules = versions.data?.find(({ id }) => id === screening.snapshot.rules.id)
  if (!client.data || !practice.data || !rules) {
    return <Waiting error={client.error ?? practice.error ?? versions.error} />
  }
  return (
    <Record
      screening={screening}
      client={client.data}
      rules={rules}
      today={practice.data.today}
      zone={practice.data.details.timeZone}
    />
  )
}

interface RecordProps {
  screening: Screening
  client: Client
  /** The version that judged it. */
  rules: ScreeningRules
  today: CalendarDate
  zone: string
}

const Record = ({ screening, client, rules, today, zone }: RecordProps) => {
  const { snapshot, identity } = screening
  const counts = screening.state === 'valid'
  const now = evaluateScreening(rules.body, { answers: snapshot.answers, client, today })
  return (
    <Page
      title={words.titleOf(formatDay(screening.day))}
      description={`${identity.name}, ${texts.born(formatDay(identity.birthDate))}`}
      back={{ href: `/clients/${screening.clientId}`, label: texts.back }}
      status={<ScreeningStateBadge state={screening.state} />}
      banner={<ClientBanner client={client} today={today} />}
      actions={
        <LinkButton href={`/clients/${client.id}/screening`} variant="default">
          {words.screenAgain}
        </LinkButton>
      }
      width="reading"
    >
      <VerdictCard screening={screening} now={now.verdict}>
        {counts && screening.verdict === 'stop' ? <RecordStanding screening={screening} /> : null}
      </VerdictCard>
      {counts && screening.verdict === 'stop' ? null : <RecordStanding screening={screening} />}
      <Section title={words.findings}>
        <FindingsWithClearance
          findings={snapshot.findings}
          rules={rules.body}
          client={client}
          today={today}
          empty={words.noFindings}
          isWaiting={({ code }) => counts && now.findings.some((one) => one.code === code)}
        />
      </Section>
      <Section title={words.facts}>
        <RecordFacts screening={screening} zone={zone} />
      </Section>
      {screening.changes === null ? null : (
        <Section title={words.changes}>
          <ChangesTable changes={screening.changes} empty={words.noChanges} before={null} />
        </Section>
      )}
      <Section title={words.answers} surface="flush">
        <RecordAnswers snapshot={snapshot} rules={rules.body} zone={zone} />
      </Section>
      <Section title={words.signature}>
        <SignatureBlock
          signature={screening.signature}
          state={screening.signatureState}
          timeZone={zone}
        />
      </Section>
    </Page>
  )
}

/** The verdict large; and what the same answers come to with the record as it is today. */
const VerdictCard = ({
  screening: { verdict, state },
  now,
  children,
}: {
  screening: Screening
  now: Verdict
  children: ReactNode
}) => {
  return (
    <section
      className="verdict-card"
      data-tone={verdictTones[verdict]}
      aria-labelledby="screening-verdict"
    >
      <h2 id="screening-verdict">
        <span className="visually-hidden">{words.verdict}: </span>
        {texts.verdicts[verdict]}
      </h2>
      <p>{words.verdictText[verdict]}</p>
      {state === 'valid' && now !== verdict ? (
        <p className="verdict-now">
          {words.nowIs}
          <VerdictBadge verdict={now} />
        </p>
      ) : null}
      {children}
    </section>
  )
}

const RecordFacts = ({ screening, zone }: { screening: Screening; zone: string }) => {
  const { snapshot, identity } = screening
  const { history } = snapshot
  const moment = (at: Instant) => formatMoment(at, zone)
  return (
    <DefinitionList
      columns={3}
      items={[
        { term: words.client, value: identity.name },
        { term: words.birthDate, value: formatDay(identity.birthDate) },
        { term: words.number, value: identity.number },
        {
          term: words.askedBy,
          value: words.askedByWho[snapshot.askedBy](snapshot.practitioner.name),
        },
        { term: words.startedAt, value: moment(snapshot.startedAt) },
        { term: words.completedAt, value: moment(snapshot.completedAt) },
        { term: words.validUntil, value: formatDay(screening.validUntil) },
        {
          term: words.rules,
          value: (
            <TextLink href={`/screening/rules/${snapshot.rules.version}`}>
              {words.rulesVersion(snapshot.rules.version)}
            </TextLink>
          ),
        },
        { term: words.age, value: history.age },
        { term: texts.ask.skinType, value: history.fitzpatrickType ?? texts.ask.notRecorded },
        { term: texts.ask.allergies, value: history.allergies.join(', ') || texts.ask.none },
        { term: texts.ask.medication, value: history.medication.join(', ') || texts.ask.none },
        { term: words.flags, value: history.flags.map(flagWords).join(', ') || texts.ask.none },
      ]}
    />
  )
}

const flagWords = ({ label, clearedOn }: Screening['snapshot']['history']['flags'][number]) =>
  clearedOn === null ? label : words.cleared(label, formatDay(clearedOn))
