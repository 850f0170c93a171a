import { SegmentedControl } from '@mantine/core'
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react'
import { useState } from 'react'
import {
  clientValues,
  type ConsentKind,
  type ConsentText,
  mergeText,
  practiceValues,
  requiredElements,
} from '#shared/consent/index.ts'
import { toCalendarDate } from '#shared/kernel/index.ts'
import { ConsentBody } from './ConsentWords.tsx'
import { Scrolling } from './Scrolling.tsx'
import { TextChanges } from './TextChanges.tsx'
import { texts } from './texts.ts'
import type { PracticeFacts } from './usePractice.ts'

interface EditorAsideProps {
  kind: ConsentKind
  practice: PracticeFacts
  text: ConsentText
  before: ConsentText | null
}

/** Beside the fields: as the client will see it, what changes, and what the text must speak of. */
export const EditorAside = ({ kind, practice, text, before }: EditorAsideProps) => {
  const [view, setView] = useState('preview')
  return (
    <aside className="text-editor-aside" aria-label={texts.editor.asideLabel}>
      <SegmentedControl
        fullWidth
        aria-label={texts.editor.asideLabel}
        value={view}
        onChange={setView}
        data={[
          { value: 'preview', label: texts.editor.showPreview },
          ...(before ? [{ value: 'changes', label: texts.editor.showChanges }] : []),
          { value: 'required', label: texts.editor.showRequired },
        ]}
      />
      <Scrolling className="text-editor-side" label={labels[view] ?? texts.editor.preview}>
        {view === 'changes' && before ? (
          <TextChanges before={before} after={text} sides="inline" />
        ) : view === 'required' ? (
          <Required kind={kind} jurisdiction={practice.current.jurisdiction} text={text} />
        ) : (
          <Preview practice={practice} text={text} />
        )}
      </Scrolling>
    </aside>
  )
}

const labels: Record<string, string> = {
  preview: texts.editor.preview,
  changes: texts.editor.showChanges,
  required: texts.editor.required,
}

const Preview = ({ practice, text }: Pick<EditorAsideProps, 'practice' | 'text'>) => {
  const merged = mergeText(text, {
    ...practiceValues({
      practice: practice.details,
      practitioner: practice.current,
      today: practice.today,
    }),
    ...clientValues({
      name: texts.editor.exampleClient,
      birthDate: toCalendarDate('1990-05-01'),
    }),
  })
  return (
    <div className="client-preview">
      <p className="consent-quiet">{texts.editor.previewText}</p>
      <h2>{merged.title}</h2>
      {merged.sections.map(({ heading, body }, index) => (
        <section key={index}>
          <h3>{heading}</h3>
          <ConsentBody text={body} />
        </section>
      ))}
      <h3>{texts.sign.statements}</h3>
      <ol className="statements">
        {merged.acknowledgements.map(({ id, text: statement }) => (
          <li key={id} className="statement">
            <p>{statement}</p>
          </li>
        ))}
      </ol>
      {merged.choices.length > 0 ? <h3>{texts.sign.choices}</h3> : null}
      {merged.choices.map(({ id, text: choice }) => (
        <p key={id} className="statement">
          {choice}
        </p>
      ))}
      <h3>{texts.sign.signature.client}</h3>
      <p>{merged.declaration}</p>
    </div>
  )
}

interface RequiredProps {
  kind: ConsentKind
  jurisdiction: string
  text: ConsentText
}

/** Which of the required elements some section speaks of, with the source that asks for it. */
const Required = ({ kind, jurisdiction, text }: RequiredProps) => (
  <>
    <p className="consent-quiet">{texts.editor.requiredText(jurisdiction)}</p>
    <ul className="required-elements">
      {requiredElements(kind, jurisdiction).map(({ element, source, quality }) => {
        const isCovered = text.sections.some(({ covers }) => covers.includes(element))
        return (
          <li key={element} data-tone={isCovered ? 'cleared' : 'decision'}>
            {isCovered ? (
              <IconCircleCheckFilled size={20} aria-hidden />
            ) : (
              <IconCircleDashed size={20} aria-hidden />
            )}
            <span>
              <strong>{texts.editor.elements[element]}</strong>{' '}
              <span className="required-word">
                {isCovered ? texts.editor.covered : texts.editor.notCovered}
              </span>
              <span className="consent-quiet required-source">
                {source} ({texts.editor.qualities[quality]})
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  </>
)
