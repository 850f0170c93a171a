import { useId, useRef, useState } from 'react'
import type { ChangedPart, PartWords } from '#shared/consent/index.ts'
import { ConsentBody } from './ConsentWords.tsx'
import type { ConsentForm } from './consentForm.ts'
import { DiffText } from './DiffText.tsx'
import { InitialsButton } from './InitialsButton.tsx'
import { putInitials, takeBackInitials } from './initialling.ts'
import { LettersField } from './LettersField.tsx'
import { initialsOn } from './steps.ts'
import { texts } from './texts.ts'

interface ChangeStepProps {
  change: ChangedPart
  form: ConsentForm
  onChange: (next: (now: ConsentForm) => ConsentForm) => void
}

/** One thing that changed: what it said, what it says now, and the client's initials that she has read it. */
export const ChangeStep = ({ change, form, onChange }: ChangeStepProps) => {
  const id = useId()
  const letters = useRef<HTMLInputElement>(null)
  const [isMissing, setIsMissing] = useState(false)
  const put = () => {
    if (form.letters.trim() === '') {
      setIsMissing(true)
      letters.current?.focus()
      return
    }
    onChange(putInitials(change.part))
  }
  return (
    <div className="client-form-list">
      <p className="change-word">{texts.sign.change[change.change]}</p>
      <BeforeAndNow before={change.before} after={change.after} />
      <LettersField form={form} isMissing={isMissing} inputRef={letters} onChange={onChange} />
      <div className="statement" data-done={initialsOn(form, change.part) !== null}>
        <p id={id}>{texts.sign.change.agree}</p>
        <InitialsButton
          which={texts.sign.change[change.change]}
          letters={form.letters.trim()}
          put={initialsOn(form, change.part)}
          describedBy={id}
          onPut={put}
          onTakeBack={() => onChange(takeBackInitials(change.part))}
        />
      </div>
    </div>
  )
}

interface BeforeAndNowProps {
  before: PartWords | null
  after: PartWords | null
}

/** Side by side where there is room: the old with what went struck through, the new with what came underlined. */
export const BeforeAndNow = ({ before, after }: BeforeAndNowProps) => (
  <div className="before-now" data-sides={before && after ? 2 : 1}>
    {before ? (
      <section>
        <h2>{texts.sign.change.before}</h2>
        {before.heading === null ? null : (
          <h3>
            <DiffText side="before" before={before.heading} after={after?.heading ?? ''} />
          </h3>
        )}
        <DiffText side="before" before={before.text} after={after?.text ?? ''} />
      </section>
    ) : null}
    {after ? (
      <section>
        <h2>{texts.sign.change.now}</h2>
        {before === null ? (
          <ConsentBody text={after.text} />
        ) : (
          <>
            {after.heading === null ? null : (
              <h3>
                <DiffText side="after" before={before.heading ?? ''} after={after.heading} />
              </h3>
            )}
            <DiffText side="after" before={before.text} after={after.text} />
          </>
        )}
      </section>
    ) : null}
  </div>
)
