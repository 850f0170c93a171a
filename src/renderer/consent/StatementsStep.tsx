import { useId, useRef, useState } from 'react'
import type { ConsentText } from '#shared/consent/index.ts'
import type { ConsentForm } from './consentForm.ts'
import { InitialsButton } from './InitialsButton.tsx'
import { putInitials, takeBackInitials } from './initialling.ts'
import { LettersField } from './LettersField.tsx'
import { initialsOn } from './steps.ts'
import { texts } from './texts.ts'

interface StatementsStepProps {
  statements: ConsentText['acknowledgements']
  form: ConsentForm
  onChange: (next: (now: ConsentForm) => ConsentForm) => void
}

/** The client types her initials once and puts them to each sentence by itself. */
export const StatementsStep = ({ statements, form, onChange }: StatementsStepProps) => {
  const id = useId()
  const letters = useRef<HTMLInputElement>(null)
  const [isMissing, setIsMissing] = useState(false)
  const done = statements.filter((each) => initialsOn(form, `statement:${each.id}`) !== null).length
  const put = (part: string) => {
    if (form.letters.trim() === '') {
      setIsMissing(true)
      letters.current?.focus()
      return
    }
    onChange(putInitials(part))
  }
  return (
    <div className="client-form-list">
      <p>{texts.sign.statementsText}</p>
      <LettersField form={form} isMissing={isMissing} inputRef={letters} onChange={onChange} />
      <p role="status" className="client-form-quiet">
        {texts.sign.initialsOn(done, statements.length)}
      </p>
      <ol className="statements">
        {statements.map((statement, index) => {
          const part = `statement:${statement.id}`
          const words = initialsOn(form, part)
          return (
            <li key={statement.id} className="statement" data-done={words !== null}>
              <p id={`${id}-${index}`}>{statement.text}</p>
              <InitialsButton
                which={texts.sign.sentence(index + 1, statements.length)}
                letters={form.letters.trim()}
                put={words}
                describedBy={`${id}-${index}`}
                onPut={() => put(part)}
                onTakeBack={() => onChange(takeBackInitials(part))}
              />
            </li>
          )
        })}
      </ol>
    </div>
  )
}
