import { useState } from 'react'
import { formatMoment, Section } from '#renderer/ui/index.ts'
import type { RuleSet } from '#shared/practice/index.ts'
import { EditButton } from './EditButton.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import { isOfSterilization, type RuleName, ruleNames, valueInWords } from './ruleForm.ts'
import { texts } from './texts.ts'

export interface RulesSectionProps {
  rules: RuleSet
  zone: string
  mayEdit: boolean
}

/** The practice's limits, each with where it comes from. */
export const RulesSection = ({ rules, zone, mayEdit }: RulesSectionProps) => (
  <Section title={texts.rules.title} description={texts.rules.description} surface="flush">
    <RuleList
      label={texts.rules.title}
      rules={rules}
      shows={(name) => !isOfSterilization(name)}
      mayEdit={mayEdit}
    />
    <p className="settings-foot">
      {texts.rules.version(rules.version, formatMoment(rules.decidedAt, zone), rules.reason)}
    </p>
  </Section>
)

export interface RuleListProps {
  label: string
  rules: RuleSet
  shows: (name: RuleName) => boolean
  mayEdit: boolean
}

/** Rules, each with its value, its source and the way to change it. */
export const RuleList = ({ label, rules, shows, mayEdit }: RuleListProps) => {
  const [edited, setEdited] = useState<RuleName | null>(null)
  return (
    <>
      <ul className="settings-list" aria-label={label}>
        {ruleNames.filter(shows).map((name) => (
          <li key={name}>
            <Rule name={name} rules={rules} onEdit={mayEdit ? () => setEdited(name) : null} />
          </li>
        ))}
      </ul>
      <RuleDialog name={edited} rules={rules} onClose={() => setEdited(null)} />
    </>
  )
}

interface RuleProps {
  name: RuleName
  rules: RuleSet
  onEdit: (() => void) | null
}

const Rule = ({ name, rules: { settings }, onEdit }: RuleProps) => (
  <div className="settings-rule">
    <div className="settings-rule-text">
      <h3>{texts.rules.names[name]}</h3>
      <p className="settings-quiet">{texts.rules.meaning[name]}</p>
      <p className="settings-source">
        <span className="settings-quality">{texts.rules.qualities[settings[name].quality]}</span>
        {settings[name].source}
      </p>
    </div>
    <p className="settings-rule-value">{valueInWords(name, settings)}</p>
    {onEdit ? (
      <EditButton label={texts.rules.edit(texts.rules.names[name])} onClick={onEdit} />
    ) : null}
  </div>
)
