import { type Database, preparedOnce, type Peaks, rootOf } from '#main/database/index.ts'
import { instant, type Instant } from '#shared/kernel/index.ts'

/** Where the last check that held ended, and when it was. Signed by nobody. */
export interface HeldHead {
  readonly peaks: Peaks
  readonly wholeAt: Instant
  readonly checkedAt: Instant
  readonly findings: number
}

interface Row {
  readonly size: number
  readonly peaks: Buffer
  readonly whole_at: string
  readonly checked_at: string
  readonly findings: number
}

const prepared = preparedOnce(({ $client: connection }) => ({
  last: connection.prepare<[], Row>(
    'SELECT size, peaks, whole_at, checked_at, findings FROM verified_heads',
  ),
  keep: connection.prepare(
    `INSERT INTO verified_heads (one, size, root, peaks, whole_at, checked_at, findings)
     VALUES (1, :size, :root, :peaks, :wholeAt, :checkedAt, :findings)
     ON CONFLICT (one) DO UPDATE SET size = excluded.size, root = excluded.root, peaks = excluded.peaks,
       whole_at = excluded.whole_at, checked_at = excluded.checked_at, findings = excluded.findings`,
  ),
}))

export const createHeldHeads = (database: Database) => ({
  last: (): HeldHead | null =>
    database.read((db) => {
      const row = prepared(db).last.get()
      return (
        row && {
          peaks: {
            size: row.size,
            hashes: Array.from({ length: row.peaks.length / 32 }, (_, index) =>
              row.peaks.subarray(index * 32, (index + 1) * 32),
            ),
          },
          wholeAt: instant.parse(row.whole_at),
          checkedAt: instant.parse(row.checked_at),
          findings: row.findings,
        }
      )
    }) ?? null,

  /** Outside the log: it says what was found in it. */
  keep: ({ peaks, wholeAt, checkedAt, findings }: HeldHead): void =>
    database.writeDraft((tx) => {
      prepared(tx).keep.run({
        size: peaks.size,
        root: rootOf(peaks),
        peaks: Buffer.concat(peaks.hashes),
        wholeAt,
        checkedAt,
        findings,
      })
    }),
})
