import { hash } from 'node:crypto'
import { type Connection, preparedOnce, type ReadDb, rowExpression } from '#main/database/index.ts'
import { certain, type SessionId } from '#shared/kernel/index.ts'

/** Everything that a signed session's line in a list follows from, each row with all of its columns. */
const evidenceOf = (connection: Connection): string => {
  const rows = (table: string, where: string, name = 't') =>
    `(SELECT json_group_array(${rowExpression(connection, table, name)}) FROM "${table}" ${name} WHERE ${where})`
  const deviations = 'SELECT id FROM deviations WHERE session_id = @id'
  const signatures = (where: string) => [rows('signatures', where), ...contents(connection, where)]
  const parts = [
    rows('sessions', 't.id = @id'),
    ...[
      'session_zones',
      'session_products',
      'session_anaesthetics',
      'session_marks',
      'session_orders',
      'deviations',
      'addenda',
      'units',
      'packs',
    ].map((table) => rows(table, 't.session_id = @id')),
    ...signatures("t.subject_table = 'sessions' AND t.subject_id = @id"),
    ...signatures(`t.subject_table = 'deviations' AND t.subject_id IN (${deviations})`),
    rows('practitioners', '1', 'person'),
  ]
  return `SELECT json_array(${parts.join(', ')})`
}

/** What was signed, where it does not stand in the signature's own row. */
const contents = (connection: Connection, where: string): readonly string[] =>
  connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'contents'").get() === undefined
    ? []
    : [
        `(SELECT json_group_array(c.codec || hex(c.bytes)) FROM signatures t
          JOIN contents c ON c.hash = t.snapshot_hash WHERE ${where})`,
      ]

const prepared = preparedOnce(({ $client: connection }) =>
  connection.prepare<[{ readonly id: SessionId }], string>(evidenceOf(connection)).pluck(),
)

/**
 * What is worked out of a signed session is worked out again only when a byte has changed in any row that
 * it follows from: reading them all takes a tenth of the time of checking them against the signature.
 * @param most of so many records, those that were changed or met last
 */
export const createEvidence = <T>(most: number) => {
  const known = new Map<SessionId, { readonly digest: string; readonly value: T }>()
  return (db: ReadDb, id: SessionId, workOut: () => T): T => {
    const digest = hash('sha256', certain(prepared(db).get({ id }), 'The evidence'), 'base64')
    const before = known.get(id)
    if (before?.digest === digest) return before.value
    const value = workOut()
    known.delete(id)
    const [oldest] = known.size < most ? [] : known.keys()
    if (oldest !== undefined) known.delete(oldest)
    known.set(id, { digest, value })
    return value
  }
}
