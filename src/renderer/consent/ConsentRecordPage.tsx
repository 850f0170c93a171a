import { Button, Textarea } from '@mantine/core'
import { IconSquareCheckFilled, IconSquareX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'wouter'
import { api, query } from '#renderer/api.ts'
import { SignatureBlock } from '#renderer/signing/index.ts'
import {
  ConfirmDialog,
  DateField,
  DefinitionList,
  Failure,
  FindingCard,
  formatDay,
  Loading,
  Page,
  Section,
  SignaturePad,
  StatusBadge,
  toast,
} from '#renderer/ui/index.ts'
import type { Consent } from '#shared/consent/index.ts'
import {
  type CalendarDate,
  type ConsentId,
  consentId as consentIdSchema,
} from '#shared/kernel/index.ts'
import { ConsentSections } from './ConsentWords.tsx'
import { toneOfState } from './tones.ts'
import { texts } from './texts.ts'
import { useMoment, usePractice, useTimeZone } from './usePractice.ts'
import './consent.css'

/** One signed consent, exactly as it was signed. */
export const ConsentRecordPage = () => {
  const { id } = useParams<{ id: string }>()
  const read = consentIdSchema.safeParse(id)
  return read.success ? <Stored consentId={read.data} /> : <Waiting error={null} />
}

const Stored = ({ consentId }: { consentId: ConsentId }) => {
  const consent = useQuery(query.consent.get.queryOptions({ input: { consentId } }))
  return consent.data ? <ConsentRecord consent={consent.data} /> : <Waiting error={consent.error} />
}

const Waiting = ({ error }: { error: unknown }) => (
  <Page title={texts.record.title} width="reading">
    {error ? <Failure error={error} /> : <Loading label={texts.record.loading} />}
  </Page>
)

const ConsentRecord = ({ consent }: { consent: Consent }) => {
  const [isWithdrawing, setIsWithdrawing] = useState(false)
  const timeZone = useTimeZone()
  const { identity } = consent
  return (
    <Page
      width="reading"
      title={consent.title}
      back={{ href: `/clients/${consent.clientId}`, label: texts.record.back }}
      description={`${identity.name}, ${texts.born(identity.birthDate)}`}
      status={
        <StatusBadge tone={toneOfState[consent.state]}>{texts.states[consent.state]}</StatusBadge>
      }
      actions={
        consent.withdrawnOn === null ? (
          <Button variant="default" onClick={() => setIsWithdrawing(true)}>
            {texts.record.withdraw}
          </Button>
        ) : null
      }
    >
      <Withdrawal consent={consent} />
      <Section title={texts.record.facts}>
        <Facts consent={consent} />
      </Section>
      <Section
        title={texts.record.text}
        description={texts.record.version(consent.templateVersion)}
      >
        <SignedText consent={consent} />
      </Section>
      <Section title={texts.record.witnessed}>
        <SignatureBlock
          signature={consent.signature}
          state={consent.signatureState}
          timeZone={timeZone}
        />
      </Section>
      {isWithdrawing ? (
        <WithdrawDialog consent={consent} onClose={() => setIsWithdrawing(false)} />
      ) : null}
    </Page>
  )
}

const Withdrawal = ({ consent: { withdrawnOn, withdrawalReason } }: { consent: Consent }) =>
  withdrawnOn === null ? null : (
    <FindingCard
      finding={{
        code: 'consent.withdrawn',
        severity: 'stop',
        fact: texts.record.withdrawnOn(withdrawnOn),
        rule: texts.record.withdrawnRule,
        nextStep: withdrawalReason ?? '',
      }}
    />
  )

const Facts = ({ consent }: { consent: Consent }) => {
  const moment = useMoment()
  const { identity, snapshot } = consent
  return (
    <DefinitionList
      columns={3}
      items={[
        { term: texts.record.client, value: identity.name },
        { term: texts.record.birthDate, value: formatDay(identity.birthDate) },
        { term: texts.record.number, value: identity.number },
        { term: texts.record.presentedAt, value: moment(snapshot.presentedAt) },
        { term: texts.record.signedAt, value: moment(snapshot.signedAt) },
        { term: texts.record.validUntil, value: formatDay(consent.validUntil) },
      ]}
    />
  )
}

/** From the snapshot, never from the template's table: this is what the client saw. */
const SignedText = ({ consent: { snapshot, identity } }: { consent: Consent }) => {
  const { text } = snapshot.template
  return (
    <div className="signed-text">
      <ConsentSections level={3} text={text} />
      <h3>{texts.record.acknowledged}</h3>
      <ul className="signed-statements">
        {text.acknowledgements.map(({ id, text: statement }) => {
          const isAgreed = snapshot.acknowledged.includes(id)
          return (
            <li key={id} data-tone={isAgreed ? 'cleared' : 'stop'}>
              {isAgreed ? (
                <IconSquareCheckFilled size={22} aria-hidden />
              ) : (
                <IconSquareX size={22} aria-hidden />
              )}
              <span>
                {statement}
                {isAgreed ? null : ` (${texts.record.notAcknowledged})`}
              </span>
            </li>
          )
        })}
      </ul>
      <p className="consent-declaration">{text.declaration}</p>
      <SignaturePad
        readOnly
        label={`${texts.record.signature}, ${identity.name}`}
        value={snapshot.strokes}
      />
    </div>
  )
}

const WithdrawDialog = ({ consent, onClose }: { consent: Consent; onClose: () => void }) => {
  const practice = usePractice()
  const [day, setDay] = useState<CalendarDate | null>(practice?.today ?? null)
  const [reason, setReason] = useState('')
  const withdraw = useWithdraw(consent.id, onClose)
  return (
    <ConfirmDialog
      opened
      irreversible
      title={texts.record.withdrawTitle}
      confirmLabel={texts.record.withdrawConfirm}
      busy={withdraw.isPending}
      onConfirm={() => {
        if (day && reason.trim() !== '') withdraw.mutate({ withdrawnOn: day, reason })
      }}
      onClose={onClose}
    >
      <div className="withdraw-form">
        <p>{texts.record.withdrawText}</p>
        <DateField
          required
          label={texts.record.withdrawDay}
          value={day}
          onChange={setDay}
          {...(practice ? { maximum: practice.today } : {})}
        />
        <Textarea
          required
          label={texts.record.withdrawReason}
          minRows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Failure error={withdraw.error} />
      </div>
    </ConfirmDialog>
  )
}

const useWithdraw = (consentId: ConsentId, onDone: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: { withdrawnOn: CalendarDate; reason: string }) =>
      api.consent.withdraw({ consentId, ...input }),
    onSuccess: async () => {
      toast.done(texts.record.withdrawn)
      onDone()
      await queries.invalidateQueries()
    },
  })
}
