import { z } from 'zod'
import { calendarDate, cycleRecordId, loadId, procedure } from '#shared/kernel/index.ts'
import { programme } from '#shared/sterilization/index.ts'
import { columnMapping, cycleReading, cycleRecord, importReport } from './schema.ts'

export const importsContract = {
  /** Reads what sterilizers wrote, one cycle or many in a file; nothing is skipped silently. */
  sterilizerFiles: procedure
    .input(
      z.object({ files: z.array(z.file()).min(1).max(500), dryRun: z.boolean().default(false) }),
    )
    .output(importReport),
  /** Kept cycles, newest first, each joined with the log as it is now. */
  cycles: procedure
    .input(z.object({ from: calendarDate.optional(), to: calendarDate.optional() }))
    .output(z.array(cycleRecord)),
  /** One cycle with its measured series and the limits of the programme it was logged with. */
  cycle: procedure.input(z.object({ cycleRecordId })).output(
    z.object({
      record: cycleRecord,
      reading: cycleReading,
      programme: programme.nullable(),
    }),
  ),
  /** The kept cycle of a load, if its machine's file was read. */
  cycleOfLoad: procedure.input(z.object({ loadId })).output(cycleRecord.nullable()),
  /** The watched folder on this machine, what could not be read there, and the column mappings. */
  settings: procedure.output(
    z.object({
      folder: z.string().nullable(),
      mappings: z.array(columnMapping),
      unreadable: z.array(z.object({ file: z.string(), because: z.string() })),
      lastLookedAt: z.string().nullable(),
    }),
  ),
  watchFolder: procedure.input(z.object({ folder: z.string().max(1000).nullable() })),
  saveMapping: procedure.input(z.object({ mapping: columnMapping })),
}
