import type { Tone } from '#main/documents/index.ts'
import type { ConsentState } from '#shared/consent/index.ts'
import type { IndicatorResult, LoadState, Pack } from '#shared/sterilization/index.ts'
import type { Endpoint, ImmediateResponse, Technique } from '#shared/sessions/index.ts'
import type { SignatureMeaning, SignatureState } from '#shared/signing/index.ts'

/** The words of everything that is handed over. */
export const words = {
  technique: { pen: 'Pen', roller: 'Roller', stamp: 'Stamp' } satisfies Record<Technique, string>,
  endpoint: {
    none: 'No change',
    'mild-erythema': 'Mild erythema',
    'uniform-erythema': 'Uniform erythema',
    'pinpoint-bleeding': 'Pinpoint bleeding',
    stopped: 'Stopped early',
  } satisfies Record<Endpoint, string>,
  response: {
    none: 'None seen',
    'mild-redness': 'Mild redness',
    'marked-redness': 'Marked redness',
    swelling: 'Swelling',
    'pinpoint-bleeding': 'Pinpoint bleeding',
    bruising: 'Bruising',
    other: 'Other',
  } satisfies Record<ImmediateResponse, string>,
  meaning: {
    'treatment-performed': 'Treatment performed',
    addendum: 'Addendum',
    'load-released': 'Load released',
    'consent-witnessed': 'Consent witnessed',
    'deviation-countersigned': 'Deviation countersigned',
    'entered-in-error': 'Entered in error',
  } satisfies Record<SignatureMeaning, string>,
  consentState: {
    valid: 'Valid',
    expired: 'Expired',
    withdrawn: 'Withdrawn',
    superseded: 'Text has changed since',
    invalid: 'Does not match its signature',
  } satisfies Record<ConsentState, string>,
  signatureState: {
    valid: 'Signature valid',
    invalid: 'Signature NOT valid',
  } satisfies Record<SignatureState, string>,
  loadState: {
    quarantined: 'Awaiting release',
    released: 'Released',
    rejected: 'Rejected',
  } satisfies Record<LoadState, string>,
  packState: {
    quarantined: 'awaiting release',
    stored: 'in store',
    claimed: 'taken',
    used: 'used',
    rejected: 'rejected',
  } satisfies Record<Pack['state'], string>,
  indicator: { pass: 'pass', fail: 'FAIL', 'not-read': 'not read' } satisfies Record<
    IndicatorResult,
    string
  >,
} as const

export const toneOfSignature = (state: SignatureState): Tone => (state === 'valid' ? 'good' : 'bad')

export const toneOfConsent = (state: ConsentState): Tone =>
  state === 'valid' ? 'good' : state === 'invalid' ? 'bad' : 'caution'

export const toneOfLoad = (state: LoadState): Tone =>
  state === 'released' ? 'good' : state === 'rejected' ? 'bad' : 'caution'

/** `3 zones`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** What a person writes where there is nothing to say. */
export const nothing = '–'
