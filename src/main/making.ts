import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '#shared/kernel/index.ts'
import {
  classified,
  createConnection,
  createDatabase,
  type Database,
  type DataKey,
  type Environment,
  migrate,
} from './database/index.ts'

/** Under another name until it is whole: a crash leaves no half-made practice. */
export const makeRecords = (
  path: string,
  key: DataKey,
  environment: Environment,
  fill: (database: Database) => void,
): void => {
  const making = `${path}.new`
  for (const suffix of ['', '-wal', '-shm', '-journal'])
    rmSync(`${making}${suffix}`, { force: true })
  const connection = createConnection(making, key)
  try {
    migrate({ connection, path: making, key, environment })
    fill(createDatabase(connection, environment, reportForeignEntries))
  } finally {
    connection.close()
  }
}

/** The last step of making a practice; a crash just before it is mended when somebody unlocks. */
export const finishMaking = (path: string): void => {
  if (!existsSync(path) && existsSync(`${path}.new`)) {
    classified(() => renameSync(`${path}.new`, path))
  }
}

export const refuseSecondPractice = (folder: string, exists: boolean): void => {
  if (exists) {
    throw new Refusal({
      code: 'vault.practice-exists',
      fact: 'There is already a practice in this folder.',
      rule: 'A folder holds one practice, and none is ever overwritten.',
      nextStep: 'Unlock it, or choose an empty folder for another practice.',
    })
  }
  if (existsSync(join(folder, 'records.db'))) {
    throw new Refusal({
      code: 'vault.records-without-keys',
      fact: 'This folder holds records.db and no vault.json.',
      rule: 'Records are never overwritten, and open only with their key slots.',
      nextStep: 'Put vault.json back from a copy of the folder, or choose an empty folder.',
    })
  }
}

export const reportForeignEntries = (sequences: readonly number[]): void => {
  process.stderr.write(
    `The change log holds ${sequences.length} entries that Stratum did not write, from entry ${sequences[0]}. Run verify.\n`,
  )
}
