import { texts } from './texts.ts'

/** How hard a passphrase is to guess, in words. */
export interface Strength {
  /** 0 empty … 4 strong. */
  level: 0 | 1 | 2 | 3 | 4
  word: (typeof texts.passphrase.words)[number]
  advice: string
}

const pools: readonly [RegExp, number][] = [
  [/\p{Ll}/u, 26],
  [/\p{Lu}/u, 26],
  [/\p{Nd}/u, 10],
  [/[^\p{L}\p{Nd}]/u, 12],
]

/** Words and runs that every guesser tries first. */
const common =
  /(?:password|passphrase|welcome|letmein|qwerty\w*|asdf\w*|stratum|microneedling|skincare|beauty|salon|clinic|admin|0?123456789?0?|abc(?:def)?|(?:19|20)\d\d)/giu

/**
 * A rough count of bits: each character counts by the size of the alphabets used, a run of equal or
 * neighbouring characters and a common word count as one, and within a word of plain letters a
 * letter is worth about two bits (Shannon 1951 puts English between 0.6 and 1.3 per letter for long
 * text, words chosen at random nearer 2.5).
 */
export const estimateBits = (text: string): number => {
  const reduced = [...text.normalize('NFC').replace(common, '¤')].filter(
    (character, index, all) => {
      const step = (character.codePointAt(0) ?? 0) - (all[index - 1]?.codePointAt(0) ?? 0)
      return index === 0 || Math.abs(step) > 1
    },
  )
  const pool = pools.reduce((sum, [part, size]) => (part.test(text) ? sum + size : sum), 0)
  const variety = new Set(reduced).size / Math.max(1, reduced.length)
  const perLetter = pool === 0 ? 0 : Math.min(Math.log2(pool), 2.6)
  const perSymbol = pool === 0 ? 0 : Math.log2(pool)
  const bits = reduced.reduce(
    (sum, character) => sum + (/\p{L}/u.test(character) ? perLetter : perSymbol * 0.75),
    0,
  )
  return bits * Math.min(1, 0.4 + variety)
}

/** @param shortest the fewest characters that are accepted at all */
export const strengthOf = (text: string, shortest: number): Strength => {
  const said = texts.passphrase
  const answer = (level: Strength['level'], advice: string): Strength => ({
    level,
    word: said.words[level],
    advice,
  })
  const length = [...text.normalize('NFC')].length
  const bits = estimateBits(text)
  if (length === 0) return answer(0, said.start)
  if (length < shortest) return answer(1, said.tooShort(shortest - length))
  if (bits < 38) return answer(1, said.weak)
  if (bits < 50) return answer(2, said.fair)
  if (bits < 64) return answer(3, said.good)
  return answer(4, said.strong)
}
