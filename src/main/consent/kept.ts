import type {
  FurtherSignatures,
  KeptSignature,
  PersonalSignature,
  PresentPeople,
  SealedPeople,
} from '#shared/consent/index.ts'

// What is kept of a signature, and of the names beside it.

export const keptOf = (signature: PersonalSignature): KeptSignature =>
  signature.kind === 'drawn' ? signature : { kind: 'typed', statement: signature.statement }

export const keptOrNull = (signature: PersonalSignature | null): KeptSignature | null =>
  signature && keptOf(signature)

const typedName = (signature: PersonalSignature | null): string | null =>
  signature?.kind === 'typed' ? signature.name : null

export const typedNames = (
  client: PersonalSignature,
  others: FurtherSignatures,
): SealedPeople['typed'] => ({
  client: typedName(client),
  guardian: typedName(others.guardian),
  interpreter: typedName(others.interpreter),
  witness: typedName(others.witness),
})

/** Without anybody there is nothing to seal beside the document. */
export const isAnybodyNamed = ({
  typed,
  ...people
}: PresentPeople & Pick<SealedPeople, 'typed'>): boolean =>
  [...Object.values(people), ...Object.values(typed)].some((named) => named !== null)
