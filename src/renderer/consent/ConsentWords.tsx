import type { ConsentText } from '#shared/consent/index.ts'

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
      {text.sections.map(({ heading, body }) => (
        <section key={heading}>
          <Heading className="consent-heading">{heading}</Heading>
          <p className="consent-body">{body}</p>
        </section>
      ))}
    </div>
  )
}
