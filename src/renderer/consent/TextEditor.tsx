import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api } from '#renderer/api.ts'
import { DraftNotice, useDraft } from '#renderer/drafts/index.ts'
import { Failure, Loading, SaveState, Section, toast } from '#renderer/ui/index.ts'
import type { ConsentTemplate, ConsentText } from '#shared/consent/index.ts'
import { TextChanges } from './TextChanges.tsx'
import { texts } from './texts.ts'

const textDraft = z.object({
  reason: z.string(),
  title: z.string(),
  sections: z.array(z.object({ heading: z.string(), body: z.string() })),
  acknowledgements: z.array(z.object({ id: z.string(), text: z.string() })),
  declaration: z.string(),
})
type TextDraft = z.infer<typeof textDraft>

const noText: ConsentText = { title: '', sections: [], acknowledgements: [], declaration: '' }

interface TextEditorProps {
  current: ConsentTemplate | null
  onClose: () => void
}

/** Writes the next version, with what changes before the writer's eyes. */
export const TextEditor = ({ current, onClose }: TextEditorProps) => {
  const before = current?.text ?? noText
  const version = (current?.version ?? 0) + 1
  const draft = useDraft(
    'consent-text',
    `microneedling:${version}`,
    { reason: '', ...before },
    textDraft,
  )
  const publish = usePublish(() => {
    void draft.finish()
    onClose()
  })
  if (draft.isLoading) return <Loading />
  const { reason, ...text } = draft.value
  const change = (part: Partial<TextDraft>) => draft.change((now) => ({ ...now, ...part }))
  return (
    <form
      className="text-editor"
      onSubmit={(event) => {
        event.preventDefault()
        publish.mutate({ kind: 'microneedling', text, reason })
      }}
    >
      <DraftNotice draft={draft} />
      <Section
        title={texts.editor.title(version)}
        description={texts.editor.warning}
        actions={<SaveState status={draft.status} />}
      >
        <div className="text-editor-fields">
          <TextInput
            required
            label={texts.editor.name}
            value={text.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
          <SectionFields sections={text.sections} onChange={(sections) => change({ sections })} />
          <StatementFields
            statements={text.acknowledgements}
            onChange={(acknowledgements) => change({ acknowledgements })}
          />
          <Textarea
            required
            label={texts.editor.declaration}
            minRows={2}
            value={text.declaration}
            onChange={(event) => change({ declaration: event.currentTarget.value })}
          />
        </div>
      </Section>
      <Section title={texts.editor.changes}>
        <TextChanges before={before} after={text} />
      </Section>
      <Section>
        <div className="text-editor-fields">
          <TextInput
            required
            label={texts.editor.reason}
            maxLength={500}
            value={reason}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
          <Failure error={publish.error} />
          <div className="dialog-actions">
            <Button variant="default" onClick={onClose}>
              {texts.editor.close}
            </Button>
            <Button type="submit" loading={publish.isPending}>
              {texts.editor.publish}
            </Button>
          </div>
        </div>
      </Section>
    </form>
  )
}

interface SectionFieldsProps {
  sections: TextDraft['sections']
  onChange: (sections: TextDraft['sections']) => void
}

const SectionFields = ({ sections, onChange }: SectionFieldsProps) => (
  <>
    {sections.map((section, index) => (
      <fieldset key={index} className="text-editor-part">
        <legend>{texts.editor.section(index + 1)}</legend>
        <ActionIcon
          aria-label={texts.editor.removeSection(index + 1)}
          onClick={() => onChange(sections.toSpliced(index, 1))}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
        <TextInput
          required
          label={texts.editor.heading}
          value={section.heading}
          onChange={(event) =>
            onChange(sections.with(index, { ...section, heading: event.currentTarget.value }))
          }
        />
        <Textarea
          required
          label={texts.editor.body}
          value={section.body}
          onChange={(event) =>
            onChange(sections.with(index, { ...section, body: event.currentTarget.value }))
          }
        />
      </fieldset>
    ))}
    <AddButton
      label={texts.editor.addSection}
      onClick={() => onChange([...sections, { heading: '', body: '' }])}
    />
  </>
)

interface StatementFieldsProps {
  statements: TextDraft['acknowledgements']
  onChange: (statements: TextDraft['acknowledgements']) => void
}

const StatementFields = ({ statements, onChange }: StatementFieldsProps) => (
  <>
    <h3>{texts.editor.statements}</h3>
    {statements.map((statement, index) => (
      <div key={statement.id} className="text-editor-statement">
        <Textarea
          required
          label={texts.editor.statement(index + 1)}
          minRows={1}
          value={statement.text}
          onChange={(event) =>
            onChange(statements.with(index, { ...statement, text: event.currentTarget.value }))
          }
        />
        <ActionIcon
          aria-label={texts.editor.removeStatement(index + 1)}
          onClick={() => onChange(statements.toSpliced(index, 1))}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </div>
    ))}
    <AddButton
      label={texts.editor.addStatement}
      onClick={() => onChange([...statements, { id: freeId(statements), text: '' }])}
    />
  </>
)

/** Counted on from the highest, so that a removed statement's name never comes back as another. */
const freeId = (statements: TextDraft['acknowledgements']): string => {
  const numbers = statements.map(({ id }) => Number(/^statement-(\d+)$/.exec(id)?.[1] ?? 0))
  return `statement-${Math.max(statements.length, ...numbers) + 1}`
}

const AddButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <div>
    <Button
      size="sm"
      variant="subtle"
      leftSection={<IconPlus size={17} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  </div>
)

const usePublish = (onDone: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: Parameters<typeof api.consent.publish>[0]) => api.consent.publish(input),
    onSuccess: async ({ version }) => {
      toast.done(texts.editor.published(version))
      onDone()
      await queries.invalidateQueries()
    },
  })
}
