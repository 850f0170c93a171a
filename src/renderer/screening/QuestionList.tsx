import { useEffect, useRef, useState } from 'react'
import { KeyboardHint, Section } from '#renderer/ui/index.ts'
import {
  type AnswerWord,
  askedQuestions,
  type ItemCode,
  questionGroup,
  type ScreeningAnswer,
} from '#shared/screening/index.ts'
import { answerOfKey, neighbour, nextOpen } from './answers.ts'
import { QuestionRow } from './QuestionRow.tsx'
import { texts } from './texts.ts'
import { useKeys } from './useKeys.ts'
import type { ScreeningHandle } from './useScreening.ts'

interface QuestionListProps {
  screening: ScreeningHandle
  /** The last open question was answered. */
  onAllAnswered: () => void
}

/** The questions on one calm page. One has the focus; a key answers it and leads to the next open one. */
export const QuestionList = ({ screening, onAllAnswered }: QuestionListProps) => {
  const walk = useWalk(screening, onAllAnswered)
  const groups = questionGroup.options.map((group) => ({
    group,
    questions: screening.asked.filter((question) => question.group === group),
  }))
  return (
    <div ref={walk.list} className="question-groups">
      <KeysHint />
      {groups
        .filter(({ questions }) => questions.length > 0)
        .map(({ group, questions }) => (
          <Section key={group} title={texts.groups[group]} surface="flush">
            <ol className="questions">
              {questions.map((question) => (
                <QuestionRow
                  key={question.code}
                  screening={screening}
                  question={question}
                  isCurrent={question.code === walk.current}
                  onCurrent={() => walk.setCurrent(question.code)}
                  onAnswer={(word) => walk.answer(question.code, word)}
                />
              ))}
            </ol>
          </Section>
        ))}
    </div>
  )
}

const KeysHint = () => (
  <p className="question-keys">
    <span>{texts.ask.keys}:</span>
    {(['yes', 'no', 'unknown'] as const).map((word) => (
      <span key={word}>
        <KeyboardHint keys={[texts.keys[word]]} /> {texts.answers[word]}
      </span>
    ))}
    <span>
      <KeyboardHint keys={['↑', '↓']} /> {texts.ask.move}
    </span>
  </p>
)

type Place = { readonly code: ItemCode; readonly at: 'answer' | 'detail' } | 'end'

/** Which question has the focus, and where it goes after a key. */
const useWalk = (screening: ScreeningHandle, onAllAnswered: () => void) => {
  const { asked, answers } = screening
  const [chosen, setCurrent] = useState<ItemCode | null>(() => nextOpen(asked, answers, null))
  const current = asked.some(({ code }) => code === chosen) ? chosen : (asked[0]?.code ?? null)
  // Whoever opens this page answers: the first open question takes the focus.
  const wanted = useRef<Place | null>(current === null ? null : { code: current, at: 'answer' })

  const list = useKeys<HTMLDivElement>((event) => onKeyDown(event))

  // After every render: the question that is led to may have appeared only now.
  useEffect(() => {
    const place = wanted.current
    wanted.current = null
    if (place === 'end') onAllAnswered()
    else if (place) focusPlace(list.current, place)
  })

  const goTo = (code: ItemCode | null) => {
    if (code === null) return
    wanted.current = { code, at: 'answer' }
    setCurrent(code)
    focusPlace(list.current, { code, at: 'answer' })
  }
  const goOn = (code: ItemCode, given: readonly ScreeningAnswer[]) => {
    const next = nextOpen(askedWith(screening, given), given, code)
    wanted.current = next === null ? 'end' : { code: next, at: 'answer' }
    setCurrent(next ?? code)
  }
  const answer = (code: ItemCode, word: AnswerWord) => {
    const question = asked.find((one) => one.code === code)
    const given = screening.answer(code, word)
    if (word === 'yes' && question?.detail) {
      wanted.current = { code, at: 'detail' }
      setCurrent(code)
    } else goOn(code, given)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const code = codeOf(event.target)
    const question = asked.find((one) => one.code === code)
    if (!question || event.ctrlKey || event.metaKey || event.altKey) return
    const act = (then: () => void) => {
      event.preventDefault()
      then()
    }
    const isTyping = event.target instanceof HTMLInputElement
    const word = answerOfKey(event.key)
    if (isTyping && event.key === 'Enter') return act(() => goOn(question.code, answers))
    const takesWord =
      question.kind === 'yes-no' ? !isTyping : word === 'unknown' && !isDetail(event.target)
    if (word && takesWord) return act(() => answer(question.code, word))
    if (isTyping) return
    if (event.key === 'ArrowDown') act(() => goTo(neighbour(asked, question.code, 1)))
    if (event.key === 'ArrowUp') act(() => goTo(neighbour(asked, question.code, -1)))
    if (event.key === 'ArrowRight') act(() => besides(event.target, 1))
    if (event.key === 'ArrowLeft') act(() => besides(event.target, -1))
  }
  return { list, current, setCurrent, answer }
}

const askedWith = (
  { facts: { rules, client, practice } }: ScreeningHandle,
  answers: readonly ScreeningAnswer[],
) => askedQuestions(rules.body, { answers, client, today: practice.today })

const codeOf = (target: EventTarget | null): string | null =>
  target instanceof HTMLElement
    ? (target.closest<HTMLElement>('[data-question]')?.dataset['question'] ?? null)
    : null

const isDetail = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('[data-detail]') !== null

const focusPlace = (list: HTMLElement | null, place: Exclude<Place, 'end'>) => {
  const row = list?.querySelector(`[data-question="${place.code}"]`)
  const target =
    place.at === 'detail'
      ? row?.querySelector<HTMLElement>('[data-detail] input')
      : (row?.querySelector<HTMLElement>('[data-stop]') ?? row?.querySelector<HTMLElement>('input'))
  target?.focus()
}

/** The answer to the left or right of the one that has the focus. */
const besides = (target: EventTarget | null, step: 1 | -1) => {
  if (!(target instanceof HTMLElement)) return
  const answers = [...(target.parentElement?.querySelectorAll<HTMLElement>('[data-answer]') ?? [])]
  answers[answers.indexOf(target) + step]?.focus()
}
