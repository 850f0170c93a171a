import { Button, TextInput } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Redirect } from 'wouter'
import { afterClient, LeaveDialog, useGuard } from '#renderer/signing/index.ts'
import { DateField, FullSurface, formatDay, Loading, Page } from '#renderer/ui/index.ts'
import {
  type AnswerWord,
  answerWord,
  askedQuestions,
  type ItemCode,
  type ScreeningAnswer,
  type ScreeningQuestion,
} from '#shared/screening/index.ts'
import type { SessionId } from '#shared/kernel/index.ts'
import { backFrom, screeningAddress, useFrom } from './addresses.ts'
import { answerOfKey, neighbour, nextOpen } from './answers.ts'
import { ClientAnswers } from './ClientAnswers.tsx'
import { handBack } from './handedBack.ts'
import { ScreeningRoute } from './ScreeningRoute.tsx'
import { texts } from './texts.ts'
import type { Facts } from './useFacts.ts'
import { useKeys } from './useKeys.ts'
import { type ScreeningHandle, useScreening } from './useScreening.ts'
import './client-screen.css'

const words = texts.client

/** `/clients/:id/screening/client`, from a session `…/from/:session`: the device is in the client's hands. */
export const ClientQuestionnairePage = () => (
  <ScreeningRoute>{(facts) => <Door key={facts.client.id} facts={facts} />}</ScreeningRoute>
)

const Door = ({ facts }: { facts: Facts }) => {
  const from = useFrom()
  const [isOpen, setIsOpen] = useState(from === null)
  return isOpen ? (
    <ClientQuestionnaire facts={facts} from={from} />
  ) : (
    <Before facts={facts} from={from} onOpen={() => setIsOpen(true)} />
  )
}

interface BeforeProps {
  facts: Facts
  from: SessionId | null
  onOpen: () => void
}

/** Answers of another day are the practitioner's to put away, before the client is handed anything. */
const Before = ({ facts, from, onOpen }: BeforeProps) => {
  const { draft, begunOn } = useScreening(facts, 'client')
  const isRight = !draft.isLoading && begunOn === null
  useEffect(() => {
    if (isRight) onOpen()
  }, [isRight, onOpen])
  return draft.isLoading || isRight ? (
    <Page title={texts.title}>
      <Loading label={texts.loading} />
    </Page>
  ) : (
    <Redirect to={screeningAddress(facts.client.id, { mode: 'ask', from })} replace />
  )
}

const ClientQuestionnaire = ({ facts, from }: { facts: Facts; from: SessionId | null }) => {
  const screening = useScreening(facts, 'client')
  const guard = useGuard()
  const [isLeaving, setIsLeaving] = useState(false)
  const { client, practice } = facts
  return (
    <FullSurface label={words.surface}>
      <div className="client-screen">
        <div className="client-screen-head">
          <span className="client-screen-practice">{practice.name}</span>
          <span>
            <strong>{client.name}</strong>, {texts.born(formatDay(client.birthDate))}
          </span>
          <Button variant="subtle" color="gray" onClick={() => setIsLeaving(true)}>
            {words.leave}
          </Button>
        </div>
        {screening.draft.isLoading ? (
          <Loading label={texts.loading} />
        ) : (
          <OneByOne screening={screening} onFinished={() => setIsLeaving(true)} />
        )}
      </div>
      {isLeaving ? (
        <LeaveDialog
          title={words.handBackTitle}
          text={words.handBackText}
          flush={screening.draft.flush}
          next={() => nextPlace(screening, from)}
          onAllowed={(secret) => {
            if (from !== null && isAnswered(screening)) handBack(client.id, secret)
            guard.allow()
          }}
          onClose={() => setIsLeaving(false)}
        />
      ) : null}
    </FullSurface>
  )
}

const isAnswered = ({ answers, open }: ScreeningHandle): boolean => answers.length > 0 && open === 0

/**
 * Back to the questions, with the verdict; where nothing was answered, to where she came from. From a
 * session a finished one goes on to its review.
 */
const nextPlace = async (screening: ScreeningHandle, from: SessionId | null): Promise<string> => {
  const { id } = screening.facts.client
  if (screening.answers.length > 0) {
    const mode = from !== null && isAnswered(screening) ? 'review' : 'ask'
    return screeningAddress(id, { mode, from })
  }
  return from === null ? afterClient(id) : backFrom(id, from).href
}

/** One question fills the screen; answered, the next one comes. */
const OneByOne = ({
  screening,
  onFinished,
}: {
  screening: ScreeningHandle
  onFinished: () => void
}) => {
  const { asked, answers, facts } = screening
  const [current, setCurrent] = useState<ItemCode | null>(() => nextOpen(asked, answers, null))
  const question = asked.find(({ code }) => code === current)
  if (!question) {
    return <ClientAnswers screening={screening} onChange={setCurrent} onFinished={onFinished} />
  }
  const goOn = (given: readonly ScreeningAnswer[]) => {
    const next = askedQuestions(facts.rules.body, {
      answers: given,
      client: facts.client,
      today: facts.practice.today,
    })
    // In order while there are questions ahead, then back to those that were passed over.
    setCurrent(nextOpen(next, given, question.code))
  }
  const answer = (word: AnswerWord) => {
    const given = screening.answer(question.code, word)
    if (word !== 'yes' || question.detail === '') goOn(given)
  }
  const before = neighbour(asked, question.code, -1)
  return (
    <OneQuestion
      key={question.code}
      screening={screening}
      question={question}
      onAnswer={answer}
      onNext={() => goOn(answers)}
      onBack={before === null ? null : () => setCurrent(before)}
    />
  )
}

interface OneQuestionProps {
  screening: ScreeningHandle
  question: ScreeningQuestion
  onAnswer: (word: AnswerWord) => void
  onNext: () => void
  onBack: (() => void) | null
}

const OneQuestion = ({ screening, question, onAnswer, onNext, onBack }: OneQuestionProps) => {
  const { asked, answers } = screening
  const heading = useRef<HTMLHeadingElement>(null)
  // A screen reader reads each question as it comes.
  useEffect(() => heading.current?.focus(), [])
  const answer = answers.find(({ code }) => code === question.code)
  const at = asked.findIndex(({ code }) => code === question.code) + 1
  const keys = useKeys<HTMLElement>((event) => {
    const isTyping = event.target instanceof HTMLInputElement
    const word = answerOfKey(event.key)
    if (isTyping || !word || event.ctrlKey || event.metaKey || event.altKey) return
    if (question.kind === 'date' && word !== 'unknown') return
    event.preventDefault()
    onAnswer(word)
  })
  return (
    <main ref={keys} className="client-question">
      <p className="client-question-progress" role="status">
        {words.progress(at, asked.length)}
        {/* “When was the last time?” stands here without the question before it. */}
        {question.kind === 'date' ? <strong>{question.label}</strong> : null}
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {question.text}
      </h1>
      {question.help ? <p className="client-question-help">{question.help}</p> : null}
      {question.kind === 'date' ? (
        <DateField
          size="xl"
          label={words.when}
          value={answer?.date ?? null}
          maximum={screening.facts.practice.today}
          onChange={(day) => screening.answerDay(question.code, day)}
        />
      ) : null}
      <div className="client-answers">
        {answerWord.options
          .filter((word) => question.kind === 'yes-no' || word === 'unknown')
          .map((word) => (
            <button
              key={word}
              type="button"
              className="client-answer"
              aria-pressed={answer?.answer === word}
              onClick={() => onAnswer(word)}
            >
              {words[word]}
            </button>
          ))}
      </div>
      {question.detail && answer?.answer === 'yes' ? (
        <form
          className="client-detail"
          onSubmit={(event) => {
            event.preventDefault()
            onNext()
          }}
        >
          <TextInput
            size="xl"
            label={question.detail}
            description={words.more}
            value={answer.detail}
            maxLength={500}
            autoComplete="off"
            ref={takeFocus}
            onChange={(event) => screening.detail(question.code, event.currentTarget.value)}
          />
        </form>
      ) : null}
      <div className="client-question-foot">
        {onBack ? (
          <Button
            size="lg"
            variant="subtle"
            color="gray"
            leftSection={<IconArrowLeft size={20} aria-hidden />}
            onClick={onBack}
          >
            {words.back}
          </Button>
        ) : (
          <span />
        )}
        {answer ? (
          <Button size="lg" onClick={onNext}>
            {words.next}
          </Button>
        ) : null}
      </div>
    </main>
  )
}

/** After *yes* the words come next; once, when the field appears. */
const takeFocus = (field: HTMLInputElement | null) => {
  if (field && document.activeElement?.tagName !== 'INPUT') field.focus()
}
