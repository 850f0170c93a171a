import { type Problem, Refusal } from '#shared/kernel/index.ts'
import type { RecallCause, TraceSubject } from '#shared/recalls/index.ts'

const nouns: Readonly<Record<TraceSubject['kind'], string>> = {
  lot: 'lot',
  load: 'load',
  pack: 'pack',
  device: 'device',
  product: 'product',
  sterilizer: 'sterilizer',
  session: 'session',
  client: 'client',
}

export const unknownSubject = (kind: TraceSubject['kind']): Refusal =>
  new Refusal({
    code: `recalls.unknown-${kind}`,
    fact: `There is no such ${nouns[kind]} in this practice.`,
    rule: 'Only what the practice has recorded can be traced or recalled.',
    nextStep: `Choose a ${nouns[kind]} from the list, or copy its id again.`,
  })

/** @throws Refusal when anything stands against it. */
export const refuseAny = ([first, ...others]: readonly Problem[]): void => {
  if (first) throw new Refusal(first, ...others)
}

export const unknownRecall: Problem = {
  code: 'recalls.unknown',
  fact: 'There is no such recall in this practice.',
  rule: 'Only a recall that was opened can be worked on.',
  nextStep: 'Choose a recall from the list.',
}

export const alreadyOpen = (cause: RecallCause): Problem => ({
  code: 'recalls.already-open',
  fact: `A recall of this ${cause === 'spore-test' ? 'spore test' : cause} is open already.`,
  rule: 'What is recalled has one open recall with one worklist.',
  nextStep: 'Open that recall and go on there.',
})

export const notOnWorklist: Problem = {
  code: 'recalls.not-on-worklist',
  field: 'clientId',
  fact: 'This client is not on the worklist of this recall.',
  rule: 'A recall keeps contacts with the clients whom it reaches.',
  nextStep: 'Choose a client of the worklist.',
}

export const contactInFuture: Problem = {
  code: 'recalls.in-future',
  field: 'contactedAt',
  fact: 'This moment is in the future.',
  rule: 'What has happened is recorded.',
  nextStep: 'Correct the day and time.',
}

export const nobodyToWriteTo: Problem = {
  code: 'recalls.nobody-to-write-to',
  fact: 'This recall reaches nobody.',
  rule: 'A letter goes to a client of the worklist.',
  nextStep: 'Nothing is to be written.',
}

export const heldByAnother = (title: string, waits: string): Problem => ({
  code: 'recalls.held-by-another',
  fact: `Another open recall keeps this sterilizer out of service: ${title}. ${waits}`,
  rule: 'A sterilizer returns when every open recall of it is ready for its return.',
  nextStep: 'Take the steps of the other recall first.',
})
