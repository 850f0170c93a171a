import { Button } from '@mantine/core'
import { useState } from 'react'
import { FindingCard, ToneIcon } from '#renderer/ui/index.ts'
import type { Verification, VerificationFinding } from '#shared/audit/index.ts'
import { formatMoment, type Instant } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

export interface VerificationResultProps {
  result: Verification
  at: Instant
  zone: string
  /** How many entries the log has by now. */
  total: number | null
}

/** What a verification has looked at, and all that does not hold. */
export const VerificationResult = ({ result, at, zone, total }: VerificationResultProps) => {
  const { holds, entries, rows, signatures, findings } = result
  const since = total === null ? 0 : total - entries
  return (
    <div className="verification-result" role="status">
      <div className="verification-mark" data-tone={holds ? 'cleared' : 'stop'}>
        <ToneIcon tone={holds ? 'cleared' : 'stop'} size={22} />
        <div>
          <p className="verification-fact">
            {holds ? texts.verification.holdsFact : texts.verification.brokenFact(findings.length)}
          </p>
          <p>
            {texts.verification.checked(entries, rows, signatures, formatMoment(at, zone))}
            {since > 0 ? <strong> {texts.verification.since(since)}</strong> : null}
          </p>
          <Proof result={result} />
        </div>
      </div>
      {findings.length > 0 ? <Findings findings={findings} /> : null}
    </div>
  )
}

const Proof = ({ result: { head, signers } }: { result: Verification }) => (
  <dl className="verification-proof">
    <div>
      <dt>{texts.verification.head}</dt>
      <dd className="fingerprint">{head ?? texts.entry.nothing}</dd>
    </div>
    <div>
      <dt>{texts.verification.signers}</dt>
      {signers.length === 0 ? <dd>{texts.verification.noSigners}</dd> : null}
      {signers.map(({ name, fingerprint }) => (
        <dd key={fingerprint}>
          {name} <span className="fingerprint">{fingerprint}</span>
        </dd>
      ))}
    </div>
  </dl>
)

/** A broken chain can name hundreds of entries; the first ones are what somebody reads. */
const shownAtFirst = 10

const Findings = ({ findings }: { findings: readonly VerificationFinding[] }) => {
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? findings : findings.slice(0, shownAtFirst)
  return (
    <>
      <ul className="finding-list" aria-label={texts.verification.findings}>
        {shown.map(({ code, subject, explanation }) => (
          <li key={`${code} ${subject} ${explanation}`}>
            <FindingCard
              finding={{
                code: `audit.${code}`,
                severity: 'stop',
                fact: subject,
                rule: explanation,
                nextStep: texts.next[code],
              }}
            />
          </li>
        ))}
      </ul>
      {shown.length < findings.length ? (
        <Button variant="default" size="sm" onClick={() => setShowsAll(true)}>
          {texts.verification.showAll(findings.length)}
        </Button>
      ) : null}
    </>
  )
}
