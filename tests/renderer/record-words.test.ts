import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  clinicalTables,
  createConnection,
  dataKey,
  migrate,
  systemEnvironment,
} from '#main/database/index.ts'
import { columnTexts, hiddenColumns } from '#renderer/exports/recordTexts.ts'
import { isReadable, labelOfPath, nameOfRow, wordsOfValue } from '#renderer/exports/recordWords.ts'
import { recordOf } from '#renderer/exports/words.ts'
import { temporaryFolder } from '../support/practice.ts'

const ada = '019a0000-0000-7000-8000-000000000001'
const wording = { zone: 'America/Denver', labels: { [ada]: 'Ada Petersen' } }
const said = (column: string, value: unknown, row: Record<string, unknown> = {}) =>
  wordsOfValue([column], value, row, wording)

describe('a record in plain words', () => {
  it('has a label for every table and every column that is shown [AUD-26]', () => {
    const path = join(temporaryFolder(), 'records.db')
    const key = dataKey(new Uint8Array(32).fill(5))
    const connection = createConnection(path, key)
    migrate({ connection, path, key, environment: systemEnvironment })
    const columns = connection
      .prepare<[string], string>('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0')
      .pluck()
    for (const table of clinicalTables(connection)) {
      expect(recordOf(table), table).not.toBe(table)
      for (const column of columns.all(table))
        expect(hiddenColumns.has(column) || column in columnTexts, `${table}.${column}`).toBe(true)
    }
    connection.close()
  })

  it('tells lengths in mm, amounts in g or ml, moments and days as people write them [AUD-26]', () => {
    expect(said('needle_length', 1500)).toBe('1.5 mm')
    expect(said('amount', 8000, { unit: 'g' })).toBe('8 g')
    expect(said('amount', 1500, { unit: 'ml' })).toBe('1.5 ml')
    expect(said('area', 100)).toBe('100 cm²')
    expect(wordsOfValue(['agents', '1', 'percent'], 250, {}, wording)).toBe('2.5 %')
    expect(said('occluded', 1)).toBe('Yes')
    expect(said('minimum_interval_days', 28)).toBe('28 days')
    expect(said('ordered_on', '2026-11-22')).toBe('22 Nov 2026')
    expect(said('started_at', '2026-11-22T16:00:00.000Z')).toContain('09:00')
    expect(said('endpoint', 'uniform-erythema')).toBe('Uniform erythema')
    expect(said('zones', ['cheek-left', 'nose'])).toBe('Left cheek, Nose')
    expect(said('note', '')).toBe('–')
  })

  it('names people and things, never an id, and leaves keys and salts out [AUD-26]', () => {
    expect(said('practitioner_id', ada)).toBe('Ada Petersen')
    expect(said('lot_id', ada.replace('1', '2'))).toBe('one without a name')
    expect(labelOfPath(['steps', '1', 'kind'])).toBe('Steps › 1 › kind')
    const zone = {
      table: 'session_zones',
      id: 'x',
      row: { zone: 'free-0a1b2c3d', area: '{"name":"Shin"}' },
    }
    expect(nameOfRow(zone, wording)).toBe('Treated zone: Shin')
    expect(['key', 'snapshot', 'search_text'].map((column) => isReadable([column]))).toEqual([
      false,
      false,
      false,
    ])
    expect(isReadable(['identity', 'salt'])).toBe(false)
  })
})
