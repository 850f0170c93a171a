import {
  asPracticeSays,
  type ChangedPart,
  choicesToMake,
  type ConsentChoice,
  type ConsentSection,
  type ConsentText,
  mergeText,
  type MergeValues,
  type PartWords,
  partsToInitial,
} from '#shared/consent/index.ts'
import type { Problem } from '#shared/kernel/index.ts'
import { type ConsentForm, firstStep, type Signer, signersOf } from './consentForm.ts'
import { texts } from './texts.ts'

interface Named {
  readonly id: string
  readonly title: string
}

/** One screen of the signing mode. */
export type FormStep = Named &
  (
    | { readonly kind: 'welcome' }
    | { readonly kind: 'section'; readonly section: ConsentSection }
    | { readonly kind: 'change'; readonly change: ChangedPart }
    | { readonly kind: 'statements'; readonly statements: ConsentText['acknowledgements'] }
    | { readonly kind: 'choices'; readonly choices: readonly ConsentChoice[] }
    | { readonly kind: 'signature'; readonly signer: Signer }
    | { readonly kind: 'check' }
  )

/** What the client reads and does, in order. Ids hold while the text is the same, so a draft finds its place. */
export const stepsOf = (
  raw: { readonly text: ConsentText; readonly basisText: ConsentText | null },
  values: MergeValues,
  form: Pick<ConsentForm, 'people'>,
): readonly FormStep[] => {
  const text = mergeText(raw.text, values)
  // Fields of the practice may say something else than they did; the client's own are her own.
  const compared = asPracticeSays(raw.text, values)
  const choices = choicesToMake(compared, raw.basisText).map(
    (choice) => text.choices.find(({ id }) => id === choice.id) ?? choice,
  )
  return [
    { kind: 'welcome', id: firstStep, title: text.title },
    ...(raw.basisText
      ? changeSteps(compared, raw.basisText, values)
      : [...sectionSteps(text), statementStep(text)]),
    ...(choices.length > 0
      ? [{ kind: 'choices' as const, id: 'choices', title: texts.sign.choices, choices }]
      : []),
    ...signersOf(form.people).map((signer) => ({
      kind: 'signature' as const,
      id: `signature:${signer}`,
      title: texts.sign.signature[signer],
      signer,
    })),
    { kind: 'check', id: 'check', title: texts.sign.check },
  ]
}

const sectionSteps = (text: ConsentText): readonly FormStep[] =>
  text.sections.map((section, index) => ({
    kind: 'section',
    id: `section:${index}`,
    title: section.heading,
    section,
  }))

const statementStep = (text: ConsentText): FormStep => ({
  kind: 'statements',
  id: 'statements',
  title: texts.sign.statements,
  statements: text.acknowledgements,
})

const changeSteps = (
  text: ConsentText,
  basisText: ConsentText,
  values: MergeValues,
): readonly FormStep[] =>
  partsToInitial(text, basisText).map((raw) => {
    const change = {
      ...raw,
      before: merged(raw.before, text, values),
      after: merged(raw.after, text, values),
    }
    return { kind: 'change', id: `change:${raw.part}`, title: titleOf(change), change }
  })

const merged = (
  words: PartWords | null,
  text: ConsentText,
  values: MergeValues,
): PartWords | null => {
  if (words === null) return null
  const section = { heading: words.heading ?? '', body: words.text, covers: [] }
  const [filled] = mergeText({ ...text, sections: [section] }, values).sections
  return filled
    ? { heading: words.heading === null ? null : filled.heading, text: filled.body }
    : words
}

/** What a changed part is called. */
export const titleOf = ({ sort, before, after }: ChangedPart): string =>
  after?.heading ?? before?.heading ?? texts.sign.change.sorts[sort]

/** One thing that is still missing, and the step where it is done. */
export interface Gap {
  readonly step: string
  readonly says: string
}

/**
 * What is still missing in one step, in the client's words. `problems` are what the rules found in
 * the whole form; of signatures they alone decide.
 */
export const gapsOf = (
  step: FormStep,
  form: ConsentForm,
  problems: readonly Problem[],
): readonly Gap[] => sayingsOf(step, form, problems).map((says) => ({ step: step.id, says }))

const sayingsOf = (
  step: FormStep,
  form: ConsentForm,
  problems: readonly Problem[],
): readonly string[] => {
  switch (step.kind) {
    case 'change':
      return isInitialled(form, step.change.part) ? [] : [texts.sign.gaps.change(step.title)]
    case 'statements':
      return step.statements.flatMap(({ id }, index) =>
        isInitialled(form, `statement:${id}`) ? [] : [texts.sign.gaps.statement(index + 1)],
      )
    case 'choices':
      return step.choices.flatMap(({ id }, index) =>
        form.choices.some((choice) => choice.id === id) ? [] : [texts.sign.gaps.choice(index + 1)],
      )
    case 'signature':
      return problemsOfSigner(step.signer, problems).map(
        ({ code }) => `${step.title}: ${gapWord(code)}`,
      )
    case 'welcome':
    case 'section':
    case 'check':
      return []
  }
}

const problemsOfSigner = (signer: Signer, problems: readonly Problem[]): readonly Problem[] => {
  const field = signer === 'client' ? 'signature' : `furtherSignatures.${signer}`
  return problems.filter((one) => one.field === field || one.field?.startsWith(`${field}.`))
}

const gapWord = (code: string): string => {
  if (code === 'consent.typed-name-differs') return texts.sign.gaps.nameDiffers
  return code === 'consent.typed-not-agreed' ? texts.sign.gaps.notAgreed : texts.sign.gaps.signature
}

/** What the rules found that no step can mend: shown as they say it. */
export const otherProblems = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(
    ({ code, field = '' }) =>
      code !== 'consent.not-initialled' &&
      code !== 'consent.choice-open' &&
      !/^(?:signature|furtherSignatures)\b/.test(field),
  )

export const initialsOn = (form: Pick<ConsentForm, 'initials'>, part: string): string | null =>
  form.initials.find((each) => each.part === part)?.initials ?? null

const isInitialled = (form: ConsentForm, part: string): boolean => initialsOn(form, part) !== null
