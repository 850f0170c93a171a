import {
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconCircle,
  IconCircleCheckFilled,
  IconLock,
} from '@tabler/icons-react'
import { Link } from 'wouter'
import { texts } from './texts.ts'

export type StepState = 'open' | 'done' | 'decision' | 'stop' | 'locked'

export interface Step {
  id: string
  label: string
  state: StepState
  /** One line: `Signed 22 Nov 2026`, `2 findings`. */
  detail?: string
  /** For a step that has a page of its own: its address. */
  href?: string
}

export interface StepsProps {
  /** What the list is called: `Steps of this session`. */
  label: string
  steps: readonly Step[]
  /** The id of the step that is shown. */
  current: string
  onSelect: (id: string) => void
}

const states = {
  open: { icon: IconCircle, tone: 'neutral' },
  done: { icon: IconCircleCheckFilled, tone: 'cleared' },
  decision: { icon: IconAlertTriangleFilled, tone: 'decision' },
  stop: { icon: IconAlertOctagonFilled, tone: 'stop' },
  locked: { icon: IconLock, tone: 'neutral' },
} satisfies Record<StepState, unknown>

/** A vertical list of steps with their state. A locked step can be looked at like any other. */
export const Steps = ({ label, steps, current, onSelect }: StepsProps) => (
  <nav aria-label={label}>
    <ol className="steps">
      {steps.map((step) => {
        const shown = {
          className: 'step',
          'data-tone': states[step.state].tone,
          'data-state': step.state,
          ...(step.id === current ? { 'aria-current': 'step' as const } : {}),
        }
        return (
          <li key={step.id}>
            {step.href === undefined ? (
              <button type="button" {...shown} onClick={() => onSelect(step.id)}>
                <StepFace step={step} />
              </button>
            ) : (
              <Link href={step.href} {...shown}>
                <StepFace step={step} />
              </Link>
            )}
          </li>
        )
      })}
    </ol>
  </nav>
)

const StepFace = ({ step }: { step: Step }) => {
  const { icon: StateIcon } = states[step.state]
  return (
    <>
      <StateIcon size={20} aria-hidden className="step-icon" />
      <span className="step-text">
        <span className="step-label">
          {step.label}
          <span className="visually-hidden">, {texts.steps[step.state]}</span>
        </span>
        {step.detail ? <span className="step-detail">{step.detail}</span> : null}
      </span>
    </>
  )
}
