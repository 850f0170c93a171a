import type { Block } from '#main/documents/index.ts'
import type { Client } from '#shared/clients/index.ts'
import {
  type ConsentTemplate,
  clientValues,
  mergeText,
  practiceValues,
  termsOf,
} from '#shared/consent/index.ts'
import { ageOn, type CalendarDate, formatDay } from '#shared/kernel/index.ts'
import type { PracticeDetails, Practitioner } from '#shared/practice/index.ts'
import { textBlocks } from './paper-texts.ts'

interface BlankForm {
  readonly client: Pick<Client, 'name' | 'number' | 'birthDate'>
  readonly template: ConsentTemplate
  readonly practice: PracticeDetails
  readonly practitioner: Practitioner
  readonly today: CalendarDate
  /** Below this age a parent or guardian signs too, whichever form it is. */
  readonly ageOfMajority: number
}

/** The form with boxes: to be read at home, or signed by hand and scanned back. */
export const blankConsentBlocks = (form: BlankForm): readonly Block[] => {
  const { client, template } = form
  const text = mergeText(template.text, { ...practiceValues(form), ...clientValues(client) })
  const forGuardian =
    template.kind === 'guardian' || ageOn(client.birthDate, form.today) < form.ageOfMajority
  return [
    {
      kind: 'facts',
      facts: [
        { label: 'Client', value: `${client.name}, no. ${client.number}` },
        { label: 'Born', value: formatDay(client.birthDate) },
      ],
    },
    {
      kind: 'notice',
      tone: 'quiet',
      title: 'Sign on paper, then scan it back',
      lines: [
        'Nothing on this form is agreed to until it is filled in and signed. Put initials into the box of each statement, choose yes or no for each choice, and sign at the end. The practice then scans every page and keeps the scan with the record.',
      ],
    },
    ...textBlocks(text),
    { kind: 'heading', level: 2, text: 'Statements' },
    { kind: 'paragraph', text: 'Put your initials into the box before each one.', tone: 'quiet' },
    {
      kind: 'boxes',
      rows: text.acknowledgements.map((one) => ({ boxes: ['Initials'], text: one.text })),
    },
    ...(text.choices.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'Choices' } as const,
          {
            kind: 'paragraph',
            text: 'Mark yes or no. You may take back a yes at any time.',
            tone: 'quiet',
          } as const,
          {
            kind: 'boxes',
            rows: text.choices.map((one) => ({ boxes: ['Yes', 'No'], text: one.text })),
          } as const,
        ]),
    { kind: 'heading', level: 2, text: 'Declaration' },
    { kind: 'paragraph', text: text.declaration },
    { kind: 'paragraph', text: termsOf(text), tone: 'quiet' },
    signHere(forGuardian ? 'The young person' : 'The client', []),
    ...(forGuardian
      ? [signHere('Parent or guardian', ['Relationship', 'Identity seen (document)'])]
      : []),
    signHere('Interpreter, where there was one', ['Language']),
    signHere('Witness, where there was one', []),
    signHere(`For ${form.practice.name}`, []),
  ]
}

const signHere = (who: string, more: readonly string[]): Block => ({
  kind: 'lines',
  title: who,
  labels: ['Signature', 'Printed name', 'Date and time', ...more],
})
