import { Select } from '@mantine/core'
import type { FormFields } from '#renderer/drafts/index.ts'
import { FindingCard, formatDay } from '#renderer/ui/index.ts'
import { type DeviceLabel, deviceLabels } from '#shared/inventory/index.ts'
import { filledFrom, knownLabelOf } from './knownLabels.ts'
import { factsOf, type TypedProduct } from './productForm.ts'
import { texts } from './texts.ts'

/** Fills the fields from a label that is known; whoever takes it compares it with the package. */
export const KnownLabel = ({ form }: { form: FormFields<TypedProduct> }) => {
  if (!factsOf(form.values.kind).knownLabel) return null
  const taken = knownLabelOf(form.values)
  const fill = (label: DeviceLabel) => {
    const filled = filledFrom(label, form.values)
    form.set('name', filled.name)
    form.set('evaluatedNeedleLength', filled.evaluatedNeedleLength)
    form.set('labelledLengths', filled.labelledLengths)
    form.set('labelledUses', filled.labelledUses)
    form.set('clearanceNumber', filled.clearanceNumber)
    form.set('note', filled.note)
  }
  return (
    <div className="form-stack">
      <Select
        comboboxProps={{ withinPortal: false }}
        label={texts.product.knownLabel}
        description={texts.product.knownLabelHelp}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={texts.product.knownLabelPlaceholder}
        data={deviceLabels.map(({ name }) => name)}
        value={taken?.name ?? null}
        onChange={(name) => {
          const label = deviceLabels.find((one) => one.name === name)
          if (label) fill(label)
        }}
      />
      {taken ? (
        <FindingCard
          finding={{
            code: 'inventory.known-label',
            severity: 'note',
            fact: texts.product.knownFact(taken.name, texts.product.qualities[taken.quality]),
            rule: texts.product.knownRule(taken.source),
            nextStep: texts.product.knownNext(formatDay(taken.checkAgainOn)),
          }}
        />
      ) : null}
    </div>
  )
}
