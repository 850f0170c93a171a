import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import type { FormFields } from '#renderer/drafts/index.ts'
import { DateField } from '#renderer/ui/index.ts'
import type { LoadField } from '#shared/practice/index.ts'
import { airRemovalTest, indicatorResult, type Load } from '#shared/sterilization/index.ts'
import { ChoiceField } from './LoadFields.tsx'
import { type TypedLoad, typedLoad } from './loadForm.ts'
import { texts } from './texts.ts'

const words = texts.load

interface IndicatorFieldsProps {
  form: FormFields<TypedLoad>
  /** The cycle that these fields were taken from. */
  last: Load | null
}

/** Type or class, lot and expiry: what stands on the package. */
const PackageFields = ({ form, last }: IndicatorFieldsProps) => {
  const { shape } = typedLoad
  return (
    <>
      {last ? <p className="load-quiet">{words.remembered(last.cycleNumber)}</p> : null}
      <div className="indicator-row">
        <NativeSelect
          label={words.edition}
          value={form.values.indicatorEdition}
          onChange={({ currentTarget: { value } }) =>
            form.set('indicatorEdition', shape.indicatorEdition.parse(value))
          }
          data={shape.indicatorEdition.options.map((value) => ({
            value,
            label: words.editions[value],
          }))}
        />
        <NativeSelect
          label={words.indicatorType}
          value={form.values.indicatorType}
          onChange={({ currentTarget: { value } }) =>
            form.set('indicatorType', shape.indicatorType.parse(value))
          }
          data={shape.indicatorType.options.map((value) => ({
            value,
            label: words.indicatorTypes[value],
          }))}
        />
        <TextInput
          {...form.text('indicatorLot')}
          label={words.indicatorLot}
          maxLength={40}
          required
        />
        <DateField
          label={words.indicatorExpires}
          value={form.values.indicatorExpiresOn}
          onChange={(day) => form.set('indicatorExpiresOn', day)}
          error={form.errorOf('indicatorExpiresOn')}
        />
      </div>
    </>
  )
}

const results = indicatorResult.options.map((value) => ({ value, label: words.results[value] }))

/** The chemical indicators of a load, inside and outside its packs. */
export const IndicatorFields = ({
  form,
  last,
  asked,
}: IndicatorFieldsProps & { asked: readonly LoadField[] }) => (
  <div className="form-stack">
    <PackageFields form={form} last={last} />
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" verticalSpacing="md">
      <ChoiceField
        label={words.indicatorResult}
        value={form.values.indicatorResult}
        onChange={(value) => form.set('indicatorResult', value)}
        choices={results}
      />
      <NativeSelect
        label={words.outside}
        description={asked.includes('external-indicator') ? words.asked : undefined}
        value={form.values.external}
        onChange={({ currentTarget: { value } }) =>
          form.set('external', typedLoad.shape.external.parse(value))
        }
        data={[{ value: 'none', label: words.outsideNone }, ...results]}
      />
    </SimpleGrid>
  </div>
)

/** The test of the day: which one, its result, and the strip's package. */
export const AirTestFields = ({ form, last }: IndicatorFieldsProps) => (
  <div className="form-stack">
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
      <ChoiceField
        label={words.testKind}
        value={form.values.airRemovalTest}
        onChange={(value) => form.set('airRemovalTest', value)}
        choices={airRemovalTest.options
          .toReversed()
          .map((value) => ({ value, label: words.testKinds[value] }))}
      />
      <ChoiceField
        label={words.testResult}
        value={form.values.airRemovalResult}
        onChange={(value) => form.set('airRemovalResult', value)}
        error={form.errorOf('airRemovalResult')}
        choices={(['pass', 'fail'] as const).map((value) => ({
          value,
          label: words.testResults[value],
        }))}
      />
    </SimpleGrid>
    <PackageFields form={form} last={last} />
  </div>
)
