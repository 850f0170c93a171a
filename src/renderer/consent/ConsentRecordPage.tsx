import { Button } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import { SignatureBlock } from '#renderer/signing/index.ts'
import {
  DefinitionList,
  Failure,
  FindingCard,
  formatDay,
  LinkButton,
  Loading,
  Page,
  Section,
  StatusBadge,
  TextLink,
} from '#renderer/ui/index.ts'
import type { Consent } from '#shared/consent/index.ts'
import { consentId as consentIdSchema, type Finding } from '#shared/kernel/index.ts'
import { CopiesSection } from './CopiesSection.tsx'
import { SignedChoices } from './SignedChoices.tsx'
import { SignedPeople } from './SignedPeople.tsx'
import { SignedText } from './SignedText.tsx'
import { texts } from './texts.ts'
import { paperWords, toneOfPaper, toneOfState } from './tones.ts'
import { useMoment, usePractice, useTimeZone } from './usePractice.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'
import './consent.css'
import './record.css'

/** One signed consent, exactly as it was signed. */
export const ConsentRecordPage = () => {
  const { id } = useParams<{ id: string }>()
  const read = consentIdSchema.safeParse(id)
  const consent = useQuery(
    query.consent.get.queryOptions({ input: read.success ? { consentId: read.data } : skipToken }),
  )
  return consent.data ? (
    <ConsentRecord consent={consent.data} />
  ) : (
    <Page title={texts.record.title} width="reading">
      {consent.error ? <Failure error={consent.error} /> : <Loading label={texts.record.loading} />}
    </Page>
  )
}

const ConsentRecord = ({ consent }: { consent: Consent }) => {
  const [isWithdrawing, setIsWithdrawing] = useState(false)
  const timeZone = useTimeZone()
  const { identity, signature } = consent
  return (
    <Page
      width="reading"
      title={consent.title}
      back={{ href: `/clients/${consent.clientId}`, label: texts.record.back }}
      description={`${identity.name}, ${texts.born(identity.birthDate)}`}
      status={
        <>
          <StatusBadge tone={toneOfState[consent.state]}>{texts.states[consent.state]}</StatusBadge>
          <StatusBadge tone={toneOfPaper[consent.paper]}>{paperWords(consent)}</StatusBadge>
        </>
      }
      actions={
        consent.withdrawnOn === null ? (
          <Button variant="default" onClick={() => setIsWithdrawing(true)}>
            {texts.record.withdraw}
          </Button>
        ) : null
      }
    >
      <Standing consent={consent} />
      <Section title={texts.record.facts}>
        <Facts consent={consent} />
      </Section>
      <CopiesSection consent={consent} />
      <SignedChoices consent={consent} />
      <Section title={texts.record.text} description={texts.version(consent.templateVersion)}>
        <SignedText consent={consent} />
      </Section>
      <SignedPeople consent={consent} />
      <Section title={texts.record.witnessed}>
        <div className="record-witness">
          <SignatureBlock
            signature={signature}
            state={consent.signatureState}
            timeZone={timeZone}
          />
          <DefinitionList
            columns={1}
            items={[
              {
                term: texts.record.chainHead,
                value: <span className="hash">{signature.chainHead}</span>,
              },
            ]}
          />
        </div>
      </Section>
      {isWithdrawing ? (
        <WithdrawDialog consent={consent} onClose={() => setIsWithdrawing(false)} />
      ) : null}
    </Page>
  )
}

/** What stands against relying on it today, each with the way on. */
const Standing = ({ consent }: { consent: Consent }) => {
  const again = `/clients/${consent.clientId}/consent/${consent.kind}`
  return (
    <>
      {standingOf(consent).map((finding) => (
        <FindingCard
          key={finding.code}
          finding={finding}
          action={
            finding.code === 'consent.superseded' ? (
              <LinkButton size="sm" variant="default" href={again}>
                {texts.record.signAgain}
              </LinkButton>
            ) : finding.severity === 'override' ? (
              <LinkButton size="sm" variant="default" href={again}>
                {texts.record.takeNew}
              </LinkButton>
            ) : null
          }
        />
      ))}
    </>
  )
}

const standingOf = (consent: Consent): readonly Finding[] => {
  const findings: Finding[] = []
  if (consent.withdrawnOn !== null) {
    findings.push({
      code: 'consent.withdrawn',
      severity: 'stop',
      fact: texts.record.withdrawnOn(consent.withdrawnOn),
      rule: texts.record.withdrawnRule,
      nextStep: consent.withdrawalReason ?? '',
    })
  }
  if (consent.paper === 'changed') {
    findings.push({
      code: 'consent.paper-changed',
      severity: 'stop',
      fact: texts.record.paperChangedFact[consent.medium],
      rule: texts.record.paperChangedRule,
      nextStep: texts.record.paperChangedNext,
    })
  }
  const open = (code: string, fact: string, rule: string, nextStep: string): Finding => ({
    code,
    severity: 'override',
    fact,
    rule,
    nextStep,
  })
  const { record } = texts
  if (consent.state === 'superseded') {
    findings.push(
      open('consent.superseded', record.superseded, record.supersededRule, record.supersededNext),
    )
  }
  if (consent.state === 'expired') {
    const fact = record.expiredFact(consent.validUntil)
    findings.push(open('consent.expired', fact, record.expiredRule, record.takeNewNext))
  }
  if (consent.state === 'used-up') {
    findings.push(open('consent.used-up', record.usedUpFact, record.usedUpRule, record.takeNewNext))
  }
  return findings
}

const Facts = ({ consent }: { consent: Consent }) => {
  const moment = useMoment()
  const people = usePractice()?.people ?? []
  const { identity, snapshot } = consent
  const covers = people.find(({ id }) => id === consent.coversPractitionerId)
  return (
    <DefinitionList
      columns={3}
      items={[
        { term: texts.record.client, value: identity.name },
        { term: texts.record.birthDate, value: formatDay(identity.birthDate) },
        { term: texts.record.number, value: identity.number },
        { term: texts.record.givenAt, value: moment(snapshot.givenAt) },
        { term: texts.record.presentedAt, value: moment(snapshot.presentedAt) },
        { term: texts.record.signedAt, value: moment(snapshot.signedAt) },
        { term: texts.record.validUntil, value: formatDay(consent.validUntil) },
        {
          term: texts.record.sessions,
          value:
            consent.sessionsCovered === null
              ? texts.record.anySessions
              : texts.record.usedOf(consent.sessionsUsed, consent.sessionsCovered),
        },
        {
          term: texts.record.covers,
          value:
            consent.coversPractitionerId === null
              ? texts.record.coversPractice
              : texts.record.coversPractitioner(covers?.name ?? snapshot.practitioner.name),
        },
        {
          term: texts.record.medium,
          value: consent.medium === 'paper' ? texts.record.onPaper : texts.record.onScreen,
        },
        { term: texts.record.practice, value: snapshot.practice },
        ...(snapshot.device ? [{ term: texts.record.device, value: snapshot.device }] : []),
        ...(snapshot.basis
          ? [
              {
                term: texts.record.basis,
                value: (
                  <TextLink href={`/consents/${snapshot.basis.consentId}`}>
                    {texts.record.openBasis}
                  </TextLink>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}
