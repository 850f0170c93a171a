import { join } from 'node:path'
import {
  type Connection,
  dataKey,
  openConnection,
  systemEnvironment,
} from '#main/database/index.ts'
import { createVault, deriveKeys } from '#main/vault/index.ts'
import { passphrase } from './arrange.ts'

/** Somebody with the key and SQLite, who knows to switch the guards off and on again. */
export const behindTheBack = async (
  folder: string,
  work: (connection: Connection) => void,
): Promise<void> => {
  const vault = createVault({
    folder,
    random: systemEnvironment.random,
    strength: 'test',
    derive: deriveKeys,
  })
  const { dataKey: key } = await vault.unlock(passphrase, undefined)
  const connection = openConnection(join(folder, 'records.db'), dataKey(key), 'write')
  try {
    const guards = connection
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
      )
      .all()
    for (const { name } of guards) connection.exec(`DROP TRIGGER "${name}"`)
    work(connection)
    for (const { sql } of guards) connection.exec(sql)
  } finally {
    connection.close()
  }
}
