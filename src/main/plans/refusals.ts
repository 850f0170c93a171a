import type { Problem } from '#shared/kernel/index.ts'

export const unknown: Problem = {
  code: 'plans.unknown',
  fact: 'This plan is not in this practice.',
  rule: 'Only a plan of this practice is shown and changed.',
  nextStep: 'Choose the plan from the client’s page.',
}

export const changedInAnotherWindow: Problem = {
  code: 'plans.changed-in-another-window',
  fact: 'This plan was changed in another window in between.',
  rule: 'A change follows the version that is on the screen.',
  nextStep: 'Read the plan again, then change it.',
}

export const alreadyInState: Problem = {
  code: 'plans.already-in-state',
  fact: 'The plan is in that state already.',
  rule: 'A change changes something.',
  nextStep: 'Nothing more is to be done here.',
}
