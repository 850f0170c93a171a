import { DefinitionList, FindingCard, formatMoment, StatusBadge } from '#renderer/ui/index.ts'
import type { Signature, SignatureState } from '#shared/signing/index.ts'
import { texts } from './texts.ts'
import './signing.css'

export interface SignatureBlockProps {
  signature: Signature
  state: SignatureState
  /** The practice's, such as `America/Phoenix`. */
  timeZone: string
}

/** 21 CFR 11.50: printed name, date and time, and meaning stand with the signature; and whether it holds. */
export const SignatureBlock = ({ signature, state, timeZone }: SignatureBlockProps) => (
  <div className="signature-block" data-tone={state === 'valid' ? 'cleared' : 'stop'}>
    <div className="signature-block-head">
      <h3>{texts.meanings[signature.meaning]}</h3>
      <StatusBadge tone={state === 'valid' ? 'cleared' : 'stop'}>{texts[state]}</StatusBadge>
    </div>
    {state === 'invalid' ? <Invalid /> : null}
    <DefinitionList
      columns={3}
      items={[
        { term: texts.printedName, value: signature.printedName },
        { term: texts.licence, value: signature.licence },
        { term: texts.signedAt, value: formatMoment(signature.signedAt, timeZone) },
      ]}
    />
    <DefinitionList
      columns={1}
      items={[{ term: texts.hash, value: <span className="hash">{signature.snapshotHash}</span> }]}
    />
  </div>
)

const Invalid = () => (
  <FindingCard
    finding={{
      code: 'signing.invalid',
      severity: 'stop',
      fact: texts.invalidFact,
      rule: texts.invalidRule,
      nextStep: texts.invalidNext,
    }}
  />
)
