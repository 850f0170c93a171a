import { describe, expect, it } from 'vitest'
import { problemOfLength } from '#renderer/ui/length.ts'
import { strengthOf } from '#renderer/ui/strength.ts'
import { micrometres } from '#shared/kernel/index.ts'

const least = micrometres.parse(500)
const most = micrometres.parse(2500)

describe('a length that is typed', () => {
  it.each(['0.5', '2.5', '1,25', ' 1 ', ''])('has no problem: “%s”', (typed) => {
    expect(problemOfLength(typed, least, most)).toBeNull()
  })

  it.each(['NaN', '1e309', 'half', '1.', '-1', '0.0001'])('is refused: “%s”', (typed) => {
    expect(problemOfLength(typed, least, most)).toMatch(/^This is not a length/)
  })

  it.each([
    ['0.49', 'shorter than 0.5 mm'],
    ['2.51', 'longer than 2.5 mm'],
  ])('names the end that %s passes', (typed, words) => {
    expect(problemOfLength(typed, least, most)).toContain(words)
  })
})

describe('the strength of a passphrase', () => {
  it.each([
    ['', 'Empty'],
    ['short', 'Weak'],
    ['aaaaaaaaaaaaaaaaaaaa', 'Weak'],
    ['password123456789', 'Weak'],
    ['abcdefghijklmnopqrst', 'Weak'],
    ['river lamp orchard seventeen', 'Strong'],
  ])('of “%s” is %s', (text, word) => {
    expect(strengthOf(text, 15).word).toBe(word)
  })

  it('counts what is missing to the shortest', () => {
    expect(strengthOf('fourteen chars', 15).advice).toContain('1 more character to go')
  })
})
