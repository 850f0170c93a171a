import type { Connection } from '#main/database/index.ts'

/** Somebody with the key and SQL: all of it, or nothing when the database refuses a part. */
export const asWriter = (connection: Connection, work: () => void): void =>
  connection.transaction(() => {
    connection
      .prepare("INSERT INTO write_context VALUES (1, 'somebody', 'no reason', '2026-11-22')")
      .run()
    work()
    connection.prepare('DELETE FROM write_context').run()
  })()

class Undone extends Error {}

/** Lets these statements run, or says why the database refused; nothing of them stays. */
export const tried = (connection: Connection, statements: readonly string[]): string => {
  try {
    asWriter(connection, () => {
      for (const statement of statements) connection.exec(statement)
      throw new Undone()
    })
  } catch (error) {
    if (error instanceof Undone) return 'done'
    return error instanceof Error ? error.message : String(error)
  }
  return 'unreachable'
}
