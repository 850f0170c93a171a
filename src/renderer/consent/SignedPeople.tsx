import { DefinitionList, Section, SignaturePad } from '#renderer/ui/index.ts'
import type { Consent, KeptSignature } from '#shared/consent/index.ts'
import { type Signer, signers } from './consentForm.ts'
import { texts } from './texts.ts'

/** Who signed, each with the signature as it was made. */
export const SignedPeople = ({ consent }: { consent: Consent }) => (
  <Section title={texts.record.signatures}>
    <div className="signed-people">
      {signers.map((signer) => {
        const signature = signatureOf(signer, consent)
        return signature ? (
          <Signed key={signer} signer={signer} signature={signature} consent={consent} />
        ) : null
      })}
    </div>
  </Section>
)

const signatureOf = (signer: Signer, { snapshot }: Consent): KeptSignature | null =>
  signer === 'client' ? snapshot.signature : snapshot.furtherSignatures[signer]

interface SignedProps {
  signer: Signer
  signature: KeptSignature
  consent: Consent
}

const Signed = ({ signer, signature, consent }: SignedProps) => (
  <div className="signed-person">
    <h3>{texts.people[signer]}</h3>
    <p className="consent-quiet">{whoIs(signer, consent)}</p>
    {signature.kind === 'drawn' ? (
      <SignaturePad
        readOnly
        label={texts.record.signatureOf(texts.people[signer])}
        value={signature.strokes}
      />
    ) : signature.kind === 'typed' ? (
      <div className="signed-typed">
        <p className="signed-name">{consent.people?.typed[signer]}</p>
        <p className="consent-quiet">
          {texts.record.typed}: {signature.statement}
        </p>
      </div>
    ) : (
      <>
        <p>{texts.record.signedOnPaper}</p>
        <DefinitionList
          columns={1}
          items={[
            {
              term: texts.record.scanHash,
              value: <span className="hash">{signature.scanHash}</span>,
            },
          ]}
        />
      </>
    )}
  </div>
)

const whoIs = (signer: Signer, { identity, people }: Consent): string => {
  switch (signer) {
    case 'client':
      return `${identity.name}, ${texts.born(identity.birthDate)}`
    case 'guardian':
      return people?.guardian
        ? [
            people.guardian.name,
            people.guardian.relationship,
            texts.record.identitySeen(people.guardian.identitySeen),
          ].join(', ')
        : ''
    case 'interpreter':
      return people?.interpreter ? `${people.interpreter.name}, ${people.interpreter.language}` : ''
    case 'witness':
      return people?.witness?.name ?? ''
  }
}
