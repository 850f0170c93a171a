import { useEffect, useMemo, useState } from 'react'
import { type DraftHandle, useDraft } from '#renderer/drafts/index.ts'
import {
  type CalendarDate,
  dayOf,
  instant,
  type Instant,
  type Problem,
} from '#shared/kernel/index.ts'
import {
  type AnswerWord,
  askedQuestions,
  evaluateScreening,
  type ItemCode,
  judgeComplete,
  type ScreeningAnswer,
  type ScreeningFinding,
  type ScreeningForm,
  type ScreeningQuestion,
  type Verdict,
} from '#shared/screening/index.ts'
import {
  answered,
  carriedTo,
  emptyForm,
  isOpen,
  isStillConfirmed,
  type TypedScreening,
  typedScreening,
  unanswered,
  withConfirmation,
} from './answers.ts'
import type { Facts } from './useFacts.ts'

export interface ScreeningHandle {
  readonly facts: Facts
  readonly draft: DraftHandle<TypedScreening>
  readonly form: ScreeningForm
  readonly asked: readonly ScreeningQuestion[]
  /** The answers that count: those to questions that are asked. */
  readonly answers: readonly ScreeningAnswer[]
  readonly open: number
  readonly verdict: Verdict
  readonly findings: readonly ScreeningFinding[]
  /** What keeps it from being completed. */
  readonly problems: readonly Problem[]
  /** The form was begun on another day. */
  readonly begunOn: CalendarDate | null
  /** The questions have changed since it was begun. */
  readonly rulesChanged: boolean
  /** Returns the answers after this one, to find the next question by. */
  readonly answer: (code: ItemCode, word: AnswerWord) => readonly ScreeningAnswer[]
  readonly answerDay: (code: ItemCode, day: CalendarDate | null) => void
  readonly detail: (code: ItemCode, text: string) => void
  readonly confirmHistory: (isConfirmed: boolean) => void
}

/** A moment on this computer's clock; main judges the day by its own. */
const momentNow = (): Instant => instant.parse(new Date().toISOString())

/**
 * The answers of a visit as a draft, with what the rules make of them while they are given.
 * @param answeredBy who holds the device; the screening is theirs who answered last
 */
export const useScreening = (
  facts: Facts,
  answeredBy: ScreeningForm['askedBy'],
): ScreeningHandle => {
  const { client, rules, practice } = facts
  const { draft, rulesChanged } = useFormOf(facts)
  const form = useConfirmedForm(draft.value, client)
  const judged = useMemo(() => {
    const input = { answers: form.answers, client, today: practice.today }
    const asked = askedQuestions(rules.body, input)
    const answers = form.answers.filter(({ code }) => asked.some((one) => one.code === code))
    return {
      asked,
      answers,
      open: asked.filter((question) => isOpen(question, answers)).length,
      ...evaluateScreening(rules.body, input),
      problems: judgeComplete(rules.body, form, { client, today: practice.today }),
    }
  }, [form, client, rules, practice.today])
  const day = dayOf(form.startedAt, practice.timeZone)
  return {
    facts,
    draft,
    form,
    ...judged,
    begunOn: form.answers.length > 0 && day !== practice.today ? day : null,
    rulesChanged,
    ...changesOf(draft, facts.client, answeredBy),
  }
}

const useFormOf = ({ client, rules, versions }: Facts) => {
  const initial = useMemo(() => emptyForm(client.id, rules, momentNow()), [client.id, rules])
  const draft = useDraft('screening', client.id, initial, typedScreening)
  const [rulesChanged, setRulesChanged] = useState(false)
  const { isLoading, change, value } = draft
  const isOfOtherRules = !isLoading && value.rulesId !== rules.id
  useEffect(() => {
    if (!isOfOtherRules) return
    setRulesChanged(true)
    change((now) => carriedTo(now, versions.find(({ id }) => id === now.rulesId) ?? null, rules))
  }, [isOfOtherRules, change, rules, versions])
  return { draft, rulesChanged }
}

/** The form to be judged and signed: a record that was changed since is not confirmed. */
const useConfirmedForm = (typed: TypedScreening, record: Facts['client']): ScreeningForm =>
  useMemo(() => {
    const { confirmed: _, ...form } = typed
    return { ...form, historyConfirmed: isStillConfirmed(typed, record) }
  }, [typed, record])

/** The first answer begins the visit. */
const begun = (form: TypedScreening): TypedScreening =>
  form.answers.length === 0 ? { ...form, startedAt: momentNow() } : form

const changesOf = (
  draft: DraftHandle<TypedScreening>,
  record: Facts['client'],
  askedBy: ScreeningForm['askedBy'],
) => {
  const set = (answers: (now: ScreeningAnswer[]) => ScreeningAnswer[]) =>
    draft.change((now) => ({ ...begun(now), askedBy, answers: answers(now.answers) }))
  return {
    answer: (code: ItemCode, word: AnswerWord) => {
      const next = answered(draft.value.answers, {
        code,
        answer: word,
        date: null,
        detail: '',
        answeredAt: momentNow(),
      })
      set((now) =>
        // The same answer again keeps what was written beside it.
        now.some((one) => one.code === code && one.answer === word) ? now : next,
      )
      return next
    },
    answerDay: (code: ItemCode, day: CalendarDate | null) =>
      set((now) =>
        day === null
          ? unanswered(now, code)
          : answered(now, {
              code,
              answer: 'date',
              date: day,
              detail: '',
              answeredAt: momentNow(),
            }),
      ),
    detail: (code: ItemCode, text: string) =>
      set((now) => now.map((one) => (one.code === code ? { ...one, detail: text } : one))),
    confirmHistory: (isConfirmed: boolean) =>
      draft.change((now) => withConfirmation(begun(now), record, isConfirmed)),
  }
}
