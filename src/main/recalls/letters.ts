import type { Block, DocumentDescription } from '#main/documents/index.ts'
import { type CalendarDate, formatDay, type Instant } from '#shared/kernel/index.ts'
import type { PracticeDetails } from '#shared/practice/index.ts'
import type { RecallCause, WorklistEntry } from '#shared/recalls/index.ts'

interface Setting {
  /** Until it is decided, with whoever was consulted, that the clients are told. */
  readonly isDraft: boolean
  readonly practice: PracticeDetails
  readonly printedAt: Instant
  readonly printedBy: string
  readonly chainHead: string
  readonly dayOf: (moment: Instant) => CalendarDate
}

/** A letter for each of these clients, each on pages of its own; no page names another one. */
export const lettersDocument = (
  cause: RecallCause,
  to: readonly WorklistEntry[],
  setting: Setting,
): DocumentDescription => {
  const { isDraft, practice, printedAt, printedBy, chainHead } = setting
  return {
    title: 'A letter about your treatment',
    // On every page, so that no page of a draft can be taken for a letter.
    running: isDraft ? 'DRAFT – not decided, do not send' : practice.telephone,
    practice,
    printedAt,
    printedBy,
    timeZone: practice.timeZone,
    chainHead,
    blocks: to.flatMap((client, index) => letter(cause, client, setting, index > 0)),
  }
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const heading = (text: string): Block => ({ kind: 'heading', level: 2, text })

const letter = (
  cause: RecallCause,
  { clientName, sessions }: WorklistEntry,
  { isDraft, practice, printedAt, dayOf }: Setting,
  newPage: boolean,
): readonly Block[] => {
  const treated = sessions.filter(({ state }) => state !== 'open')
  const days = [...new Set(treated.map(({ at }) => dayOf(at)))].sort().map(formatDay)
  return [
    { kind: 'heading', level: 1, text: `Dear ${clientName},`, newPage },
    ...(isDraft
      ? [
          {
            kind: 'notice',
            tone: 'caution',
            title: 'DRAFT',
            lines: ['The decision to send this letter is not recorded yet. Do not send it.'],
          } as const,
        ]
      : []),
    paragraph(`${formatDay(dayOf(printedAt))}`),
    paragraph(openings(days)),
    heading('What happened'),
    ...happened[cause].map(paragraph),
    paragraph(
      'We do not know that anything has harmed you. This letter does not say that you are ill. We tell you so that you can decide what to do.',
    ),
    heading('What you can do'),
    {
      kind: 'list',
      items: [
        'Please call us. We will answer your questions.',
        'Show this letter to your doctor. Ask if you need a check.',
        'If you feel unwell, or your skin looks red, hot or sore, see a doctor soon.',
        'Keep this letter.',
      ],
    },
    heading('Whom to call'),
    paragraph([practice.name, practice.telephone, practice.address].filter(Boolean).join('\n')),
    paragraph('We are sorry for the worry that this letter may cause you.'),
  ]
}

const openings = (days: readonly string[]): string => {
  const [last, ...before] = days.toReversed()
  if (last === undefined) return 'We are writing to you about your treatment with us.'
  const all = before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`
  return `We are writing to you about your treatment with us on ${all}.`
}

const machineFailed: readonly string[] = [
  'We clean our metal tools in a steam machine. It kills germs. We test this machine again and again.',
  'One of these tests did not pass. So we cannot be sure that the machine worked as it should. A tool from this machine was used for you.',
  'We have stopped using the machine. We have put aside every tool that came out of it.',
]

/** What is known, in words that a twelve-year-old can read; no illness is named. */
const happened: Readonly<Record<RecallCause, readonly string[]>> = {
  'spore-test': machineFailed,
  sterilizer: [
    'We clean our metal tools in a steam machine. It kills germs.',
    'We cannot be sure that the machine worked as it should. A tool from this machine was used for you.',
    'We have stopped using the machine. We have put aside every tool that came out of it.',
  ],
  load: [
    'We clean our metal tools in a steam machine. It kills germs.',
    'We cannot be sure that one round of cleaning worked as it should. A tool from that round was used for you.',
    'We have put aside every other tool from that round.',
  ],
  pack: [
    'We clean our metal tools in a steam machine. It kills germs. Then we keep them in sealed packs.',
    'We cannot be sure that one pack was as clean as it should be. A tool from that pack was used for you.',
  ],
  lot: [
    'A product that we used for you has been called back. We cannot be sure that it is as it should be.',
    'We have put aside everything that we have left of it.',
  ],
  product: [
    'A product that we used for you has been called back. We cannot be sure that it is as it should be.',
    'We have put aside everything that we have left of it.',
  ],
  device: [
    'A device that we used for you has been taken out of use. We cannot be sure that it is as it should be.',
    'Nobody will be treated with it again.',
  ],
}
