import { fold, type Instant, type Problem } from '#shared/kernel/index.ts'
import { choicesToMake, partsToInitial } from './changes.ts'
import type {
  ConsentKind,
  ConsentText,
  PersonalSignature,
  SignConsent,
  SignOnPaper,
} from './schema.ts'

/** What a person agrees to who types her name instead of drawing it. */
export const typedSignatureStatement =
  'I type my name here instead of drawing it. It stands for my signature.'

/** The fewest different places that a drawn signature passes: a tap has one, however long it is held. */
const leastPointsOfSignature = 8

/** What is known of a form beside what stands on it. */
export interface FormOf {
  readonly kind: ConsentKind
  /** The text of the consent that it builds on; null: the whole form was shown. */
  readonly basisText: ConsentText | null
  /** The client is below the age of majority: a parent or guardian signs every form with her. */
  readonly isMinor?: boolean
  /** To which a typed signature is compared. */
  readonly clientName?: string
}

type Answers = Pick<
  SignConsent,
  'initials' | 'choices' | 'signature' | 'people' | 'furtherSignatures'
>

/** What is missing before a consent can be signed; a blank form never becomes a signed one. Empty: nothing. */
export const judgeCompleteness = (
  text: ConsentText,
  form: Answers,
  known: FormOf,
): readonly Problem[] => [
  ...judgeInitials(text, form, known.basisText),
  ...judgeChoices(text, form, known.basisText),
  ...judgePersonal(form.signature, {
    field: 'signature',
    who: 'The client',
    name: known.clientName ?? null,
  }),
  ...judgePeople(form, known),
]

/** What is missing on a form that was signed by hand, as far as it is recorded. Empty: nothing. */
export const judgePaper = (
  text: ConsentText,
  form: Pick<SignOnPaper, 'choices' | 'people'>,
  known: Pick<FormOf, 'kind' | 'isMinor'>,
): readonly Problem[] => [...judgeChoices(text, form, null), ...judgeGuardian(form, known)]

const judgeInitials = (
  text: ConsentText,
  { initials }: Answers,
  basisText: ConsentText | null,
): readonly Problem[] => {
  const asked = partsToInitial(text, basisText).map(({ part }) => part)
  const given = initials.map(({ part }) => part)
  const open = asked.filter((part) => !given.includes(part))
  const problems: Problem[] = []
  if (open.length > 0) {
    problems.push({
      code: 'consent.not-initialled',
      field: 'initials',
      fact: `${open.length} of ${asked.length} parts have no initials.`,
      rule: 'The client puts her initials to each part herself.',
      nextStep: 'Read the open parts together. Without agreement there is no session.',
    })
  }
  if (given.some((part) => !asked.includes(part)) || new Set(given).size < given.length) {
    problems.push({
      code: 'consent.unknown-part',
      field: 'initials',
      fact: 'Initials belong to no part that was shown, or stand twice at one.',
      rule: 'The answers belong to the text that the client signs.',
      nextStep: 'Put the form before the client again.',
    })
  }
  return problems
}

const judgeChoices = (
  text: ConsentText,
  { choices }: { readonly choices: readonly { readonly id: string }[] },
  basisText: ConsentText | null,
): readonly Problem[] => {
  const asked = choicesToMake(text, basisText).map(({ id }) => id)
  const made = choices.map(({ id }) => id)
  const open = asked.filter((id) => !made.includes(id))
  const problems: Problem[] = []
  if (open.length > 0) {
    problems.push({
      code: 'consent.choice-open',
      field: 'choices',
      fact: `${open.length} of ${asked.length} choices are not made.`,
      rule: 'The client says yes or no to each; neither is chosen for her.',
      nextStep: 'Ask the client for each open choice. No is as good an answer as yes.',
    })
  }
  if (made.some((id) => !asked.includes(id)) || new Set(made).size < made.length) {
    problems.push({
      code: 'consent.unknown-choice',
      field: 'choices',
      fact: 'An answer belongs to no choice that was shown, or a choice is answered twice.',
      rule: 'The answers belong to the text that the client signs.',
      nextStep: 'Put the form before the client again.',
    })
  }
  return problems
}

const judgePersonal = (
  signature: PersonalSignature,
  signer: { readonly field: string; readonly who: string; readonly name: string | null },
): readonly Problem[] => {
  const { field, who } = signer
  if (signature.kind === 'drawn') {
    const points = new Set(signature.strokes.strokes.flat().map(({ x, y }) => `${x} ${y}`)).size
    if (points >= leastPointsOfSignature) return []
    return [
      {
        code: 'consent.not-signed',
        field,
        fact:
          points === 0 ? `${who} has not signed.` : `What ${who.toLowerCase()} drew is only a dot.`,
        rule: 'A drawn signature has a path; a tap is none.',
        nextStep: `${who} signs in the box, or types the name.`,
      },
    ]
  }
  const problems: Problem[] = []
  if (signer.name !== null && plain(signature.name) !== plain(signer.name)) {
    problems.push({
      code: 'consent.typed-name-differs',
      field: `${field}.name`,
      fact: `The name that was typed is not the one under which ${who.toLowerCase()} is entered.`,
      rule: 'A typed signature is the signer’s whole name.',
      nextStep: 'Type the name as it stands in the record, or correct the record first.',
    })
  }
  if (signature.statement !== typedSignatureStatement) {
    problems.push({
      code: 'consent.typed-not-agreed',
      field: `${field}.statement`,
      fact: 'Nobody has agreed that the typed name stands for a signature.',
      rule: 'A typed name is a signature only with the statement that it stands for one.',
      nextStep: 'Agree to the statement under the name, or draw the signature.',
      source: '15 USC 7001(a)',
    })
  }
  return problems
}

/** Case, accents and spaces do not make another name. */
const plain = (name: string): string => fold(name).replace(/\s+/g, ' ').trim()

const others = [
  { role: 'guardian', who: 'The parent or guardian' },
  { role: 'interpreter', who: 'The interpreter' },
  { role: 'witness', who: 'The witness' },
] as const

const judgeGuardian = (
  { people }: Pick<Answers, 'people'>,
  { kind, isMinor = false }: Pick<FormOf, 'kind' | 'isMinor'>,
): readonly Problem[] =>
  (kind === 'guardian' || isMinor) && people.guardian === null ? [guardianNeeded] : []

const judgePeople = (form: Answers, known: FormOf): readonly Problem[] => {
  const signatures = others.flatMap(({ role, who }): readonly Problem[] => {
    const person = form.people[role]
    const signature = form.furtherSignatures[role]
    const field = `furtherSignatures.${role}`
    if (person === null) return signature === null ? [] : [nobodyNamed(field, who)]
    if (signature !== null) return judgePersonal(signature, { field, who, name: person.name })
    return [
      {
        code: `consent.${role}-not-signed`,
        field,
        fact: `${who} has not signed.`,
        rule: 'Whoever takes part signs too.',
        nextStep: `Let ${who.toLowerCase()} sign, or take the person out when nobody was there.`,
      },
    ]
  })
  return [...judgeGuardian(form, known), ...signatures]
}

const guardianNeeded: Problem = {
  code: 'consent.guardian-missing',
  field: 'people.guardian',
  fact: 'No parent or guardian is named.',
  rule: 'Below the age of majority a parent or guardian consents with the client.',
  nextStep: 'Enter name, relationship and the document that shows who it is.',
  source: 'Field reference 4.2',
}

const nobodyNamed = (field: string, who: string): Problem => ({
  code: 'consent.signature-without-person',
  field,
  fact: `A signature is there, but ${who.toLowerCase()} is not named.`,
  rule: 'Every signature belongs to a person with a name.',
  nextStep: 'Enter the person, or take the signature away.',
})

/** Why this form cannot be signed now, whatever its answers say. Empty: it can. */
export const judgeForm = (form: {
  readonly templateCurrent: boolean
  readonly presentedAt: Instant
  /** Whether it was put before the client on the day on which it is signed. */
  readonly presentedToday?: boolean
  /** When the newest form of this kind was signed; null: none was. */
  readonly lastSignedAt?: Instant | null
  /** Of initials and choices. */
  readonly answeredAt?: readonly Instant[]
  readonly now: Instant
}): readonly Problem[] => {
  const problems: Problem[] = []
  if (!form.templateCurrent) {
    problems.push({
      code: 'consent.text-replaced',
      field: 'templateId',
      fact: 'A newer version of this text has been published.',
      rule: 'A client signs the current version of the text.',
      nextStep: 'Put the current version before the client and read it together.',
    })
  }
  if (form.presentedToday === false) {
    problems.push({
      code: 'consent.presented-another-day',
      field: 'presentedAt',
      fact: 'The form was put before the client on another day.',
      rule: 'A form is read, answered and signed on one day; the text alone can be given earlier.',
      nextStep: 'Put the form before the client again.',
    })
  }
  if (form.lastSignedAt && form.lastSignedAt >= form.presentedAt) {
    problems.push({
      code: 'consent.form-used',
      field: 'presentedAt',
      fact: 'This form has been signed since it was put before the client.',
      rule: 'A filled form becomes one consent, once.',
      nextStep: 'Put the form before the client again.',
    })
  }
  if (form.presentedAt > form.now) {
    problems.push({
      code: 'consent.presented-in-future',
      field: 'presentedAt',
      fact: 'The form was put before the client at a moment that has not come yet.',
      rule: 'A form is read before it is signed.',
      nextStep: 'Check the clock of this computer, then put the form before the client again.',
    })
  } else if (form.answeredAt?.some((at) => at < form.presentedAt || at > form.now)) {
    problems.push({
      code: 'consent.answered-out-of-time',
      field: 'initials',
      fact: 'An answer was given before the form was put before the client, or has yet to come.',
      rule: 'A form is read, then answered, then signed.',
      nextStep: 'Check the clock of this computer, then put the form before the client again.',
    })
  }
  return problems
}

/** Whether this kind of form is the one for a person of this age. Empty: it is. */
export const judgeAge = (
  kind: ConsentKind,
  client: { readonly isMinor: boolean; readonly ageOfMajority: number },
): readonly Problem[] => {
  if (kind === 'microneedling' && client.isMinor) {
    return [
      {
        code: 'consent.under-age',
        field: 'templateId',
        fact: `The client is younger than ${client.ageOfMajority}.`,
        rule: 'Below the age of majority a parent or guardian consents with the client.',
        nextStep: 'Use the form for parent or guardian and young person.',
        source: 'Field reference 4.2',
      },
    ]
  }
  if (kind === 'guardian' && !client.isMinor) {
    return [
      {
        code: 'consent.of-age',
        field: 'templateId',
        fact: `The client is ${client.ageOfMajority} or older.`,
        rule: 'Whoever is of age consents for herself.',
        nextStep: 'Use the consent to microneedling.',
        source: 'Field reference 4.2',
      },
    ]
  }
  return []
}
