import type { ConsentText } from '#shared/consent/index.ts'

/** The sections of a form, exactly as published. */
export const ConsentSections = ({ text }: { text: ConsentText }) => (
  <div className="consent-sections">
    {text.sections.map(({ heading, body }) => (
      <section key={heading}>
        <h3>{heading}</h3>
        <p className="consent-body">{body}</p>
      </section>
    ))}
  </div>
)
