import { Checkbox, Radio, TextInput } from '@mantine/core'
import type { FormFields } from '#renderer/drafts/index.ts'
import { optionsOf, rangeOf, type RuleName, shapeOf, type TypedRule } from './ruleForm.ts'
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
  if (shape.kind === 'options') {
    return (
      <Checkbox.Group
        label={texts.rules.value}
        value={optionsOf(name, form.values.value)}
        onChange={(fields) => form.set('value', fields.join(' '))}
      >
        <div className="settings-options">
          {shape.options.map((field) => (
            <Checkbox key={field} value={field} label={texts.rules.fields[field]} />
          ))}
        </div>
      </Checkbox.Group>
    )
  }
  if (shape.kind === 'range') {
    const [least, most] = rangeOf(form.values.value)
    return (
      <fieldset className="settings-range">
        <legend>{texts.rules.value}</legend>
        <TextInput
          label={texts.rules.least}
          value={least}
          onChange={({ currentTarget }) =>
            form.set('value', `${currentTarget.value.trim()} ${most}`)
          }
          inputMode="numeric"
          autoComplete="off"
          autoFocus
        />
        <TextInput
          label={texts.rules.most}
          value={most}
          onChange={({ currentTarget }) =>
            form.set('value', `${least} ${currentTarget.value.trim()}`)
          }
          error={form.errorOf('value')}
          inputMode="numeric"
          autoComplete="off"
          rightSection={<span className="field-unit">{texts.rules.units[shape.unit]}</span>}
          rightSectionWidth={72}
          rightSectionPointerEvents="none"
        />
      </fieldset>
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
