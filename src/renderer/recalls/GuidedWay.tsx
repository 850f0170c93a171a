import { Button } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled, IconClockPause } from '@tabler/icons-react'
import { useState } from 'react'
import { formatMoment, LinkButton, StatusBadge } from '#renderer/ui/index.ts'
import type { Recall, RecallStep } from '#shared/recalls/index.ts'
import type { RecordedStep } from './recordedStep.ts'
import { StepDialog } from './StepDialog.tsx'
import { texts } from './texts.ts'

interface GuidedWayProps {
  recall: Recall
  zone: string
}

type Task = Recall['tasks'][number]

const icons = {
  done: IconCircleCheckFilled,
  next: IconCircle,
  waiting: IconClockPause,
  'not-needed': IconCircle,
}

/** The tasks from top to bottom: what is done and by whom, the one that is next, and what waits. */
export const GuidedWay = ({ recall, zone }: GuidedWayProps) => {
  const [step, setStep] = useState<RecordedStep | null>(null)
  const needed = recall.tasks.filter(({ state }) => state !== 'not-needed')
  // Without a sterilizer in question, its steps are nobody's concern.
  const others = recall.tasks.filter(
    ({ state }) => state === 'not-needed' && recall.sterilizerId !== null,
  )
  const first = needed.find(({ state }) => state === 'next')
  return (
    <>
      <ol className="recall-way" aria-label={texts.recall.way}>
        {needed.map((task) => (
          <TaskLine
            key={task.kind}
            task={task}
            isFirst={task === first}
            step={stepOf(task, recall.steps)}
            recall={recall}
            zone={zone}
            onRecord={setStep}
          />
        ))}
      </ol>
      {others.length > 0 ? (
        <p className="recall-quiet">
          {texts.recall.notNeeded(others.map(({ kind }) => lower(texts.tasks[kind])).join('; '))}
        </p>
      ) : null}
      {recall.recall.closed ? null : (
        <div className="recall-free">
          {freeSteps(recall).map((kind) => (
            <Button
              key={kind}
              size="sm"
              variant="subtle"
              color="gray"
              onClick={() => setStep(kind)}
            >
              {texts.freeSteps[kind]}
            </Button>
          ))}
        </div>
      )}
      {step ? (
        <StepDialog
          recallId={recall.recall.id}
          kind={step}
          zone={zone}
          onClose={() => setStep(null)}
        />
      ) : null}
    </>
  )
}

type FreeStep = keyof typeof texts.freeSteps

/** Nobody is kept from informing an authority or from repairing at once, nor from deciding anew. */
const freeSteps = ({ tasks, sterilizerId }: Recall): readonly FreeStep[] => {
  const stateOf = (kind: Task['kind']) => tasks.find((task) => task.kind === kind)?.state
  return [
    ...(stateOf('decision') === 'done' ? (['decision'] as const) : []),
    ...(stateOf('authority-informed') === 'next' ? [] : (['authority-informed'] as const)),
    ...(sterilizerId !== null && stateOf('repaired') !== 'next' ? (['repaired'] as const) : []),
  ]
}

const nameOf = ({ kind }: Task, { recall }: Recall): string =>
  kind === 'loads-quarantined' && recall.cause !== 'spore-test' ? texts.outOfUse : texts.tasks[kind]

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** Who did it, and when: the opening has taken out of service and quarantined by itself. */
const stepOf = ({ kind }: Task, steps: readonly RecallStep[]): RecallStep | undefined => {
  const name = kind === 'out-of-service' || kind === 'loads-quarantined' ? 'opened' : kind
  return steps.findLast((step) => step.kind === name)
}

interface TaskLineProps {
  task: Task
  /** The one primary action of the page. */
  isFirst: boolean
  step: RecallStep | undefined
  recall: Recall
  zone: string
  onRecord: (kind: RecordedStep) => void
}

const TaskLine = ({ task, isFirst, step, recall, zone, onRecord }: TaskLineProps) => {
  const StateIcon = icons[task.state]
  return (
    <li
      className="recall-task"
      data-state={task.state}
      data-tone={task.state === 'done' ? 'cleared' : task.state === 'next' ? 'decision' : 'neutral'}
      {...(isFirst ? { 'aria-current': 'step' as const } : {})}
    >
      <StateIcon size={22} aria-hidden className="recall-task-icon" />
      <div className="recall-task-text">
        <p className="recall-task-name">
          {nameOf(task, recall)}
          {task.state === 'next' ? (
            <StatusBadge tone="decision">{texts.recall.next}</StatusBadge>
          ) : (
            <span className="visually-hidden">
              , {task.state === 'done' ? texts.recall.done : texts.recall.waiting}
            </span>
          )}
        </p>
        {task.says ? <p className="recall-quiet">{task.says}</p> : null}
        {task.state === 'done' && step ? (
          <p className="recall-quiet">
            {texts.recall.doneBy(step.by, formatMoment(step.happenedAt, zone))}
          </p>
        ) : null}
        {task.state === 'next' && recall.recall.closed === null ? (
          <div className="recall-task-action">
            <TaskAction task={task} isFirst={isFirst} recall={recall} onRecord={onRecord} />
          </div>
        ) : null}
      </div>
    </li>
  )
}

const TaskAction = ({
  task: { kind },
  isFirst,
  recall,
  onRecord,
}: Pick<TaskLineProps, 'task' | 'isFirst' | 'recall' | 'onRecord'>) => {
  const look = isFirst ? {} : { variant: 'default' as const }
  switch (kind) {
    case 'out-of-service':
    case 'loads-quarantined':
      return null
    case 'clients-told':
      return (
        <Button
          {...look}
          onClick={() => {
            const list = document.getElementById('recall-worklist')
            list?.scrollIntoView({ block: 'start' })
            list?.querySelector('button')?.focus({ preventScroll: true })
          }}
        >
          {texts.recall.goToWorklist}
        </Button>
      )
    case 'repeat-test':
    case 'return-tests':
      return (
        <LinkButton
          {...look}
          href={
            recall.sterilizerId
              ? `/sterilization/sterilizers/${recall.sterilizerId}`
              : '/sterilization'
          }
        >
          {texts.recall.goToSterilization}
        </LinkButton>
      )
    default:
      return (
        <Button {...look} onClick={() => onRecord(kind)}>
          {texts.steps[kind].verb}
        </Button>
      )
  }
}
