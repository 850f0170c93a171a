import { type ChangedPart, changedParts, type ConsentText } from '#shared/consent/index.ts'
import { DiffText } from './DiffText.tsx'
import { texts } from './texts.ts'

interface TextChangesProps {
  before: ConsentText
  after: ConsentText
  /** In one run, or the old at the left and the new at the right. */
  sides: 'inline' | 'side-by-side'
}

/** What differs between two texts, part by part, word by word: what a client would initial. */
export const TextChanges = ({ before, after, sides }: TextChangesProps) => {
  const changed = changedParts(before, after)
  if (changed.length === 0) return <p className="consent-quiet">{texts.editor.noChanges}</p>
  return (
    <div className="text-changes" data-sides={sides}>
      {changed.map((change) => (
        <section key={change.part}>
          <h3>{headOf(change)}</h3>
          <Change change={change} sides={sides} />
        </section>
      ))}
    </div>
  )
}

const headOf = (change: ChangedPart): string =>
  `${texts.editor.sorts[change.sort]}: ${texts.editor.changeWords[change.change]}`

const wordsOf = (words: ChangedPart['before']): string =>
  words === null ? '' : [...(words.heading === null ? [] : [words.heading]), words.text].join('\n')

const Change = ({ change, sides }: { change: ChangedPart; sides: TextChangesProps['sides'] }) => {
  const before = wordsOf(change.before)
  const after = wordsOf(change.after)
  if (sides === 'inline') return <DiffText side="both" before={before} after={after} />
  return (
    <div className="change-sides">
      <div>
        <p className="consent-quiet">{texts.before}</p>
        {change.before ? (
          <DiffText side="before" before={before} after={after} />
        ) : (
          <p className="consent-quiet">{texts.nothing}</p>
        )}
      </div>
      <div>
        <p className="consent-quiet">{texts.now}</p>
        {change.after ? (
          <DiffText side="after" before={before} after={after} />
        ) : (
          <p className="consent-quiet">{texts.nothing}</p>
        )}
      </div>
    </div>
  )
}
