import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { DraftNotice, useDraft } from '#renderer/drafts/index.ts'
import { Loading, ProblemList, problemOfField, SaveState, Section } from '#renderer/ui/index.ts'
import {
  type ConsentKind,
  type ConsentTemplate,
  type ConsentText,
  consentText,
  judgeText,
} from '#shared/consent/index.ts'
import type { Problem } from '#shared/kernel/index.ts'
import { EditorAside } from './EditorAside.tsx'
import { PartFields } from './PartFields.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { SectionFields } from './SectionFields.tsx'
import { TextWithFields } from './TextWithFields.tsx'
import { draftOf, type TextDraft, textDraft, textOf } from './textDraft.ts'
import { texts } from './texts.ts'
import type { PracticeFacts } from './usePractice.ts'
import { ValidityFields } from './ValidityFields.tsx'

interface TextEditorProps {
  kind: ConsentKind
  current: ConsentTemplate | null
  practice: PracticeFacts
  onClose: () => void
}

/** Writes the next version, with what changes and what the client will see before the writer's eyes. */
export const TextEditor = ({ kind, current, practice, onClose }: TextEditorProps) => {
  const version = (current?.version ?? 0) + 1
  const draft = useDraft(
    'consent-text',
    `${kind}:${version}`,
    draftOf(current?.text ?? null),
    textDraft,
  )
  const form = useRef<HTMLFormElement>(null)
  const [attempts, setAttempts] = useState(0)
  const [isPublishing, setIsPublishing] = useState(false)
  const judged = judge(draft.value, kind, practice, current)
  const problems = attempts > 0 ? judged.problems : judged.problems.filter(isSaidAtOnce)
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [attempts])
  if (draft.isLoading) return <Loading />
  const change = (part: Partial<TextDraft>) => draft.change((now) => ({ ...now, ...part }))
  const errorOf = (field: string) => problemOfField(problems, field)
  const general = judged.problems.filter(({ field }) => !isOfField(field))
  return (
    <form
      ref={form}
      noValidate
      className="text-editor"
      onSubmit={(event) => {
        event.preventDefault()
        setAttempts((count) => count + 1)
        if (judged.text && judged.problems.length === 0) setIsPublishing(true)
      }}
    >
      <div className="text-editor-main">
        <DraftNotice draft={draft} />
        <Section
          title={texts.editor.title(version)}
          description={current ? texts.editor.warning : texts.editor.firstWarning}
          actions={<SaveState status={draft.status} />}
        >
          <div className="text-editor-fields">
            <TextInput
              required
              label={texts.editor.name}
              maxLength={200}
              value={draft.value.title}
              error={errorOf('title')}
              onChange={(event) => change({ title: event.currentTarget.value })}
            />
            <SectionFields
              kind={kind}
              jurisdiction={practice.current.jurisdiction}
              sections={draft.value.sections}
              errorOf={errorOf}
              onChange={(sections) => change({ sections })}
            />
            <PartFields
              sort="statement"
              kind={kind}
              parts={draft.value.acknowledgements}
              errorOf={(field) => errorOf(`acknowledgements.${field}`)}
              onChange={(acknowledgements) => change({ acknowledgements })}
            />
            <PartFields
              sort="choice"
              kind={kind}
              parts={draft.value.choices}
              errorOf={(field) => errorOf(`choices.${field}`)}
              onChange={(choices) => change({ choices })}
            />
            <TextWithFields
              label={texts.editor.declaration}
              value={draft.value.declaration}
              error={errorOf('declaration')}
              onChange={(declaration) => change({ declaration })}
            />
            <ValidityFields value={draft.value} errorOf={errorOf} onChange={change} />
          </div>
        </Section>
        {attempts > 0 ? <ProblemList problems={general} /> : null}
        <div className="text-editor-foot">
          <Button variant="default" onClick={onClose}>
            {texts.editor.close}
          </Button>
          <Button type="submit">{texts.editor.publish}</Button>
        </div>
      </div>
      <EditorAside
        kind={kind}
        practice={practice}
        text={textOf(draft.value)}
        before={current?.text ?? null}
      />
      {isPublishing && judged.text ? (
        <PublishDialog
          kind={kind}
          version={version}
          text={judged.text}
          isFirst={current === null}
          onPublished={() => {
            void draft.finish()
            onClose()
          }}
          onClose={() => setIsPublishing(false)}
        />
      ) : null}
    </form>
  )
}

/** Wrong from the moment it stands there; an empty field only when it is handed in. */
const isSaidAtOnce = ({ code }: Problem): boolean =>
  code !== 'consent.unreadable' && code !== 'consent.nothing-changed'

/** Has a field of its own under which it is said. */
const isOfField = (field: string | undefined): boolean =>
  field !== undefined && field !== 'sections' && field !== 'choices'

const judge = (
  draft: TextDraft,
  kind: ConsentKind,
  practice: PracticeFacts,
  current: ConsentTemplate | null,
): { text: ConsentText | null; problems: readonly Problem[] } => {
  const read = consentText.safeParse(textOf(draft))
  const sameAsCurrent =
    read.success && current !== null && JSON.stringify(read.data) === JSON.stringify(current.text)
  const rules = judgeText(textOf(draft), {
    kind,
    jurisdiction: practice.current.jurisdiction,
    sameAsCurrent,
  })
  const unreadable = (read.error?.issues ?? []).map(
    ({ path, message }): Problem => ({
      code: 'consent.unreadable',
      field: path.join('.'),
      fact: path[0] === 'validity' ? '' : message,
      rule: '',
      nextStep: path[0] === 'validity' ? numberWords(String(path[1])) : '',
    }),
  )
  return { text: read.success ? read.data : null, problems: [...unreadable, ...rules] }
}

const numberWords = (field: string): string =>
  texts.editor.numberWrong(field === 'days' ? 1095 : 100)
