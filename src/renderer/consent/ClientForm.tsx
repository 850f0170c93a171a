import { Button, Checkbox } from '@mantine/core'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { DraftNotice, useDraft } from '#renderer/drafts/index.ts'
import { FullSurface, Loading, ProblemList, SaveState, SignaturePad } from '#renderer/ui/index.ts'
import type { Client } from '#shared/clients/index.ts'
import { type ConsentTemplate, judgeCompleteness } from '#shared/consent/index.ts'
import { instant, type Problem } from '#shared/kernel/index.ts'
import { ConsentSections } from './ConsentWords.tsx'
import { consentForm, emptyForm, toSign } from './consentForm.ts'
import { LeaveDialog, WitnessDialog } from './leaving.tsx'
import { texts } from './texts.ts'
import { useGuard } from './useGuard.ts'
import { usePractice } from './usePractice.ts'

interface ClientFormProps {
  client: Client
  template: ConsentTemplate
}

/** The client's own screen: the text, a tick for each statement, and a drawn signature. */
export const ClientForm = ({ client, template }: ClientFormProps) => {
  const form = useConsentForm(client, template)
  const guard = useGuard()
  const [leaving, setLeaving] = useState<'witness' | 'leave' | null>(null)
  const [isChecked, setIsChecked] = useState(false)
  const { text } = template
  const { draft } = form

  const problems = judgeCompleteness(text, toSign(draft.value, client.id))
  const missing = isChecked ? problems : []
  const finish = () => {
    setIsChecked(true)
    if (problems.length === 0) setLeaving('witness')
  }

  return (
    <FullSurface label={texts.sign.surface}>
      {draft.isLoading ? (
        <Loading label={texts.sign.loading} />
      ) : (
        <div className="client-form">
          <ClientFormHead client={client} status={<SaveState status={draft.status} />} />
          <main className="client-form-paper">
            <DraftNotice draft={draft} saysRestored={false} />
            <h1>{text.title}</h1>
            <p className="client-form-lead">{texts.sign.read}</p>
            <ConsentSections level={2} text={text} />
            <Statements
              template={template}
              isChecked={isChecked}
              acknowledged={draft.value.acknowledged}
              onChange={(acknowledged) => draft.change((now) => ({ ...now, acknowledged }))}
            />
            <section className="client-form-signature">
              <h2>{texts.sign.declaration}</h2>
              <p>{text.declaration}</p>
              <SignaturePad
                label={texts.sign.signature(client.name)}
                value={draft.value.strokes}
                onChange={(strokes) => draft.change((now) => ({ ...now, strokes }))}
                error={missingSignature(missing)}
              />
            </section>
            {missing.length > 0 ? <ProblemList problems={missing.map(forTheClient)} /> : null}
            <div className="client-form-actions">
              <Button size="xl" onClick={finish}>
                {texts.sign.done}
              </Button>
              <Button size="lg" variant="subtle" color="gray" onClick={() => setLeaving('leave')}>
                {texts.sign.leave}
              </Button>
            </div>
          </main>
          {leaving === 'witness' ? (
            <WitnessDialog
              consent={toSign(draft.value, client.id)}
              draft={draft}
              onAllowed={guard.allow}
              onClose={() => setLeaving(null)}
            />
          ) : null}
          {leaving === 'leave' ? (
            <LeaveDialog
              clientId={client.id}
              draft={draft}
              onAllowed={guard.allow}
              onClose={() => setLeaving(null)}
            />
          ) : null}
        </div>
      )}
    </FullSurface>
  )
}

const missingSignature = (missing: readonly Problem[]) =>
  missing.some(({ field }) => field === 'strokes') ? texts.sign.signHere : null

/** The rules speak to the practitioner; here the client reads. */
const forTheClient = (problem: Problem): Problem => ({
  ...problem,
  ...(problem.field === 'strokes' ? texts.sign.notSigned : texts.sign.notTicked),
})

/** What was ticked and drawn, kept as a draft; a draft of an older text starts again. */
const useConsentForm = (client: Client, template: ConsentTemplate) => {
  const presentedAt = useMemo(() => instant.parse(new Date().toISOString()), [])
  const draft = useDraft('consent', client.id, emptyForm(template, presentedAt), consentForm)
  const { isLoading, value, change } = draft
  const isOfOlderText = !isLoading && value.templateId !== template.id
  useEffect(() => {
    if (isOfOlderText) change(emptyForm(template, presentedAt))
  }, [isOfOlderText, change, template, presentedAt])
  return { draft }
}

const ClientFormHead = ({ client, status }: { client: Client; status: ReactNode }) => {
  const practice = usePractice()
  return (
    <header className="client-form-head">
      <span className="client-form-practice">{practice?.details.name}</span>
      <span className="client-form-person">
        <strong>{client.name}</strong>, {texts.born(client.birthDate)}
      </span>
      {status}
    </header>
  )
}

interface StatementsProps {
  template: ConsentTemplate
  /** Marks what is still open, once she said that she has finished. */
  isChecked: boolean
  acknowledged: readonly string[]
  onChange: (acknowledged: string[]) => void
}

const Statements = ({ template, isChecked, acknowledged, onChange }: StatementsProps) => {
  const statements = template.text.acknowledgements
  const done = statements.filter(({ id }) => acknowledged.includes(id)).length
  return (
    <section className="client-form-statements">
      <div className="client-form-statements-head">
        <h2>{texts.sign.agree}</h2>
        <span role="status">{texts.sign.agreed(done, statements.length)}</span>
      </div>
      {statements.map(({ id, text }) => (
        <Checkbox
          key={id}
          size="lg"
          label={text}
          data-open={isChecked && !acknowledged.includes(id)}
          checked={acknowledged.includes(id)}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? [...acknowledged, id]
                : acknowledged.filter((each) => each !== id),
            )
          }
        />
      ))}
    </section>
  )
}
