import type { Instant } from '#shared/kernel/index.ts'

const momentOf = (moment: Instant) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(moment))

export const texts = {
  locked: 'The practice is locked. It is kept here and saved after unlocking.',
  lost: 'Stratum does not answer. It is kept here and saved when it does.',
  failed: 'The disk did not take it. It is kept here and tried again with the next change.',
  restored: (savedAt: Instant) => `Brought back as it was on ${momentOf(savedAt)}.`,
  startAgain: 'Start again',
  dismiss: 'Keep it',
  other: (savedAt: Instant) =>
    `This form was also changed in another window, on ${momentOf(savedAt)}. Both are kept.`,
  otherRule: 'What was typed is never overwritten without asking.',
  otherNext: 'Look at the other one, and keep the one that is right.',
  swap: 'Show the other one',
  keepThis: 'Keep this one only',
  fillIn: 'Fill this in.',
  reason: 'Reason',
  reasonDescription: 'It is kept in the change log.',
  cancel: 'Cancel',
}
