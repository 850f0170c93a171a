import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { DefinitionList, Section } from '#renderer/ui/index.ts'
import type { ConsentTemplate, ConsentText } from '#shared/consent/index.ts'
import { ConsentSections } from './ConsentWords.tsx'
import { TextChanges } from './TextChanges.tsx'
import { texts } from './texts.ts'

interface TextVersionProps {
  version: ConsentTemplate
  before: ConsentText | null
}

/** One published version, as a text or as what it changed. */
export const TextVersion = ({ version, before }: TextVersionProps) => {
  const [view, setView] = useState('text')
  const { text } = version
  return (
    <Section
      title={text.title}
      actions={
        before ? (
          <SegmentedControl
            aria-label={texts.templates.view}
            value={view}
            onChange={setView}
            data={[
              { value: 'text', label: texts.templates.showText },
              { value: 'inline', label: texts.templates.changes(version.version - 1) },
              { value: 'sides', label: texts.templates.sideBySide },
            ]}
          />
        ) : null
      }
    >
      {before && view !== 'text' ? (
        <TextChanges
          before={before}
          after={text}
          sides={view === 'inline' ? 'inline' : 'side-by-side'}
        />
      ) : (
        <WholeText text={text} />
      )}
    </Section>
  )
}

const WholeText = ({ text }: { text: ConsentText }) => (
  <div className="signed-text">
    <DefinitionList
      items={[
        { term: texts.templates.validity, value: validityOf(text) },
        {
          term: texts.templates.covers,
          value:
            text.covers === 'practice'
              ? texts.templates.coversPractice
              : texts.templates.coversPractitioner,
        },
      ]}
    />
    <ConsentSections level={3} text={text} />
    <h3>{texts.templates.statements}</h3>
    <ul className="consent-statements">
      {text.acknowledgements.map(({ id, text: statement }) => (
        <li key={id}>{statement}</li>
      ))}
    </ul>
    {text.choices.length > 0 ? (
      <>
        <h3>{texts.templates.choices}</h3>
        <ul className="consent-statements">
          {text.choices.map(({ id, text: choice }) => (
            <li key={id}>{choice}</li>
          ))}
        </ul>
      </>
    ) : null}
    <h3>{texts.templates.declaration}</h3>
    <p>{text.declaration}</p>
  </div>
)

const validityOf = ({ validity: { days, sessions } }: ConsentText): string =>
  [
    days === null ? texts.templates.ruleDays : texts.templates.forDays(days),
    sessions === null ? texts.templates.anySessions : texts.templates.forSessions(sessions),
  ].join(', ')
