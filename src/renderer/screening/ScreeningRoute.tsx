import type { ReactNode } from 'react'
import { useParams } from 'wouter'
import { Failure, Loading, Page } from '#renderer/ui/index.ts'
import { type ClientId, clientId as clientIdSchema } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'
import { type Facts, useFacts } from './useFacts.ts'

/** A page of one client's screening, shown when everything that it needs is known. */
export const ScreeningRoute = ({ children }: { children: (facts: Facts) => ReactNode }) => {
  const { id } = useParams<{ id: string }>()
  const read = clientIdSchema.safeParse(id)
  return read.success ? (
    <Known clientId={read.data}>{children}</Known>
  ) : (
    <Page title={texts.unknownClient} back={{ href: '/clients', label: texts.back }}>
      {null}
    </Page>
  )
}

const Known = ({
  clientId,
  children,
}: {
  clientId: ClientId
  children: (facts: Facts) => ReactNode
}) => {
  const { facts, error } = useFacts(clientId)
  if (facts) return children(facts)
  return (
    <Page title={texts.title} back={{ href: `/clients/${clientId}`, label: texts.back }}>
      {error ? <Failure error={error} /> : <Loading label={texts.loading} lines={8} />}
    </Page>
  )
}
