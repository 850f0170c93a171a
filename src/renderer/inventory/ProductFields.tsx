import { Chip, MultiSelect, Radio, SimpleGrid, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { z } from 'zod'
import type { FormFields } from '#renderer/drafts/index.ts'
import { ProblemList, ScanBox } from '#renderer/ui/index.ts'
import {
  isNeedleBearing,
  kindLabels,
  productKind,
  readLabel,
  substance,
  substances,
} from '#shared/inventory/index.ts'
import type { CalendarDate, Problem } from '#shared/kernel/index.ts'
import { KnownLabel } from './KnownLabel.tsx'
import { withKind } from './knownLabels.ts'
import { factsOf, type TypedProduct } from './productForm.ts'
import { SkinFields } from './SkinFields.tsx'
import { texts } from './texts.ts'

export interface ProductFieldsProps {
  form: FormFields<TypedProduct>
  today: CalendarDate
}

/** The list of choices stays in the page's landmark, where a screen reader expects it. */
const inPlace = { withinPortal: false }

/** The fields of a product; only those that its kind has. */
export const ProductFields = ({ form, today }: ProductFieldsProps) => (
  <div className="form-stack">
    <ScanIdentifier form={form} today={today} />
    <Kind form={form} />
    <KnownLabel form={form} />
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
      <TextInput {...form.text('model')} label={texts.product.model} maxLength={200} />
      <TextInput
        {...form.text('deviceIdentifier')}
        label={texts.product.identifier}
        description={texts.product.identifierHelp}
        {...order}
        maxLength={60}
        spellCheck={false}
      />
    </SimpleGrid>
    <Use form={form} />
    <LabelFacts form={form} />
    <SkinFields form={form} />
    <Textarea {...form.text('note')} label={texts.product.note} minRows={2} maxLength={2000} />
  </div>
)

/** Under the field, so that two beside each other stand on one line. */
const below = ['label', 'input', 'description', 'error'] as const
const order = { inputWrapperOrder: [...below] }

/** What the label says beyond the name. */
const LabelFacts = ({ form }: Pick<ProductFieldsProps, 'form'>) => {
  const has = factsOf(form.values.kind)
  return (
    <fieldset className="inventory-facts">
      <legend>{texts.product.facts}</legend>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        {has.needleLength ? (
          <TextInput
            {...form.text('evaluatedNeedleLength')}
            {...order}
            label={texts.product.length}
            description={texts.product.lengthHelp}
            inputMode="decimal"
            rightSection={<span className="field-unit">{texts.product.millimetres}</span>}
            rightSectionPointerEvents="none"
          />
        ) : null}
        {has.lengths ? (
          <TagsInput
            comboboxProps={inPlace}
            size="md"
            {...order}
            label={texts.product.lengths}
            description={texts.product.lengthsHelp}
            value={form.values.labelledLengths}
            onChange={(lengths) => form.set('labelledLengths', lengths)}
            error={form.errorOf('labelledLengths') ?? firstLengthError(form)}
          />
        ) : null}
        {has.pins ? <Count form={form} name="pinCount" words={texts.product.pins} /> : null}
        {has.contact ? (
          <Count form={form} name="contactSeconds" words={texts.product.contact} />
        ) : null}
        {has.opened ? (
          <Count form={form} name="openedShelfLifeDays" words={texts.product.opened} />
        ) : null}
        {has.box ? (
          <Count form={form} name="unitsPerBox" words={texts.product.unitsPerBox} />
        ) : null}
        {has.clearance ? (
          <TextInput
            {...form.text('clearanceNumber')}
            {...order}
            label={texts.product.clearance}
            description={texts.product.clearanceHelp}
            maxLength={60}
            spellCheck={false}
          />
        ) : null}
        {has.stock ? <Count form={form} name="lowStockAt" words={texts.product.lowStock} /> : null}
        {has.contains ? (
          <MultiSelect
            comboboxProps={inPlace}
            size="md"
            {...order}
            label={texts.product.contains}
            description={texts.product.containsHelp}
            data={substanceChoices}
            value={form.values.contains}
            onChange={(values) => form.set('contains', z.array(substance).parse(values))}
            searchable
          />
        ) : null}
      </SimpleGrid>
      {has.uses ? (
        <Textarea
          {...form.text('labelledUses')}
          label={texts.product.uses}
          minRows={1}
          autosize
          maxLength={2000}
        />
      ) : null}
    </fieldset>
  )
}

const substanceChoices = Object.entries(substances).map(([value, { label }]) => ({ value, label }))

const firstLengthError = ({ values, errorOf }: ProductFieldsProps['form']): string | null =>
  values.labelledLengths
    .map((_length, index) => errorOf(`labelledLengths.${index}`))
    .find((message) => message !== null) ?? null

interface CountProps {
  form: ProductFieldsProps['form']
  name: 'contactSeconds' | 'openedShelfLifeDays' | 'unitsPerBox' | 'lowStockAt' | 'pinCount'
  words: { label: string; help: string; unit: string }
}

const Count = ({ form, name, words }: CountProps) => (
  <TextInput
    {...form.text(name)}
    {...order}
    label={words.label}
    description={words.help}
    inputMode="numeric"
    autoComplete="off"
    rightSection={<span className="field-unit">{words.unit}</span>}
    rightSectionWidth={76}
    rightSectionPointerEvents="none"
  />
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
      <Chip.Group
        value={form.values.kind}
        onChange={(chosen) => {
          const next = withKind(productKind.parse(chosen), form.values)
          form.set('kind', next.kind)
          form.set('name', next.name)
          form.set('labelledUses', next.labelledUses)
          form.set('note', next.note)
        }}
      >
        <div role="radiogroup" aria-labelledby={id} className="inventory-kinds">
          {productKind.options.map((kind) => (
            <Chip key={kind} value={kind} variant="outline">
              {kindLabels[kind]}
            </Chip>
          ))}
        </div>
      </Chip.Group>
    </div>
  )
}

const Use = ({ form }: Pick<ProductFieldsProps, 'form'>) => {
  const { kind, reprocessable } = form.values
  if (isNeedleBearing(kind)) return <p className="inventory-quiet">{texts.product.needleUse}</p>
  if (!factsOf(kind).reprocessable) return null
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
