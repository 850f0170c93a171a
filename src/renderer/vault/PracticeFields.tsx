import { Radio, Select, TextInput } from '@mantine/core'
import { sterilityMode } from '#shared/practice/index.ts'
import type { StepFieldsProps } from './form.ts'
import { texts } from './texts.ts'

const zones = Intl.supportedValuesOf('timeZone')

export const PracticeFields = ({ form, problems, change }: StepFieldsProps) => (
  <>
    <TextInput
      label={texts.practice.name}
      value={form.name}
      error={problems.name}
      onChange={(event) => change({ name: event.currentTarget.value })}
      autoComplete="organization"
      required
    />
    <div className="field-row">
      <TextInput
        label={texts.practice.address}
        placeholder={texts.practice.optional}
        value={form.address}
        error={problems.address}
        onChange={(event) => change({ address: event.currentTarget.value })}
      />
      <TextInput
        label={texts.practice.telephone}
        placeholder={texts.practice.optional}
        inputMode="tel"
        value={form.telephone}
        error={problems.telephone}
        onChange={(event) => change({ telephone: event.currentTarget.value })}
      />
    </div>
    <Select
      label={texts.practice.timeZone}
      data={zones.includes(form.timeZone) ? zones : [form.timeZone, ...zones]}
      value={form.timeZone}
      error={problems.timeZone}
      onChange={(timeZone) => timeZone && change({ timeZone })}
      searchable
      allowDeselect={false}
      limit={200}
      required
    />
    <Radio.Group
      label={texts.practice.sterility}
      value={form.sterilityMode}
      onChange={(mode) => change({ sterilityMode: sterilityMode.parse(mode) })}
    >
      <div className="field-row">
        <Radio.Card value="single-use-only" className="choice-card">
          <Radio.Indicator size="md" />
          <span>
            <strong>{texts.practice.singleUse}</strong>
            <small>{texts.practice.singleUseHelp}</small>
          </span>
        </Radio.Card>
        <Radio.Card value="reprocesses" className="choice-card">
          <Radio.Indicator size="md" />
          <span>
            <strong>{texts.practice.reprocesses}</strong>
            <small>{texts.practice.reprocessesHelp}</small>
          </span>
        </Radio.Card>
      </div>
    </Radio.Group>
  </>
)
