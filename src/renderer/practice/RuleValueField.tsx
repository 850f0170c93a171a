import { Checkbox, Radio, TextInput } from '@mantine/core'
import type { FormFields } from '#renderer/drafts/index.ts'
import { loadField } from '#shared/practice/index.ts'
import { fieldsOf, type RuleName, shapeOf, type TypedRule } from './ruleForm.ts'
import { texts } from './texts.ts'

/** The value of one rule, as its kind is typed or chosen. */
export const RuleValueField = ({ name, form }: { name: RuleName; form: FormFields<TypedRule> }) => {
  const shape = shapeOf(name)
  if (shape.kind === 'choice') {
    return (
      <Radio.Group
        label={texts.rules.value}
        value={form.values.value}
        onChange={(value) => form.set('value', value)}
        error={form.errorOf('value')}
        required
      >
        {shape.choices.map((choice) => (
          <Radio key={choice} value={choice} label={texts.rules.choices[choice]} />
        ))}
      </Radio.Group>
    )
  }
  if (shape.kind === 'fields') {
    return (
      <Checkbox.Group
        label={texts.rules.value}
        value={fieldsOf(form.values.value)}
        onChange={(fields) => form.set('value', fields.join(' '))}
      >
        {loadField.options.map((field) => (
          <Checkbox key={field} value={field} label={texts.rules.fields[field]} />
        ))}
      </Checkbox.Group>
    )
  }
  return (
    <TextInput
      {...form.text('value')}
      label={texts.rules.value}
      {...(shape.mayBeEmpty ? { description: texts.rules.mayBeEmpty } : { required: true })}
      inputMode="decimal"
      autoComplete="off"
      rightSection={<span className="field-unit">{texts.rules.units[shape.unit]}</span>}
      rightSectionWidth={72}
      rightSectionPointerEvents="none"
      autoFocus
    />
  )
}
