import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, query } from '#renderer/api.ts'
import { SecretForm, SignatureBlock } from '#renderer/signing/index.ts'
import { Section, StatusBadge, toast } from '#renderer/ui/index.ts'
import type { SignedSession } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'
import { useSignedChange } from './useSignedChange.ts'

interface ChartCountersignatureProps {
  signed: SignedSession
  timeZone: string
}

/** A supervisor's signature over a trainee's record: there, or waited for, and by whom it can be given. */
export const ChartCountersignature = ({ signed, timeZone }: ChartCountersignatureProps) => {
  const [isSigning, setIsSigning] = useState(false)
  const practice = useQuery(query.practice.get.queryOptions())
  const { countersignature, session, snapshot } = signed
  if (countersignature) {
    return (
      <Section title={texts.signed.countersigned}>
        <SignatureBlock
          signature={countersignature.signature}
          state={countersignature.signatureState}
          timeZone={timeZone}
        />
      </Section>
    )
  }
  if (!session.awaitingSupervisor) return null
  const current = practice.data?.current
  const maySign =
    current !== undefined &&
    current.id !== snapshot.practitioner.id &&
    current.standing === 'independent'
  return (
    <Section
      title={texts.signed.countersignChart}
      actions={
        maySign ? (
          <Button size="sm" onClick={() => setIsSigning(true)}>
            {texts.signed.countersignChart}
          </Button>
        ) : null
      }
    >
      <StatusBadge tone="decision">{texts.signed.awaitingSupervisor}</StatusBadge>
      {isSigning ? <CountersignDialog signed={signed} onClose={() => setIsSigning(false)} /> : null}
    </Section>
  )
}

const CountersignDialog = ({ signed, onClose }: { signed: SignedSession; onClose: () => void }) => {
  const sessionId = signed.session.id
  const countersign = useSignedChange(
    sessionId,
    (secret: string) => api.sessions.countersignChart({ sessionId, secret }),
    () => {
      toast.done(texts.signed.countersignDone)
      onClose()
    },
  )
  return (
    <Modal opened onClose={onClose} title={texts.signed.countersignChart} size={520}>
      <SecretForm
        submitLabel={texts.signed.countersignChart}
        busy={countersign.isPending}
        error={countersign.error}
        onSubmit={(secret) => countersign.mutate(secret)}
        onCancel={onClose}
      >
        <p className="quiet">{texts.signed.countersignText}</p>
      </SecretForm>
    </Modal>
  )
}
