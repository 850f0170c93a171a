import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const project = resolve(import.meta.dirname, '../..')
const textOf = (file: string): string => readFileSync(resolve(project, file), 'utf8')
const all = (pattern: string): string[] => globSync(pattern, { cwd: project })

/** A line of a specification begins with the fact's id; a test names it in brackets. */
const facts = all('docs/specs/*.md').flatMap((file) =>
  [...textOf(file).matchAll(/^[-*|]\s*\**([A-Z]+-\d+)\b/gm)].map(([, id]) => id ?? ''),
)
const named = all('tests/**/*.{test,spec}.{ts,tsx}').flatMap((file) =>
  [...textOf(file).matchAll(/\[([A-Z]+-\d+(?:, ?[A-Z]+-\d+)*)\]/g)].flatMap(([, ids]) =>
    (ids ?? '').split(/, ?/),
  ),
)

describe('the specifications', () => {
  it('say each fact under an id of its own', () => {
    expect(facts.filter((id, at) => facts.indexOf(id) !== at)).toEqual([])
    expect(facts.length).toBeGreaterThan(0)
  })

  it('are each proved by a test that names the fact', () => {
    expect(facts.filter((id) => !named.includes(id))).toEqual([])
  })

  it('hold every fact that a test names', () => {
    expect(named.filter((id) => !facts.includes(id))).toEqual([])
  })
})
