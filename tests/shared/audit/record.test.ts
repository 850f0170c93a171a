import {
  assert,
  array,
  constantFrom,
  dictionary,
  integer,
  oneof,
  property,
  record,
  string,
  constant,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differences, fieldDifferences } from '#shared/audit/index.ts'

const value = oneof(
  integer(),
  string({ maxLength: 5 }),
  constant(null),
  constant('[{"kind":"needle","at":"now"}]'),
)
const row = record({
  table: constantFrom('sessions', 'session_zones'),
  id: constantFrom('a', 'b', 'c'),
  row: oneof(dictionary(constantFrom('passes', 'note', 'steps'), value), constant(null)),
})
const state = array(row, { maxLength: 6 }).map((rows) => [
  ...new Map(rows.map((one) => [`${one.table} ${one.id}`, one])).values(),
])

describe('what changed between two moments', () => {
  it('is nothing between a moment and itself, and turned around the same rows [AUD-22]', () => {
    assert(
      property(state, state, (before, after) => {
        expect(differences(before, before)).toEqual([])
        const forward = differences(before, after)
        const added = forward.filter(({ change }) => change === 'added')
        const gone = differences(after, before).filter(({ change }) => change === 'gone')
        const keys = (all: typeof forward) => all.map(({ table, id }) => `${table} ${id}`).sort()
        expect(keys(added)).toEqual(keys(gone))
      }),
      { numRuns: 60 },
    )
  })

  it('names rows that were added, changed, erased or let go, and values by their path [AUD-22]', () => {
    const before = [
      { table: 'sessions', id: 's', row: { note: '', steps: '[{"kind":"cleanse"}]' } },
      { table: 'units', id: 'u', row: { label: '1' } },
      { table: 'addenda', id: 'a', row: { text: 'gone' } },
    ]
    const after = [
      { table: 'sessions', id: 's', row: { note: 'calm', steps: '[{"kind":"needle"}]' } },
      { table: 'addenda', id: 'a', row: null },
      { table: 'session_zones', id: 'z', row: { passes: 3 } },
    ]
    expect(differences(before, after)).toEqual([
      {
        table: 'sessions',
        id: 's',
        change: 'changed',
        fields: [
          { path: ['note'], before: '', after: 'calm' },
          { path: ['steps', '1', 'kind'], before: 'cleanse', after: 'needle' },
        ],
      },
      { table: 'addenda', id: 'a', change: 'erased', fields: [] },
      {
        table: 'session_zones',
        id: 'z',
        change: 'added',
        fields: [{ path: ['passes'], after: 3 }],
      },
      { table: 'units', id: 'u', change: 'gone', fields: [{ path: ['label'], before: '1' }] },
    ])
  })

  it('says nothing of a column that came later and is empty [AUD-22]', () => {
    expect(
      fieldDifferences({ note: 'x' }, { note: 'x', said: '', present: '[]', plan_id: null }),
    ).toEqual([])
    expect(fieldDifferences({ note: 'x' }, { note: 'x', said: 'ouch' })).toEqual([
      { path: ['said'], after: 'ouch' },
    ])
  })
})
