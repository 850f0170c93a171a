import { argon2id } from 'hash-wasm'
import { z } from 'zod'

/** How a secret becomes a key: Argon2id, RFC 9106. Memory in KiB. */
export const derivation = z.object({
  algorithm: z.literal('argon2id'),
  memory: z.number().int().min(8).max(4_194_304),
  iterations: z.number().int().min(1).max(100),
  parallelism: z.literal(1),
  /** 16 bytes, base64url. */
  salt: z.string().regex(/^[\w-]{22}$/),
})
export type Derivation = z.infer<typeof derivation>

export type Strength = 'production' | 'test'

/** RFC 9106's second recommendation, 64 MiB and three passes: about a third of a second here. */
const strengths = {
  production: { memory: 65_536, iterations: 3 },
  test: { memory: 64, iterations: 1 },
} as const

export const newDerivation = (strength: Strength, salt: Uint8Array): Derivation => ({
  algorithm: 'argon2id',
  ...strengths[strength],
  parallelism: 1,
  salt: Buffer.from(salt).toString('base64url'),
})

/** Test-strength slots are refused in production: a copied test folder must not be taken for safe. */
export const isStrongEnough = ({ memory, iterations }: Derivation, strength: Strength): boolean =>
  memory >= strengths[strength].memory && iterations >= strengths[strength].iterations

export interface DerivationInput {
  readonly secret: string
  readonly derivation: Derivation
}

/** 64 bytes: the first half wraps the data key, the second half the signing key. Blocks its thread. */
export const deriveKeys = ({ secret, derivation }: DerivationInput): Promise<Uint8Array> =>
  argon2id({
    password: secret.normalize('NFC'),
    salt: Buffer.from(derivation.salt, 'base64url'),
    memorySize: derivation.memory,
    iterations: derivation.iterations,
    parallelism: derivation.parallelism,
    hashLength: 64,
    outputType: 'binary',
  })
