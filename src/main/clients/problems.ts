import type { ClientFlag } from '#shared/clients/index.ts'
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

export const alreadyRaised = ({ label }: Pick<ClientFlag, 'label'>): Problem => ({
  code: 'clients.flag-already-raised',
  field: 'kind',
  fact: `The flag “${label}” already stands.`,
  rule: 'A flag stands once until it is ended.',
  nextStep: 'Nothing needs to be done. To note something new, end the flag and raise it again.',
})

export const notRaised = ({ label }: Pick<ClientFlag, 'label'>): Problem => ({
  code: 'clients.flag-not-raised',
  field: 'kind',
  fact: `The flag “${label}” does not stand.`,
  rule: 'Only a flag that stands is ended or cleared.',
  nextStep: 'Look at the client’s flags again. Raise the flag if it applies.',
})

export const alreadyListed: Problem = {
  code: 'clients.already-listed',
  fact: 'This already stands in the client’s list.',
  rule: 'Each allergy and each medicine stands in the record once.',
  nextStep: 'Nothing needs to be done.',
}

export const listFull: Problem = {
  code: 'clients.list-full',
  fact: 'This list of the client’s record is full.',
  rule: 'A client’s record lists at most 50 allergies and 50 medicines.',
  nextStep: 'Put several of them into one line in the client’s record.',
}
