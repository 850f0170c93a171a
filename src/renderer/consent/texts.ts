import type { ConsentKind, ConsentState, PaperState, PhotoUse } from '#shared/consent/index.ts'
import { type CalendarDate, formatDay } from '#shared/kernel/index.ts'
import { prepareTexts } from './prepareTexts.ts'
import { recordTexts } from './recordTexts.ts'
import { signTexts } from './signTexts.ts'
import { editorTexts, templateTexts } from './templateTexts.ts'

export const texts = {
  states: {
    valid: 'Valid',
    expired: 'Expired',
    'used-up': 'Used up',
    withdrawn: 'Withdrawn',
    superseded: 'Text has changed',
    invalid: 'Signature does not hold',
  } satisfies Record<ConsentState, string>,
  kinds: {
    microneedling: 'Microneedling',
    guardian: 'Parent or guardian',
    photography: 'Photography',
  } satisfies Record<ConsentKind, string>,
  photoUses: {
    'clinical-photos': 'Photos for the record',
    education: 'Teaching',
    marketing: 'Advertising',
    'social-media': 'Social media',
  } satisfies Record<PhotoUse, string>,
  papers: {
    screen: {
      whole: 'Sealed PDF unchanged',
      changed: 'Sealed PDF has been changed',
      missing: 'Sealed PDF not made yet',
    },
    paper: {
      whole: 'Scan unchanged',
      changed: 'Scan has been changed',
      missing: 'Scan is missing',
    },
  } satisfies Record<'screen' | 'paper', Record<PaperState, string>>,
  answers: { yes: 'Yes', no: 'No' },
  people: {
    client: 'Client',
    guardian: 'Parent or guardian',
    interpreter: 'Interpreter',
    witness: 'Witness',
  },
  born: (birthDate: CalendarDate) => `born ${formatDay(birthDate)}`,
  version: (version: number) => `Version ${version}`,
  cancel: 'Cancel',
  before: 'Before',
  now: 'Now',
  nothing: 'nothing',
  prepare: prepareTexts,
  sign: signTexts,
  record: recordTexts,
  templates: templateTexts,
  editor: editorTexts,
}
