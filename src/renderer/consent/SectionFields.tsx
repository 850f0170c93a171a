import { Checkbox, TextInput } from '@mantine/core'
import { type ConsentKind, consentElement, requiredElements } from '#shared/consent/index.ts'
import { AddButton, PartTools } from './PartTools.tsx'
import { TextWithFields } from './TextWithFields.tsx'
import { moved, type SectionDraft } from './textDraft.ts'
import { texts } from './texts.ts'

interface SectionFieldsProps {
  kind: ConsentKind
  jurisdiction: string
  sections: SectionDraft[]
  errorOf: (field: string) => string | null
  onChange: (sections: SectionDraft[]) => void
}

export const SectionFields = ({ sections, errorOf, onChange, ...known }: SectionFieldsProps) => (
  <>
    <h3>{texts.editor.sections}</h3>
    {sections.map((section, index) => {
      const change = (part: Partial<SectionDraft>) =>
        onChange(sections.with(index, { ...section, ...part }))
      return (
        <fieldset key={index} className="text-editor-part">
          <legend>{texts.editor.section(index + 1)}</legend>
          <PartTools
            name={texts.editor.section(index + 1)}
            removeLabel={texts.editor.removeSection(index + 1)}
            isFirst={index === 0}
            isLast={index === sections.length - 1}
            mayRemove={sections.length > 1}
            onMove={(by) => onChange(moved(sections, index, by))}
            onRemove={() => onChange(sections.toSpliced(index, 1))}
          />
          <TextInput
            required
            label={texts.editor.heading}
            aria-label={`${texts.editor.section(index + 1)}: ${texts.editor.heading}`}
            maxLength={200}
            value={section.heading}
            error={errorOf(`sections.${index}.heading`)}
            onChange={(event) => change({ heading: event.currentTarget.value })}
          />
          <TextWithFields
            label={texts.editor.body}
            description={texts.editor.bodyHint}
            value={section.body}
            error={errorOf(`sections.${index}.body`)}
            onChange={(body) => change({ body })}
          />
          <Covers {...known} covers={section.covers} onChange={(covers) => change({ covers })} />
        </fieldset>
      )
    })}
    <AddButton
      label={texts.editor.addSection}
      onClick={() => onChange([...sections, { heading: '', body: '', covers: [] }])}
    />
  </>
)

interface CoversProps {
  kind: ConsentKind
  jurisdiction: string
  covers: SectionDraft['covers']
  onChange: (covers: SectionDraft['covers']) => void
}

/** What a section speaks of: the elements that this kind must have, and those it has already. */
const Covers = ({ kind, jurisdiction, covers, onChange }: CoversProps) => {
  const required = requiredElements(kind, jurisdiction).map(({ element }) => element)
  const offered = consentElement.options.filter(
    (element) => required.includes(element) || covers.includes(element),
  )
  const named = covers.map((element) => texts.editor.elements[element]).join(' · ')
  return (
    <details className="covers">
      <summary>
        {texts.editor.coversLabel}: <strong>{named || texts.nothing}</strong>
      </summary>
      <div className="covers-choices">
        {offered.map((element) => (
          <Checkbox
            key={element}
            label={texts.editor.elements[element]}
            checked={covers.includes(element)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...covers, element]
                  : covers.filter((each) => each !== element),
              )
            }
          />
        ))}
      </div>
    </details>
  )
}
