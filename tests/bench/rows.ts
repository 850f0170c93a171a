import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import type { Connection } from '#main/database/index.ts'

/** The rows of every ordinary table, whatever the tables are. */
const rowsOf = function* (connection: Connection): Generator<readonly unknown[]> {
  const names = connection
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name`,
    )
    .pluck()
    .all()
  for (const name of names) {
    yield* connection.prepare<[], readonly unknown[]>(`SELECT * FROM "${name}"`).raw().iterate()
  }
}

/** The least that `verify` could do: reads every row and hashes it. @returns one hash of all */
export const hashRows = (connection: Connection): string => {
  const all = createHash('sha256')
  for (const row of rowsOf(connection)) {
    const one = createHash('sha256')
    for (const value of row) one.update(Buffer.isBuffer(value) ? value : String(value))
    all.update(one.digest())
  }
  return all.digest('hex')
}

/** The least that an export of everything could do: writes every row as a line of JSON. */
export const writeRows = (connection: Connection, file: string): void => {
  const descriptor = openSync(file, 'w')
  let lines: string[] = []
  const flush = (): void => {
    writeSync(descriptor, lines.join(''))
    lines = []
  }
  try {
    for (const row of rowsOf(connection)) {
      const plain = row.map((value) => (Buffer.isBuffer(value) ? value.toString('hex') : value))
      if (lines.push(`${JSON.stringify(plain)}\n`) === 500) flush()
    }
    flush()
  } finally {
    closeSync(descriptor)
  }
}
