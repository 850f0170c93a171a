import { formatDay, type CalendarDate, type Problem } from '#shared/kernel/index.ts'

export const unknownScreening: Problem = {
  code: 'screening.unknown',
  fact: 'There is no such screening in this practice.',
  rule: 'Only a completed screening is shown.',
  nextStep: 'Choose one from the list.',
}

export const unreadable: Problem = {
  code: 'screening.unreadable',
  fact: 'What was asked and answered cannot be read any more: the stored copy was altered.',
  rule: 'A screening is shown exactly as it was signed, or not at all.',
  nextStep: 'Verify the practice’s records, and screen the client again before needling.',
}

export const unreadableRules: Problem = {
  code: 'screening.unreadable-rules',
  fact: 'The screening rules in use cannot be read any more: the stored copy was altered.',
  rule: 'Nobody is screened by rules that were altered.',
  nextStep: 'Verify the practice’s records. The owner can publish the rules anew.',
}

export const rulesReplaced = (version: number): Problem => ({
  code: 'screening.rules-replaced',
  field: 'rulesId',
  fact: `Version ${version} of the screening rules was published meanwhile.`,
  rule: 'A screening is completed with the questions and the rules in use.',
  nextStep: 'Go through the questions again; the answers that still apply are there.',
})

export const beganInFuture: Problem = {
  code: 'screening.began-in-future',
  field: 'startedAt',
  fact: 'The screening would begin after now.',
  rule: 'A screening is completed after it was begun.',
  nextStep: 'Check this computer’s clock, and begin again.',
}

export const clockBehind: Problem = {
  code: 'screening.clock-behind',
  field: 'startedAt',
  fact: 'The newest screening of this client was completed at a later time than this computer shows now.',
  rule: 'The newest screening counts, so a new one is the latest.',
  nextStep: 'Check this computer’s clock, then complete the screening again.',
}

export const ofAnotherDay: Problem = {
  code: 'screening.of-another-day',
  field: 'answers',
  fact: 'Some answers were given on another day.',
  rule: 'Every question is asked again on the day of the visit.',
  nextStep: 'Begin the screening again, and ask the client today.',
  source: 'Field reference 2.10',
}

export const ownerOnly: Problem = {
  code: 'screening.owner-only',
  fact: 'You are not the owner of this practice.',
  rule: 'Only the owner changes what is asked and what the answers demand.',
  nextStep: 'Ask the owner to unlock and make this change.',
}

export const notOffered: Problem = {
  code: 'screening.not-offered',
  field: 'offer',
  fact: 'No question of the screening is kept like this in the client’s record.',
  rule: 'An answer goes into the record where its question says.',
  nextStep: 'Change the client’s record itself.',
}

export const unknownLot: Problem = {
  code: 'screening.unknown-lot',
  field: 'lotId',
  fact: 'This lot is not in the inventory.',
  rule: 'A patch test names the lot that was put on the skin.',
  nextStep: 'Receive the lot in Inventory, or choose another.',
}

export const unknownPatchTest: Problem = {
  code: 'screening.unknown-patch-test',
  fact: 'There is no such patch test in this practice.',
  rule: 'Only a patch test that was applied is read.',
  nextStep: 'Choose one from the client’s list.',
}

/** Why the client's record changed, for the change log and the flag. */
export const answeredOn = (day: CalendarDate): string =>
  `answered in the screening of ${formatDay(day)}`

export const documentNotWhole: Problem = {
  code: 'screening.document-not-whole',
  field: 'attachmentId',
  fact: 'The kept file is missing, or is no longer what was kept.',
  rule: 'A clearance is recorded with the prescriber’s document.',
  nextStep: 'Scan the document again.',
}

export const documentOfAnother: Problem = {
  code: 'screening.document-of-another',
  field: 'attachmentId',
  fact: 'This document already clears another client.',
  rule: 'A prescriber’s document clears the client that it names.',
  nextStep: 'Scan this client’s own document.',
}
