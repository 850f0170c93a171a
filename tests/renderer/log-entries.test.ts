import { describe, expect, it } from 'vitest'
import { changesBetween, valuesOf } from '#renderer/exports/changes.ts'

describe('an entry of the change log', () => {
  it('takes JSON in a column apart, down to what a person can read', () => {
    const row = {
      licence_number: 'ME-1',
      document: '{"note":"calm","zones":[{"zone":"forehead","passes":2}],"tags":["a","b"]}',
      strokes: '{"strokes":[[{"x":1}]]}',
      telephone: null,
      broken: '{not json',
    }
    expect([...valuesOf(row)]).toEqual([
      ['licence number', 'ME-1'],
      ['document › note', 'calm'],
      ['document › zones › 1 › zone', 'forehead'],
      ['document › zones › 1 › passes', '2'],
      ['document › tags', '["a","b"]'],
      ['strokes › strokes', '[[{"x":1}]]'],
      ['telephone', ''],
      ['broken', '{not json'],
    ])
  })

  it('shows what changed, came and went, and nothing else', () => {
    const before = { name: 'Mia', telephone: '555 0100', zones: '[{"passes":1},{"passes":2}]' }
    const after = { name: 'Mia', telephone: '555 0199', zones: '[{"passes":1}]', email: 'm@x.org' }
    expect(changesBetween(before, after)).toEqual([
      { field: 'telephone', before: '555 0100', after: '555 0199' },
      { field: 'email', before: null, after: 'm@x.org' },
      { field: 'zones › 2 › passes', before: '2', after: null },
    ])
    expect(changesBetween(before, before)).toEqual([])
    expect(changesBetween(null, { name: 'Mia' })).toEqual([
      { field: 'name', before: null, after: 'Mia' },
    ])
  })
})
