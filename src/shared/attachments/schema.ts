import { z } from 'zod'
import { attachmentId, instant, line } from '#shared/kernel/index.ts'

/** A file that is kept as it came: encrypted beside the records, its hashes in them. */
export const attachment = z.object({
  id: attachmentId,
  name: line(255),
  /** `application/pdf`, `image/jpeg`, `text/plain` … */
  mediaType: z.string(),
  /** Bytes. */
  size: z.number().int().min(0),
  /** SHA-256 of the file as it came, hexadecimal. */
  contentHash: z.string(),
  addedAt: instant,
})
export type Attachment = z.infer<typeof attachment>
