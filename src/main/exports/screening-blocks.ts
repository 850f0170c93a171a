import type { Block } from '#main/documents/index.ts'
import { formatDay, formatMoment } from '#shared/kernel/index.ts'
import type { PatchTest, Screening, ScreeningAnswer } from '#shared/screening/index.ts'
import type { History, SignedScreening } from './history.ts'
import { signatureBlocks } from './signature-blocks.ts'
import { nothing, toneOfVerdict, words } from './words.ts'

/** One screening: the verdict, the rules that led to it, and every question with its answer. */
export const screeningBlocks = (
  history: History,
  { summary, signed }: SignedScreening,
): readonly Block[] => [
  {
    kind: 'heading',
    level: 1,
    text: `Screening · ${formatMoment(summary.completedAt, history.practice.timeZone)}`,
    mark: { text: words.verdict[summary.verdict], tone: toneOfVerdict(summary.verdict) },
    newPage: true,
  },
  ...(signed ? content(history, signed) : [unreadable]),
]

const unreadable: Block = {
  kind: 'notice',
  tone: 'bad',
  title: 'What was signed cannot be read any more',
  lines: ['The stored copy was altered. Verify the practice’s records.'],
}

const content = (history: History, screening: Screening): readonly Block[] => {
  const { snapshot, identity } = screening
  const { timeZone } = history.practice
  return [
    {
      kind: 'facts',
      facts: [
        { label: 'Name then', value: `${identity.name}, born ${formatDay(identity.birthDate)}` },
        { label: 'Practice', value: snapshot.practice },
        { label: 'Answered by', value: words.askedBy[snapshot.askedBy] },
        { label: 'Begun', value: formatMoment(snapshot.startedAt, timeZone) },
        { label: 'Rules', value: `Version ${snapshot.rules.version}` },
        { label: 'Valid until', value: formatDay(snapshot.validUntil) },
        { label: 'Age then', value: `${snapshot.history.age} years` },
        { label: 'Skin type', value: snapshot.history.fitzpatrickType ?? 'Not assessed' },
        { label: 'Allergies', value: listed(snapshot.history.allergies) },
        { label: 'Medication', value: listed(snapshot.history.medication) },
      ],
    },
    { kind: 'heading', level: 2, text: 'Which rules applied' },
    {
      kind: 'table',
      none: 'No rule applied: nothing stood against the treatment.',
      columns: [
        { heading: 'Verdict', share: 1.3 },
        { heading: 'Fact', share: 3 },
        { heading: 'Rule', share: 4 },
        { heading: 'Source', share: 3 },
      ],
      rows: snapshot.findings.map(({ verdict, fact, rule, source }) => [
        { text: words.verdict[verdict], tone: toneOfVerdict(verdict) },
        fact,
        rule,
        source,
      ]),
    },
    ...changes(screening),
    { kind: 'heading', level: 2, text: 'What was asked and answered' },
    {
      kind: 'table',
      none: 'Nothing was asked.',
      columns: [
        { heading: 'Question', share: 6 },
        { heading: 'Answer', share: 1.3 },
        { heading: 'In the client’s words', share: 3 },
      ],
      rows: snapshot.answers.map((answer) => [
        answer.text,
        answerText(answer),
        answer.detail || nothing,
      ]),
    },
    ...signatureBlocks(history, {
      signature: screening.signature,
      state: screening.signatureState,
      timeZone,
    }),
  ]
}

const listed = (items: readonly string[]): string => items.join(', ') || 'none known'

/** `Yes`, or the day that was answered. */
export const answerText = ({ answer, date }: ScreeningAnswer): string =>
  answer === 'date'
    ? date === null
      ? words.answer.unknown
      : formatDay(date)
    : words.answer[answer]

const changes = ({ changes: all }: Screening): readonly Block[] =>
  all === null || all.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: 'What had changed since the screening before' },
        {
          kind: 'table',
          none: '',
          columns: [
            { heading: 'What', share: 2 },
            { heading: 'Before', share: 3 },
            { heading: 'Then', share: 3 },
          ],
          rows: all.map(({ label, before, now }) => [label, before, now]),
        },
      ]

/** Every patch test with its reading, in one table. */
export const patchTestBlocks = (patchTests: readonly PatchTest[]): readonly Block[] =>
  patchTests.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: 'Patch tests' },
        {
          kind: 'table',
          none: '',
          columns: [
            { heading: 'Applied', share: 1.4 },
            { heading: 'Product', share: 3 },
            { heading: 'Lot', share: 1.2 },
            { heading: 'Where', share: 2 },
            { heading: 'Read', share: 1.4 },
            { heading: 'Result', share: 2 },
          ],
          rows: patchTests.map(
            ({ appliedOn, productName, lotNumber, site, reading, readDueOn }) => [
              formatDay(appliedOn),
              productName,
              lotNumber,
              site,
              reading === null ? `due ${formatDay(readDueOn)}` : formatDay(reading.readOn),
              reading === null
                ? { text: 'not read yet', tone: 'caution' as const }
                : {
                    text: [words.patchTest[reading.result], reading.note]
                      .filter(Boolean)
                      .join(': '),
                    tone: reading.result === 'positive' ? ('bad' as const) : ('plain' as const),
                  },
            ],
          ),
        },
      ]
