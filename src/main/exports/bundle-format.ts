import { z } from 'zod'

/** What a bundle calls itself; another format gets another name. */
export const bundleFormat = 'stratum-bundle-2'

/** Bundles of before release 5: the whole log as a chain of hashes, signatures with their snapshots inside. */
export const formerFormat = 'stratum-bundle-1'

export const bundleFiles = {
  manifest: 'manifest.json',
  head: 'log-head.json',
  formerHead: 'chain-head.json',
  log: 'change-log.jsonl',
  heads: 'heads.jsonl',
  contents: 'contents.jsonl',
  drafts: 'drafts.jsonl',
  readme: 'README.md',
  schema: 'schema.json',
  table: (name: string) => `${name}.jsonl`,
  /** A kept file, decrypted, by the hash of its content. */
  attachment: (contentHash: string) => `attachments/${contentHash}`,
} as const

/** `practice`: everything. `evidence`: one client's rows and their entries, each with its proof. */
export const bundleKind = z.enum(['practice', 'evidence'])
export type BundleKind = z.infer<typeof bundleKind>

const hash = z.string().regex(/^[0-9a-f]{64}$/)

export const bundleManifest = z.strictObject({
  format: z.enum([bundleFormat, formerFormat]),
  kind: bundleKind,
  /** The client whose evidence it is. */
  clientId: z.string().nullable(),
  /** SHA-256 of every other file, hexadecimal. */
  files: z.record(z.string(), hash),
})
export type BundleManifest = z.infer<typeof bundleManifest>

export const bundleHead = z.strictObject({ size: z.number().int().min(0), root: hash })
export type BundleHead = z.infer<typeof bundleHead>

/** One line of `change-log.jsonl`. `row` is what was written, as JSON in one string, byte for byte. */
export const bundleEntry = z.strictObject({
  sequence: z.number().int().positive(),
  at: z.string(),
  actor: z.string(),
  reason: z.string().nullable(),
  table: z.string(),
  rowId: z.string(),
  operation: z.enum(['insert', 'update']),
  row: z.string().nullable(),
  salt: hash.nullable(),
  commitment: hash,
  /** Of an update: the sequence of the entry that its row had before. */
  before: z.number().int().nullable(),
  /** Of an entry from before release 5: the link of the chain before it. */
  previous: hash.nullable(),
  /** The audit path of its leaf (RFC 6962, 2.1.1), in evidence; a whole log needs none. */
  proof: z.array(hash).optional(),
})
export type BundleEntry = z.infer<typeof bundleEntry>

/** One line of `heads.jsonl`: a head that a signature names, and how it lies in the log of the bundle's head. */
export const bundledHead = z.union([
  /** RFC 6962, 2.1.2. */
  z.strictObject({ head: z.string(), consistency: z.array(hash) }),
  /** From before release 5: the data of the leaf whose SHA-256 it is, and the leaf's audit path. */
  z.strictObject({
    head: hash,
    leaf: z.string(),
    sequence: z.number().int().positive(),
    proof: z.array(hash),
  }),
])
export type BundledHead = z.infer<typeof bundledHead>

/** One line of `contents.jsonl`. */
export const bundleContent = z.strictObject({ hash, content: z.string() })

export const bundleRow = z.record(z.string(), z.unknown()).and(z.object({ id: z.string() }))
export type BundleRow = z.infer<typeof bundleRow>
