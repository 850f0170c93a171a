import { z } from 'zod'

/** What a bundle calls itself; another format gets another name. */
export const bundleFormat = 'stratum-bundle-1'

export const bundleFiles = {
  manifest: 'manifest.json',
  head: 'chain-head.json',
  log: 'change-log.jsonl',
  drafts: 'drafts.jsonl',
  readme: 'README.md',
  schema: 'schema.json',
  table: (name: string) => `${name}.jsonl`,
  /** A kept file, decrypted, by the hash of its content. */
  attachment: (contentHash: string) => `attachments/${contentHash}`,
} as const

/** `practice`: every row is revealed. `evidence`: one client's rows, the rest as commitments. */
export const bundleKind = z.enum(['practice', 'evidence'])
export type BundleKind = z.infer<typeof bundleKind>

const hash = z.string().regex(/^[0-9a-f]{64}$/)

export const bundleManifest = z.strictObject({
  format: z.literal(bundleFormat),
  kind: bundleKind,
  /** The client whose evidence it is. */
  clientId: z.string().nullable(),
  /** SHA-256 of every other file, hexadecimal. */
  files: z.record(z.string(), hash),
})
export type BundleManifest = z.infer<typeof bundleManifest>

export const bundleHead = z.strictObject({ sequence: z.number().int().min(0), hash })
export type BundleHead = z.infer<typeof bundleHead>

/** One line of `change-log.jsonl`. `row` is the logged row's JSON as one string, byte for byte. */
export const bundleEntry = z.strictObject({
  sequence: z.number().int().positive(),
  at: z.string(),
  actor: z.string(),
  reason: z.string().nullable(),
  table: z.string(),
  rowId: z.string(),
  operation: z.string(),
  row: z.string().nullable(),
  salt: z.string().nullable(),
  commitment: z.string().nullable(),
  hash: z.string().nullable(),
})
export type BundleEntry = z.infer<typeof bundleEntry>

export const bundleRow = z.record(z.string(), z.unknown()).and(z.object({ id: z.string() }))
export type BundleRow = z.infer<typeof bundleRow>
