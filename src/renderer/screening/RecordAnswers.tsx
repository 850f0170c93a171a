import { formatMoment } from '#renderer/ui/index.ts'
import {
  answerText,
  questionGroup,
  type ScreeningRulesBody,
  type ScreeningSnapshot,
} from '#shared/screening/index.ts'
import { texts } from './texts.ts'

interface RecordAnswersProps {
  snapshot: ScreeningSnapshot
  /** Only for the groups: words and answers stand in the snapshot. */
  rules: ScreeningRulesBody
  zone: string
}

/** Every question in the words in which it was asked, with its answer and the moment. */
export const RecordAnswers = ({ snapshot, rules, zone }: RecordAnswersProps) => {
  const groupOf = (code: string) => rules.questions.find((one) => one.code === code)?.group
  const groups = questionGroup.options.map((group) => ({
    group,
    answers: snapshot.answers.filter(({ code }) => groupOf(code) === group),
  }))
  return (
    <div className="record-answers">
      {groups
        .filter(({ answers }) => answers.length > 0)
        .map(({ group, answers }) => (
          <section key={group} aria-labelledby={`answers-${group}`}>
            <h3 id={`answers-${group}`}>{texts.groups[group]}</h3>
            <dl>
              {answers.map((answer) => (
                <div key={answer.code} data-answer={answer.answer}>
                  <dt>{answer.text}</dt>
                  <dd>
                    {answerText(answer)}
                    <span>{formatMoment(answer.answeredAt, zone)}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
    </div>
  )
}
