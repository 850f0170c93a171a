import { diffWordsWithSpace } from 'diff'

/** A run of words that both texts have, or that only one of them has. */
export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** What changed from one version of a text to the next, word by word. */
export const diffWords = (before: string, after: string): readonly DiffPart[] =>
  diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
