import { Button, Modal } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconBook2 } from '@tabler/icons-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { type DraftHandle, DraftNotice } from '#renderer/drafts/index.ts'
import { afterClient, LeaveDialog, useGuard } from '#renderer/signing/index.ts'
import { FullSurface, SaveState } from '#renderer/ui/index.ts'
import {
  type ConsentText,
  judgeCompleteness,
  type MergeValues,
  mergeText,
} from '#shared/consent/index.ts'
import { ageOn, type Instant } from '#shared/kernel/index.ts'
import { ConsentSections } from './ConsentWords.tsx'
import { type ConsentForm, firstStep, toSign } from './consentForm.ts'
import { deviceHere } from './device.ts'
import { StepBody } from './StepBody.tsx'
import { type FormStep, gapsOf, otherProblems, stepsOf } from './steps.ts'
import { texts } from './texts.ts'
import type { FormFacts } from './useForm.ts'
import { useMergeValues, usePractice } from './usePractice.ts'
import { WitnessDialog } from './WitnessDialog.tsx'

interface ClientFormProps {
  facts: FormFacts
  draft: DraftHandle<ConsentForm>
  /** When it was handed over. */
  presentedAt: Instant
}

/** The client's own screen: one part at a time, and nothing but this form. */
export const ClientForm = ({ facts, draft, presentedAt }: ClientFormProps) => {
  const { client, template } = facts
  const values = useMergeValues(client)
  const guard = useGuard()
  const [dialog, setDialog] = useState<'witness' | 'leave' | null>(null)
  const [pointer, setPointer] = useState<string | null>(null)
  const { steps, problems } = useForm(facts, draft.value, presentedAt, values ?? {})
  const at = Math.max(
    0,
    steps.findIndex(({ id }) => id === draft.value.step),
  )
  const step = steps[at] ?? steps[0]
  const [isMending, setIsMending] = useState(false)
  const goTo = (id: string) => {
    setIsMending(step?.kind === 'check' && id !== steps[at - 1]?.id)
    draft.change((now) => ({ ...now, step: id }))
  }
  const gaps = steps.flatMap((each) => gapsOf(each, draft.value, problems))
  if (!step) return null
  return (
    <FullSurface label={texts.sign.surface}>
      <div
        className="client-form"
        data-step={step.id}
        onPointerDown={(event) => setPointer(event.pointerType)}
      >
        <ClientFormHead client={client} onLeave={() => setDialog('leave')}>
          <SaveState status={draft.status} />
        </ClientFormHead>
        <main className="client-form-paper">
          <DraftNotice draft={draft} saysRestored={false} />
          <StepHead step={step} at={at} of={steps.length} />
          <StepBody
            step={step}
            form={draft.value}
            facts={facts}
            steps={steps}
            declaration={mergeText(template.text, values ?? {}).declaration}
            gaps={gaps}
            problems={otherProblems(problems)}
            change={draft.change}
            onGo={goTo}
            onFinish={() => setDialog('witness')}
          />
          {facts.basisText && draft.value.basisId ? (
            <WholeForm text={template.text} values={values ?? {}} />
          ) : null}
        </main>
        <StepFoot steps={steps} at={at} isMending={isMending} onGo={goTo} />
      </div>
      {dialog === 'witness' ? (
        <WitnessDialog
          consent={toSign(draft.value, signedHere(client.id, presentedAt, pointer))}
          draft={draft}
          onAllowed={guard.allow}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'leave' ? (
        <LeaveDialog
          title={texts.sign.leaveTitle}
          text={texts.sign.leaveText}
          flush={draft.flush}
          next={() => afterClient(client.id)}
          onAllowed={guard.allow}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </FullSurface>
  )
}

const signedHere = (
  clientId: FormFacts['client']['id'],
  presentedAt: Instant,
  pointer: string | null,
) => ({
  clientId,
  presentedAt,
  device: deviceHere(pointer),
})

/** The parts of this form, and what the rules miss in it: the same that main asks when it is signed. */
const useForm = (
  { client, template, basisText }: FormFacts,
  form: ConsentForm,
  presentedAt: Instant,
  values: MergeValues,
) => {
  const practice = usePractice()
  const basis = form.basisId ? basisText : null
  const steps = stepsOf({ text: template.text, basisText: basis }, values, form)
  const problems = judgeCompleteness(
    template.text,
    toSign(form, signedHere(client.id, presentedAt, null)),
    {
      kind: template.kind,
      basisText: basis,
      clientName: client.name,
      isMinor: practice
        ? ageOn(client.birthDate, practice.today) < practice.rules.settings.ageOfMajority.value
        : false,
    },
  )
  return { steps, problems }
}

interface ClientFormHeadProps {
  client: FormFacts['client']
  onLeave: () => void
  children: ReactNode
}

const ClientFormHead = ({ client, onLeave, children }: ClientFormHeadProps) => (
  <div className="client-form-head">
    <span className="client-form-person">
      <strong>{client.name}</strong>, {texts.born(client.birthDate)}
    </span>
    <span className="client-form-tools">
      {children}
      <Button variant="subtle" color="gray" onClick={onLeave}>
        {texts.sign.leave}
      </Button>
    </span>
  </div>
)

/** Takes the focus with every step, so that a screen reader starts at its heading. */
const StepHead = ({ step, at, of }: { step: FormStep; at: number; of: number }) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.closest('.full-surface')?.scrollTo({ top: 0 })
    heading.current?.focus({ preventScroll: true })
  }, [step.id])
  return (
    <>
      <progress
        className="client-form-progress"
        aria-label={texts.sign.progressLabel}
        value={at + 1}
        max={of}
      />
      <p className="client-form-quiet" aria-live="polite">
        {texts.sign.progress(at + 1, of)}
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {step.title}
      </h1>
    </>
  )
}

const StepFoot = ({
  steps,
  at,
  isMending,
  onGo,
}: {
  steps: readonly FormStep[]
  at: number
  /** She came here from the check, and goes back there. */
  isMending: boolean
  onGo: (id: string) => void
}) => {
  const before = steps[at - 1]
  const next = isMending ? steps.at(-1) : steps[at + 1]
  return (
    <div className="client-form-foot">
      {before ? (
        <Button
          size="xl"
          variant="default"
          leftSection={<IconArrowLeft size={22} aria-hidden />}
          onClick={() => onGo(before.id)}
        >
          {texts.sign.back}
        </Button>
      ) : (
        <span />
      )}
      {next ? (
        <Button
          size="xl"
          rightSection={<IconArrowRight size={22} aria-hidden />}
          onClick={() => onGo(next.id)}
        >
          {nextWord(steps[at]?.id === firstStep, isMending)}
        </Button>
      ) : null}
    </div>
  )
}

const nextWord = (isFirst: boolean, isMending: boolean): string => {
  if (isMending) return texts.sign.toCheck
  return isFirst ? texts.sign.welcome.start : texts.sign.next
}

/** Who sees only what changed can read the rest whenever she likes. */
const WholeForm = ({ text, values }: { text: ConsentText; values: MergeValues }) => {
  const [isOpen, setIsOpen] = useState(false)
  const merged = useMemo(() => mergeText(text, values), [text, values])
  return (
    <>
      <Button
        size="lg"
        variant="subtle"
        className="client-form-whole"
        leftSection={<IconBook2 size={20} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        {texts.sign.wholeForm}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={texts.sign.wholeFormTitle}
        size={760}
        closeButtonProps={{ 'aria-label': texts.sign.close, size: 44 }}
      >
        <div className="client-form-reading">
          <ConsentSections level={3} text={merged} />
          <ul>
            {merged.acknowledgements.map(({ id, text: statement }) => (
              <li key={id}>{statement}</li>
            ))}
            {merged.choices.map(({ id, text: choice }) => (
              <li key={id}>{choice}</li>
            ))}
          </ul>
          <p>{merged.declaration}</p>
        </div>
      </Modal>
    </>
  )
}
