import { z } from 'zod'

/** Text of one line that a person typed: trimmed, not empty, without control characters. */
export const line = (longest = 200) =>
  z
    .string()
    .trim()
    .min(1, 'Fill this in.')
    .max(longest, `This is longer than ${longest} characters.`)
    .regex(/^\P{Cc}*$/u, 'This holds a character that cannot be printed.')

/** Text of several lines; may be empty. */
export const prose = (longest = 10_000) =>
  z
    .string()
    .trim()
    .max(longest, `This is longer than ${longest} characters.`)
    // eslint-style control ranges are spelled out: tab, newline and return are the ones people type.
    .regex(/^(?:\P{Cc}|[\t\n\r])*$/u, 'This holds a character that cannot be printed.')

const letters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
}

/**
 * Text as it is searched: lower case, without diacritics, and with the letters that Unicode does
 * not decompose (ł, ø, đ, ß …) written out. SQLite's own folding misses those.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[łøđðßæœþıħŧ]/g, (letter) => letters[letter] ?? letter)

/** The digits of a telephone number, for search. */
export const digitsOf = (text: string): string => text.replace(/\D+/g, '')
