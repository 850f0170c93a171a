import { formatDay, type CalendarDate, type Problem } from '#shared/kernel/index.ts'
import type { PracticeDetails, Practitioner } from '#shared/practice/index.ts'
import type { SealedIdentity } from '#shared/signing/index.ts'
import { elementNames, requiredElements } from './elements.ts'
import type { ConsentSnapshot } from './record-schema.ts'
import {
  type ConsentKind,
  type ConsentText,
  type MergeField,
  mergeField,
  photoUse,
} from './schema.ts'

/** Why a text cannot become the next version. Empty: it can. */
export const judgeText = (
  text: ConsentText,
  known: {
    readonly kind: ConsentKind
    /** Of the owner who publishes, as she names it. */
    readonly jurisdiction: string
    readonly sameAsCurrent: boolean
  },
): readonly Problem[] => [
  ...partsTwice(text),
  ...unknownFields(text),
  ...photoUses(text, known.kind),
  ...claims(text),
  ...elementsMissing(text, known.kind, known.jurisdiction),
  ...(known.sameAsCurrent ? [nothingChanged] : []),
]

const nothingChanged: Problem = {
  code: 'consent.nothing-changed',
  fact: 'The text is the one that is published already.',
  rule: 'A new version makes every consent to the one before superseded, so it must differ.',
  nextStep: 'Change the text, or keep the version that is there.',
}

const partsTwice = ({ acknowledgements, choices }: ConsentText): readonly Problem[] => {
  const parts = [
    ...acknowledgements.map(({ id }, index) => ({ id, field: `acknowledgements.${index}.id` })),
    ...choices.map(({ id }, index) => ({ id, field: `choices.${index}.id` })),
  ]
  return parts
    .filter(({ id }, index) => parts.findIndex((part) => part.id === id) < index)
    .map(({ field }) => ({
      code: 'consent.part-twice',
      field,
      fact: 'Two statements or choices have the same short name.',
      rule: 'The client answers each statement and each choice by itself.',
      nextStep: 'Give each its own short name.',
    }))
}

/** Every piece of prose in a text, with its path. */
const proseOf = (
  text: ConsentText,
): readonly { readonly field: string; readonly says: string }[] => [
  ...text.sections.flatMap(({ heading, body }, index) => [
    { field: `sections.${index}.heading`, says: heading },
    { field: `sections.${index}.body`, says: body },
  ]),
  ...text.acknowledgements.map(({ text: says }, index) => ({
    field: `acknowledgements.${index}.text`,
    says,
  })),
  ...text.choices.map(({ text: says }, index) => ({ field: `choices.${index}.text`, says })),
  { field: 'declaration', says: text.declaration },
]

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g

const unknownFields = (text: ConsentText): readonly Problem[] => {
  const inTitle = text.title.includes('{{')
    ? [
        {
          code: 'consent.field-in-title',
          field: 'title',
          fact: 'The title holds a field that is filled in later.',
          rule: 'A title stands in lists as it is.',
          nextStep: 'Take the field out of the title.',
        },
      ]
    : []
  const unknown = proseOf(text).flatMap(({ field, says }) => {
    const named = [...says.matchAll(placeholder)].map(([, name = '']) => name)
    const open = says.replace(placeholder, '')
    return named.every((name) => mergeField.safeParse(name).success) && !/\{\{|\}\}/.test(open)
      ? []
      : [
          {
            code: 'consent.unknown-field',
            field,
            fact: 'The text holds a field in double braces that this application cannot fill in.',
            rule: 'A client reads no unfilled field.',
            nextStep: `Use one of these: ${mergeField.options.join(', ')}.`,
          },
        ]
  })
  return [...inTitle, ...unknown]
}

const isPhotoUse = (id: string): boolean => photoUse.safeParse(id).success

const photoUses = (text: ConsentText, kind: ConsentKind): readonly Problem[] => {
  const source = 'Field reference 4.3'
  const required = text.acknowledgements.flatMap(({ id }, index) =>
    isPhotoUse(id)
      ? [
          {
            code: 'consent.photo-use-not-free',
            field: `acknowledgements.${index}.id`,
            fact: 'A use of photos stands among the statements that everybody must initial.',
            rule: 'Each use of photos is a choice of its own: yes or no, and a yes can be taken back.',
            nextStep: 'Make it a choice.',
            source,
          },
        ]
      : [],
  )
  if (kind !== 'photography') return required
  const foreign = text.choices.flatMap(({ id }, index) =>
    isPhotoUse(id)
      ? []
      : [
          {
            code: 'consent.photo-use-unknown',
            field: `choices.${index}.id`,
            fact: 'The text asks for a use of photos that is not known where photos are shown.',
            rule: `The uses of photos are ${photoUse.options.join(', ')}.`,
            nextStep: 'Take the choice out, or make it part of one of these.',
            source,
          },
        ],
  )
  const missing = photoUse.options
    .filter((use) => !text.choices.some(({ id }) => id === use))
    .map((use) => ({
      code: 'consent.photo-use-missing',
      field: 'choices',
      fact: `The text does not ask for “${use}” by itself.`,
      rule: 'Each use of photos is a choice of its own: yes or no, and a yes can be taken back.',
      nextStep: `Add a choice with the short name ${use}.`,
      source,
    }))
  return [...required, ...foreign, ...missing]
}

/** A figure of more collagen, in either order within a sentence: `400 % more collagen`. */
const figure = String.raw`\d[\d.,]*\s*(?:%|per\s?cent\b|times\b|-?fold\b)`
const claim = new RegExp(`${figure}[^.!?]*collagen|collagen[^.!?]*${figure}`, 'i')

const claims = (text: ConsentText): readonly Problem[] =>
  [{ field: 'title', says: text.title }, ...proseOf(text)]
    .filter(({ says }) => claim.test(says))
    .map(({ field }) => ({
      code: 'consent.claim-without-source',
      field,
      fact: 'The text promises a figure of more collagen.',
      rule: 'A claim without a source is not put into a consent.',
      nextStep: 'Take the figure out, and say that no result is promised.',
      source: 'Field reference 1.3: “400 % more collagen” is advertising',
    }))

const elementsMissing = (
  text: ConsentText,
  kind: ConsentKind,
  jurisdiction: string,
): readonly Problem[] =>
  requiredElements(kind, jurisdiction)
    .filter(({ element }) => !text.sections.some(({ covers }) => covers.includes(element)))
    .map(({ element, source }) => ({
      code: `consent.lacks-${element}`,
      field: 'sections',
      fact: `No section is marked as speaking of ${elementNames[element]}.`,
      rule: 'A client consents to what she was told, so each required part has a section.',
      nextStep: 'Write it, or mark the section that says it.',
      source,
    }))

/** The merge fields of a client: filled in when a text is shown, and never stored with it. */
const clientFields = ['client.name', 'client.birthDate'] as const satisfies MergeField[]

export type MergeValues = Partial<Record<MergeField, string>>

/** What stands in a text for everything but the client's own fields, also kept with what she signs. */
export const practiceValues = (facts: {
  readonly practice: Pick<PracticeDetails, 'name' | 'address' | 'telephone'>
  readonly practitioner: Pick<
    Practitioner,
    'name' | 'licenceClass' | 'licenceNumber' | 'jurisdiction'
  >
  readonly today: CalendarDate
}): Record<Exclude<MergeField, (typeof clientFields)[number]>, string> => {
  const { practice, practitioner } = facts
  return {
    'practice.name': practice.name,
    // A practice that has none entered is still named in a sentence that reads well.
    'practice.address': practice.address || 'the address of this practice',
    'practice.telephone': practice.telephone || 'the number of this practice',
    'practitioner.name': practitioner.name,
    'practitioner.licence': `${practitioner.licenceClass} ${practitioner.licenceNumber}, ${practitioner.jurisdiction}`,
    today: formatDay(facts.today),
  }
}

export const clientValues = (client: Pick<SealedIdentity, 'name' | 'birthDate'>) => ({
  'client.name': client.name,
  'client.birthDate': formatDay(client.birthDate),
})

/** The text as it is read: every field whose value is known is filled in. */
export const mergeText = (
  text: ConsentText,
  values: Readonly<Record<string, string | undefined>>,
): ConsentText => {
  const filled = (says: string): string =>
    says.replace(placeholder, (whole, name: string) => values[name] ?? whole)
  return {
    ...text,
    title: filled(text.title),
    sections: text.sections.map((each) => ({
      ...each,
      heading: filled(each.heading),
      body: filled(each.body),
    })),
    acknowledgements: text.acknowledgements.map((each) => ({ ...each, text: filled(each.text) })),
    choices: text.choices.map((each) => ({ ...each, text: filled(each.text) })),
    declaration: filled(text.declaration),
  }
}

/** The text with the practice's values alone: how two texts are compared for what changed. */
export const asPracticeSays = (
  text: ConsentText,
  values: Readonly<Record<string, string | undefined>>,
): ConsentText =>
  mergeText(
    text,
    Object.fromEntries(Object.entries(values).filter(([field]) => !field.startsWith('client.'))),
  )

/** The text of a signed consent as it was read, but for the client's own fields. */
export const asSigned = ({ template, merged }: Pick<ConsentSnapshot, 'template' | 'merged'>) =>
  asPracticeSays(template.text, merged)
