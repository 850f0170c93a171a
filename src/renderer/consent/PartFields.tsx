import { NativeSelect } from '@mantine/core'
import { type ConsentKind, photoUse } from '#shared/consent/index.ts'
import { AddButton, PartTools } from './PartTools.tsx'
import { TextWithFields } from './TextWithFields.tsx'
import { freeId, moved, type NamedPart } from './textDraft.ts'
import { texts } from './texts.ts'

interface PartFieldsProps {
  /** Statements are initialled, choices answered yes or no. */
  sort: 'statement' | 'choice'
  kind: ConsentKind
  parts: NamedPart[]
  errorOf: (field: string) => string | null
  onChange: (parts: NamedPart[]) => void
}

const wordsOf = {
  statement: {
    title: texts.editor.statements,
    one: texts.editor.statement,
    add: texts.editor.addStatement,
    remove: texts.editor.removeStatement,
  },
  choice: {
    title: texts.editor.choices,
    one: texts.editor.choice,
    add: texts.editor.addChoice,
    remove: texts.editor.removeChoice,
  },
}

export const PartFields = ({ sort, kind, parts, errorOf, onChange }: PartFieldsProps) => {
  const words = wordsOf[sort]
  return (
    <>
      <h3>{words.title}</h3>
      {sort === 'choice' ? <p className="consent-quiet">{texts.editor.choicesHint}</p> : null}
      {parts.map((part, index) => (
        <div key={part.id} className="text-editor-part">
          <PartTools
            name={words.one(index + 1)}
            removeLabel={words.remove(index + 1)}
            isFirst={index === 0}
            isLast={index === parts.length - 1}
            mayRemove={sort === 'choice' || parts.length > 1}
            onMove={(by) => onChange(moved(parts, index, by))}
            onRemove={() => onChange(parts.toSpliced(index, 1))}
          />
          <TextWithFields
            label={words.one(index + 1)}
            value={part.text}
            error={errorOf(`${index}.text`) ?? errorOf(`${index}.id`)}
            onChange={(text) => onChange(parts.with(index, { ...part, text }))}
          />
          {sort === 'choice' ? (
            <UseSelect
              part={part}
              parts={parts}
              isPhotography={kind === 'photography'}
              onChange={(id) => onChange(parts.with(index, { ...part, id }))}
            />
          ) : null}
        </div>
      ))}
      <AddButton
        label={words.add}
        onClick={() => onChange([...parts, { id: newId(sort, kind, parts), text: '' }])}
      />
    </>
  )
}

const isPhotoUse = (id: string): boolean => photoUse.safeParse(id).success

/** In a consent to photos a new choice is the first use that is not asked for yet. */
const newId = (sort: 'statement' | 'choice', kind: ConsentKind, parts: readonly NamedPart[]) => {
  const free = photoUse.options.find((use) => !parts.some(({ id }) => id === use))
  return sort === 'choice' && kind === 'photography' && free ? free : freeId(sort, parts)
}

interface UseSelectProps {
  part: NamedPart
  parts: readonly NamedPart[]
  isPhotography: boolean
  onChange: (id: string) => void
}

/** Which use of photos a choice is about; the rest of the application looks it up by this. */
const UseSelect = ({ part, parts, isPhotography, onChange }: UseSelectProps) => {
  const own = isPhotoUse(part.id) ? freeId('choice', parts) : part.id
  const uses = photoUse.options.filter(
    (use) => use === part.id || !parts.some(({ id }) => id === use),
  )
  return (
    <NativeSelect
      label={texts.editor.choiceUse}
      value={part.id}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        ...uses.map((use) => ({ value: use, label: texts.photoUses[use] })),
        ...(isPhotography && isPhotoUse(part.id)
          ? []
          : [{ value: own, label: texts.editor.noPhotoUse }]),
      ]}
    />
  )
}
