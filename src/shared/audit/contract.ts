import { z } from 'zod'
import { procedure } from '#shared/kernel/index.ts'
import { recordMoments, standingRecord } from './record.ts'
import { changeLogEntry, entryDetails, lastCheck, verification } from './schema.ts'

const record = z.object({ table: z.string().max(60), id: z.string().min(1).max(60) })

export const auditContract = {
  /** Newest first, at most 200; `before` is the sequence to continue from. */
  list: procedure
    .input(z.object({ before: z.number().int().optional(), table: z.string().optional() }))
    .output(z.object({ entries: z.array(changeLogEntry), total: z.number().int() })),
  /** One entry with its values; refused with `audit.no-such-entry`. */
  entry: procedure.input(z.object({ sequence: z.number().int().positive() })).output(entryDetails),
  /** When a record, or a row that points to it, was written; from the change log. */
  record: procedure.input(record).output(recordMoments),
  /** The record after that entry of the log; refused with `audit.not-yet` before its first one. */
  asItStood: procedure
    .input(record.extend({ sequence: z.number().int().positive() }))
    .output(standingRecord),
  /**
   * Replays the whole log against the living rows, in a worker. With fingerprints from paper, a
   * signer whose key is not among them is a finding; with a head from paper, so is a log that is not its
   * continuation.
   */
  verify: procedure
    .input(
      z
        .object({ fingerprints: z.array(z.string()), since: z.string().max(200).optional() })
        .optional(),
    )
    .output(verification),
  /** What the check that nobody waits for has found; null before the first one has ended. */
  lastCheck: procedure.output(lastCheck.nullable()),
}
