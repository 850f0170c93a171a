import { Button, TextInput } from '@mantine/core'
import { type Ref, useState } from 'react'
import type { ConsentForm } from './consentForm.ts'
import { forgetLetters } from './initialling.ts'
import { texts } from './texts.ts'

interface LettersFieldProps {
  form: ConsentForm
  /** She wanted to put initials and has not typed any. */
  isMissing: boolean
  inputRef: Ref<HTMLInputElement>
  onChange: (next: (now: ConsentForm) => ConsentForm) => void
}

/** The client's initials, typed once. Once they stand somewhere, changing them takes them back. */
export const LettersField = ({ form, isMissing, inputRef, onChange }: LettersFieldProps) => {
  const isInUse = form.initials.length > 0
  const [wasInUse, setWasInUse] = useState(false)
  if (isInUse) {
    return (
      <div className="letters" data-fixed>
        <span className="letters-label">{texts.sign.letters}</span>
        <span className="initials-mark">{form.letters}</span>
        <Button
          size="lg"
          variant="subtle"
          color="gray"
          onClick={() => {
            setWasInUse(true)
            onChange(forgetLetters)
          }}
        >
          {texts.sign.changeLetters}
        </Button>
        <span className="client-form-quiet">{texts.sign.changeLettersHint}</span>
      </div>
    )
  }
  return (
    <div className="letters">
      <TextInput
        ref={inputRef}
        size="xl"
        label={texts.sign.letters}
        description={texts.sign.lettersHint}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        autoFocus={wasInUse}
        maxLength={8}
        value={form.letters}
        error={isMissing && form.letters.trim() === '' ? texts.sign.lettersMissing : null}
        onChange={(event) => {
          const letters = event.currentTarget.value
          onChange((now) => ({ ...now, letters }))
        }}
      />
    </div>
  )
}
