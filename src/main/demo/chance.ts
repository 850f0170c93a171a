import { createCipheriv, createHash } from 'node:crypto'
import { certain } from '#shared/kernel/index.ts'

/** Chance that a seed decides: the same seed gives the same bytes, choices and numbers. */
export interface Chance {
  readonly bytes: (length: number) => Uint8Array
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number
  readonly oneOf: <T>(choices: readonly T[]) => T
  /** True this many times in a hundred. */
  readonly percent: (share: number) => boolean
}

/** AES-256-CTR's key stream, keyed with the seed's hash. Never used for a key or a salt of a vault. */
export const chanceFrom = (seed: string): Chance => {
  const stream = createCipheriv(
    'aes-256-ctr',
    createHash('sha256').update(seed).digest(),
    Buffer.alloc(16),
  )
  const bytes = (length: number) => stream.update(Buffer.alloc(length))
  const between = (least: number, most: number) =>
    least + (bytes(4).readUInt32BE() % (most - least + 1))
  return {
    bytes,
    between,
    oneOf: (choices) => certain(choices[between(0, choices.length - 1)], 'A choice'),
    percent: (share) => between(1, 100) <= share,
  }
}
