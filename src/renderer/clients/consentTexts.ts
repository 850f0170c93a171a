import type { ConsentKind, ConsentState, PhotoUse, PhotoUseState } from '#shared/consent/index.ts'

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const consentTexts = {
  title: 'Consents',
  empty: 'No consent yet',
  emptyText: 'A session needs a signed consent to microneedling.',
  needed: 'Forms that are needed',
  kinds: {
    microneedling: 'Microneedling',
    guardian: 'Microneedling, with guardian',
    photography: 'Photography',
  } satisfies Record<ConsentKind, string>,
  states: {
    valid: 'Valid',
    expired: 'Expired',
    'used-up': 'Used up',
    withdrawn: 'Withdrawn',
    superseded: 'Text has changed',
    invalid: 'Signature does not hold',
  } satisfies Record<ConsentState, string>,
  required: 'No session without it.',
  optional: 'Photos only with it.',
  onlyChanges: 'The text has changed: only what changed is read and initialled.',
  latest: (state: string) => `${state}.`,
  sign: 'Sign',
  signChanges: 'Sign what changed',
  signOf: (kind: string) => `Sign: ${kind}`,
  version: (version: number) => `version ${version}`,
  signed: (day: string) => `Signed ${day}`,
  until: (day: string) => `valid until ${day}`,
  withdrawnOn: (day: string) => `withdrawn ${day}`,
  sessions: (used: number, covered: number) =>
    `${used} of ${plural(covered, 'session', 'sessions')} used`,
  withGuardian: 'guardian signed',
  onPaper: 'on paper',
  copy: (day: string) => `copy given ${day}`,
  noCopy: 'no copy recorded',
  paperChanged: { screen: 'PDF was changed', paper: 'Scan was changed' },
  scanMissing: 'Scan is missing',
  photoUses: {
    'clinical-photos': 'clinical photos',
    education: 'education',
    marketing: 'marketing',
    'social-media': 'social media',
  } satisfies Record<PhotoUse, string>,
  allowed: (names: readonly string[]) => `Allowed: ${names.join(', ')}`,
  refused: (names: readonly string[]) => `Refused: ${names.join(', ')}`,
  takenBack: (name: string, day: string) => `Taken back ${day}: ${name}`,
  photosNow: 'What photos may be used for now',
  photoStates: {
    allowed: 'Allowed',
    refused: 'Refused',
    withdrawn: 'Taken back',
    'not-asked': 'Not asked',
  } satisfies Record<PhotoUseState, string>,
}
