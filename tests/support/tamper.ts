// node tests/support/tamper.ts FOLDER PASSPHRASE SQL: somebody with the key and SQLite, who knows to
// switch the guards off and on again. A process of its own, because Playwright reads the path that
// is written for the type checker and cannot load the driver.

import { join } from 'node:path'
import { dataKey, openConnection, systemEnvironment } from '#main/database/index.ts'
import { createVault, deriveKeys } from '#main/vault/index.ts'

const [folder, passphrase, sql] = process.argv.slice(2)
if (folder === undefined || passphrase === undefined || sql === undefined)
  throw new Error('A folder, its passphrase and SQL are needed.')

const vault = createVault({
  folder,
  random: systemEnvironment.random,
  strength: 'test',
  derive: deriveKeys,
})
const { dataKey: key } = await vault.unlock(passphrase, undefined)
const connection = openConnection(join(folder, 'records.db'), dataKey(key), 'write')
const guards = connection
  .prepare<[], { name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
  )
  .all()
for (const guard of guards) connection.exec(`DROP TRIGGER "${guard.name}"`)
connection.exec(sql)
for (const guard of guards) connection.exec(guard.sql)
connection.close()
