import type { Connection } from '#main/database/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'

/** What the gate found when a session began is named by no signature: its text must be there. */
export const verifyGates = (connection: Connection): readonly VerificationFinding[] =>
  connection
    .prepare<[], string>(
      `SELECT hash FROM (
         SELECT DISTINCT CASE WHEN json_valid(gate) AND json_type(gate, '$.findings') = 'text'
           THEN gate ->> '$.findings' END AS hash FROM sessions
       ) named WHERE hash IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM contents WHERE contents.hash = unhex(named.hash))`,
    )
    .pluck()
    .all()
    .map((hash) => ({
      code: 'content-altered',
      subject: `content ${hash}`,
      explanation: 'What the gate found when a session began is not there.',
    }))
