import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCircle, IconCircleCheckFilled, IconCircleXFilled, IconLock } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api, query } from '#renderer/api.ts'
import { ReasonDialog } from '#renderer/drafts/index.ts'
import { formatMoment, Section } from '#renderer/ui/index.ts'
import type { Finding } from '#shared/kernel/index.ts'
import type { Load } from '#shared/sterilization/index.ts'
import { CompleteLoad } from './CompleteLoad.tsx'
import { ReleaseDialog } from './ReleaseDialog.tsx'
import { ReleasePacksDialog } from './ReleasePacksDialog.tsx'
import { texts } from './texts.ts'

const words = texts.loadPage

interface LoadReleaseProps {
  load: Load
  findings: readonly Finding[]
  zone: string
}

/** The two signed steps between a sterilizer and a client. */
export const LoadRelease = (props: LoadReleaseProps) => (
  <Section title={words.release}>
    <ol className="release-steps">
      <StepOne {...props} />
      <StepTwo load={props.load} />
    </ol>
    <div className="release-foot">
      <CompleteLoad load={props.load} zone={props.zone} />
      <Reject load={props.load} />
    </div>
  </Section>
)

const icons = {
  open: IconCircle,
  done: IconCircleCheckFilled,
  stopped: IconCircleXFilled,
  locked: IconLock,
} as const
const stepTones = { open: 'neutral', done: 'cleared', stopped: 'stop', locked: 'neutral' } as const

const Step = ({
  state,
  title,
  says,
  action,
}: {
  state: keyof typeof icons
  title: string
  says: ReactNode
  action?: ReactNode
}) => {
  const StepIcon = icons[state]
  return (
    <li className="release-step" data-tone={stepTones[state]} data-state={state}>
      <StepIcon size={24} aria-hidden />
      <div className="release-step-text">
        <h3>{title}</h3>
        <div className="load-quiet">{says}</div>
      </div>
      {action}
    </li>
  )
}

const StepOne = ({ load, findings, zone }: LoadReleaseProps) => {
  const [isOpen, dialog] = useDisclosure(false)
  const { decision } = load
  if (load.state === 'quarantined') {
    const isStopped = findings.some(({ severity }) => severity === 'stop')
    return (
      <Step
        state={isStopped ? 'stopped' : 'open'}
        title={words.stepOne}
        says={isStopped ? texts.release.stopped : words.stepOneWait}
        action={
          isStopped ? null : (
            <>
              <Button onClick={dialog.open}>{words.releaseLoad}</Button>
              <ReleaseDialog opened={isOpen} load={load} onClose={dialog.close} />
            </>
          )
        }
      />
    )
  }
  const by = load.state === 'rejected' ? words.rejectedBy : words.releasedBy
  return (
    <Step
      state={load.state === 'rejected' || decision === null ? 'stopped' : 'done'}
      title={words.stepOne}
      says={
        decision ? (
          <>
            <p>{by(decision.name, formatMoment(decision.at, zone))}</p>
            {decision.reason && decision.reason !== 'released' ? (
              <p>{words.because(decision.reason)}</p>
            ) : null}
          </>
        ) : (
          texts.loads.states[load.state]
        )
      }
    />
  )
}

const StepTwo = ({ load }: { load: Load }) => {
  const [isOpen, dialog] = useDisclosure(false)
  const waiting = load.packs.filter(({ state }) => state === 'quarantined')
  const released = load.packs.filter(({ releasedAt }) => releasedAt !== null).length
  const counts = words.inStore(released, load.packs.length)
  if (load.state !== 'released') {
    return (
      <Step
        state={load.state === 'quarantined' ? 'locked' : 'stopped'}
        title={words.stepTwo}
        says={load.state === 'quarantined' ? words.stepTwoLocked : counts}
      />
    )
  }
  return (
    <Step
      state={waiting.length === 0 ? 'done' : 'open'}
      title={words.stepTwo}
      says={
        <>
          {waiting.length > 0 ? <p>{words.stepTwoWait}</p> : null}
          <p>{counts}</p>
        </>
      }
      action={
        waiting.length > 0 ? (
          <>
            <Button onClick={dialog.open}>{words.releasePacks}</Button>
            <ReleasePacksDialog
              opened={isOpen}
              load={load}
              packs={waiting}
              onClose={dialog.close}
            />
          </>
        ) : null
      }
    />
  )
}

const Reject = ({ load }: { load: Load }) => {
  const queries = useQueryClient()
  const [isOpen, dialog] = useDisclosure(false)
  if (load.state === 'rejected') return null
  return (
    <>
      <Button variant="subtle" color="red" onClick={dialog.open}>
        {words.reject}
      </Button>
      <ReasonDialog
        opened={isOpen}
        onClose={dialog.close}
        subject={`load-reject:${load.id}`}
        title={texts.reject.title(load.cycleNumber)}
        confirmLabel={texts.reject.confirm}
        irreversible
        write={async (reason) => {
          await api.sterilization.reject({ loadId: load.id, reason })
          await queries.invalidateQueries({ queryKey: query.sterilization.key() })
        }}
      >
        {texts.reject.text(load.packs.length)}
      </ReasonDialog>
    </>
  )
}
