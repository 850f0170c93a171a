import type { SignatureMeaning } from '#shared/signing/index.ts'

export const texts = {
  meanings: {
    'treatment-performed': 'Performed this treatment',
    addendum: 'Added to this record',
    'load-released': 'Released this load',
    'packs-released': 'Released these packs',
    'spore-test-read': 'Read this spore test',
    'recall-step': 'Recorded this step of a recall',
    'screening-completed': 'Completed this screening',
    'consent-witnessed': 'Witnessed this consent',
    'deviation-countersigned': 'Countersigned the deviations',
    'entered-in-error': 'Marked this record as entered in error',
  } satisfies Record<SignatureMeaning, string>,
  valid: 'Signature valid',
  invalid: 'Signature does not hold',
  invalidFact: 'This record is not what was signed.',
  invalidRule: 'A signed record is shown as signed only while its signature holds.',
  invalidNext: 'Do not rely on it. Run “verify” in Exports & audit, and keep a copy of the folder.',
  printedName: 'Name',
  licence: 'Licence',
  signedAt: 'Date and time',
  meaning: 'Meaning',
  hash: 'Fingerprint of the record (SHA-256)',
  passphrase: 'Your passphrase',
  cancel: 'Cancel',
  leave: {
    title: 'Give the device back?',
    text: (practitioner: string) =>
      `What was entered is kept. ${practitioner} leaves this screen with her passphrase.`,
    practitioner: 'Your practitioner',
    confirm: 'Leave this screen',
    back: 'Go on',
  },
}
