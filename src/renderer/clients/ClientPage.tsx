import { IconUserQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import { EmptyState, Failure, LinkButton, Loading, Page } from '#renderer/ui/index.ts'
import { clientId, type ClientId } from '#shared/kernel/index.ts'
import { ClientRecord } from './ClientRecord.tsx'
import { texts } from './texts.ts'

/** `/clients/:id` */
export const ClientPage = () => {
  const params = useParams<{ id: string }>()
  const id = clientId.safeParse(params.id)
  return id.success ? <KnownClient key={id.data} id={id.data} /> : <UnknownClient />
}

const KnownClient = ({ id }: { id: ClientId }) => {
  const client = useQuery(query.clients.get.queryOptions({ input: { clientId: id } }))
  const practice = useQuery(query.practice.get.queryOptions())
  if (client.data && practice.data) {
    return <ClientRecord client={client.data} practice={practice.data} />
  }
  return (
    <Page title={texts.title} back={{ href: '/clients', label: texts.client.back }}>
      {client.error || practice.error ? null : <Loading lines={8} />}
      <Failure error={client.error ?? practice.error} />
    </Page>
  )
}

const UnknownClient = () => (
  <Page title={texts.unknown.title} back={{ href: '/clients', label: texts.client.back }}>
    <EmptyState
      icon={IconUserQuestion}
      title={texts.unknown.title}
      action={<LinkButton href="/clients">{texts.unknown.back}</LinkButton>}
    >
      {texts.unknown.text}
    </EmptyState>
  </Page>
)
