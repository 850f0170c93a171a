import { Select, TextInput } from '@mantine/core'
import { DateField, FindingCard, MillimetreField } from '#renderer/ui/index.ts'
import { type Finding, formatMillimetres } from '#shared/kernel/index.ts'
import { type JurisdictionRule, jurisdictionRules } from '#shared/practice/index.ts'
import { isUnlisted, ruleOf, type StepFieldsProps } from './form.ts'
import { texts } from './texts.ts'

export const OwnerFields = ({ form, problems, change }: StepFieldsProps) => {
  const rule = ruleOf(form.jurisdiction)
  return (
    <>
      <TextInput
        label={texts.owner.name}
        value={form.ownerName}
        error={problems.ownerName}
        onChange={(event) => change({ ownerName: event.currentTarget.value })}
        autoComplete="name"
        required
      />
      <div className="field-row">
        <TextInput
          label={texts.owner.licenceClass}
          placeholder={texts.owner.licenceClassExample}
          value={form.licenceClass}
          error={problems.licenceClass}
          onChange={(event) => change({ licenceClass: event.currentTarget.value })}
          required
        />
        <TextInput
          label={texts.owner.licenceNumber}
          value={form.licenceNumber}
          error={problems.licenceNumber}
          onChange={(event) => change({ licenceNumber: event.currentTarget.value })}
          required
        />
      </div>
      <div className="field-row">
        <DateField
          label={texts.owner.expires}
          value={form.licenceExpiresOn}
          error={problems.licenceExpiresOn}
          onChange={(licenceExpiresOn) => change({ licenceExpiresOn })}
          required
        />
        <Select
          label={texts.owner.jurisdiction}
          data={jurisdictionRules.map(({ name }) => name)}
          value={form.jurisdiction}
          error={problems.jurisdiction}
          onChange={(jurisdiction) => change(startingFrom(jurisdiction))}
          allowDeselect={false}
          required
        />
      </div>
      {isUnlisted(form.jurisdiction) ? (
        <TextInput
          label={texts.owner.otherJurisdiction}
          value={form.otherJurisdiction}
          error={problems.otherJurisdiction}
          onChange={(event) => change({ otherJurisdiction: event.currentTarget.value })}
          required
        />
      ) : null}
      {rule ? <FindingCard finding={startingFinding(rule)} /> : null}
      <div className="field-row" data-first="narrow">
        <MillimetreField
          label={texts.owner.maximum}
          description={texts.owner.maximumHelp}
          value={form.maximumNeedleLength}
          error={problems.maximumNeedleLength}
          onChange={(maximumNeedleLength) => change({ maximumNeedleLength })}
          required
        />
        <TextInput
          label={texts.owner.source}
          description={rule ? texts.owner.qualities[rule.quality] : '\u00a0'}
          value={form.maximumNeedleLengthSource}
          error={problems.maximumNeedleLengthSource}
          onChange={(event) => change({ maximumNeedleLengthSource: event.currentTarget.value })}
          required
        />
      </div>
    </>
  )
}

/** Choosing a place fills in its rule; the owner may correct it below. */
const startingFrom = (jurisdiction: string | null) => {
  const rule = ruleOf(jurisdiction)
  return {
    jurisdiction,
    maximumNeedleLength: rule?.maximumNeedleLength ?? null,
    maximumNeedleLengthSource: rule && rule.maximumNeedleLength !== null ? rule.source : '',
  }
}

const startingFinding = ({ maximumNeedleLength, source }: JurisdictionRule): Finding => {
  if (maximumNeedleLength === null) {
    return {
      code: 'vault.no-starting-rule',
      severity: 'override',
      fact: texts.owner.noRule,
      rule: source,
      nextStep: texts.owner.noRuleNext,
    }
  }
  const isPermitted = maximumNeedleLength > 0
  return {
    code: 'vault.starting-rule',
    severity: isPermitted ? 'note' : 'override',
    fact: isPermitted
      ? texts.owner.startingRule(formatMillimetres(maximumNeedleLength))
      : texts.owner.notPermitted,
    rule: source,
    nextStep: isPermitted ? texts.owner.confirm : texts.owner.notPermittedNext,
  }
}
