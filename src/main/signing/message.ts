import { z } from 'zod'
import { canonical, readOnce, sha256 } from '#main/database/index.ts'
import { isSignedBy } from '#main/vault/index.ts'
import {
  type SealedIdentity,
  type Signature,
  signature as signatureOfRow,
} from '#shared/signing/index.ts'

/** The bytes that an Ed25519 signature covers: everything but the id and the value itself. */
export const signedMessage = ({ id: _id, value: _value, ...signed }: Signature): Uint8Array =>
  Buffer.from(canonical(signed))

/** Whether the snapshot is the one that was signed, and the signature is this key's. */
export const signatureHolds = (
  signature: Signature,
  snapshot: string,
  publicKey: string,
): boolean =>
  hashOfSnapshot(snapshot) === signature.snapshotHash &&
  isKeyOver(JSON.stringify([publicKey, signature]))

/** What a snapshot says of a person: SHA-256 of 32 bytes of salt and the canonical identity. */
export const identityCommitment = ({ salt, number, name, birthDate }: SealedIdentity): string =>
  sha256(Buffer.from(salt, 'hex'), canonical({ number, name, birthDate }))

/**
 * What a snapshot says of other names that stand beside it: SHA-256 of 32 bytes of salt and the
 * canonical rest.
 */
export const namesCommitment = ({ salt, ...names }: { readonly salt: string }): string =>
  sha256(Buffer.from(salt, 'hex'), canonical(names))

const hashOfSnapshot = readOnce((snapshot) => sha256(snapshot), 500)

const question = z.tuple([z.string(), signatureOfRow])

/** Each look at a record asks again, and its message takes as long to write as the rest of the look. */
const isKeyOver = readOnce((text) => {
  const [publicKey, signed] = question.parse(JSON.parse(text))
  return isSignedBy(publicKey, signedMessage(signed), signed.value)
}, 4096)
