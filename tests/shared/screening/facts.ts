import type { Client, ClientFlag } from '#shared/clients/index.ts'
import {
  addDays,
  attachmentId,
  type CalendarDate,
  toCalendarDate,
  toInstant,
} from '#shared/kernel/index.ts'
import {
  askedQuestions,
  type ItemCode,
  type ScreeningAnswer,
  screeningAnswer,
  startingScreening,
} from '#shared/screening/index.ts'

export const today = toCalendarDate('2026-11-22')
export const daysAgo = (days: number): CalendarDate => addDays(today, -days)

export type StandingFlag = ClientFlag

const someId = '01939f7e-0000-7000-8000-000000000000'

interface WrittenClearance {
  readonly clearedOn: CalendarDate
  readonly validUntil: CalendarDate | null
  readonly document: boolean
}

/** A caution in the client's record. */
export const standing = (
  kind: ItemCode,
  clearance: WrittenClearance | null = null,
): StandingFlag => ({
  id: someId,
  kind,
  label: kind,
  notedAt: toInstant(new Date('2026-01-05T10:00:00.000Z')),
  clearance: clearance && {
    id: someId,
    prescriberName: 'Dr Ito',
    prescriberLicence: 'MD 1',
    clearedOn: clearance.clearedOn,
    validUntil: clearance.validUntil,
    note: '',
    attachmentId: clearance.document ? attachmentId.parse(someId) : null,
  },
})

/** What screening looks at of a client of 34 with skin type III and an empty record. */
export const clientOf = (
  changes: Partial<
    Pick<Client, 'birthDate' | 'fitzpatrickType' | 'flags' | 'allergies' | 'medication'>
  > = {},
) => ({
  birthDate: toCalendarDate('1992-11-22'),
  fitzpatrickType: 'III' as const,
  flags: [],
  allergies: [],
  medication: [],
  ...changes,
})

export const answerOf = (
  code: ItemCode,
  answer: ScreeningAnswer['answer'] | CalendarDate,
  detail = '',
): ScreeningAnswer => {
  const answeredAt = toInstant(new Date('2026-11-22T16:00:00.000Z'))
  const given = screeningAnswer.shape.answer.safeParse(answer)
  return given.success
    ? { code, answer: given.data, date: null, detail, answeredAt }
    : { code, answer: 'date', date: toCalendarDate(answer), detail, answeredAt }
}

/** Every question that is put answered with no, but for these; days stay open. */
export const allNo = (
  client = clientOf(),
  others: readonly ScreeningAnswer[] = [],
): readonly ScreeningAnswer[] => {
  const said = new Set(others.map(({ code }) => code))
  const answers = [
    ...others,
    ...startingScreening.questions
      .filter(({ code, kind }) => kind === 'yes-no' && !said.has(code))
      .map(({ code }) => answerOf(code, 'no')),
  ]
  const asked = new Set(
    askedQuestions(startingScreening, { answers, client, today }).map(({ code }) => code),
  )
  return answers.filter(({ code }) => asked.has(code))
}
