import { Select, SimpleGrid, TagsInput, TextInput } from '@mantine/core'
import type { FormFields } from '#renderer/drafts/index.ts'
import { DateField } from '#renderer/ui/index.ts'
import {
  judgeReceipt,
  keepsPieces,
  kindLabels,
  type Product,
  productKind,
} from '#shared/inventory/index.ts'
import { type CalendarDate, productId } from '#shared/kernel/index.ts'
import type { TypedLot } from './lotForm.ts'
import { texts } from './texts.ts'

export interface LotFieldsProps {
  form: FormFields<TypedLot>
  product: Product | null
  products: readonly Product[]
  today: CalendarDate
}

/** The list of choices stays in the page's landmark, where a screen reader expects it. */
const inPlace = { withinPortal: false }

/** The fields of a delivery. */
export const LotFields = ({ form, product, products, today }: LotFieldsProps) => (
  <div className="form-stack">
    <Select
      comboboxProps={inPlace}
      label={texts.receive.product}
      placeholder={texts.receive.productPlaceholder}
      data={productKind.options.map((kind) => ({
        group: kindLabels[kind],
        items: products
          .filter((one) => one.kind === kind)
          .map((one) => ({ value: one.id, label: `${one.name}, ${one.manufacturer}` })),
      }))}
      value={product?.id ?? null}
      onChange={(id) => {
        form.set('productId', id)
        form.set('scannedIdentifier', '')
      }}
      error={form.errorOf('productId')}
      searchable
      required
    />
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md" verticalSpacing="md">
      <TextInput
        {...form.text('number')}
        label={texts.receive.number}
        maxLength={20}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <DateField
        label={texts.receive.expiresOn}
        value={form.values.expiresOn}
        onChange={(day) => form.set('expiresOn', day)}
        error={form.errorOf('expiresOn') ?? expiredProblem(form.values, today)}
        required
      />
      <TextInput
        {...form.text('quantity')}
        label={texts.receive.quantity}
        inputMode="numeric"
        autoComplete="off"
        required
      />
    </SimpleGrid>
    {(product && keepsPieces(product.kind)) || form.values.serials.length > 0 ? (
      <TagsInput
        comboboxProps={inPlace}
        size="md"
        label={texts.receive.serials}
        description={texts.receive.serialsHelp}
        value={form.values.serials}
        onChange={(serials) => {
          form.set('serials', serials)
          if (serials.length > 0) form.set('quantity', String(serials.length))
        }}
        error={form.errorOf('serials')}
      />
    ) : null}
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
      <TextInput
        {...form.text('receivedFrom')}
        label={texts.receive.receivedFrom}
        placeholder={texts.receive.receivedFromHelp}
        maxLength={200}
      />
      <DateField
        label={texts.receive.madeOn}
        value={form.values.madeOn}
        onChange={(day) => form.set('madeOn', day)}
        error={form.errorOf('madeOn')}
      />
    </SimpleGrid>
    <TextInput
      {...form.text('conditionOnReceipt')}
      label={texts.receive.condition}
      placeholder={texts.receive.conditionExample}
      maxLength={500}
    />
  </div>
)

/** Any product will do: the rule that is asked looks only at the date. */
const someProduct = productId.parse('00000000-0000-7000-8000-000000000000')

/** An expired delivery is refused at the door, so it is said while the box is still in the hand. */
const expiredProblem = (values: TypedLot, today: CalendarDate): string | null => {
  if (values.expiresOn === null) return null
  const problem = judgeReceipt(
    {
      productId: someProduct,
      number: values.number,
      expiresOn: values.expiresOn,
      quantity: 1,
      serials: [],
      receivedFrom: '',
      madeOn: null,
      conditionOnReceipt: '',
    },
    today,
  )
  return problem ? `${problem.fact} ${problem.nextStep}` : null
}
