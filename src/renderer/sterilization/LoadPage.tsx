import { useQuery } from '@tanstack/react-query'
import { IconStack2 } from '@tabler/icons-react'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import { AttachmentLink } from '#renderer/attachments/index.ts'
import {
  EmptyState,
  Failure,
  FindingList,
  formatMoment,
  LinkButton,
  Loading,
  Page,
  Section,
  StatusBadge,
  TraceLink,
} from '#renderer/ui/index.ts'
import { loadId, type LoadId } from '#shared/kernel/index.ts'
import type { Load } from '#shared/sterilization/index.ts'
import { LoadCurve } from './LoadCurve.tsx'
import { LoadFacts, ReadValues } from './LoadFacts.tsx'
import { LoadPacks } from './LoadPacks.tsx'
import { LoadRelease } from './LoadRelease.tsx'
import { LoadSporeTests } from './LoadSporeTests.tsx'
import { texts } from './texts.ts'
import { standingOf } from './tones.ts'
import './sterilization.css'

const words = texts.loadPage
const back = { href: '/sterilization', label: texts.title }

/** `/sterilization/loads/:id` */
export const LoadPage = () => {
  const params = useParams<{ id: string }>()
  const id = loadId.safeParse(params.id)
  return id.success ? <KnownLoad key={id.data} id={id.data} /> : <UnknownLoad />
}

const UnknownLoad = () => (
  <Page title={words.unknown} back={back}>
    <EmptyState
      icon={IconStack2}
      title={words.unknown}
      action={<LinkButton href={back.href}>{back.label}</LinkButton>}
    >
      {words.unknownText}
    </EmptyState>
  </Page>
)

const KnownLoad = ({ id }: { id: LoadId }) => {
  const found = useQuery(query.sterilization.load.queryOptions({ input: { loadId: id } }))
  const practice = useQuery(query.practice.get.queryOptions())
  if (!found.data || !practice.data) {
    const error = found.error ?? practice.error
    return (
      <Page title={texts.title} back={back}>
        {error ? <Failure error={error} /> : <Loading lines={6} />}
      </Page>
    )
  }
  const { load, findings, sporeTests } = found.data
  const zone = practice.data.details.timeZone
  return (
    <Page
      title={words.title(load.cycleNumber)}
      description={[
        load.sterilizer.name,
        load.programmeName,
        formatMoment(load.startedAt, zone),
      ].join(' · ')}
      back={back}
      status={<Standing load={load} />}
      {...(load.packs.length > 0
        ? {
            actions: (
              <TraceLink kind="load" id={load.id}>
                {words.trace}
              </TraceLink>
            ),
          }
        : {})}
    >
      {load.state === 'recalled' ? (
        <p className="load-recalled" data-tone="stop">
          {words.recalledText}
        </p>
      ) : null}
      <FindingList label={words.findings} findings={findings} />
      {load.kind === 'load' ? <LoadRelease load={load} findings={findings} zone={zone} /> : null}
      <Section title={words.facts}>
        <ReadValues load={load} />
      </Section>
      {load.kind === 'load' ? <LoadPacks load={load} /> : null}
      <LoadSporeTests load={load} tests={sporeTests} zone={zone} today={practice.data.today} />
      <LoadCurve load={load} />
      <Section title={words.cycleFacts}>
        <LoadFacts load={load} zone={zone} />
        {load.attachmentId ? (
          <div className="load-printout">
            <p className="load-quiet">{words.printout}</p>
            <AttachmentLink id={load.attachmentId} />
          </div>
        ) : null}
      </Section>
    </Page>
  )
}

const Standing = ({ load }: { load: Load }) => {
  const { tone, says } = standingOf(load)
  return <StatusBadge tone={tone}>{says}</StatusBadge>
}
