import { IconSignature } from '@tabler/icons-react'
import { EmptyState, formatDay, StatusBadge, TextLink, type Tone } from '#renderer/ui/index.ts'
import type { ConsentState, ConsentSummary } from '#shared/consent/index.ts'
import { dayOf } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

const tones = {
  valid: 'cleared',
  expired: 'decision',
  withdrawn: 'decision',
  superseded: 'decision',
  invalid: 'stop',
} satisfies Record<ConsentState, Tone>

/** Only the newest consent decides; an older one that ran out asks for nothing. */
const toneOf = (state: ConsentState, isNewest: boolean): Tone =>
  isNewest || state === 'invalid' ? tones[state] : 'neutral'

/** A client's consents, newest first, each with what it is worth today. */
export const ClientConsents = ({
  consents,
  zone,
}: {
  consents: readonly ConsentSummary[]
  zone: string
}) =>
  consents.length === 0 ? (
    <EmptyState icon={IconSignature} title={texts.consents.empty} compact>
      {texts.consents.emptyText}
    </EmptyState>
  ) : (
    <ul className="record-list">
      {consents.map((consent, index) => (
        <li key={consent.id}>
          <div className="record-list-text">
            <span className="record-list-title">
              <TextLink href={`/consents/${consent.id}`}>
                {consent.title}, {texts.consents.version(consent.templateVersion)}
              </TextLink>
            </span>
            <span className="record-list-detail">{detailOf(consent, zone)}</span>
          </div>
          <StatusBadge tone={toneOf(consent.state, index === 0)}>
            {texts.consents.states[consent.state]}
          </StatusBadge>
        </li>
      ))}
    </ul>
  )

const detailOf = (consent: ConsentSummary, zone: string) =>
  [
    texts.consents.signed(formatDay(dayOf(consent.signedAt, zone))),
    consent.withdrawnOn === null
      ? texts.consents.until(formatDay(consent.validUntil))
      : texts.consents.withdrawnOn(formatDay(consent.withdrawnOn)),
    consent.withdrawalReason ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
