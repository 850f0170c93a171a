import { type Connection, contentOf } from '#main/database/index.ts'

type Row = Readonly<Record<string, unknown>>

/** A row with the texts that it names by their hash: what was signed, and what the gate found. */
export const withContents = (connection: Connection, table: string, row: Row): Row => {
  if (table === 'signatures')
    return { ...row, snapshot: textOf(connection, row['snapshot_hash']) ?? row['snapshot'] }
  if (table !== 'sessions' || typeof row['gate'] !== 'string') return row
  const gate = JSON.parse(row['gate']) as Row
  const findings = textOf(connection, gate['findings'])
  return findings === undefined
    ? row
    : { ...row, gate: JSON.stringify({ ...gate, findings: JSON.parse(findings) as unknown }) }
}

/** Undefined where no content is named, or it cannot be read. */
const textOf = (connection: Connection, hash: unknown): string | undefined =>
  typeof hash === 'string' && /^[0-9a-fA-F]{64}$/.test(hash)
    ? (contentOf(connection, Buffer.from(hash, 'hex')) ?? undefined)
    : undefined
