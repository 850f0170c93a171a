import { Autocomplete, Button, Radio, Select, TextInput } from '@mantine/core'
import type { FormFields } from '#renderer/drafts/index.ts'
import { DateField, FindingCard, MillimetreField } from '#renderer/ui/index.ts'
import { formatMillimetres } from '#shared/kernel/index.ts'
import { licence, sourceQuality } from '#shared/practice/index.ts'
import { knownPlaces, type OfferedRule, offeredRule, type TypedLicence } from './licenceForm.ts'
import { qualityChoices } from './qualityChoices.ts'
import { texts } from './texts.ts'

const standings = ['independent', 'trainee'] as const

/** A licence, and how deep it permits to needle. */
export const LicenceFields = ({ form }: { form: FormFields<TypedLicence> }) => {
  const offered = offeredRule(form.values)
  return (
    <>
      <div className="settings-fields">
        <TextInput
          {...form.text('licenceClass')}
          label={texts.licence.licenceClass}
          placeholder={texts.licence.licenceClassExample}
          required
        />
        <TextInput {...form.text('licenceNumber')} label={texts.licence.licenceNumber} required />
      </div>
      <div className="settings-fields">
        <DateField
          label={texts.licence.expires}
          value={form.values.licenceExpiresOn}
          error={form.errorOf('licenceExpiresOn')}
          onChange={(day) => form.set('licenceExpiresOn', day)}
          required
        />
        <Autocomplete
          label={texts.licence.jurisdiction}
          data={[...knownPlaces]}
          value={form.values.jurisdiction}
          error={form.errorOf('jurisdiction')}
          onChange={(place) => form.set('jurisdiction', place)}
          required
        />
      </div>
      {offered ? (
        <Offer
          rule={offered}
          onTake={() => {
            form.set('maximumNeedleLength', offered.maximumNeedleLength)
            form.set('maximumNeedleLengthSource', offered.source)
            form.set('maximumNeedleLengthQuality', offered.quality)
            form.set('maximumNeedleLengthCheckOn', offered.checkAgainOn)
          }}
        />
      ) : null}
      <div className="settings-fields" data-first="narrow">
        <MillimetreField
          label={texts.licence.maximum}
          description={texts.licence.maximumHelp}
          value={form.values.maximumNeedleLength}
          error={form.errorOf('maximumNeedleLength')}
          onChange={(length) => form.set('maximumNeedleLength', length)}
          required
        />
        <TextInput
          {...form.text('maximumNeedleLengthSource')}
          label={texts.licence.source}
          description={texts.licence.sourceHelp}
          required
        />
      </div>
      <div className="settings-fields">
        <Select
          label={texts.licence.quality}
          data={qualityChoices}
          value={form.values.maximumNeedleLengthQuality}
          onChange={(quality) =>
            quality && form.set('maximumNeedleLengthQuality', sourceQuality.parse(quality))
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDeselect={false}
          required
        />
        <DateField
          label={texts.licence.checkOn}
          description={texts.licence.checkOnHelp}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={form.values.maximumNeedleLengthCheckOn}
          error={form.errorOf('maximumNeedleLengthCheckOn')}
          onChange={(day) => form.set('maximumNeedleLengthCheckOn', day)}
        />
      </div>
      <Radio.Group
        label={texts.licence.standing}
        description={texts.licence.standingHelp}
        value={form.values.standing}
        onChange={(standing) => form.set('standing', licence.shape.standing.parse(standing))}
      >
        {standings.map((standing) => (
          <Radio key={standing} value={standing} label={texts.licence.standings[standing]} />
        ))}
      </Radio.Group>
    </>
  )
}

/** The place's own figure, to be taken over by hand: what somebody typed is not replaced. */
const Offer = ({ rule, onTake }: { rule: OfferedRule; onTake: () => void }) => {
  const isPermitted = rule.maximumNeedleLength > 0
  return (
    <FindingCard
      finding={{
        code: 'practice.known-rule',
        severity: isPermitted ? 'note' : 'override',
        fact: isPermitted
          ? texts.licence.startingRule(rule.name, formatMillimetres(rule.maximumNeedleLength))
          : texts.licence.startingRuleNone(rule.name),
        rule: rule.source,
        nextStep: texts.licence.startingRuleNext,
      }}
      action={
        <Button size="sm" variant="default" onClick={onTake}>
          {texts.licence.take}
        </Button>
      }
    />
  )
}
