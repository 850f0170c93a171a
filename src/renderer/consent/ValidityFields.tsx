import { Radio, TextInput } from '@mantine/core'
import type { TextDraft } from './textDraft.ts'
import { texts } from './texts.ts'

interface ValidityFieldsProps {
  value: TextDraft
  errorOf: (field: string) => string | null
  onChange: (part: Partial<TextDraft>) => void
}

/** How long a consent to this text holds, for how many sessions, and for whose treatment. */
export const ValidityFields = ({ value, errorOf, onChange }: ValidityFieldsProps) => (
  <fieldset className="text-editor-part">
    <legend>{texts.editor.validity}</legend>
    <div className="validity-numbers">
      <TextInput
        inputMode="numeric"
        label={texts.editor.days}
        description={texts.editor.daysHint}
        value={value.days}
        error={errorOf('validity.days')}
        onChange={(event) => onChange({ days: event.currentTarget.value })}
      />
      <TextInput
        inputMode="numeric"
        label={texts.editor.sessions}
        description={texts.editor.sessionsHint}
        value={value.sessions}
        error={errorOf('validity.sessions')}
        onChange={(event) => onChange({ sessions: event.currentTarget.value })}
      />
    </div>
    <Radio.Group
      label={texts.editor.covers}
      value={value.covers}
      onChange={(covers) =>
        onChange({ covers: covers === 'practitioner' ? 'practitioner' : 'practice' })
      }
    >
      <Radio value="practice" label={texts.templates.coversPractice} />
      <Radio value="practitioner" label={texts.templates.coversPractitioner} />
    </Radio.Group>
  </fieldset>
)
