import { Button } from '@mantine/core'
import { IconSignature } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { DraftNotice } from '#renderer/drafts/index.ts'
import {
  EmptyState,
  Failure,
  FindingCard,
  LinkButton,
  Loading,
  Page,
  SaveState,
} from '#renderer/ui/index.ts'
import { type ConsentKind, consentKind } from '#shared/consent/index.ts'
import {
  ageOn,
  type ClientId,
  clientId as clientIdSchema,
  toInstant,
} from '#shared/kernel/index.ts'
import { emptyFieldsOf, emptyForm, emptyGuardian, withPeople } from './consentForm.ts'
import { FormSection } from './FormSection.tsx'
import { PaperSection } from './PaperSection.tsx'
import { PeopleSection } from './PeopleSection.tsx'
import { ReflectionSection } from './ReflectionSection.tsx'
import { texts } from './texts.ts'
import { type FormFacts, useConsentDraft, useFormFacts } from './useForm.ts'
import { useMoment, usePractice } from './usePractice.ts'
import './consent.css'
import './prepare.css'

/** What the practitioner settles before the client holds the device. */
export const PreparePage = () => {
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
  const practice = usePractice()
  switch (form.found) {
    case 'loading':
      return <Waiting error={form.error} />
    case 'other-kind':
      return <OtherKind clientId={clientId} kind={kind} required={form.required} />
    case 'no-template':
      return <NoTemplate clientId={clientId} kind={kind} />
    case 'form':
      return practice ? (
        <Prepare
          key={form.template.id}
          facts={form}
          isMinor={
            ageOn(form.client.birthDate, practice.today) <
            practice.rules.settings.ageOfMajority.value
          }
        />
      ) : (
        <Waiting error={null} />
      )
  }
}

const Prepare = ({ facts, isMinor }: { facts: FormFacts; isMinor: boolean }) => {
  const { client, template } = facts
  const draft = useConsentDraft(facts)
  const [isTried, setIsTried] = useState(false)
  const [, goTo] = useLocation()
  const needsGuardian = isMinor || template.kind === 'guardian'
  if (draft.isLoading) return <Waiting error={null} />
  const form = draft.value
  const people = {
    ...form.people,
    guardian: needsGuardian ? (form.people.guardian ?? emptyGuardian) : null,
  }
  const empty = emptyFieldsOf(people)
  const handOver = async () => {
    setIsTried(true)
    if (empty.length > 0) {
      // The first empty one; the errors stand after this turn.
      setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    const now = toInstant(new Date())
    draft.change((typed) => ({
      ...withPeople(typed, people),
      presentedAt: typed.presentedAt ?? now,
    }))
    await draft.flush()
    goTo(`/clients/${client.id}/consent/${template.kind}/sign`)
  }
  return (
    <Page
      width="reading"
      title={texts.prepare.titles[template.kind]}
      back={{ href: `/clients/${client.id}`, label: texts.prepare.back }}
      description={`${client.name}, ${texts.born(client.birthDate)}`}
    >
      <DraftNotice draft={draft} saysRestored={false} />
      <Begun
        presentedAt={form.presentedAt}
        onStartAgain={() => draft.change(emptyForm(template, form.basisId, people))}
      />
      <FormSection
        facts={facts}
        basisId={form.basisId}
        isBegun={form.presentedAt !== null}
        onChange={(basisId) => draft.change((now) => emptyForm(template, basisId, now.people))}
      />
      <ReflectionSection client={client} template={template} />
      <PeopleSection
        people={people}
        needsGuardian={needsGuardian}
        empty={isTried ? empty : []}
        onChange={(next) => draft.change((now) => withPeople(now, next))}
      />
      <PaperSection facts={facts} people={people} isPeopleWhole={empty.length === 0} />
      <div className="hand-over">
        <SaveState status={draft.status} />
        <p className="consent-quiet">{texts.prepare.handOverText}</p>
        <Button
          leftSection={<IconSignature size={20} aria-hidden />}
          onClick={() => void handOver()}
        >
          {form.presentedAt === null ? texts.prepare.handOver : texts.prepare.goOn}
        </Button>
      </div>
    </Page>
  )
}

interface BegunProps {
  presentedAt: FormDraft['presentedAt']
  onStartAgain: () => void
}
type FormDraft = ReturnType<typeof emptyForm>

/** The client had it in her hands already: after a crash, or when she stopped. */
const Begun = ({ presentedAt, onStartAgain }: BegunProps) => {
  const moment = useMoment()
  return presentedAt === null ? null : (
    <FindingCard
      finding={{
        code: 'consent.begun',
        severity: 'override',
        fact: texts.prepare.begun(moment(presentedAt)),
        rule: texts.prepare.begunRule,
        nextStep: texts.prepare.begunNext,
      }}
      action={
        <Button size="sm" variant="default" onClick={onStartAgain}>
          {texts.prepare.startAgain}
        </Button>
      }
    />
  )
}

const Waiting = ({ error }: { error: unknown }) => (
  <Page title={texts.record.title} width="reading">
    {error ? <Failure error={error} /> : <Loading label={texts.prepare.loading} />}
  </Page>
)

interface OtherProps {
  clientId: ClientId
  kind: ConsentKind
}

const OtherKind = ({ clientId, kind, required }: OtherProps & { required: ConsentKind | null }) => (
  <Page
    width="reading"
    title={texts.prepare.titles[kind]}
    back={{ href: `/clients/${clientId}`, label: texts.prepare.back }}
  >
    <EmptyState
      icon={IconSignature}
      title={texts.prepare.notThisKind(required ? texts.kinds[required] : '')}
      action={
        required ? (
          <LinkButton href={`/clients/${clientId}/consent/${required}`}>
            {texts.prepare.toThatKind}
          </LinkButton>
        ) : undefined
      }
    >
      {texts.prepare.notThisKindText}
    </EmptyState>
  </Page>
)

const NoTemplate = ({ clientId, kind }: OtherProps) => (
  <Page
    width="reading"
    title={texts.prepare.titles[kind]}
    back={{ href: `/clients/${clientId}`, label: texts.prepare.back }}
  >
    <EmptyState
      icon={IconSignature}
      title={texts.sign.noTemplate}
      action={<LinkButton href="/consent">{texts.sign.toTemplates}</LinkButton>}
    >
      {texts.sign.noTemplateText}
    </EmptyState>
  </Page>
)
