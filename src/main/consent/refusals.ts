import { type Problem, Refusal } from '#shared/kernel/index.ts'

export const unreadable: Problem = {
  code: 'consent.unreadable',
  fact: 'What the client signed cannot be read any more: the stored copy was altered.',
  rule: 'A signed consent is shown exactly as it was signed, or not at all.',
  nextStep: 'Verify the practice’s records, and take consent again before needling.',
}

export const unreadableText: Problem = {
  code: 'consent.unreadable-text',
  fact: 'This consent text cannot be read any more: the stored copy was altered.',
  rule: 'A text is shown exactly as it was published, or not at all.',
  nextStep: 'Verify the practice’s records, and publish the text anew.',
}

export const ownerOnly: Problem = {
  code: 'consent.owner-only',
  fact: 'You are not the owner of this practice.',
  rule: 'Only the owner publishes a consent text.',
  nextStep: 'Ask the owner to unlock and publish it.',
}

export const basisNotUsable: Problem = {
  code: 'consent.basis-not-usable',
  field: 'basisId',
  fact: 'The consent that this form builds on cannot be built on.',
  rule: 'Only what changed is shown when the client’s newest consent of this kind is replaced by a newer text, and nothing else is wrong with it.',
  nextStep: 'Put the whole form before the client.',
}

export const documentChanged: Problem = {
  code: 'consent.document-changed',
  fact: 'The kept document of this consent is no longer what was kept.',
  rule: 'The document is made once; another one in its place would hide the change.',
  nextStep: 'Verify the practice’s records. What was signed can still be read here.',
}

export const documentOfAltered: Problem = {
  code: 'consent.document-of-altered',
  fact: 'This consent no longer is what was signed.',
  rule: 'A document is sealed only over what was signed.',
  nextStep: 'Verify the practice’s records, and take consent again before needling.',
}

/** @param day of the consent that counts, as people write it */
export const newerCounts = (day: string): Problem => ({
  code: 'consent.newer-counts',
  fact: `The client has signed this form again on ${day}, and that consent counts.`,
  rule: 'What is taken back is what counts; taking back an older one would change nothing.',
  nextStep: `Open the consent of ${day} and withdraw there.`,
})

export const scanUsed: Problem = {
  code: 'consent.scan-used',
  field: 'scanId',
  fact: 'This file stands for a consent already.',
  rule: 'A paper that was signed becomes one consent, once.',
  nextStep: 'Choose the scan of the paper that was signed now.',
}

export const scanNotWhole: Problem = {
  code: 'consent.scan-not-whole',
  field: 'scanId',
  fact: 'The kept file is missing, or is no longer what was kept.',
  rule: 'A paper is recorded with its scan.',
  nextStep: 'Scan the paper again.',
}

export const signedInFuture: Problem = {
  code: 'consent.signed-in-future',
  field: 'signedOn',
  fact: 'The day of signing lies in the future.',
  rule: 'A paper is recorded after it was signed.',
  nextStep: 'Enter the day that stands on the paper.',
}

export const signedBeforePublished: Problem = {
  code: 'consent.signed-before-published',
  field: 'signedOn',
  fact: 'This version of the text was not published yet on that day.',
  rule: 'A client signs a text that there is.',
  nextStep: 'Choose the version that stands on the paper, or correct the day.',
}

export const givenOutOfTime = (field: string): Problem => ({
  code: 'consent.given-out-of-time',
  field,
  fact: 'The day lies in the future, or before there was anything to give.',
  rule: 'What was given is recorded afterwards, with its day.',
  nextStep: 'Enter the day on which it was given.',
})

export const refuseAny = ([first, ...others]: readonly Problem[]): void => {
  if (first) throw new Refusal(first, ...others)
}

export const known = <T>(record: T | null, what: 'text' | 'consent'): T => {
  if (record !== null) return record
  throw new Refusal({
    code: `consent.unknown-${what}`,
    fact: `There is no such consent${what === 'text' ? ' text' : ''} in this practice.`,
    rule: 'Only what was published is signed, and only what was signed is shown.',
    nextStep: 'Choose one from the list.',
  })
}
