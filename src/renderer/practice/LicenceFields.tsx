import { Autocomplete, Button, TextInput } from '@mantine/core'
import type { FormFields } from '#renderer/drafts/index.ts'
import { DateField, FindingCard, MillimetreField } from '#renderer/ui/index.ts'
import { formatMillimetres } from '#shared/kernel/index.ts'
import { knownPlaces, type OfferedRule, offeredRule, type TypedLicence } from './licenceForm.ts'
import { texts } from './texts.ts'

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
