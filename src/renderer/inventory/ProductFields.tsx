import { Radio, SegmentedControl, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import type { FormFields } from '#renderer/drafts/index.ts'
import { ProblemList, ScanBox } from '#renderer/ui/index.ts'
import { kindLabels, productKind, readLabel } from '#shared/inventory/index.ts'
import type { CalendarDate, Problem } from '#shared/kernel/index.ts'
import { canBeReprocessed, hasNeedleLength, type TypedProduct } from './productForm.ts'
import { texts } from './texts.ts'

export interface ProductFieldsProps {
  form: FormFields<TypedProduct>
  today: CalendarDate
}

/** The fields of a product; only those that its kind has. */
export const ProductFields = ({ form, today }: ProductFieldsProps) => (
  <div className="form-stack">
    <ScanIdentifier form={form} today={today} />
    <Kind form={form} />
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
      <TextInput
        {...form.text('name')}
        label={texts.product.name}
        placeholder={texts.product.namePlaceholder}
        maxLength={200}
        required
      />
      <TextInput
        {...form.text('manufacturer')}
        label={texts.product.manufacturer}
        maxLength={200}
        required
      />
      <TextInput
        {...form.text('deviceIdentifier')}
        label={texts.product.identifier}
        description={texts.product.identifierHelp}
        maxLength={60}
        spellCheck={false}
      />
      {hasNeedleLength(form.values.kind) ? (
        <TextInput
          {...form.text('evaluatedNeedleLength')}
          label={texts.product.length}
          description={texts.product.lengthHelp}
          inputMode="decimal"
          rightSection={<span className="field-unit">{texts.product.millimetres}</span>}
          rightSectionPointerEvents="none"
        />
      ) : null}
    </SimpleGrid>
    <Use form={form} />
    <Textarea {...form.text('note')} label={texts.product.note} minRows={2} maxLength={2000} />
  </div>
)

const ScanIdentifier = ({ form, today }: ProductFieldsProps) => {
  const [problems, setProblems] = useState<readonly Problem[]>([])
  return (
    <div className="form-stack">
      <ScanBox
        label={texts.product.scan}
        onScan={(scanned) => {
          const reading = readLabel(scanned, today)
          setProblems(reading.ok ? [] : reading.problems)
          if (reading.ok) form.set('deviceIdentifier', reading.label.deviceIdentifier)
        }}
      />
      <ProblemList problems={problems} />
    </div>
  )
}

const Kind = ({ form }: Pick<ProductFieldsProps, 'form'>) => {
  const id = useId()
  return (
    <div>
      <p id={id} className="mantine-InputWrapper-label">
        {texts.product.kind}
      </p>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        data={productKind.options.map((kind) => ({ value: kind, label: kindLabels[kind] }))}
        value={form.values.kind}
        onChange={(kind) => form.set('kind', productKind.parse(kind))}
      />
    </div>
  )
}

const Use = ({ form }: Pick<ProductFieldsProps, 'form'>) => {
  const { kind, reprocessable } = form.values
  if (kind === 'cartridge') return <p className="inventory-quiet">{texts.product.cartridgeUse}</p>
  if (!canBeReprocessed(kind)) return null
  return (
    <Radio.Group
      label={texts.product.use}
      value={reprocessable ? 'reprocessable' : 'single-use'}
      onChange={(value) => form.set('reprocessable', value === 'reprocessable')}
      error={form.errorOf('reprocessable')}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing={0}>
        <Radio
          value="single-use"
          label={texts.product.singleUse}
          description={texts.product.singleUseText}
        />
        <Radio
          value="reprocessable"
          label={texts.product.reprocessable}
          description={texts.product.reprocessableText}
        />
      </SimpleGrid>
    </Radio.Group>
  )
}
