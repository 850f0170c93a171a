import { Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { SignaturePad } from '#renderer/ui/index.ts'
import { typedSignatureStatement } from '#shared/consent/index.ts'
import type { ConsentForm, Signer, TypedSignature } from './consentForm.ts'
import { texts } from './texts.ts'

interface SignatureStepProps {
  signer: Signer
  form: ConsentForm
  clientName: string
  /** What the client declares by signing. */
  declaration: string
  onChange: (signature: TypedSignature) => void
}

/** One person signs: drawn with finger, pen or mouse, or typed under a sentence that says what it is. */
export const SignatureStep = ({
  signer,
  form,
  clientName,
  declaration,
  onChange,
}: SignatureStepProps) => {
  const signature = form.signatures[signer]
  const name = signer === 'client' ? clientName : (form.people[signer]?.name ?? '')
  return (
    <div className="sign-step">
      {signer === 'client' ? null : (
        <>
          <p className="sign-hand-to">{texts.sign.handTo[signer](name)}</p>
          <p className="client-form-quiet">{whoIs(signer, form)}</p>
        </>
      )}
      <p className="sign-says">{saysOf(signer, form, declaration)}</p>
      <SegmentedControl
        fullWidth
        size="lg"
        aria-label={texts.sign.way}
        value={signature.way}
        onChange={(way) => onChange({ ...signature, way: way === 'typed' ? 'typed' : 'drawn' })}
        data={[
          { value: 'drawn', label: texts.sign.draw },
          { value: 'typed', label: texts.sign.type },
        ]}
      />
      {signature.way === 'drawn' ? (
        <SignaturePad
          key={signer}
          label={texts.sign.signatureOf(name)}
          value={signature.strokes}
          onChange={(strokes) => onChange({ ...signature, strokes })}
        />
      ) : (
        <div className="sign-typed">
          <TextInput
            size="lg"
            label={texts.sign.typedName}
            description={texts.sign.typedHint}
            autoComplete="off"
            maxLength={200}
            value={signature.name}
            onChange={(event) => onChange({ ...signature, name: event.currentTarget.value })}
          />
          <Checkbox
            size="lg"
            label={typedSignatureStatement}
            checked={signature.agreed}
            onChange={(event) => onChange({ ...signature, agreed: event.currentTarget.checked })}
          />
        </div>
      )}
    </div>
  )
}

const whoIs = (signer: Exclude<Signer, 'client'>, { people }: ConsentForm): string => {
  if (signer === 'guardian' && people.guardian) {
    return texts.sign.signer.guardian(people.guardian.name, people.guardian.relationship)
  }
  if (signer === 'interpreter' && people.interpreter) {
    return texts.sign.signer.interpreter(people.interpreter.name, people.interpreter.language)
  }
  return people[signer]?.name ?? ''
}

const saysOf = (signer: Signer, { people }: ConsentForm, declaration: string): string => {
  switch (signer) {
    case 'client':
      return declaration
    case 'guardian':
      return texts.sign.says.guardian
    case 'interpreter':
      return texts.sign.says.interpreter(people.interpreter?.language ?? '')
    case 'witness':
      return texts.sign.says.witness
  }
}
