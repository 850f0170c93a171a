import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import {
  type ItemCode,
  type ScreeningAnswer,
  type ScreeningQuestion,
} from '#shared/screening/index.ts'
import { formatDay } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'
import type { ScreeningHandle } from './useScreening.ts'

const words = texts.client

interface ClientAnswersProps {
  screening: ScreeningHandle
  onChange: (code: ItemCode) => void
  onFinished: () => void
}

/** The client's own answers once more, before she gives the device back. No verdict stands here. */
export const ClientAnswers = ({ screening, onChange, onFinished }: ClientAnswersProps) => {
  const { asked, answers, facts } = screening
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <main className="client-question">
      <h1 ref={heading} tabIndex={-1}>
        {words.doneTitle}
      </h1>
      <p className="client-question-help">{words.doneText(facts.practice.practitioner)}</p>
      <Button size="xl" onClick={onFinished}>
        {words.handBack}
      </Button>
      <section className="client-summary" aria-labelledby="client-summary">
        <h2 id="client-summary">{words.check}</h2>
        <ul>
          {asked.map((question) => (
            <li key={question.code}>
              <span>
                {question.text}
                <strong>{wordsOf(question, answers)}</strong>
              </span>
              <Button
                variant="subtle"
                size="md"
                onClick={() => onChange(question.code)}
                aria-label={words.changeOf(question.text)}
              >
                {words.change}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    </main>
  )
}

const wordsOf = ({ code }: ScreeningQuestion, answers: readonly ScreeningAnswer[]): string => {
  const answer = answers.find((one) => one.code === code)
  if (!answer) return words.noAnswer
  const said =
    answer.answer === 'date'
      ? answer.date === null
        ? words.noAnswer
        : formatDay(answer.date)
      : words[answer.answer]
  return answer.detail ? `${said}: ${answer.detail}` : said
}
