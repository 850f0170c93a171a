import type { Tone } from '#main/documents/index.ts'
import type { ConsentState } from '#shared/consent/index.ts'
import type { PremisesKind } from '#shared/premises/index.ts'
import type { RecallStepKind } from '#shared/recalls/index.ts'
import type {
  AnswerWord,
  PatchTestResult,
  Screening,
  ScreeningState,
  Verdict,
} from '#shared/screening/index.ts'
import type {
  AirRemovalTest,
  IndicatorResult,
  LoadKind,
  LoadState,
  Pack,
  SporeTestPurpose,
  SporeTestResult,
} from '#shared/sterilization/index.ts'
import type { SignatureMeaning, SignatureState } from '#shared/signing/index.ts'
import { sessionWords } from './words-session.ts'

/** The words of everything that is handed over. */
export const words = {
  ...sessionWords,
  meaning: {
    'treatment-performed': 'Treatment performed',
    addendum: 'Addendum',
    'load-released': 'Load released',
    'packs-released': 'Packs released',
    'spore-test-read': 'Spore test read',
    'recall-step': 'Recall step',
    'screening-completed': 'Screening completed',
    'consent-witnessed': 'Consent witnessed',
    'deviation-countersigned': 'Deviation countersigned',
    'session-countersigned': 'Countersigned as supervisor',
    'entered-in-error': 'Entered in error',
  } satisfies Record<SignatureMeaning, string>,
  consentState: {
    valid: 'Valid',
    expired: 'Expired',
    'used-up': 'Used for all of its sessions',
    withdrawn: 'Withdrawn',
    superseded: 'Text has changed since',
    invalid: 'Does not match its signature',
  } satisfies Record<ConsentState, string>,
  verdict: {
    stop: 'Stop',
    clearance: 'Needs clearance',
    caution: 'Caution',
    clear: 'Clear',
  } satisfies Record<Verdict, string>,
  screeningState: {
    valid: 'Valid',
    expired: 'Expired',
    earlier: 'Screened again since',
    invalid: 'Does not match its signature',
  } satisfies Record<ScreeningState, string>,
  answer: { yes: 'Yes', no: 'No', unknown: 'Not known' } satisfies Record<AnswerWord, string>,
  askedBy: {
    practitioner: 'the practitioner',
    client: 'the client herself, on the screen',
  } satisfies Record<Screening['askedBy'], string>,
  patchTest: {
    negative: 'negative',
    doubtful: 'doubtful',
    positive: 'POSITIVE',
    irritant: 'irritant',
    'not-read': 'not read',
  } satisfies Record<PatchTestResult, string>,
  signatureState: {
    valid: 'Signature valid',
    invalid: 'Signature NOT valid',
  } satisfies Record<SignatureState, string>,
  loadState: {
    quarantined: 'Awaiting release',
    released: 'Released',
    rejected: 'Rejected',
    recalled: 'Recalled',
    recorded: 'Recorded',
  } satisfies Record<LoadState, string>,
  packState: {
    quarantined: 'awaiting release',
    stored: 'in store',
    claimed: 'taken',
    used: 'used',
    rejected: 'rejected',
    reprocessed: 'sterilized again under another label',
    recalled: 'recalled',
  } satisfies Record<Pack['state'], string>,
  loadKind: {
    load: 'Load',
    test: 'Test cycle',
    aborted: 'Broken off',
    service: 'Service',
  } satisfies Record<LoadKind, string>,
  airRemovalTest: { 'bowie-dick': 'Bowie-Dick test', helix: 'Helix test' } satisfies Record<
    AirRemovalTest,
    string
  >,
  sporeTest: {
    pending: 'not read yet',
    pass: 'pass',
    fail: 'FAIL',
    invalid: 'invalid: the control did not grow',
  } satisfies Record<SporeTestResult, string>,
  sporeTestPurpose: {
    routine: 'routine',
    repeat: 'repeat after a failure',
    'after-repair': 'after a repair',
  } satisfies Record<SporeTestPurpose, string>,
  recallStep: {
    opened: 'Opened',
    'monitors-reviewed': 'Records reviewed',
    'procedure-reviewed': 'Procedure reviewed',
    decision: 'Decision',
    'authority-informed': 'Authority informed',
    repaired: 'Repaired',
    'returned-to-service': 'Returned to service',
    closed: 'Closed',
  } satisfies Record<RecallStepKind, string>,
  premises: {
    'sharps-container': 'Sharps containers',
    'sharps-injury': 'Needlestick injuries',
    'waste-manifest': 'Waste manifests',
    training: 'Training',
    'hepatitis-b': 'Hepatitis B status',
    permit: 'Permits',
    certificate: 'Certificates',
  } satisfies Record<PremisesKind, string>,
  indicator: { pass: 'pass', fail: 'FAIL', 'not-read': 'not read' } satisfies Record<
    IndicatorResult,
    string
  >,
} as const

export const toneOfSignature = (state: SignatureState): Tone => (state === 'valid' ? 'good' : 'bad')

export const toneOfConsent = (state: ConsentState): Tone =>
  state === 'valid' ? 'good' : state === 'invalid' ? 'bad' : 'caution'

export const toneOfVerdict = (verdict: Verdict): Tone => verdictTones[verdict]

const verdictTones: Readonly<Record<Verdict, Tone>> = {
  stop: 'bad',
  clearance: 'bad',
  caution: 'caution',
  clear: 'good',
}

export const toneOfLoad = (state: LoadState): Tone => toneOf[state]

const toneOf: Readonly<Record<LoadState, Tone>> = {
  quarantined: 'caution',
  released: 'good',
  rejected: 'bad',
  recalled: 'bad',
  recorded: 'quiet',
}

/** `3 zones`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** What a person writes where there is nothing to say. */
export const nothing = '–'
