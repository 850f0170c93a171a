import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { query, refusalOf } from '#renderer/api.ts'
import { Failure, Loading, Page } from '#renderer/ui/index.ts'
import { type SessionId, sessionId as sessionIdSchema } from '#shared/kernel/index.ts'
import { OpenSessionPage } from './OpenSessionPage.tsx'
import { SignedSessionPage } from './SignedSessionPage.tsx'
import { texts } from './texts.ts'
import { useOpenSession } from './useSession.ts'
import './sessions.css'

/** One address for a session's whole life: charted while it is open, read once it is signed. */
export const SessionPage = () => {
  const { id } = useParams<{ id: string }>()
  const read = sessionIdSchema.safeParse(id)
  return read.success ? <Session key={read.data} sessionId={read.data} /> : <Missing error={null} />
}

const Session = ({ sessionId }: { sessionId: SessionId }) => {
  const open = useOpenSession(sessionId)
  const isNoLongerOpen = refusalOf(open.error) !== null
  const signed = useQuery(
    query.sessions.signed.queryOptions({ input: { sessionId }, enabled: isNoLongerOpen }),
  )
  if (isNoLongerOpen && signed.data) return <SignedSessionPage signed={signed.data} />
  if (open.data && !isNoLongerOpen) return <OpenSessionPage open={open.data} />
  if (open.isError && !isNoLongerOpen) return <Missing error={open.error} />
  // A session that was put away can be neither charted nor read: main says why.
  if (signed.isError) return <Missing error={open.error} />
  return <Waiting />
}

const Waiting = () => (
  <Page title={texts.title} width="full">
    <Loading label={texts.loading} />
  </Page>
)

const Missing = ({ error }: { error: unknown }) => (
  <Page title={texts.title}>
    <Failure error={error} />
  </Page>
)
