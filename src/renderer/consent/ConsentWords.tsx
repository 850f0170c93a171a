import type { ConsentText } from '#shared/consent/index.ts'

/** A run of a section's text: a paragraph, or the points of a list. */
type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly points: readonly string[] }

const point = /^\s*[•*-]\s+/

/** Lines that start with a bullet are a list; everything else stays as it was written. */
export const blocksOf = (body: string): readonly Block[] => {
  const blocks: Block[] = []
  let points: string[] = []
  let lines: string[] = []
  const close = () => {
    if (points.length > 0) blocks.push({ kind: 'list', points })
    if (lines.length > 0) blocks.push({ kind: 'paragraph', text: lines.join('\n') })
    points = []
    lines = []
  }
  for (const line of body.split('\n')) {
    if (line.trim() === '') close()
    else if (point.test(line)) {
      if (lines.length > 0) close()
      points.push(line.replace(point, ''))
    } else {
      if (points.length > 0) close()
      lines.push(line)
    }
  }
  close()
  return blocks
}

/** The text of one section, with its lists as lists: a screen reader counts the points. */
export const ConsentBody = ({ text }: { text: string }) => (
  <div className="consent-body">
    {blocksOf(text).map((block, index) =>
      block.kind === 'paragraph' ? (
        <p key={index}>{block.text}</p>
      ) : (
        <ul key={index}>
          {block.points.map((each, at) => (
            <li key={at}>{each}</li>
          ))}
        </ul>
      ),
    )}
  </div>
)

interface ConsentSectionsProps {
  text: ConsentText
  /** Below the page's title for the client, below a part's title in the record. */
  level: 2 | 3
}

/** The sections of a form, exactly as published. */
export const ConsentSections = ({ text, level }: ConsentSectionsProps) => {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="consent-sections">
      {text.sections.map(({ heading, body }, index) => (
        <section key={index}>
          <Heading className="consent-heading">{heading}</Heading>
          <ConsentBody text={body} />
        </section>
      ))}
    </div>
  )
}
