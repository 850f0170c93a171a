import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { z } from 'zod'
import { certain, type PractitionerId } from '#shared/kernel/index.ts'

/** AES-256-GCM; each part base64url. */
export const wrapped = z.object({ iv: z.string(), ciphertext: z.string(), tag: z.string() })
export type Wrapped = z.infer<typeof wrapped>

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const bytes = (encoded: string): Buffer => Buffer.from(encoded, 'base64url')

/** `purpose` is authenticated: a wrapped key cannot be put in another's place. */
export const wrap = (
  key: Uint8Array,
  secret: Uint8Array,
  iv: Uint8Array,
  purpose: string,
): Wrapped => {
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(purpose))
  const ciphertext = Buffer.concat([cipher.update(secret), cipher.final()])
  return { iv: text(iv), ciphertext: text(ciphertext), tag: text(cipher.getAuthTag()) }
}

/** The secret, or null when the key is the wrong one. */
export const unwrap = (
  key: Uint8Array,
  { iv, ciphertext, tag }: Wrapped,
  purpose: string,
): Uint8Array | null => {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(iv), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(purpose))
  decipher.setAuthTag(bytes(tag))
  try {
    return Buffer.concat([decipher.update(bytes(ciphertext)), decipher.final()])
  } catch {
    return null
  }
}

/** Signs as one practitioner; made from her passphrase for one act and then let go. */
export interface SigningKey {
  readonly practitionerId: PractitionerId
  readonly sign: (message: Uint8Array) => Uint8Array
}

export interface SigningPair {
  /** Ed25519, raw 32 bytes, base64url. */
  readonly publicKey: string
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array
}

export const newSigningPair = (): SigningPair => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: certain(publicKey.export({ format: 'jwk' }).x, 'A public key'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }),
  }
}

export const signingKey = (practitionerId: PractitionerId, privateKey: Uint8Array): SigningKey => {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
  return { practitionerId, sign: (message) => sign(null, message, key) }
}

/** Reading a key takes as long as checking a signature; a practice has few. */
const keyObjects = new Map<string, KeyObject>()
const keyObjectsKept = 64

const publicKeyObject = (publicKey: string): KeyObject => {
  const known = keyObjects.get(publicKey)
  if (known) return known
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  if (keyObjects.size >= keyObjectsKept) keyObjects.clear()
  keyObjects.set(publicKey, key)
  return key
}

/** Every look at a record asks again; the same bytes have the same answer. */
const answers = new Map<string, boolean>()
const answersKept = 4096

/** Whether an Ed25519 signature (base64url) is this key's over the message. */
export const isSignedBy = (publicKey: string, message: Uint8Array, signature: string): boolean => {
  const question = `${publicKey} ${signature} ${Buffer.from(message).toString('latin1')}`
  const known = answers.get(question)
  if (known !== undefined) return known
  const answer = checkSignature(publicKey, message, signature)
  if (answers.size >= answersKept) answers.clear()
  answers.set(question, answer)
  return answer
}

const checkSignature = (publicKey: string, message: Uint8Array, signature: string): boolean => {
  try {
    return verify(null, message, publicKeyObject(publicKey), bytes(signature))
  } catch {
    return false
  }
}

/** As printed on the recovery sheet and on signed papers: SHA-256 in groups of four digits. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256')
    .update(bytes(publicKey))
    .digest('hex')
    .replace(/(.{4})(?=.)/g, '$1 ')
