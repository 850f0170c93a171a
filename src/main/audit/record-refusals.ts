import { Refusal } from '#shared/kernel/index.ts'

export const noSuchRecord = () =>
  new Refusal({
    code: 'audit.no-such-record',
    fact: 'The change log knows no such record.',
    rule: 'Every record has its first entry in the change log.',
    nextStep: 'Open the record from its own page or from the change log.',
  })

export const notYet = () =>
  new Refusal({
    code: 'audit.not-yet',
    fact: 'This record was made after that moment.',
    rule: 'A record stands from its first entry in the change log.',
    nextStep: 'Choose a later moment from its list.',
  })

export const noSuchEntry = () =>
  new Refusal({
    code: 'audit.no-such-entry',
    fact: 'The change log has no entry of this number.',
    rule: 'Entries are counted from 1, without a gap.',
    nextStep: 'Choose one from the list.',
  })
