import { z } from 'zod'
import {
  type ConsentTemplate,
  initialledPart,
  madeChoice,
  type PersonalSignature,
  type SignConsent,
  strokes,
  typedSignatureStatement,
} from '#shared/consent/index.ts'
import {
  type ClientId,
  type ConsentId,
  consentId,
  consentTemplateId,
  type Instant,
  instant,
} from '#shared/kernel/index.ts'

/** A signature while it is made: both ways are kept, so that nobody loses one by looking at the other. */
const typedSignature = z.object({
  way: z.enum(['drawn', 'typed']),
  strokes: strokes.nullable(),
  name: z.string(),
  /** Agreed that the typed name stands for a signature. */
  agreed: z.boolean(),
})
export type TypedSignature = z.infer<typeof typedSignature>

const typedPeople = z.object({
  guardian: z
    .object({ name: z.string(), relationship: z.string(), identitySeen: z.string() })
    .nullable(),
  interpreter: z.object({ name: z.string(), language: z.string() }).nullable(),
  witness: z.object({ name: z.string() }).nullable(),
})
export type TypedPeople = z.infer<typeof typedPeople>

export const signers = ['client', 'guardian', 'interpreter', 'witness'] as const
export type Signer = (typeof signers)[number]

/**
 * One form from its preparation to its signature, as it is kept while it is filled in. It comes
 * back after a crash at the same step.
 */
export const consentForm = z.object({
  templateId: consentTemplateId,
  /** Only what changed since this consent is shown; null: the whole form. */
  basisId: consentId.nullable(),
  people: typedPeople,
  /** Null until it was handed to the client. */
  presentedAt: instant.nullable(),
  /** What stood for the merge fields when it was handed over. */
  values: z.record(z.string(), z.string()).nullable().default(null),
  step: z.string(),
  /** The client's initials as she typed them. */
  letters: z.string(),
  initials: z.array(initialledPart),
  choices: z.array(madeChoice),
  signatures: z.object({
    client: typedSignature,
    guardian: typedSignature,
    interpreter: typedSignature,
    witness: typedSignature,
  }),
})
export type ConsentForm = z.infer<typeof consentForm>

const unsigned: TypedSignature = { way: 'drawn', strokes: null, name: '', agreed: false }

export const firstStep = 'welcome'

export const emptyForm = (
  template: ConsentTemplate,
  basisId: ConsentId | null,
  people: TypedPeople = { guardian: null, interpreter: null, witness: null },
): ConsentForm => ({
  templateId: template.id,
  basisId,
  people,
  presentedAt: null,
  values: null,
  step: firstStep,
  letters: '',
  initials: [],
  choices: [],
  signatures: { client: unsigned, guardian: unsigned, interpreter: unsigned, witness: unsigned },
})

export const emptyGuardian = { name: '', relationship: '', identitySeen: '' }

const nothingDrawn = { width: 1000, height: 320, strokes: [] }

const asSignature = ({ way, strokes: drawn, name, agreed }: TypedSignature): PersonalSignature =>
  way === 'drawn'
    ? { kind: 'drawn', strokes: drawn ?? nothingDrawn }
    : { kind: 'typed', name, statement: agreed ? typedSignatureStatement : '' }

/** The form as it is judged and signed. */
export const toSign = (
  form: ConsentForm,
  facts: { clientId: ClientId; presentedAt: Instant; device: string },
): SignConsent => {
  const { people, signatures } = form
  return {
    clientId: facts.clientId,
    templateId: form.templateId,
    basisId: form.basisId,
    initials: form.initials,
    choices: form.choices,
    signature: asSignature(signatures.client),
    people,
    furtherSignatures: {
      guardian: people.guardian ? asSignature(signatures.guardian) : null,
      interpreter: people.interpreter ? asSignature(signatures.interpreter) : null,
      witness: people.witness ? asSignature(signatures.witness) : null,
    },
    presentedAt: facts.presentedAt,
    device: facts.device,
  }
}

/** Who signs on this form, the client first. */
export const signersOf = (people: TypedPeople): readonly Signer[] =>
  signers.filter((signer) => signer === 'client' || people[signer] !== null)

/**
 * The form with these people. Who has become another person has not signed: what was drawn or typed
 * in that place goes, so that nobody's signature ever stands beside another name.
 */
export const withPeople = (form: ConsentForm, people: TypedPeople): ConsentForm => {
  const signatureOf = (person: keyof TypedPeople): TypedSignature =>
    isSamePerson(form.people[person], people[person]) ? form.signatures[person] : unsigned
  return {
    ...form,
    people,
    signatures: {
      client: form.signatures.client,
      guardian: signatureOf('guardian'),
      interpreter: signatureOf('interpreter'),
      witness: signatureOf('witness'),
    },
  }
}

const isSamePerson = (before: object | null, now: object | null): boolean => {
  const fields = Object.entries(now ?? {})
  const known = new Map<string, unknown>(Object.entries(before ?? {}))
  return (
    (before === null) === (now === null) &&
    known.size === fields.length &&
    fields.every(([field, value]) => known.get(field) === value)
  )
}

/** Which fields of the people are still empty, by their path: `guardian.name`. */
export const emptyFieldsOf = (people: TypedPeople): readonly string[] =>
  Object.entries(people).flatMap(([person, fields]) =>
    Object.entries(fields ?? {}).flatMap(([field, value]) =>
      value.trim() === '' ? [`${person}.${field}`] : [],
    ),
  )
