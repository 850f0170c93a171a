import { IconCircle, IconCircleCheckFilled, IconCircleDotFilled } from '@tabler/icons-react'
import { texts } from './texts.ts'

const steps = ['practice', 'owner', 'passphrase', 'recovery'] as const

/** How far the set-up is; `done` steps are behind. */
export const Progress = ({ done }: { done: number }) => (
  <>
    <p className="gate-promise">{texts.promise}</p>
    <ol className="gate-progress" aria-label={texts.firstRun.progress}>
      {steps.map((step, index) => {
        const StateIcon =
          index < done ? IconCircleCheckFilled : index === done ? IconCircleDotFilled : IconCircle
        return (
          <li key={step} {...(index === done ? { 'aria-current': 'step' as const } : {})}>
            <StateIcon size={20} aria-hidden />
            {texts.firstRun.steps[step]}
          </li>
        )
      })}
    </ol>
  </>
)
