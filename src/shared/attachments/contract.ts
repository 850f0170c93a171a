import { z } from 'zod'
import { attachmentId, procedure } from '#shared/kernel/index.ts'
import { attachment } from './schema.ts'

export const attachmentsContract = {
  /** Keeps a file of at most {@link largestAttachment} bytes. The same bytes are kept once. */
  add: procedure.input(z.object({ file: z.file() })).output(attachment),
  get: procedure.input(z.object({ attachmentId })).output(attachment),
  /** The file as it came. Refused when what is kept no longer has the hash that was recorded. */
  read: procedure.input(z.object({ attachmentId })).output(z.file()),
}
