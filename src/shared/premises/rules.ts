import {
  addDays,
  type CalendarDate,
  type Finding,
  formatDay,
  type Problem,
} from '#shared/kernel/index.ts'
import type { PremisesEntry, PremisesKind, PremisesRecord } from './schema.ts'

/** How many days ahead something that runs out is shown. */
export const warnsDaysAhead = 30

/** What has happened; a permit or a certificate may begin on a later day. */
const happenings: ReadonlySet<PremisesKind> = new Set([
  'sharps-container',
  'sharps-injury',
  'waste-manifest',
  'training',
  'hepatitis-b',
])

/** Why this cannot be recorded as it stands. Empty: it can. */
export const judgeEntry = (
  entry: PremisesEntry,
  known: { readonly today: CalendarDate; readonly person: boolean; readonly file: boolean },
): readonly Problem[] => {
  const problems: Problem[] = []
  const problem = (code: string, field: string, fact: string, rule: string, nextStep: string) =>
    problems.push({ code: `premises.${code}`, field, fact, rule, nextStep })
  if (happenings.has(entry.kind) && entry.beginsOn > known.today) {
    problem(
      'in-future',
      'beginsOn',
      'The day lies in the future.',
      'A record is made of what has happened.',
      'Correct the day.',
    )
  }
  if (entry.endsOn !== null && entry.endsOn < entry.beginsOn) {
    problem(
      'ends-before-begin',
      'endsOn',
      'It ends before it begins.',
      'The second day is the same day or a later one.',
      'Correct one of the two days.',
    )
  }
  if (entry.kind === 'sharps-container') {
    const { collectedOn } = entry.details
    if (entry.endsOn !== null && entry.endsOn > known.today) {
      problem(
        'sealed-in-future',
        'endsOn',
        'The container is sealed on a day in the future.',
        'A record is made of what has happened.',
        'Correct the day, or leave it empty while the container is open.',
      )
    }
    if (collectedOn !== null && (entry.endsOn === null || collectedOn < entry.endsOn)) {
      problem(
        'collected-open',
        'details.collectedOn',
        'The container was collected before it was sealed.',
        'A sharps container is sealed before it leaves.',
        'Enter the day it was sealed, or correct the day it was collected.',
      )
    }
  }
  if (!known.person) {
    problem(
      'unknown-person',
      'practitionerId',
      'This person is not in the practice.',
      'Training and vaccination are kept of the people of the practice.',
      'Choose a person from the list.',
    )
  }
  if (!known.file) {
    problem(
      'unknown-attachment',
      'attachmentId',
      'The file is not kept in this practice.',
      'A record points only at a file that is kept.',
      'Add the file again.',
    )
  }
  return problems
}

/** Why a record cannot be changed to this entry. Empty: it can. */
export const judgeUpdate = (record: PremisesRecord, entry: PremisesEntry): readonly Problem[] => {
  const marked = judgeMark(record)
  if (marked.length > 0) return marked
  return record.entry.kind === entry.kind
    ? []
    : [
        {
          code: 'premises.kind-fixed',
          field: 'kind',
          fact: 'The record is of another kind.',
          rule: 'A record keeps its kind.',
          nextStep: 'Mark it as entered in error, and make a new one.',
        },
      ]
}

/** Why a record cannot be changed or marked any more. Empty: it can. */
export const judgeMark = ({ errorMark }: PremisesRecord): readonly Problem[] =>
  errorMark === null
    ? []
    : [
        {
          code: 'premises.marked-in-error',
          fact: 'This record is marked as entered in error.',
          rule: 'A record that was entered in error stays as it is.',
          nextStep: 'Make a new record.',
        },
      ]

/** What a later record of the same thing takes the place of; null: each stands for itself. */
const thingOf = (entry: PremisesEntry): string | null => {
  switch (entry.kind) {
    case 'training':
      return `training ${entry.practitionerId} ${entry.details.subject.toLowerCase()}`
    case 'hepatitis-b':
      return `hepatitis-b ${entry.practitionerId}`
    case 'permit':
    case 'certificate':
      return `${entry.kind} ${entry.details.name.toLowerCase()}`
    default:
      return null
  }
}

export interface Due {
  readonly record: PremisesRecord
  readonly finding: Finding
}

/** What runs out, is due or stands open, what has run out first. */
export const premisesDue = (
  records: readonly PremisesRecord[],
  today: CalendarDate,
): readonly Due[] => {
  const standing = records.filter(({ errorMark }) => errorMark === null)
  return standing
    .filter((record) => !isSuperseded(record, standing))
    .flatMap((record) => {
      const finding = findingOf(record.entry, today)
      return finding === null ? [] : [{ record, finding }]
    })
    .sort(
      (one, other) =>
        weight(one) - weight(other) || compare(dueOn(one.record), dueOn(other.record)),
    )
}

const weight = ({ finding }: Due): number => (finding.severity === 'note' ? 1 : 0)
const dueOn = ({ entry }: PremisesRecord): string => entry.endsOn ?? entry.beginsOn
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const isSuperseded = (record: PremisesRecord, standing: readonly PremisesRecord[]): boolean => {
  const thing = thingOf(record.entry)
  return (
    thing !== null &&
    standing.some(
      (other) =>
        other.id !== record.id &&
        thingOf(other.entry) === thing &&
        (compare(other.entry.beginsOn, record.entry.beginsOn) ||
          compare(other.recordedAt, record.recordedAt)) > 0,
    )
  )
}

const findingOf = (entry: PremisesEntry, today: CalendarDate): Finding | null => {
  switch (entry.kind) {
    case 'sharps-container':
      return container(entry)
    case 'hepatitis-b':
      return hepatitis(entry) ?? runsOut(entry, 'The hepatitis B record', today)
    case 'training':
      return runsOut(entry, `The training “${entry.details.subject}”`, today)
    case 'permit':
    case 'certificate':
      return runsOut(entry, entry.details.name, today)
    case 'sharps-injury':
    case 'waste-manifest':
      return null
  }
}

const container = (entry: Extract<PremisesEntry, { kind: 'sharps-container' }>): Finding | null => {
  const { number, collectedOn } = entry.details
  if (entry.endsOn === null) {
    return {
      code: 'premises.container-open',
      severity: 'note',
      fact: `Sharps container ${number} has been open since ${formatDay(entry.beginsOn)}.`,
      rule: 'A container is sealed before it is full, or when the practice’s rules ask for it.',
      nextStep: 'Look how full it is. Seal it and enter the day.',
    }
  }
  if (collectedOn !== null) return null
  return {
    code: 'premises.container-waits',
    severity: 'note',
    fact: `Sharps container ${number} was sealed on ${formatDay(entry.endsOn)} and waits for collection.`,
    rule: 'The record of a container ends with who took it away, and when.',
    nextStep: 'Have it collected. Enter the carrier and the day.',
  }
}

const hepatitis = ({ details }: Extract<PremisesEntry, { kind: 'hepatitis-b' }>): Finding | null =>
  details.status === 'unknown' || details.status === 'in-progress'
    ? {
        code: 'premises.hepatitis-b-open',
        severity: 'note',
        fact:
          details.status === 'unknown'
            ? 'Somebody’s hepatitis B status is not known.'
            : 'Somebody’s hepatitis B vaccination is not finished.',
        rule: 'Whoever works with needles is offered the vaccination, and the answer is kept.',
        nextStep: 'Ask, and record the answer.',
        source: '29 CFR 1910.1030(f)',
      }
    : null

const runsOut = (entry: PremisesEntry, what: string, today: CalendarDate): Finding | null => {
  const { endsOn } = entry
  if (endsOn === null || endsOn > addDays(today, warnsDaysAhead)) return null
  const over = endsOn < today
  return {
    code: `premises.${entry.kind}-${over ? 'run-out' : 'due'}`,
    severity: over ? 'override' : 'note',
    fact: over
      ? `${what} ran out on ${formatDay(endsOn)}.`
      : `${what} runs out on ${formatDay(endsOn)}.`,
    rule: 'What runs out is renewed before its last day.',
    nextStep: 'Renew it, and enter the new record.',
  }
}
