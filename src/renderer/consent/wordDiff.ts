/** A run of words that both texts have, or that only one of them has. */
export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** A word keeps the space behind it, so that words replaced in a row read as one change. */
const wordsOf = (text: string): readonly string[] => text.match(/\S+\s*/g) ?? []

/** The longest common run of words (by dynamic programming): a consent text has some hundred words. */
export const diffWords = (before: string, after: string): readonly DiffPart[] => {
  const one = wordsOf(before)
  const two = wordsOf(after)
  const lengths = commonLengths(one, two)
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0
  const parts: DiffPart[] = []
  const push = (kind: DiffPart['kind'], text: string) => {
    const last = parts.at(-1)
    if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text }
    else parts.push({ kind, text })
  }
  let row = 0
  let column = 0
  while (row < one.length || column < two.length) {
    const left = one[row]
    const right = two[column]
    if (left !== undefined && left === right) {
      push('same', left)
      row += 1
      column += 1
    } else if (
      left !== undefined &&
      (right === undefined || at(row + 1, column) >= at(row, column + 1))
    ) {
      push('removed', left)
      row += 1
    } else if (right !== undefined) {
      push('added', right)
      column += 1
    }
  }
  return parts
}

const commonLengths = (one: readonly string[], two: readonly string[]): readonly number[][] => {
  const lengths = Array.from({ length: one.length + 1 }, () =>
    Array.from({ length: two.length + 1 }, () => 0),
  )
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = two.length - 1; column >= 0; column -= 1) {
      const here = lengths[row]
      if (!here) continue
      here[column] =
        one[row] === two[column]
          ? (lengths[row + 1]?.[column + 1] ?? 0) + 1
          : Math.max(lengths[row + 1]?.[column] ?? 0, here[column + 1] ?? 0)
    }
  }
  return lengths
}
