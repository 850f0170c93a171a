import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { api } from '#renderer/api.ts'
import { Failure } from '#renderer/ui/index.ts'
import {
  emptyForm,
  type FirstRunForm,
  type FormProblems,
  problemsOfOwner,
  problemsOfPassphrase,
  problemsOfPractice,
  toCreatePractice,
} from './form.ts'
import { Gate } from './Gate.tsx'
import { OwnerFields } from './OwnerFields.tsx'
import { PassphraseFields } from './PassphraseFields.tsx'
import { PracticeFields } from './PracticeFields.tsx'
import { Progress } from './Progress.tsx'
import { RecoveryStep } from './RecoveryStep.tsx'
import { StepHead } from './StepHead.tsx'
import { texts } from './texts.ts'

export interface FirstRunPageProps {
  /** The practice exists and is unlocked; the recovery code is still on the screen. */
  onCreated: () => unknown
  /** The code was written down. */
  onDone: () => unknown
}

const steps = [
  { id: 'practice', problemsOf: problemsOfPractice, Fields: PracticeFields },
  { id: 'owner', problemsOf: problemsOfOwner, Fields: OwnerFields },
  { id: 'passphrase', problemsOf: problemsOfPassphrase, Fields: PassphraseFields },
] as const

/** Practice, owner, passphrase; then the recovery code, shown once. */
export const FirstRunPage = ({ onCreated, onDone }: FirstRunPageProps) => {
  const [form, setForm] = useState(() =>
    emptyForm(Intl.DateTimeFormat().resolvedOptions().timeZone),
  )
  const [index, setIndex] = useState(0)
  const [problems, setProblems] = useState<FormProblems>({})
  const create = useMutation({
    mutationFn: () => api.practice.create(toCreatePractice(form)),
    onSuccess: onCreated,
  })
  const formElement = useRef<HTMLFormElement>(null)
  useFocusOnStep(formElement, index)

  const step = steps[index] ?? steps[0]
  const isLast = index === steps.length - 1
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (create.isPending) return
    const found = step.problemsOf(form)
    setProblems(found)
    if (Object.keys(found).length > 0) focusFirstProblem(formElement.current)
    else if (isLast) create.mutate()
    else setIndex(index + 1)
  }
  const change = (part: Partial<FirstRunForm>) => {
    setForm((now) => ({ ...now, ...part }))
    setProblems((now) =>
      Object.fromEntries(Object.entries(now).filter(([field]) => !(field in part))),
    )
  }

  return (
    <Gate side={<Progress done={create.data ? steps.length : index} />}>
      {create.data ? (
        <RecoveryStep made={create.data} form={form} onDone={onDone} />
      ) : (
        <form className="first-run" ref={formElement} onSubmit={submit} noValidate>
          <StepHead title={texts[step.id].title}>{texts[step.id].description}</StepHead>
          <step.Fields form={form} problems={problems} change={change} />
          <Failure error={create.error} />
          <div className="first-run-actions">
            {index > 0 ? (
              <Button
                variant="default"
                onClick={() => setIndex(index - 1)}
                disabled={create.isPending}
              >
                {texts.firstRun.back}
              </Button>
            ) : null}
            <span role="status" className="first-run-wait">
              {create.isPending ? texts.firstRun.creating : null}
            </span>
            <Button type="submit" loading={create.isPending}>
              {isLast ? texts.firstRun.create : texts.firstRun.next}
            </Button>
          </div>
        </form>
      )}
    </Gate>
  )
}

const useFocusOnStep = (form: { readonly current: HTMLFormElement | null }, index: number) => {
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input')?.focus()
  }, [form, index])
}

/** After the problems are drawn. */
const focusFirstProblem = (form: HTMLFormElement | null) =>
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
