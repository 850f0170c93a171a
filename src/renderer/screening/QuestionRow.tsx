import { TextInput } from '@mantine/core'
import { useId } from 'react'
import { DateField, formatDay, ToneIcon } from '#renderer/ui/index.ts'
import { verdictTones } from '#renderer/clients/index.ts'
import {
  type AnswerWord,
  answerText,
  answerWord,
  type ScreeningQuestion,
  type Verdict,
} from '#shared/screening/index.ts'
import { texts } from './texts.ts'
import type { ScreeningHandle } from './useScreening.ts'

interface QuestionRowProps {
  screening: ScreeningHandle
  question: ScreeningQuestion
  /** Tab stops at one question at a time; the arrow keys walk. */
  isCurrent: boolean
  onCurrent: () => void
  onAnswer: (word: AnswerWord) => void
}

/** One question with its answers, what was said last time, and what a rule makes of it. */
export const QuestionRow = ({
  screening,
  question,
  isCurrent,
  onCurrent,
  onAnswer,
}: QuestionRowProps) => {
  const id = useId()
  const { code } = question
  const answer = screening.answers.find((one) => one.code === code)
  const verdict = verdictOf(screening, code)
  return (
    <li
      className="question"
      data-question={code}
      data-current={isCurrent}
      data-answered={answer !== undefined}
      {...(verdict ? { 'data-tone': verdictTones[verdict] } : {})}
      onFocusCapture={onCurrent}
    >
      <div className="question-text">
        <p id={id} className="question-words">
          {verdict ? (
            <>
              <ToneIcon tone={verdictTones[verdict]} size={17} />
              <span className="visually-hidden">{texts.verdicts[verdict]}: </span>
            </>
          ) : null}
          {question.text}
        </p>
        {question.help ? <p className="question-help">{question.help}</p> : null}
        <LastTime screening={screening} code={code} />
      </div>
      <div className="answers" role="group" aria-labelledby={id}>
        {question.kind === 'date' ? (
          <DayAnswer
            value={answer?.date ?? null}
            today={screening.facts.practice.today}
            onChange={(day) => screening.answerDay(code, day)}
            isCurrent={isCurrent}
          />
        ) : null}
        {answerWord.options
          .filter((word) => question.kind === 'yes-no' || word === 'unknown')
          .map((word) => (
            <AnswerButton
              key={word}
              word={word}
              isChosen={answer?.answer === word}
              isStop={
                isCurrent && question.kind === 'yes-no' && word === stopOf(answer?.answer ?? null)
              }
              isReachable={isCurrent && question.kind === 'date'}
              onChoose={() => onAnswer(word)}
            />
          ))}
      </div>
      {question.detail && answer?.answer === 'yes' ? (
        <div className="question-detail" data-detail>
          <TextInput
            label={question.detail}
            description={texts.ask.detailOptional}
            value={answer.detail}
            maxLength={500}
            onChange={(event) => screening.detail(code, event.currentTarget.value)}
          />
        </div>
      ) : null}
    </li>
  )
}

/** Where Tab arrives: at the answer that was chosen, or at the first. */
const stopOf = (answer: string | null): AnswerWord => {
  const read = answerWord.safeParse(answer)
  return read.success ? read.data : 'yes'
}

interface AnswerButtonProps {
  word: AnswerWord
  isChosen: boolean
  isStop: boolean
  isReachable: boolean
  onChoose: () => void
}

const AnswerButton = ({ word, isChosen, isStop, isReachable, onChoose }: AnswerButtonProps) => (
  <button
    type="button"
    className="answer"
    data-answer={word}
    aria-pressed={isChosen}
    aria-keyshortcuts={texts.keys[word]}
    tabIndex={isStop || isReachable ? 0 : -1}
    {...(isStop ? { 'data-stop': '' } : {})}
    onClick={onChoose}
  >
    {texts.answers[word]}
    <kbd aria-hidden>{texts.keys[word]}</kbd>
  </button>
)

interface DayAnswerProps {
  value: Parameters<typeof DateField>[0]['value']
  today: NonNullable<Parameters<typeof DateField>[0]['value']>
  isCurrent: boolean
  onChange: Parameters<typeof DateField>[0]['onChange']
}

const DayAnswer = ({ value, today, isCurrent, onChange }: DayAnswerProps) => (
  <DateField
    label={texts.ask.day}
    className="answer-day"
    value={value}
    maximum={today}
    onChange={onChange}
    {...(isCurrent ? { 'data-stop': '' } : { tabIndex: -1 })}
  />
)

const LastTime = ({ screening, code }: { screening: ScreeningHandle; code: string }) => {
  const { last } = screening.facts
  if (!last) return null
  const before = last.snapshot.answers.find((one) => one.code === code)
  return (
    <p className="question-last">
      {before
        ? texts.ask.lastTime(formatDay(last.day), answerText(before))
        : texts.ask.notAskedLastTime}
    </p>
  )
}

/** The worst that the rules found about this item, once it is answered. */
const verdictOf = ({ findings, answers }: ScreeningHandle, code: string): Verdict | null => {
  if (!answers.some((answer) => answer.code === code)) return null
  const found = findings.find(
    (finding) => finding.item === code || finding.code === `screening.unknown-${code}`,
  )
  return found?.verdict ?? null
}
