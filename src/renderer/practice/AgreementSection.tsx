import { LinkButton, Section } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'

/** The way to the rules of the screening and to the consent texts, which have pages of their own. */
export const AgreementSection = () => (
  <Section title={texts.agreement.title} description={texts.agreement.description}>
    <div className="settings-links">
      <LinkButton href="/screening/rules" variant="default">
        {texts.agreement.rules}
      </LinkButton>
      <LinkButton href="/consent" variant="default">
        {texts.agreement.templates}
      </LinkButton>
    </div>
  </Section>
)
