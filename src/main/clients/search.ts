import type { Client, ClientDetails } from '#shared/clients/index.ts'
import { digitsOf, fold } from '#shared/kernel/index.ts'

/**
 * What is found under a client: lines of words that the search index reads. The folded name comes
 * first and ends in a line break, which sorts before every letter and before the space, so the order
 * of these texts is the order of the names (`Ann` before `Ann Lee`).
 */
export const searchTextOf = (
  person: Pick<ClientDetails, 'name' | 'email' | 'telephone'> & Pick<Client, 'number'>,
): string => {
  const name = foldedName(person.name)
  return [
    name,
    name.split(' ').flatMap(furtherStarts).join(' '),
    fold(person.email),
    furtherStarts(fold(person.email)).join(' '),
    telephoneStarts(person.telephone).join(' '),
    numberToken(String(person.number)),
  ].join('\n')
}

/** A name as it is compared: folded, with single spaces. */
export const foldedName = (name: string): string => fold(name).trim().split(/\s+/).join(' ')

export interface Search {
  /** For `clients_search MATCH`: every word typed must match. */
  readonly expression: string
  /** When a number alone was typed: the client who has it comes first. */
  readonly number: number | null
}

/** What was typed as a search; null when it holds no letter and no digit. */
export const parseSearch = (text: string): Search | null => {
  const words = fold(text)
    .split(/\s+/)
    .map(trimmed)
    .filter((word) => word !== '')
  if (words.length === 0) return null
  return {
    expression: runsOf(words).map(matchOf).join(' AND '),
    number: words.length === 1 ? numberIn(words[0] ?? '') : null,
  }
}

/** A word that may be part of a telephone number as people write it. */
const isDialled = (word: string): boolean => /^\d[\d()/.+-]*$/.test(word)

/** Without punctuation around it; `#12` keeps its mark, for it asks for client number 12. */
const trimmed = (word: string): string => {
  const inner = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return /^#\d{1,15}$/.test(word) ? `#${inner}` : inner
}

/** Neighbouring words of digits belong together: `555 123 4567`. */
const runsOf = (words: readonly string[]): readonly (readonly string[])[] => {
  const runs: string[][] = []
  let before = false
  for (const word of words) {
    const dialled = isDialled(word)
    const last = runs.at(-1)
    if (dialled && before && last) last.push(word)
    else runs.push([word])
    before = dialled
  }
  return runs
}

const matchOf = (run: readonly string[]): string => {
  const each = run.map((word) => anyOf(alternativesOf(word)))
  if (run.length === 1) return each.join('')
  return anyOf([...dialledStarts(run.join('')).map(prefix), `(${each.join(' AND ')})`])
}

const alternativesOf = (word: string): readonly string[] => {
  const number = numberIn(word)
  const exact = number === null ? [] : [quoted(numberToken(String(number)))]
  if (word.startsWith('#')) return exact
  if (!isDialled(word)) return [prefix(word)]
  return [...exact, ...new Set([word, ...dialledStarts(word)].map(prefix))]
}

/** With the zero that is dialled before an area code, and as it is written after a country code. */
const dialledStarts = (text: string): readonly string[] => {
  const digits = digitsOf(text)
  const national = digits.replace(/^0+/, '')
  return national === digits || national === '' ? [digits] : [digits, national]
}

const numberIn = (word: string): number | null => {
  const digits = /^#?(\d{1,15})$/.exec(word)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** A client's number as one word of its own, so that 12 does not find 120. */
const numberToken = (number: string): string => `_${number}`

const anyOf = (alternatives: readonly string[]): string =>
  alternatives.length === 1 ? alternatives.join('') : `(${alternatives.join(' OR ')})`

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const prefix = (text: string): string => `${quoted(text)}*`

/**
 * Where else a word may be looked up: `anna-maria` also at `maria` and as `annamaria`, an e-mail
 * address also at its domain. The index itself cuts words at spaces and apostrophes only.
 */
const furtherStarts = (word: string): readonly string[] => {
  const starts = [...word.matchAll(/(?<=[^\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) =>
    word.slice(index),
  )
  const joined = word.replace(/[^\p{L}\p{N}]+/gu, '')
  return starts.length === 0 ? [] : [...starts, joined]
}

/** The digits of a telephone number from each of its groups on: people leave out the country code. */
const telephoneStarts = (telephone: string): readonly string[] => {
  const groups = fold(telephone).match(/\d+/g) ?? []
  return [...new Set(groups.flatMap((_, index) => dialledStarts(groups.slice(index).join(''))))]
}
