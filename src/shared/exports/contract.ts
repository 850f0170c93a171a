import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { calendarDate, clientId, procedure } from '#shared/kernel/index.ts'

/** A piece of a file of the practice's bundle: its words, or its bytes as Base64. */
export const bundlePiece = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), file: z.string(), text: z.string() }),
  z.object({ kind: z.literal('bytes'), file: z.string(), base64: z.string() }),
])
export type BundlePiece = z.infer<typeof bundlePiece>

export const exportsContract = {
  /** One client's treatment history. */
  history: procedure
    .input(z.object({ clientId, format: z.enum(['pdf', 'csv', 'json', 'fhir']) }))
    .output(z.file()),
  /**
   * The inspector's pack: cover with completeness findings, loads, tests, failures with their
   * corrective action, sharps, training. Both days included, in the practice's time zone.
   */
  sterilization: procedure
    .input(
      z.object({
        from: calendarDate,
        to: calendarDate,
        format: z.enum(['pdf', 'csv']),
        /** Whether the clients a pack was used on are named; masked, they are session numbers. */
        namesClients: z.boolean().default(false),
      }),
    )
    .output(z.file()),
  /** The change log with the mark of its verification. */
  changeLog: procedure.input(z.object({ format: z.enum(['pdf', 'csv']) })).output(z.file()),
  /** Everything in open formats, as a zip. */
  practice: procedure.output(z.file()),
  /**
   * The files of that zip one after the other, each in pieces; a file without content is one empty
   * piece. Whoever asked takes them at her own pace, and who stops asking ends the work.
   */
  practiceFiles: procedure.output(eventIterator(bundlePiece)),
  /** One client's signed records with the proof, as a zip that `verify` checks without a practice. */
  evidence: procedure.input(z.object({ clientId })).output(z.file()),
}
