import { Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useParams } from 'wouter'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, useDraft } from '#renderer/drafts/index.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import {
  Failure,
  Loading,
  Page,
  SaveState,
  Section,
  toast,
  traceAddress,
} from '#renderer/ui/index.ts'
import { recallCause, type TraceSubject, traceSubject } from '#shared/recalls/index.ts'
import { texts } from './texts.ts'
import { useSubjectName } from './useSubjectName.ts'
import './recalls.css'

const cause = recallCause.exclude(['spore-test'])
type Cause = z.infer<typeof cause>

/** `/recalls/new/:kind/:id`: what a recall will do, its reason, and the passphrase. */
export const NewRecallPage = () => {
  const params = useParams<{ kind: string; id: string }>()
  const kind = cause.safeParse(params.kind)
  const subject = traceSubject.safeParse(params)
  if (!kind.success || !subject.success) {
    return (
      <Page title={texts.unknown} back={{ href: '/recalls', label: texts.back }}>
        {texts.unknownText}
      </Page>
    )
  }
  return <Known kind={kind.data} subject={subject.data} />
}

const Known = ({ kind, subject }: { kind: Cause; subject: TraceSubject }) => {
  const name = useSubjectName(subject)
  const trace = useQuery(query.recalls.trace.queryOptions({ input: subject }))
  return (
    <Page
      title={texts.open.title(name ?? texts.open.what[kind])}
      back={{ href: traceAddress(subject.kind, subject.id), label: texts.open.backTrace }}
      width="reading"
    >
      <Section title={texts.open.will}>
        <ul className="recall-effects">
          <li>{texts.open.effects[kind]}</li>
          <li>
            {trace.data
              ? texts.open.reached(trace.data.clients.length, trace.data.sessions.length)
              : texts.open.counting}
          </li>
          <li>{texts.open.forGood}</li>
          <li>{texts.open.steps}</li>
        </ul>
        <Failure error={trace.error} />
      </Section>
      <Section>
        <OpenForm kind={kind} subject={subject} />
      </Section>
    </Page>
  )
}

const typedReason = z.object({ reason: z.string() })

const OpenForm = ({ kind, subject }: { kind: Cause; subject: TraceSubject }) => {
  const [, goTo] = useLocation()
  const queries = useQueryClient()
  const draft = useDraft('recall', `${kind}:${subject.id}`, { reason: '' }, typedReason)
  const { reason } = draft.value
  const open = useMutation({
    mutationFn: async (secret: string) => {
      const opened = await api.recalls.open({ cause: kind, subjectId: subject.id, reason, secret })
      await draft.finish().catch(() => undefined)
      return opened
    },
    onSuccess: ({ recall }) => {
      // It blocks what drafts have picked: every screen asks again.
      void queries.invalidateQueries()
      toast.done(texts.open.opened)
      goTo(`/recalls/${recall.id}`, { replace: true })
    },
  })
  if (draft.isLoading) return <Loading lines={3} />
  return (
    <SecretForm
      startsAtSecret={false}
      submitLabel={texts.open.submit}
      ready={reason.trim() !== ''}
      irreversible
      busy={open.isPending}
      error={open.error}
      onSubmit={(secret) => open.mutate(secret)}
      onCancel={() => history.back()}
    >
      <DraftNotice draft={draft} />
      <Textarea
        label={texts.open.reason}
        description={texts.open.reasonHelp}
        value={reason}
        minRows={2}
        autosize
        maxLength={1000}
        onChange={(event) => draft.change({ reason: event.currentTarget.value })}
        required
        autoFocus
      />
      <SaveState status={draft.status} />
    </SecretForm>
  )
}
