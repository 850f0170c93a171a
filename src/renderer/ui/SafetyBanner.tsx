import type { ReactNode } from 'react'
import { type Tone, ToneIcon } from './tone.tsx'

export interface SafetyFact {
  id: string
  tone: Tone
  /** `Allergies`. */
  label: string
  /** `Lidocaine, latex`. */
  value: ReactNode
}

export interface SafetyBannerProps {
  /** What screen readers call it: `Safety of this client`. */
  label: string
  facts: readonly SafetyFact[]
  /** At the right end, such as an edit button. */
  action?: ReactNode
}

/** What must be seen before anything else; it stays at the top while the page scrolls. */
export const SafetyBanner = ({ label, facts, action }: SafetyBannerProps) => (
  <section aria-label={label} className="safety-banner">
    <dl className="safety-facts">
      {facts.map((fact) => (
        <div key={fact.id} className="safety-fact" data-tone={fact.tone}>
          <dt>
            <ToneIcon tone={fact.tone} size={16} />
            {fact.label}
          </dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
    {action}
  </section>
)
