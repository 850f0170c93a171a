import { join } from 'node:path'
import { expect, it } from 'vitest'
import {
  clinicalTables,
  createConnection,
  dataKey,
  laxTables,
  migrate,
  readMigrations,
  structureProblems,
  systemEnvironment,
} from '#main/database/index.ts'
import { temporaryFolder } from '../support/practice.ts'

const [first] = readMigrations()

it('makes every table of the main job from an empty file, strict and guarded', () => {
  const path = join(temporaryFolder(), 'records.db')
  const key = dataKey(new Uint8Array(32).fill(1))
  const connection = createConnection(path, key)
  expect(clinicalTables(connection)).toEqual([])
  migrate({ connection, path, key, environment: systemEnvironment }, first ? [first] : [])
  expect(clinicalTables(connection)).toHaveLength(21)
  expect(laxTables(connection)).toEqual([])
  expect(structureProblems(connection, first ? [first] : [])).toEqual([])
})

it('changes nothing when it was applied before', () => {
  const path = join(temporaryFolder(), 'records.db')
  const key = dataKey(new Uint8Array(32).fill(1))
  const connection = createConnection(path, key)
  const vessel = { connection, path, key, environment: systemEnvironment }
  migrate(vessel, first ? [first] : [])
  const before = connection.prepare('SELECT * FROM migrations').all()
  migrate(vessel, first ? [first] : [])
  expect(connection.prepare('SELECT * FROM migrations').all()).toEqual(before)
})

it('refuses a file that holds other tables already, and leaves them', () => {
  const path = join(temporaryFolder(), 'records.db')
  const key = dataKey(new Uint8Array(32).fill(1))
  const connection = createConnection(path, key)
  connection.exec('CREATE TABLE clients (id TEXT) STRICT')
  expect(() =>
    migrate({ connection, path, key, environment: systemEnvironment }, first ? [first] : []),
  ).toThrow()
  expect(clinicalTables(connection)).toEqual(['clients'])
})
