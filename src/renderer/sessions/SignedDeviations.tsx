import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, query } from '#renderer/api.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import { StatusBadge } from '#renderer/ui/index.ts'
import type { SignedSession } from '#shared/sessions/index.ts'
import { DeviationCard } from './DeviationList.tsx'
import { texts } from './texts.ts'
import { useMoment } from './usePractice.ts'
import { useSignedChange } from './useSignedChange.ts'

/** What deviated, first and in red, with the owner's countersignature. */
export const SignedDeviations = ({ signed }: { signed: SignedSession }) => {
  const moment = useMoment()
  const [isSigning, setIsSigning] = useState(false)
  const practice = useQuery(query.practice.get.queryOptions())
  const { deviations } = signed
  if (deviations.length === 0) return null
  const isAwaiting = deviations.some(({ countersignature }) => countersignature === null)
  return (
    <section className="chart-part">
      <div className="chart-part-head">
        <h3>{texts.deviations.title}</h3>
        {isAwaiting && practice.data?.current.role === 'owner' ? (
          <Button size="sm" onClick={() => setIsSigning(true)}>
            {texts.deviations.countersign}
          </Button>
        ) : null}
      </div>
      {deviations.map((deviation) => (
        <DeviationCard key={deviation.id} deviation={deviation}>
          {deviation.countersignature ? (
            <StatusBadge tone="cleared">
              {texts.deviations.countersigned(
                deviation.countersignature.name,
                moment(deviation.countersignature.at),
              )}
            </StatusBadge>
          ) : (
            <StatusBadge tone="decision">{texts.deviations.awaiting}</StatusBadge>
          )}
        </DeviationCard>
      ))}
      {isSigning ? <CountersignDialog signed={signed} onClose={() => setIsSigning(false)} /> : null}
    </section>
  )
}

const CountersignDialog = ({ signed, onClose }: { signed: SignedSession; onClose: () => void }) => {
  const sessionId = signed.session.id
  const countersign = useSignedChange(
    sessionId,
    (secret: string) => api.sessions.countersign({ sessionId, secret }),
    onClose,
  )
  return (
    <Modal opened onClose={onClose} title={texts.deviations.countersignTitle} size={520}>
      <SecretForm
        submitLabel={texts.deviations.countersign}
        busy={countersign.isPending}
        error={countersign.error}
        onSubmit={(secret) => countersign.mutate(secret)}
        onCancel={onClose}
      >
        <p className="quiet">{texts.deviations.countersignText}</p>
      </SecretForm>
    </Modal>
  )
}
