import { IconSignature } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import { EmptyState, Failure, LinkButton, Loading, Page } from '#renderer/ui/index.ts'
import { type ClientId, clientId as clientIdSchema } from '#shared/kernel/index.ts'
import { ClientForm } from './ClientForm.tsx'
import { texts } from './texts.ts'
import './consent.css'

/** Client signing mode: loads what the form needs, then gives the whole window to the client. */
export const SignConsentPage = () => {
  const { id } = useParams<{ id: string }>()
  const read = clientIdSchema.safeParse(id)
  return read.success ? <Form clientId={read.data} /> : <Waiting error={null} />
}

const Form = ({ clientId }: { clientId: ClientId }) => {
  const client = useQuery(query.clients.get.queryOptions({ input: { clientId } }))
  const templates = useQuery(query.consent.templates.queryOptions())
  if (!client.data || !templates.data) return <Waiting error={client.error ?? templates.error} />
  const template = templates.data.find(({ current, kind }) => current && kind === 'microneedling')
  return template ? (
    <ClientForm key={template.id} client={client.data} template={template} />
  ) : (
    <NoTemplate />
  )
}

const Waiting = ({ error }: { error: unknown }) => (
  <Page title={texts.record.title}>
    {error ? <Failure error={error} /> : <Loading label={texts.sign.loading} />}
  </Page>
)

const NoTemplate = () => (
  <Page title={texts.record.title}>
    <EmptyState
      icon={IconSignature}
      title={texts.sign.noTemplate}
      action={<LinkButton href="/consent">{texts.sign.toTemplates}</LinkButton>}
    >
      {texts.sign.noTemplateText}
    </EmptyState>
  </Page>
)
