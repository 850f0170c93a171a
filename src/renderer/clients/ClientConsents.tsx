import { IconSignature } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import {
  EmptyState,
  Failure,
  formatDay,
  LinkButton,
  Loading,
  Section,
  StatusBadge,
  TextLink,
} from '#renderer/ui/index.ts'
import type { ConsentSummary, NeededForm } from '#shared/consent/index.ts'
import { type ClientId, dayOf } from '#shared/kernel/index.ts'
import { choiceLines, consentTone, paperWarning } from './consentWords.ts'
import { photoUseLines } from './photoUses.ts'
import { texts } from './texts.ts'

const words = texts.consents

/** The forms that this client needs, and every consent with what it is worth today. */
export const ClientConsents = ({ clientId, zone }: { clientId: ClientId; zone: string }) => {
  const input = { clientId }
  const consents = useQuery(query.consent.list.queryOptions({ input }))
  const needed = useQuery(query.consent.needed.queryOptions({ input }))
  const deciding = new Set(needed.data?.map(({ latest }) => latest?.id))
  return (
    <Section title={words.title} surface="flush">
      <NeededForms clientId={clientId} needed={needed.data ?? []} />
      {consents.data ? (
        <>
          <PhotoUses consents={consents.data} />
          <ConsentRows consents={consents.data} zone={zone} isDeciding={(id) => deciding.has(id)} />
        </>
      ) : (
        <div className="client-pending">{consents.error ? null : <Loading lines={3} />}</div>
      )}
      <Failure error={consents.error ?? needed.error} />
    </Section>
  )
}

const NeededForms = ({
  clientId,
  needed,
}: {
  clientId: ClientId
  needed: readonly NeededForm[]
}) => {
  const open = needed.filter(({ needs }) => needs !== 'nothing')
  if (open.length === 0) return null
  return (
    <ul className="record-list needed-forms" aria-label={words.needed}>
      {open.map((form) => (
        <li key={form.kind}>
          <div className="record-list-text">
            <span className="record-list-title">{words.kinds[form.kind]}</span>
            <span className="record-list-detail">{whyNeeded(form)}</span>
          </div>
          <LinkButton
            href={`/clients/${clientId}/consent/${form.kind}`}
            size="sm"
            variant={form.required ? 'filled' : 'default'}
            leftSection={<IconSignature size={16} aria-hidden />}
            aria-label={words.signOf(words.kinds[form.kind])}
          >
            {form.needs === 'changes' ? words.signChanges : words.sign}
          </LinkButton>
        </li>
      ))}
    </ul>
  )
}

const whyNeeded = ({ required, needs, latest }: NeededForm) => {
  if (needs === 'changes') return words.onlyChanges
  const why = required ? words.required : words.optional
  return latest ? `${words.latest(words.states[latest.state])} ${why}` : why
}

/** Beside the consents, each of which says only what was answered on its own day. */
const PhotoUses = ({ consents }: { consents: readonly ConsentSummary[] }) => (
  <div className="photo-uses">
    <h3 id="photo-uses">{words.photosNow}</h3>
    <ul aria-labelledby="photo-uses">
      {photoUseLines(consents).map(({ use, name, state, tone }) => (
        <li key={use}>
          <span>{name}</span>
          <StatusBadge tone={tone}>{state}</StatusBadge>
        </li>
      ))}
    </ul>
  </div>
)

interface ConsentRowsProps {
  consents: readonly ConsentSummary[]
  zone: string
  isDeciding: (id: ConsentSummary['id']) => boolean
}

const ConsentRows = ({ consents, zone, isDeciding }: ConsentRowsProps) =>
  consents.length === 0 ? (
    <EmptyState icon={IconSignature} title={words.empty} compact>
      {words.emptyText}
    </EmptyState>
  ) : (
    <ul className="record-list">
      {consents.map((consent) => (
        <ConsentRow
          key={consent.id}
          consent={consent}
          zone={zone}
          isDeciding={isDeciding(consent.id)}
        />
      ))}
    </ul>
  )

const ConsentRow = ({
  consent,
  zone,
  isDeciding,
}: {
  consent: ConsentSummary
  zone: string
  isDeciding: boolean
}) => {
  const warning = paperWarning(consent)
  return (
    <li>
      <div className="record-list-text">
        <span className="record-list-title">
          <TextLink href={`/consents/${consent.id}`}>
            {words.kinds[consent.kind]}, {words.version(consent.templateVersion)}
          </TextLink>
        </span>
        <span className="record-list-detail">{detailOf(consent, zone)}</span>
        {choiceLines(consent).map(({ id, text, isTakenBack }) => (
          <span key={id} className="record-list-detail" data-strong={isTakenBack}>
            {text}
          </span>
        ))}
      </div>
      <span className="record-list-badges">
        {warning ? <StatusBadge tone={warning.tone}>{warning.text}</StatusBadge> : null}
        <StatusBadge tone={consentTone(consent.state, isDeciding)}>
          {words.states[consent.state]}
        </StatusBadge>
      </span>
    </li>
  )
}

const detailOf = (consent: ConsentSummary, zone: string) =>
  [
    words.signed(formatDay(dayOf(consent.signedAt, zone))),
    consent.withdrawnOn === null
      ? words.until(formatDay(consent.validUntil))
      : words.withdrawnOn(formatDay(consent.withdrawnOn)),
    consent.withdrawalReason ?? '',
    consent.sessionsCovered === null
      ? ''
      : words.sessions(consent.sessionsUsed, consent.sessionsCovered),
    consent.hasGuardian ? words.withGuardian : '',
    consent.medium === 'paper' ? words.onPaper : '',
    consent.copyGivenOn === null ? words.noCopy : words.copy(formatDay(consent.copyGivenOn)),
  ]
    .filter((part) => part !== '')
    .join(' · ')
