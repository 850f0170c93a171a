import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { ReasonDialog } from '#renderer/drafts/index.ts'
import { formatDay, Section, StatusBadge, toast } from '#renderer/ui/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { type RuleSet, sterilizationRuleSets } from '#shared/practice/index.ts'
import { RuleList } from './RulesSection.tsx'
import { isOfSterilization } from './ruleForm.ts'
import { StartingSetDialog } from './StartingSetDialog.tsx'
import { texts } from './texts.ts'

export interface SterilizationRulesSectionProps {
  rules: RuleSet
  today: CalendarDate
  mayEdit: boolean
}

/** The rules of the sterilizer log: the set they came from, whether they are the practice's own. */
export const SterilizationRulesSection = ({
  rules,
  today,
  mayEdit,
}: SterilizationRulesSectionProps) => {
  const [isChoosing, choosing] = useDisclosure(false)
  const [isConfirming, confirming] = useDisclosure(false)
  const queries = useQueryClient()
  const { startingSet, confirmedOn } = rules.settings.sterilizationRules
  const set = sterilizationRuleSets.find(({ name }) => name === startingSet)
  const confirm = async (reason: string) => {
    await api.practice.updateRules({
      settings: {
        ...rules.settings,
        sterilizationRules: { startingSet, confirmedOn: today },
      },
      reason,
    })
    await queries.invalidateQueries({ queryKey: query.practice.key() })
    await queries.invalidateQueries({ queryKey: query.today.key() })
    toast.done(texts.startingSet.confirmed)
  }
  return (
    <div id="sterilization-rules">
      <Section
        title={
          <span className="settings-name">
            {texts.startingSet.title}
            <StatusBadge tone={confirmedOn ? 'cleared' : 'decision'}>
              {confirmedOn
                ? texts.startingSet.confirmedOn(formatDay(confirmedOn))
                : texts.startingSet.unconfirmed}
            </StatusBadge>
          </span>
        }
        description={texts.startingSet.description}
        surface="flush"
        actions={
          mayEdit ? (
            <>
              <Button variant="default" size="sm" onClick={choosing.open}>
                {texts.startingSet.choose}
              </Button>
              {confirmedOn ? null : (
                <Button size="sm" onClick={confirming.open}>
                  {texts.startingSet.confirm}
                </Button>
              )}
            </>
          ) : null
        }
      >
        {set ? (
          <p className="settings-set">
            <strong>{set.label}</strong> {set.mayBind}
          </p>
        ) : null}
        <RuleList
          label={texts.startingSet.title}
          rules={rules}
          shows={isOfSterilization}
          mayEdit={mayEdit}
        />
      </Section>
      <StartingSetDialog opened={isChoosing} rules={rules} today={today} onClose={choosing.close} />
      <ReasonDialog
        opened={isConfirming}
        onClose={confirming.close}
        subject={`sterilization-rules:${rules.version}`}
        title={texts.startingSet.confirmTitle}
        label={texts.startingSet.confirmReason}
        confirmLabel={texts.startingSet.confirm}
        write={confirm}
      >
        {texts.startingSet.confirmText}
      </ReasonDialog>
    </div>
  )
}
