import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#renderer/api.ts'
import { type DraftHandle, DraftNotice, useDraft } from '#renderer/drafts/index.ts'
import { Failure, Loading, ProblemList, SaveState, Section, toast } from '#renderer/ui/index.ts'
import { type ScreeningRules, screeningRulesBody } from '#shared/screening/index.ts'
import { OwnQuestionDialog } from './OwnQuestionDialog.tsx'
import { QuestionDialog, RuleDialog } from './RulesDialogs.tsx'
import { RulesChangesList } from './RulesChangesList.tsx'
import { rulesChanges } from './rulesChanges.ts'
import {
  asItWas,
  problemsOf,
  type TypedRules,
  typedRules,
  withoutQuestion,
  withoutRule,
} from './rulesDraft.ts'
import { RulesList } from './RulesList.tsx'
import { rulesTexts as texts } from './rulesTexts.ts'

const words = texts.editor

interface RulesEditorProps {
  current: ScreeningRules
  onClose: () => void
}

/** What is open above the list: a question, a rule, or a new question of the practice's own. */
type OpenPart =
  | { readonly part: 'question'; readonly code: string }
  | { readonly part: 'rule'; readonly code: string }
  | { readonly part: 'own' }

/** Writes the next version, with what changes and what stands against it before the writer's eyes. */
export const RulesEditor = ({ current, onClose }: RulesEditorProps) => {
  const version = current.version + 1
  const draft = useDraft(
    'screening-rules',
    `version:${version}`,
    { reason: '', ...current.body },
    typedRules,
  )
  const [open, setOpen] = useState<OpenPart | null>(null)
  if (draft.isLoading) return <Loading label={texts.loading} />
  const typed = draft.value
  const problems = problemsOf(typed, current.body)
  const placed = problems.filter(({ field }) => field !== undefined)
  return (
    <div className="rules-editor">
      <DraftNotice draft={draft} />
      <Section
        title={words.title(version)}
        description={words.warning}
        surface="plain"
        actions={
          <>
            <SaveState status={draft.status} />
            <Button
              size="sm"
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setOpen({ part: 'own' })}
            >
              {words.addOwn}
            </Button>
          </>
        }
      >
        <RulesList
          body={typed}
          problems={placed}
          editing={{
            onEditQuestion: (code) => setOpen({ part: 'question', code }),
            onRemoveQuestion: (code) => draft.change((now) => withoutQuestion(now, code)),
            onEditRule: (code) => setOpen({ part: 'rule', code }),
            onRemoveRule: (code) => draft.change((now) => withoutRule(now, code)),
          }}
        />
      </Section>
      <Section title={words.changes}>
        <RulesChangesList
          changes={rulesChanges(current.body, typed)}
          onTakeBack={(change) => draft.change((now) => asItWas(now, current.body, change))}
        />
      </Section>
      <Publish draft={draft} problems={problems} onClose={onClose} />
      <OpenDialog open={open} draft={draft} onClose={() => setOpen(null)} />
    </div>
  )
}

interface OpenDialogProps {
  open: OpenPart | null
  draft: DraftHandle<TypedRules>
  onClose: () => void
}

const OpenDialog = ({ open, draft, onClose }: OpenDialogProps) => {
  if (open === null) return null
  if (open.part === 'own') return <OwnQuestionDialog draft={draft} onClose={onClose} />
  if (open.part === 'question') {
    const question = draft.value.questions.find(({ code }) => code === open.code)
    return question ? <QuestionDialog question={question} draft={draft} onClose={onClose} /> : null
  }
  const rule = draft.value.rules.find(({ code }) => code === open.code)
  return rule ? <RuleDialog rule={rule} draft={draft} onClose={onClose} /> : null
}

interface PublishProps {
  draft: DraftHandle<TypedRules>
  problems: ReturnType<typeof problemsOf>
  onClose: () => void
}

const Publish = ({ draft, problems, onClose }: PublishProps) => {
  const { reason } = draft.value
  const publish = usePublish(() => {
    void draft.finish()
    onClose()
  })
  const isReady = problems.length === 0 && reason.trim() !== ''
  return (
    <Section>
      <form
        className="rules-publish"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) publish.mutate(draft.value)
        }}
      >
        {problems.length > 0 ? <ProblemList problems={problems} /> : null}
        <TextInput
          required
          label={words.reason}
          description={words.reasonHelp}
          maxLength={500}
          value={reason}
          onChange={(event) => {
            const next = event.currentTarget.value
            draft.change((now) => ({ ...now, reason: next }))
          }}
        />
        <Failure error={publish.error} />
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {words.close}
          </Button>
          <Button type="submit" loading={publish.isPending} disabled={!isReady}>
            {words.publish}
          </Button>
        </div>
      </form>
    </Section>
  )
}

const usePublish = (onDone: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ reason, ...body }: TypedRules) =>
      api.screening.publishRules({ body: screeningRulesBody.parse(body), reason }),
    onSuccess: async ({ version }) => {
      toast.done(words.published(version))
      onDone()
      await queries.invalidateQueries()
    },
  })
}
