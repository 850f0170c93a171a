import { useId } from 'react'
import { texts } from './texts.ts'

interface YesNoProps {
  /** The question, read out with both answers. */
  legend: string
  /** Above it, quiet: `Question 2 of 4`. */
  which?: string
  value: 'yes' | 'no' | null
  onChange: (answer: 'yes' | 'no') => void
}

/** Two answers of the same size and weight; neither is chosen beforehand. */
export const YesNo = ({ legend, which, value, onChange }: YesNoProps) => {
  const name = useId()
  return (
    <fieldset className="yes-no" data-answered={value !== null}>
      <legend>
        {which ? <span className="yes-no-which">{which}</span> : null}
        {legend}
      </legend>
      <div className="yes-no-answers">
        {(['yes', 'no'] as const).map((answer) => (
          <label key={answer} className="yes-no-answer">
            <input
              type="radio"
              name={name}
              checked={value === answer}
              onChange={() => onChange(answer)}
            />
            <span>{texts.answers[answer]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
