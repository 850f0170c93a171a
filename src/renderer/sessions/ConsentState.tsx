import { LinkButton, StatusBadge, TextLink } from '#renderer/ui/index.ts'
import type { SessionBase } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'

/** Whether the client's consent holds, and the way to it. */
export const ConsentState = ({ base: { consent, client } }: { base: SessionBase }) => (
  <div id="session-consent" className="consent-state">
    <span className="consent-state-name">{texts.consent.title}</span>
    {consent?.state === 'valid' ? (
      <>
        <StatusBadge tone="cleared">{texts.consent.until(consent.validUntil)}</StatusBadge>
        <TextLink href={`/consents/${consent.id}`}>{texts.consent.open}</TextLink>
      </>
    ) : (
      <>
        <StatusBadge tone="stop">
          {consent ? texts.consent.states[consent.state] : texts.consent.none}
        </StatusBadge>
        <LinkButton href={`/clients/${client.id}/consent/new`} size="xs" variant="default">
          {texts.consent.take}
        </LinkButton>
      </>
    )}
  </div>
)
