import type { LogEntry } from '#main/database/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'

/** Takes what does not hold. */
export type Finds = (
  code: VerificationFinding['code'],
  subject: string,
  explanation: string,
) => void

/** `entry 7`, or `entries 7 to 9`. */
export const span = (first: number, last: number): string =>
  first === last ? `entry ${first}` : `entries ${first} to ${last}`

/** How an entry is named: by its number and its row, never by what it says. */
export const nameOf = ({ sequence, table, rowId }: LogEntry): string =>
  `entry ${sequence} (${table} ${rowId})`
