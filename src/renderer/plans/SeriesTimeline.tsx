import { IconCheck } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { SeriesStep } from './seriesSteps.ts'
import { texts } from './texts.ts'

const words = texts.step

/** The sessions of a series in a row: dots with their days, the next window, what is left. */
export const SeriesTimeline = ({ name, steps }: { name: string; steps: readonly SeriesStep[] }) => (
  <ol className="series-timeline" aria-label={texts.timeline(name)}>
    {steps.map((step, index) => (
      <li key={keyOf(step)} data-kind={step.kind} data-gap={gapOf(step)}>
        <StepDot step={step} number={index + 1} />
      </li>
    ))}
  </ol>
)

const keyOf = (step: SeriesStep) => {
  if (step.kind === 'done') return step.sessionId
  return step.kind === 'next' ? 'next' : step.number
}

const gapOf = (step: SeriesStep) => (step.kind === 'done' ? step.gap?.state : undefined)

const StepDot = ({ step, number }: { step: SeriesStep; number: number }) => {
  switch (step.kind) {
    case 'done':
      return (
        <Link href={`/sessions/${step.sessionId}`} className="series-step">
          <span className="series-dot">
            <IconCheck size={14} stroke={3} aria-hidden />
          </span>
          <span className="series-step-day">
            <span className="visually-hidden">
              {words.number(number)}, {words.done}{' '}
            </span>
            {words.day(step.day)}
          </span>
          {step.gap ? (
            <span className="series-step-gap">{words.gap(step.gap.days, step.gap.state)}</span>
          ) : null}
        </Link>
      )
    case 'next':
      return (
        <span className="series-step">
          <span className="series-dot">{number}</span>
          <span className="series-step-day">
            <span className="visually-hidden">
              {words.number(number)}, {words.next}{' '}
            </span>
            {words.window(step.from, step.until)}
          </span>
        </span>
      )
    case 'planned':
      return (
        <span className="series-step">
          <span className="series-dot">{number}</span>
          <span className="series-step-day">
            <span className="visually-hidden">{words.number(number)} </span>
            {words.planned}
          </span>
        </span>
      )
  }
}
