import { z } from 'zod'
import { calendarDate, finding, premisesRecordId, procedure, prose } from '#shared/kernel/index.ts'
import { premisesEntry, premisesRecord } from './schema.ts'

export const premisesContract = {
  /** Newest first, records marked as entered in error included. */
  records: procedure
    .input(z.object({ from: calendarDate.optional(), to: calendarDate.optional() }))
    .output(z.array(premisesRecord)),
  /** What runs out or is due: a permit, a training, a container that stands open. */
  due: procedure.output(z.array(z.object({ record: premisesRecord, finding }))),
  add: procedure.input(premisesEntry).output(premisesRecord),
  /** A container is sealed and collected, a permit renewed: the same record goes on. */
  update: procedure
    .input(z.object({ premisesRecordId, entry: premisesEntry, reason: prose(500).min(1) }))
    .output(premisesRecord),
  markEnteredInError: procedure
    .input(z.object({ premisesRecordId, reason: prose(500).min(1) }))
    .output(premisesRecord),
}
