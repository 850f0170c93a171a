import {
  type Connection,
  contentOf,
  entriesFrom,
  keptPeaks,
  type LogEntry,
} from '#main/database/index.ts'
import { certain } from '#shared/kernel/index.ts'

/** Every entry of the change log, oldest first, each as it was written. */
export const loggedEntries = (connection: Connection): readonly LogEntry[] => [
  ...entriesFrom(connection),
]

/** How many there are. */
export const lastSequence = (connection: Connection): number => keptPeaks(connection).size

/** SQL that puts another text in the place of what was signed about a record. */
export const forgedSnapshot = (
  connection: Connection,
  subjectId: string,
  change: (snapshot: string) => string,
): string => {
  const hash = connection
    .prepare<[string], Buffer>('SELECT snapshot_hash FROM signatures WHERE subject_id = ?')
    .pluck()
    .get(subjectId)
  const snapshot = contentOf(connection, certain(hash, 'A signature'))
  const bytes = Buffer.from(change(certain(snapshot, 'What was signed'))).toString('hex')
  return `UPDATE contents SET codec = 0, bytes = unhex('${bytes}') WHERE hash = (
    SELECT snapshot_hash FROM signatures WHERE subject_id = '${subjectId}')`
}
