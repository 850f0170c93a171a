import { IconArrowRight, IconCircleCheckFilled } from '@tabler/icons-react'
import { useState } from 'react'
import type { Problem } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

interface CompletenessProps {
  problems: readonly Problem[]
  /** Needling has begun: from now on it is what is left to do. */
  isDue: boolean
  onGoTo: (problem: Problem) => void
}

/** What is missing before it can be signed, each one press away. */
export const Completeness = ({ problems, isDue, onGoTo }: CompletenessProps) => {
  const [toggled, setToggled] = useState<boolean | null>(null)
  if (problems.length === 0) {
    return isDue ? (
      <p className="completeness-done" data-tone="cleared">
        <IconCircleCheckFilled size={18} aria-hidden />
        {texts.readiness.nothingMissing}
      </p>
    ) : null
  }
  return (
    <details
      className="completeness"
      open={toggled ?? isDue}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== (toggled ?? isDue)) setToggled(currentTarget.open)
      }}
    >
      <summary>{texts.readiness.toSign(problems.length)}</summary>
      <ul aria-label={texts.readiness.toSign(problems.length)}>
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.field ?? ''} ${problem.fact}`}>
            <button type="button" onClick={() => onGoTo(problem)}>
              <span>{problem.fact}</span>
              <IconArrowRight size={16} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
