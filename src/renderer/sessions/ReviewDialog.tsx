import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, query, refusalOf } from '#renderer/api.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import { Failure, FindingList, Loading, toast } from '#renderer/ui/index.ts'
import type { Finding, Problem } from '#shared/kernel/index.ts'
import {
  judgeChart,
  type PreparedSession,
  type SessionFacts,
  unansweredStops,
} from '#shared/sessions/index.ts'
import { ChartView } from './ChartView.tsx'
import { texts } from './texts.ts'
import { useTimeZone } from './usePractice.ts'
import type { SessionHandle } from './useSession.ts'

interface ReviewDialogProps {
  session: SessionHandle
  facts: SessionFacts
  findings: readonly Finding[]
  /** To what is missing; the dialog is closed then. */
  onGoTo: (problem: Problem) => void
  onClose: () => void
}

/** The record as it will be signed, read once more, then signed; or what is missing. */
export const ReviewDialog = ({ session, facts, findings, onGoTo, onClose }: ReviewDialogProps) => {
  const missing: readonly Finding[] = [
    ...unansweredStops(findings, facts.document),
    ...judgeChart(facts).map((problem) => ({ ...problem, severity: 'override' as const })),
  ]
  return (
    <Modal
      opened
      onClose={onClose}
      size={missing.length > 0 ? 620 : 980}
      title={missing.length > 0 ? texts.review.missing : texts.review.title}
    >
      {missing.length > 0 ? (
        <Missing missing={missing} onGoTo={onGoTo} onClose={onClose} />
      ) : (
        <Prepared session={session} onClose={onClose} />
      )}
    </Modal>
  )
}

const offerToGo = (onGoTo: (finding: Finding) => void) => (finding: Finding) => (
  <Button size="xs" variant="default" onClick={() => onGoTo(finding)}>
    {texts.readiness.goTo}
  </Button>
)

interface MissingProps {
  missing: readonly Finding[]
  onGoTo: (finding: Finding) => void
  onClose: () => void
}

const Missing = ({ missing, onGoTo, onClose }: MissingProps) => (
  <>
    <p className="quiet">{texts.review.missingText}</p>
    <div className="review-missing">
      <FindingList label={texts.review.missing} findings={missing} actionOf={offerToGo(onGoTo)} />
    </div>
    <div className="dialog-actions">
      <Button onClick={onClose} data-autofocus>
        {texts.review.back}
      </Button>
    </div>
  </>
)

const Prepared = ({ session, onClose }: { session: SessionHandle; onClose: () => void }) => {
  const { sessionId } = session
  const [round, setRound] = useState(0)
  const prepared = useQuery({
    queryKey: ['sessions.prepare', sessionId, round],
    queryFn: async () => {
      const version = await session.savedVersion()
      return { version, ...(await api.sessions.prepare({ sessionId, version })) }
    },
    // What is shown is what is signed: it is made once for each look at it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
  if (prepared.isPending) return <Loading label={texts.review.preparing} lines={8} />
  if (prepared.isError) return <Failure error={prepared.error} />
  return (
    <SignForm
      key={round}
      session={session}
      prepared={prepared.data}
      onLookAgain={() => setRound((now) => now + 1)}
      onClose={onClose}
    />
  )
}

interface SignFormProps {
  session: SessionHandle
  prepared: PreparedSession & { version: number }
  onLookAgain: () => void
  onClose: () => void
}

// A scrolling region without anything to focus in it must itself be reachable by keyboard.
const scrollRegion = { tabIndex: 0, role: 'region', 'aria-label': texts.review.title }

const SignForm = ({ session, prepared, onLookAgain, onClose }: SignFormProps) => {
  const timeZone = useTimeZone()
  const sign = useSign(session, prepared)
  const isChanged = refusalOf(sign.error)?.some(
    ({ code }) => code === 'sessions.changed-since-shown',
  )
  return (
    <SecretForm
      submitLabel={texts.review.sign}
      cancelLabel={texts.review.back}
      busy={sign.isPending}
      error={sign.error}
      onSubmit={(secret) => sign.mutate(secret)}
      onCancel={onClose}
    >
      <p className="quiet">{texts.review.intro}</p>
      <div className="review-chart" {...scrollRegion}>
        <ChartView snapshot={prepared.snapshot} identity={prepared.identity} timeZone={timeZone} />
      </div>
      <div className="review-hash">
        <p className="quiet">{texts.review.hash}</p>
        <p className="hash">{prepared.snapshotHash}</p>
      </div>
      {isChanged ? (
        <Button variant="default" onClick={onLookAgain}>
          {texts.review.changed}
        </Button>
      ) : null}
    </SecretForm>
  )
}

const useSign = (session: SessionHandle, prepared: PreparedSession & { version: number }) => {
  const queries = useQueryClient()
  const { sessionId } = session
  return useMutation({
    mutationFn: (secret: string) =>
      api.sessions.sign({
        sessionId,
        version: prepared.version,
        snapshotHash: prepared.snapshotHash,
        secret,
      }),
    onSuccess: async (signed) => {
      await session.draft.finish()
      queries.setQueryData(query.sessions.signed.queryKey({ input: { sessionId } }), signed)
      toast.done(texts.review.signed)
      await queries.invalidateQueries()
    },
  })
}
