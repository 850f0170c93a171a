import { type ClientFlagKind, flagRules } from '#shared/clients/index.ts'
import type { Problem } from '#shared/kernel/index.ts'

export const unknownClient: Problem = {
  code: 'clients.unknown',
  fact: 'This client is not in the practice’s records.',
  rule: 'Only a recorded client is opened, changed or treated.',
  nextStep: 'Search for the client, or add the client.',
}

/** Says no more about the other client than what was typed. */
export const samePerson: Problem = {
  code: 'clients.same-person',
  field: 'name',
  fact: 'A client with this name and birth date is already recorded.',
  rule: 'One person has one record, so that nothing about her safety is overlooked.',
  nextStep: 'Open the existing record. If this is another person, say so and add her.',
}

export const alreadyRaised = (kind: ClientFlagKind): Problem => ({
  code: 'clients.flag-already-raised',
  field: 'kind',
  fact: `The flag “${flagRules[kind].label}” already stands.`,
  rule: 'A flag stands once until it is ended.',
  nextStep: 'Nothing needs to be done. To note something new, end the flag and raise it again.',
})

export const notRaised = (kind: ClientFlagKind): Problem => ({
  code: 'clients.flag-not-raised',
  field: 'kind',
  fact: `The flag “${flagRules[kind].label}” does not stand.`,
  rule: 'Only a flag that stands is ended or cleared.',
  nextStep: 'Look at the client’s flags again. Raise the flag if it applies.',
})
