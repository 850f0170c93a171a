import type { ConsentText } from '#shared/consent/index.ts'
import { texts } from './texts.ts'
import { diffWords } from './wordDiff.ts'

interface Passage {
  readonly name: string
  readonly before: string
  readonly after: string
}

/** What differs between two texts, passage by passage, word by word. */
export const TextChanges = ({ before, after }: { before: ConsentText; after: ConsentText }) => {
  const changed = passagesOf(before, after).filter((passage) => passage.before !== passage.after)
  if (changed.length === 0) return <p className="consent-quiet">{texts.editor.noChanges}</p>
  return (
    <div className="text-changes">
      {changed.map((passage) => (
        <section key={passage.name}>
          <h4>{passage.name}</h4>
          <p className="consent-body">
            {diffWords(passage.before, passage.after).map(({ kind, text }, index) => {
              const key = `${index} ${kind}`
              if (kind === 'added') return <ins key={key}>{text}</ins>
              if (kind === 'removed') return <del key={key}>{text}</del>
              return <span key={key}>{text}</span>
            })}
          </p>
        </section>
      ))}
    </div>
  )
}

const passagesOf = (before: ConsentText, after: ConsentText): readonly Passage[] => [
  { name: texts.editor.name, before: before.title, after: after.title },
  ...paired(
    before.sections.map(({ heading, body }) => [heading, body] as const),
    after.sections.map(({ heading, body }) => [heading, body] as const),
    (heading) => heading,
  ),
  ...paired(
    before.acknowledgements.map(({ id, text }) => [id, text] as const),
    after.acknowledgements.map(({ id, text }) => [id, text] as const),
    (_id, index) => texts.editor.statement(index + 1),
  ),
  { name: texts.editor.declaration, before: before.declaration, after: after.declaration },
]

type Named = readonly (readonly [name: string, words: string])[]

const paired = (
  before: Named,
  after: Named,
  label: (name: string, index: number) => string,
): readonly Passage[] => {
  const names = [...new Set([...after, ...before].map(([name]) => name))]
  const words = (list: Named, name: string) => list.find(([each]) => each === name)?.[1] ?? ''
  return names.map((name, index) => ({
    name: label(name, index),
    before: words(before, name),
    after: words(after, name),
  }))
}
