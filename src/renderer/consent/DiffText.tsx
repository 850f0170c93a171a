import { diffWords } from './wordDiff.ts'

interface DiffTextProps {
  before: string
  after: string
  /** `both` in one run; `before` and `after` each as it was, with its own marks. */
  side: 'both' | 'before' | 'after'
}

/** What changed, word by word: old struck through, new underlined, never by colour alone. */
export const DiffText = ({ before, after, side }: DiffTextProps) => (
  <span className="consent-diff">
    {diffWords(before, after).map(({ kind, text }, index) => {
      const key = `${index} ${kind}`
      if (kind === 'added') return side === 'before' ? null : <ins key={key}>{text}</ins>
      if (kind === 'removed') return side === 'after' ? null : <del key={key}>{text}</del>
      return <span key={key}>{text}</span>
    })}
  </span>
)
