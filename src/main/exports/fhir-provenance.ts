import type { Signature, SignatureMeaning, SignatureState } from '#shared/signing/index.ts'
import { narrative, referenceTo, type Resource } from './fhir.ts'
import { words } from './words.ts'

interface Signed {
  readonly id: string
  /** The ids of the resources that were signed. */
  readonly targets: readonly string[]
  readonly signature: Signature
  readonly state: SignatureState
}

/** ASTM E1762-95, as R4's value set of signature types lists them. */
const author = { code: '1.2.840.10065.1.12.1.1', display: "Author's Signature" }
const verification = { code: '1.2.840.10065.1.12.1.5', display: 'Verification Signature' }
const witness = { code: '1.2.840.10065.1.12.1.11', display: 'Consent Witness Signature' }

const types: Readonly<Record<SignatureMeaning, typeof author>> = {
  'treatment-performed': author,
  addendum: author,
  'screening-completed': author,
  'entered-in-error': author,
  'load-released': verification,
  'packs-released': verification,
  'spore-test-read': verification,
  'recall-step': verification,
  'deviation-countersigned': verification,
  'session-countersigned': verification,
  'consent-witnessed': witness,
}

/** Who signed what, when and with which meaning, and the Ed25519 signature itself. */
export const provenance = ({ id, targets, signature, state }: Signed): Resource => ({
  resourceType: 'Provenance',
  id,
  text: narrative(
    `${words.meaning[signature.meaning]}: ${signature.printedName}, ${signature.licence}, ${signature.signedAt}`,
    `${words.signatureState[state]} when exported. Record SHA-256 ${signature.snapshotHash}; change log head ${signature.chainHead}`,
    'Ed25519 over the canonical JSON (RFC 8785) of subjectTable, subjectId, signerId, printedName, licence, meaning, signedAt, snapshotHash, chainHead',
  ),
  target: targets.map(referenceTo),
  recorded: signature.signedAt,
  agent: [{ who: referenceTo(signature.signerId) }],
  signature: [
    {
      type: [{ system: 'urn:iso-astm:E1762-95:2013', ...types[signature.meaning] }],
      when: signature.signedAt,
      who: referenceTo(signature.signerId),
      targetFormat: 'application/json',
      sigFormat: 'application/octet-stream',
      // FHIR's base64 is not the one of URLs.
      data: Buffer.from(signature.value, 'base64url').toString('base64'),
    },
  ],
})
