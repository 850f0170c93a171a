import { formatDay } from '#shared/kernel/index.ts'
import type { ConfirmedHistory, HistoryChange, ScreeningSnapshot } from './schema.ts'

type SnapshotAnswer = ScreeningSnapshot['answers'][number]

const answerTexts = { yes: 'Yes', no: 'No', unknown: 'Not known' } as const

/** What differs between two visits: the record first, then the answers in their order. */
export const historyChanges = (
  before: Pick<ScreeningSnapshot, 'history' | 'answers'>,
  now: Pick<ScreeningSnapshot, 'history' | 'answers'>,
): readonly HistoryChange[] => [
  ...recordLines.flatMap(({ label, read }) =>
    changed(label, read(before.history), read(now.history)),
  ),
  ...answerChanges(before.answers, now.answers),
]

const recordLines: readonly {
  readonly label: string
  readonly read: (history: ConfirmedHistory) => string
}[] = [
  { label: 'Skin type', read: ({ fitzpatrickType }) => fitzpatrickType ?? 'Not recorded' },
  { label: 'Allergies', read: ({ allergies }) => listed(allergies) },
  { label: 'Medication', read: ({ medication }) => listed(medication) },
  { label: 'Cautions', read: ({ flags }) => listed(flags.map(cautionText)) },
]

const cautionText = ({ label, clearedOn }: ConfirmedHistory['flags'][number]): string =>
  clearedOn === null ? label : `${label} (cleared ${formatDay(clearedOn)})`

const listed = (texts: readonly string[]): string =>
  texts.length === 0 ? 'None' : texts.toSorted().join(', ')

const answerChanges = (
  before: readonly SnapshotAnswer[],
  now: readonly SnapshotAnswer[],
): readonly HistoryChange[] => {
  const earlier = new Map(before.map((answer) => [answer.code, answer]))
  const asked = new Set(now.map(({ code }) => code))
  return [
    ...now.flatMap((answer) =>
      changed(answer.label, answerText(earlier.get(answer.code)), answerText(answer)),
    ),
    ...before
      .filter(({ code }) => !asked.has(code))
      .flatMap((answer) => changed(answer.label, answerText(answer), answerText(undefined))),
  ]
}

/** An answer as people read it: `Yes: warfarin`. */
export const answerText = (
  answer: Pick<SnapshotAnswer, 'answer' | 'date' | 'detail'> | undefined,
): string => {
  if (!answer) return 'Not asked'
  const word =
    answer.answer === 'date'
      ? answer.date === null
        ? answerTexts.unknown
        : formatDay(answer.date)
      : answerTexts[answer.answer]
  return answer.detail ? `${word}: ${answer.detail}` : word
}

const changed = (label: string, before: string, now: string): readonly HistoryChange[] =>
  before === now ? [] : [{ label, before, now }]
