import { Button } from '@mantine/core'
import { IconCircleCheckFilled } from '@tabler/icons-react'
import { ProblemList } from '#renderer/ui/index.ts'
import type { Problem } from '#shared/kernel/index.ts'
import { toInstant } from '#shared/kernel/index.ts'
import { ChangeStep } from './ChangeStep.tsx'
import { ConsentBody } from './ConsentWords.tsx'
import type { ConsentForm } from './consentForm.ts'
import { SignatureStep } from './SignatureStep.tsx'
import { StatementsStep } from './StatementsStep.tsx'
import type { FormStep, Gap } from './steps.ts'
import { texts } from './texts.ts'
import type { FormFacts } from './useForm.ts'
import { YesNo } from './YesNo.tsx'

interface StepBodyProps {
  step: FormStep
  form: ConsentForm
  facts: FormFacts
  steps: readonly FormStep[]
  /** What the client declares by signing, with names and days filled in. */
  declaration: string
  gaps: readonly Gap[]
  /** What no step of hers can mend. */
  problems: readonly Problem[]
  change: (next: (now: ConsentForm) => ConsentForm) => void
  onGo: (step: string) => void
  onFinish: () => void
}

/** What stands under the heading of one part. */
export const StepBody = (props: StepBodyProps) => {
  const { step, form, facts, change } = props
  switch (step.kind) {
    case 'welcome':
      return <Welcome {...props} />
    case 'section':
      return <ConsentBody text={step.section.body} />
    case 'change':
      return <ChangeStep key={step.id} change={step.change} form={form} onChange={change} />
    case 'statements':
      return <StatementsStep statements={step.statements} form={form} onChange={change} />
    case 'choices':
      return (
        <div className="client-form-list">
          <p>{texts.sign.choicesText}</p>
          {step.choices.map(({ id, text }, index) => (
            <YesNo
              key={id}
              which={texts.sign.choice(index + 1, step.choices.length)}
              legend={text}
              value={form.choices.find((choice) => choice.id === id)?.answer ?? null}
              onChange={(answer) =>
                change((now) => ({
                  ...now,
                  choices: [
                    ...now.choices.filter((choice) => choice.id !== id),
                    { id, answer, at: toInstant(new Date()) },
                  ],
                }))
              }
            />
          ))}
        </div>
      )
    case 'signature':
      return (
        <SignatureStep
          key={step.id}
          signer={step.signer}
          form={form}
          clientName={facts.client.name}
          declaration={props.declaration}
          onChange={(signature) =>
            change((now) => ({
              ...now,
              signatures: { ...now.signatures, [step.signer]: signature },
            }))
          }
        />
      )
    case 'check':
      return <Check {...props} />
  }
}

const Welcome = ({ form, facts, steps }: StepBodyProps) => {
  const { client } = facts
  const changes = steps.filter(({ kind }) => kind === 'change').length
  return (
    <div className="client-form-welcome">
      <div className="client-form-who">
        <p className="client-form-quiet">{texts.sign.whoAreYou}</p>
        <p className="client-form-name">
          {client.name}, {texts.born(client.birthDate)}
        </p>
        <p className="client-form-quiet">{texts.sign.notYou}</p>
      </div>
      <p>
        {form.basisId
          ? texts.sign.welcome.changes(changes)
          : texts.sign.welcome.whole(steps.length)}
      </p>
      <p>{texts.sign.welcome.ask}</p>
      <p>{texts.sign.welcome.mind}</p>
    </div>
  )
}

/** The last part: what is missing, each with the way there; nothing can be finished before. */
const Check = ({ gaps, problems, onGo, onFinish }: StepBodyProps) => {
  const isWhole = gaps.length === 0 && problems.length === 0
  return (
    <div className="client-form-list">
      <div role="status">
        {isWhole ? (
          <p className="client-form-whole-mark" data-tone="cleared">
            <IconCircleCheckFilled size={26} aria-hidden /> {texts.sign.allThere}
          </p>
        ) : (
          <p>{gaps.length > 0 ? texts.sign.missing(gaps.length) : texts.sign.doneHint}</p>
        )}
      </div>
      {gaps.length > 0 ? (
        <ul className="client-form-gaps">
          {gaps.map(({ step, says }) => (
            <li key={`${step} ${says}`}>
              <span>{says}</span>
              <Button
                size="lg"
                variant="default"
                aria-label={texts.sign.goThere(says)}
                onClick={() => onGo(step)}
              >
                {texts.sign.go}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <ProblemList problems={problems} />
      <div className="client-form-actions">
        <Button size="xl" disabled={!isWhole} onClick={onFinish}>
          {texts.sign.done}
        </Button>
        {isWhole ? null : <p className="client-form-quiet">{texts.sign.doneHint}</p>}
      </div>
    </div>
  )
}
