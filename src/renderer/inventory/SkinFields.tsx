import { Checkbox, Select, SimpleGrid, TextInput } from '@mantine/core'
import type { FormFields } from '#renderer/drafts/index.ts'
import { agentLabels, productClass, productClassLabels } from '#shared/inventory/index.ts'
import { agents } from './agentFields.ts'
import { factsOf, type TypedProduct } from './productForm.ts'
import { texts } from './texts.ts'

/** Under the field, so that two beside each other stand on one line. */
const below = ['label', 'input', 'description', 'error'] as const

const classChoices = productClass.options.map((value) => ({
  value,
  label: productClassLabels[value],
}))

/** What the guard of needled skin must know of a product that is put on it. */
export const SkinFields = ({ form }: { form: FormFields<TypedProduct> }) => {
  const has = factsOf(form.values.kind)
  if (!has.skin) return null
  return (
    <fieldset className="inventory-facts">
      <legend>{texts.product.skin}</legend>
      <p className="inventory-quiet">{texts.product.skinText}</p>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        <Select
          comboboxProps={{ withinPortal: false }}
          label={texts.product.class}
          description={texts.product.classHelp}
          inputWrapperOrder={[...below]}
          placeholder={texts.product.classPlaceholder}
          data={classChoices}
          value={form.values.productClass}
          onChange={(value) =>
            form.set('productClass', value === null ? null : productClass.parse(value))
          }
          error={form.errorOf('productClass')}
          clearable
          clearButtonProps={{ 'aria-label': texts.product.classClear }}
        />
        <div className="inventory-checks">
          <Checkbox
            label={texts.product.sterile}
            description={texts.product.sterileHelp}
            checked={form.values.sterileForNeedling}
            onChange={({ currentTarget: { checked } }) => form.set('sterileForNeedling', checked)}
          />
          <Checkbox
            label={texts.product.prescription}
            checked={form.values.prescriptionOnly}
            onChange={({ currentTarget: { checked } }) => form.set('prescriptionOnly', checked)}
          />
        </div>
      </SimpleGrid>
      {has.anaesthetic ? <Agents form={form} /> : null}
    </fieldset>
  )
}

/** Per cent of each agent, and how long the label lets it stay on. */
const Agents = ({ form }: { form: FormFields<TypedProduct> }) => (
  <>
    <fieldset className="inventory-agents">
      <legend className="mantine-InputWrapper-label">{texts.product.agents}</legend>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="md" verticalSpacing="md">
        {agents.map((agent) => (
          <TextInput
            key={agent}
            label={agentLabels[agent]}
            value={form.values.agents[agent]}
            onChange={({ currentTarget: { value } }) =>
              form.set('agents', { ...form.values.agents, [agent]: value })
            }
            error={form.errorOf(`agents.${agent}`)}
            inputMode="decimal"
            autoComplete="off"
            rightSection={<span className="field-unit">%</span>}
            rightSectionPointerEvents="none"
          />
        ))}
      </SimpleGrid>
    </fieldset>
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <TextInput
        {...form.text('longestDwellMinutes')}
        inputWrapperOrder={[...below]}
        label={texts.product.dwell.label}
        description={texts.product.dwell.help}
        inputMode="numeric"
        autoComplete="off"
        rightSection={<span className="field-unit">{texts.product.dwell.unit}</span>}
        rightSectionWidth={76}
        rightSectionPointerEvents="none"
      />
    </SimpleGrid>
  </>
)
