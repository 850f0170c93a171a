import { Button } from '@mantine/core'
import { IconCalendarX, IconPlayerPlayFilled, IconSignature } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { FindingList, StatusBadge, ToneIcon } from '#renderer/ui/index.ts'
import type { Finding } from '#shared/kernel/index.ts'
import { isReady, notStarted, type SessionFacts } from '#shared/sessions/index.ts'
import { screeningStanding, stopReason } from './agreement.ts'
import { DeviationDialog, type DeviationSubject } from './DeviationDialog.tsx'
import { DeviationList } from './DeviationList.tsx'
import { DropDialog } from './DropDialog.tsx'
import { Mend } from './Mend.tsx'
import { ReviewDialog } from './ReviewDialog.tsx'
import { StartDialog } from './StartDialog.tsx'
import { stepOf } from './sessionSteps.ts'
import { texts } from './texts.ts'
import { useMoment } from './usePractice.ts'
import type { SessionHandle } from './useSession.ts'

interface ReadinessPanelProps {
  session: SessionHandle
  facts: SessionFacts
  findings: readonly Finding[]
  onGoTo: (step: string) => void
}

/** The gate: what stands against needling now, and the way on. A stop cannot be clicked away. */
export const ReadinessPanel = ({ session, facts, findings, onGoTo }: ReadinessPanelProps) => {
  const [deviation, setDeviation] = useState<DeviationSubject | null>(null)
  const stops = findings.filter(({ severity }) => severity === 'stop').length
  const { deviations } = session.document
  const isRecorded = (code: string) => deviations.some((each) => each.code === code)
  const titleId = useId()
  const actionOf = (finding: Finding) =>
    finding.severity === 'stop' ? (
      <StopActions
        finding={finding}
        session={session}
        isRecorded={isRecorded(finding.code)}
        onGoTo={() => onGoTo(stepOf(finding, facts))}
        onHappened={() => setDeviation({ kind: 'finding', finding })}
      />
    ) : null
  return (
    <aside className="readiness" aria-labelledby={titleId}>
      <header className="readiness-head">
        <h2 id={titleId}>{texts.readiness.title}</h2>
        <StatusBadge tone={isReady(findings) ? 'cleared' : 'stop'}>
          {isReady(findings) ? texts.readiness.ready : texts.readiness.stopped(stops)}
        </StatusBadge>
      </header>
      <div className="readiness-body">
        <FindingList
          label={texts.readiness.findings}
          findings={findings}
          empty={<AllClear />}
          actionOf={actionOf}
        />
        <DeviationList
          deviations={deviations}
          onEdit={(index) => setDeviation({ kind: 'recorded', index })}
          onRemove={(index) =>
            session.change((now) => ({
              ...now,
              deviations: now.deviations.filter((_each, at) => at !== index),
            }))
          }
        />
      </div>
      <PanelFoot
        session={session}
        facts={facts}
        findings={findings}
        onRecord={setDeviation}
        onGoTo={onGoTo}
      />
      {deviation ? (
        <DeviationDialog session={session} subject={deviation} onClose={() => setDeviation(null)} />
      ) : null}
    </aside>
  )
}

const AllClear = () => (
  <p className="all-clear" data-tone="cleared">
    <ToneIcon tone="cleared" size={20} />
    {texts.readiness.allClear}
  </p>
)

interface StopActionsProps {
  finding: Finding
  session: SessionHandle
  isRecorded: boolean
  onGoTo: () => void
  onHappened: () => void
}

const StopActions = ({ finding, session, isRecorded, onGoTo, onHappened }: StopActionsProps) => (
  <>
    <Mend finding={finding} session={session} onGoTo={onGoTo} />
    {isRecorded ? (
      <span className="quiet">{texts.readiness.recorded}</span>
    ) : (
      <Button size="xs" variant="subtle" color="gray" onClick={onHappened}>
        {texts.readiness.happened}
      </Button>
    )}
  </>
)

interface PanelFootProps extends ReadinessPanelProps {
  onRecord: (subject: DeviationSubject) => void
}

const PanelFoot = ({ session, facts, findings, onRecord, onGoTo }: PanelFootProps) => {
  const [dialog, setDialog] = useState<'start' | 'review' | 'end' | null>(null)
  const { startedAt } = session.base
  const stops = findings.filter(({ severity }) => severity === 'stop').length
  const isNotPressed = session.document.deviations.some(({ code }) => code === notStarted.code)
  const canReview = startedAt !== null || isNotPressed
  const isEnded = screeningStanding(session.base, findings) === 'stopped'
  const close = () => setDialog(null)
  return (
    <footer id="session-sign" className="readiness-foot">
      {startedAt ? <Since startedAt={startedAt} /> : null}
      {canReview ? (
        <Button
          fullWidth
          leftSection={<IconSignature size={19} aria-hidden />}
          onClick={() => setDialog('review')}
        >
          {texts.readiness.review}
        </Button>
      ) : (
        <>
          {isEnded ? <EndButton onEnd={() => setDialog('end')} /> : null}
          <StartButton stops={stops} onStart={() => setDialog('start')} />
        </>
      )}
      <div className="readiness-quiet">
        <Button size="xs" variant="subtle" color="gray" onClick={() => onRecord({ kind: 'other' })}>
          {texts.readiness.somethingElse}
        </Button>
        {canReview ? null : (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() =>
              onRecord({
                kind: 'finding',
                finding: { ...notStarted, severity: 'stop', nextStep: '' },
              })
            }
          >
            {texts.readiness.notPressed}
          </Button>
        )}
      </div>
      <StartDialog session={session} opened={dialog === 'start'} onClose={close} />
      {dialog === 'end' ? (
        <DropDialog session={session} because={stopReason(session.base)} onClose={close} />
      ) : null}
      {dialog === 'review' ? (
        <ReviewDialog
          session={session}
          facts={facts}
          findings={findings}
          onGoTo={(step) => {
            close()
            onGoTo(step)
          }}
          onClose={close}
        />
      ) : null}
    </footer>
  )
}

/** A screening that stops ends the session; the reason is filled in. */
const EndButton = ({ onEnd }: { onEnd: () => void }) => (
  <>
    <Button
      fullWidth
      color="red"
      leftSection={<IconCalendarX size={18} aria-hidden />}
      onClick={onEnd}
    >
      {texts.readiness.end}
    </Button>
    <p className="readiness-why">{texts.readiness.endWhy}</p>
  </>
)

const StartButton = ({ stops, onStart }: { stops: number; onStart: () => void }) => {
  const reasonId = useId()
  return (
    <>
      <Button
        fullWidth
        leftSection={<IconPlayerPlayFilled size={18} aria-hidden />}
        disabled={stops > 0}
        aria-describedby={reasonId}
        onClick={onStart}
      >
        {texts.readiness.start}
      </Button>
      <p id={reasonId} className="readiness-why">
        {stops > 0 ? texts.readiness.startOff(stops) : texts.readiness.startOn}
      </p>
    </>
  )
}

const Since = ({ startedAt }: { startedAt: Parameters<ReturnType<typeof useMoment>>[0] }) => {
  const moment = useMoment()
  return (
    <p className="readiness-since" role="status">
      {texts.readiness.since(moment(startedAt))}
    </p>
  )
}
