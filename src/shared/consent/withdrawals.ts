import { type CalendarDate, formatDay, type Problem } from '#shared/kernel/index.ts'
import type { ConsentSummary } from './record-schema.ts'

interface WithdrawalFacts {
  readonly withdrawnOn: CalendarDate
  readonly signedOn: CalendarDate
  readonly today: CalendarDate
  readonly alreadyWithdrawn: boolean
}

/** Why a consent cannot be withdrawn on this day. Empty: it can. */
export const judgeWithdrawal = (facts: WithdrawalFacts): readonly Problem[] => {
  const already = facts.alreadyWithdrawn
    ? [
        {
          code: 'consent.already-withdrawn',
          fact: 'This consent is withdrawn already.',
          rule: 'A withdrawal is recorded once and kept.',
          nextStep: 'Open the consent to see when it was withdrawn and why.',
        },
      ]
    : []
  return [...already, ...judgeDay(facts)]
}

/** Why a single *yes* cannot be taken back on this day. Empty: it can. */
export const judgeChoiceWithdrawal = (
  choice: ConsentSummary['choices'][number] | undefined,
  facts: WithdrawalFacts,
): readonly Problem[] => {
  const problem = (code: string, fact: string, rule: string): Problem => ({
    code,
    fact,
    rule,
    nextStep: 'Open the consent to see what was chosen, and what was taken back.',
    field: 'choice',
  })
  const problems: Problem[] = []
  if (!choice) {
    problems.push(
      problem(
        'consent.unknown-choice',
        'This consent has no such choice.',
        'Only what was chosen can be taken back.',
      ),
    )
  } else if (choice.answer === 'no') {
    problems.push(
      problem(
        'consent.choice-not-given',
        'The client said no to this.',
        'Only a yes can be taken back.',
      ),
    )
  } else if (choice.withdrawnOn !== null || facts.alreadyWithdrawn) {
    problems.push(
      problem(
        'consent.already-withdrawn',
        'This was taken back already.',
        'A withdrawal is recorded once and kept.',
      ),
    )
  }
  return [...problems, ...judgeDay(facts)]
}

const judgeDay = ({ withdrawnOn, signedOn, today }: WithdrawalFacts): readonly Problem[] => {
  const problems: Problem[] = []
  if (withdrawnOn > today) {
    problems.push({
      code: 'consent.withdrawn-in-future',
      field: 'withdrawnOn',
      fact: 'The day of the withdrawal lies in the future.',
      rule: 'A withdrawal is recorded when the client has told you.',
      nextStep: 'Enter the day on which the client told you.',
    })
  }
  if (withdrawnOn < signedOn) {
    problems.push({
      code: 'consent.withdrawn-before-signing',
      field: 'withdrawnOn',
      fact: `The day of the withdrawal is before ${formatDay(signedOn)}, when the client signed.`,
      rule: 'Only a consent that was given can be withdrawn.',
      nextStep: 'Enter the day on which the client told you.',
    })
  }
  return problems
}
