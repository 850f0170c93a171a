/** Whether a font can draw a character. */
export type Coverage = (codePoint: number) => boolean

/**
 * Reads which characters a TrueType font can draw, from its `cmap` table.
 * https://learn.microsoft.com/typography/opentype/spec/cmap
 */
export const readCoverage = (font: Buffer): Coverage => {
  const cmap = tableAt(font, 'cmap')
  const count = font.readUInt16BE(cmap + 2)
  const subtables = Array.from({ length: count }, (_, index) =>
    font.readUInt32BE(cmap + 4 + index * 8 + 4),
  )
  const ranges = subtables.flatMap((offset) => rangesOf(font, cmap + offset))
  return (codePoint) => ranges.some(([first, last]) => codePoint >= first && codePoint <= last)
}

type Range = readonly [first: number, last: number]

const tableAt = (font: Buffer, tag: string): number => {
  const tables = font.readUInt16BE(4)
  for (let index = 0; index < tables; index += 1) {
    const entry = 12 + index * 16
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8)
  }
  throw new Error(`The font has no ${tag} table.`)
}

const rangesOf = (font: Buffer, at: number): readonly Range[] => {
  const format = font.readUInt16BE(at)
  if (format === 4) return segmentsOf(font, at)
  if (format === 12) return groupsOf(font, at)
  return []
}

const segmentsOf = (font: Buffer, at: number): readonly Range[] => {
  const doubled = font.readUInt16BE(at + 6)
  const ends = at + 14
  const starts = ends + doubled + 2
  return Array.from({ length: doubled / 2 }, (_, index): Range => {
    const first = font.readUInt16BE(starts + index * 2)
    const last = font.readUInt16BE(ends + index * 2)
    return [first, last]
  }).filter(([first]) => first !== 0xffff)
}

const groupsOf = (font: Buffer, at: number): readonly Range[] =>
  Array.from({ length: font.readUInt32BE(at + 12) }, (_, index): Range => {
    const group = at + 16 + index * 12
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)]
  })

const invisible = /[\p{Cf}\p{Variation_Selector}]/u

/**
 * Text that the font can print whole. A character that it does not have is written as its Unicode
 * number, `[U+738B]`: an empty box would lose it without a word.
 */
export const createPrintable = (covers: Coverage) => {
  const known = new Map<string, boolean>()
  const isCovered = (character: string): boolean => {
    const answer =
      known.get(character) ?? (/\s/u.test(character) || covers(character.codePointAt(0) ?? 0))
    known.set(character, answer)
    return answer
  }
  return (text: string): { readonly text: string; readonly replaced: boolean } => {
    const characters = [...text.normalize('NFC')]
    if (characters.every(isCovered)) return { text: characters.join(''), replaced: false }
    const runs: { covered: boolean; characters: string[] }[] = []
    for (const character of characters) {
      if (invisible.test(character) && !isCovered(character)) continue
      const covered = isCovered(character)
      const run = runs.at(-1)
      if (run?.covered === covered) run.characters.push(character)
      else runs.push({ covered, characters: [character] })
    }
    return {
      text: runs
        .map((run) => (run.covered ? run.characters.join('') : numbersOf(run.characters)))
        .join(''),
      replaced: runs.some((run) => !run.covered),
    }
  }
}

const numbersOf = (characters: readonly string[]): string =>
  `[${characters.map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ')}]`
