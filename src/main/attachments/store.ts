import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { sha256 } from '#main/database/index.ts'

// Files beside the records: each encrypted with a random key of its own, and named by the hash of what
// lies on the disk. Keys and hashes live in the database.

export interface Sealed {
  readonly ciphertextHash: string
  readonly contentHash: string
  /** 32 bytes, hexadecimal. */
  readonly key: string
  readonly ciphertext: Uint8Array
}

/** What is needed to open a kept file again. */
export type Kept = Pick<Sealed, 'ciphertextHash' | 'contentHash' | 'key'>

/** Where the files of a practice lie, from the path of its records. */
export const attachmentsFolder = (recordsPath: string): string =>
  join(dirname(recordsPath), 'attachments')

const nonceLength = 12
const tagLength = 16

/** AES-256-GCM: 12 bytes of nonce, the ciphertext, 16 bytes of tag. */
export const seal = (content: Uint8Array): Sealed => {
  const key = randomBytes(32)
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const ciphertext = Buffer.concat([
    nonce,
    cipher.update(content),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return {
    ciphertextHash: sha256(ciphertext),
    contentHash: sha256(content),
    key: key.toString('hex'),
    ciphertext,
  }
}

/** Written whole and on the disk, or not at all: its row is committed afterwards. */
export const writeSealed = (folder: string, { ciphertextHash, ciphertext }: Sealed): void => {
  mkdirSync(folder, { recursive: true })
  const making = join(folder, `${ciphertextHash}.part`)
  try {
    writeFileSync(making, ciphertext, { flush: true })
    renameSync(making, join(folder, ciphertextHash))
  } catch (error) {
    rmSync(making, { force: true })
    throw error
  }
  flushFolder(folder)
}

/** The new name is on the disk, too. Windows opens no folder for that, and needs none. */
const flushFolder = (folder: string): void => {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Nobody has referred to it yet. */
export const removeSealed = (folder: string, ciphertextHash: string): void =>
  rmSync(join(folder, ciphertextHash), { force: true })

export type Opened =
  | { readonly state: 'whole'; readonly content: Buffer }
  | { readonly state: 'missing' | 'unreadable' | 'altered' }

/**
 * Opens a kept file; `altered` when it does not have the hashes that were recorded, `unreadable` when
 * the disk does not give it: a folder of that name, a damaged sector, a right that is lacking.
 */
export const openSealed = (folder: string, kept: Kept): Opened => {
  // A name that is no hash could lead anywhere.
  if (!/^[0-9a-f]{64}$/.test(kept.ciphertextHash)) return { state: 'altered' }
  const ciphertext = bytesOf(join(folder, kept.ciphertextHash))
  if (typeof ciphertext === 'string') return { state: ciphertext }
  if (sha256(ciphertext) !== kept.ciphertextHash) return { state: 'altered' }
  const content = decrypted(ciphertext, Buffer.from(kept.key, 'hex'))
  return content === null || sha256(content) !== kept.contentHash
    ? { state: 'altered' }
    : { state: 'whole', content }
}

/** Which file lies there, how long it is and when it was last changed; null when there is none. */
export const touchOf = (folder: string, ciphertextHash: string): string | null => {
  if (!/^[0-9a-f]{64}$/.test(ciphertextHash)) return null
  const found = statSync(join(folder, ciphertextHash), { bigint: true, throwIfNoEntry: false })
  return found ? `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}` : null
}

const bytesOf = (path: string): Buffer | 'missing' | 'unreadable' => {
  try {
    return readFileSync(path)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? 'missing'
      : 'unreadable'
  }
}

const decrypted = (ciphertext: Buffer, key: Buffer): Buffer | null => {
  const body = ciphertext.length - tagLength
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, ciphertext.subarray(0, nonceLength), {
      authTagLength: tagLength,
    })
    decipher.setAuthTag(ciphertext.subarray(body))
    return Buffer.concat([
      decipher.update(ciphertext.subarray(nonceLength, body)),
      decipher.final(),
    ])
  } catch {
    // The tag does not fit, or there are too few bytes for one: somebody changed the file or the row.
    return null
  }
}
