import { IconSignature } from '@tabler/icons-react'
import { useParams } from 'wouter'
import { EmptyState, Failure, LinkButton, Loading, Page } from '#renderer/ui/index.ts'
import { type ConsentKind, consentKind } from '#shared/consent/index.ts'
import { type ClientId, clientId as clientIdSchema } from '#shared/kernel/index.ts'
import { ClientForm } from './ClientForm.tsx'
import { texts } from './texts.ts'
import { type FormFacts, useConsentDraft, useFormFacts } from './useForm.ts'
import './consent.css'
import './clientForm.css'

/** Client signing mode: loads what the form needs, then gives the whole window to the client. */
export const SignConsentPage = () => {
  const { id, kind } = useParams<{ id: string; kind: string }>()
  const client = clientIdSchema.safeParse(id)
  const form = consentKind.safeParse(kind)
  return client.success && form.success ? (
    <Form clientId={client.data} kind={form.data} />
  ) : (
    <Waiting error={null} />
  )
}

const Form = ({ clientId, kind }: { clientId: ClientId; kind: ConsentKind }) => {
  const form = useFormFacts(clientId, kind)
  if (form.found === 'loading') return <Waiting error={form.error} />
  if (form.found !== 'form') return <NotPrepared clientId={clientId} kind={kind} />
  return <Prepared key={form.template.id} facts={form} />
}

/** Only a form that was handed over is shown: who takes part must be known before. */
const Prepared = ({ facts }: { facts: FormFacts }) => {
  const draft = useConsentDraft(facts)
  if (draft.isLoading) return <Waiting error={null} />
  const { presentedAt } = draft.value
  return presentedAt === null ? (
    <NotPrepared clientId={facts.client.id} kind={facts.template.kind} />
  ) : (
    <ClientForm facts={facts} draft={draft} presentedAt={presentedAt} />
  )
}

const Waiting = ({ error }: { error: unknown }) => (
  <Page title={texts.record.title}>
    {error ? <Failure error={error} /> : <Loading label={texts.sign.loading} />}
  </Page>
)

const NotPrepared = ({ clientId, kind }: { clientId: ClientId; kind: ConsentKind }) => (
  <Page title={texts.prepare.titles[kind]}>
    <EmptyState
      icon={IconSignature}
      title={texts.sign.notPrepared}
      action={
        <LinkButton href={`/clients/${clientId}/consent/${kind}`}>
          {texts.sign.prepareIt}
        </LinkButton>
      }
    >
      {texts.sign.notPreparedText}
    </EmptyState>
  </Page>
)
