import type { Block } from '#main/documents/index.ts'
import { formatMoment } from '#shared/kernel/index.ts'
import type { Signature, SignatureState } from '#shared/signing/index.ts'
import type { History } from './history.ts'
import { nothing, words } from './words.ts'

interface Signed {
  readonly signature: Signature
  readonly state: SignatureState
  readonly timeZone: string
}

/** Printed name, licence, meaning, moment, and what a stranger needs to check it (21 CFR 11.50). */
export const signatureBlocks = (
  { signers }: Pick<History, 'signers'>,
  { signature, state, timeZone }: Signed,
): readonly Block[] => [
  {
    kind: 'notice',
    tone: state === 'valid' ? 'good' : 'bad',
    title:
      state === 'valid'
        ? `${words.signatureState.valid}: ${words.meaning[signature.meaning]}`
        : `${words.signatureState.invalid}: this record is not what was signed`,
    lines: [
      `${signature.printedName}, ${signature.licence}`,
      `${words.meaning[signature.meaning]}, signed ${formatMoment(signature.signedAt, timeZone)} (${signature.signedAt})`,
      `Record SHA-256 ${signature.snapshotHash}`,
      `Key fingerprint ${signers.get(signature.signerId)?.fingerprint ?? nothing}`,
      `Change log head at signing ${signature.chainHead}`,
    ],
  },
]
