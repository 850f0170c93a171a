import { Button } from '@mantine/core'
import { IconCalendarX, IconSignature } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { FindingList, StatusBadge, ToneIcon } from '#renderer/ui/index.ts'
import type { Finding, Problem } from '#shared/kernel/index.ts'
import { isReady, judgeChart, notStarted, type SessionFacts } from '#shared/sessions/index.ts'
import { screeningStanding, stopReason } from './agreement.ts'
import { Completeness } from './Completeness.tsx'
import { DeviationDialog, type DeviationSubject } from './DeviationDialog.tsx'
import { DeviationList } from './DeviationList.tsx'
import { DropDialog } from './DropDialog.tsx'
import { Mend } from './Mend.tsx'
import { OrderDialog } from './OrderDialog.tsx'
import { OrderList } from './OrderList.tsx'
import { type ExceededLimit, orderableIn } from './orders.ts'
import { ReviewDialog } from './ReviewDialog.tsx'
import { StartButton } from './StartButton.tsx'
import { placeOfProblem, stepOf } from './sessionSteps.ts'
import { showField } from './showField.ts'
import { StampField } from './StampField.tsx'
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
  const [order, setOrder] = useState<ExceededLimit | number | null>(null)
  const stops = findings.filter(({ severity }) => severity === 'stop').length
  const { deviations } = session.document
  const isRecorded = (code: string) => deviations.some((each) => each.code === code)
  const titleId = useId()
  const goToProblem = (problem: Problem) => {
    const [part, at] = (problem.field ?? '').split('.')
    if (part === 'deviations' && at) return setDeviation({ kind: 'recorded', index: Number(at) })
    if (problem.field === undefined || !showField(problem.field))
      onGoTo(placeOfProblem(problem, facts))
  }
  const actionOf = (finding: Finding) =>
    finding.severity === 'stop' ? (
      <StopActions
        finding={finding}
        session={session}
        isRecorded={isRecorded(finding.code)}
        onGoTo={() => onGoTo(stepOf(finding, facts))}
        onHappened={() => setDeviation({ kind: 'finding', finding })}
        onOrder={setOrder}
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
        {findings.every(({ severity }) => severity === 'note') ? <AllClear /> : null}
        <FindingList
          label={texts.readiness.findings}
          findings={findings}
          empty={null}
          actionOf={actionOf}
        />
        <OrderList
          orders={session.document.orders}
          zones={session.document.zones}
          onEdit={setOrder}
          onRemove={(index) =>
            session.change((now) => ({
              ...now,
              orders: now.orders.filter((_each, at) => at !== index),
            }))
          }
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
        <AlsoHappened session={session} onRecord={setDeviation} />
      </div>
      <PanelFoot session={session} facts={facts} findings={findings} onGoToProblem={goToProblem} />
      {order === null ? null : (
        <OrderDialog session={session} subject={order} onClose={() => setOrder(null)} />
      )}
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
  onOrder: (about: ExceededLimit) => void
}

const StopActions = ({ finding, session, isRecorded, ...on }: StopActionsProps) => {
  const exceeded = orderableIn(finding, session.base.rules)
  return (
    <>
      <Mend finding={finding} session={session} onGoTo={on.onGoTo} />
      {exceeded ? (
        <Button size="xs" variant="default" onClick={() => on.onOrder(exceeded)}>
          {texts.readiness.order}
        </Button>
      ) : null}
      {isRecorded ? (
        <span className="quiet">{texts.readiness.recorded}</span>
      ) : (
        <Button size="xs" variant="subtle" color="gray" onClick={on.onHappened}>
          {texts.readiness.happened}
        </Button>
      )}
    </>
  )
}

/** Started, or recorded as begun without a start: from now on it is finished and signed. */
const hasHappened = ({ base, document }: SessionHandle) =>
  base.startedAt !== null || document.deviations.some(({ code }) => code === notStarted.code)

interface AlsoHappenedProps {
  session: SessionHandle
  onRecord: (subject: DeviationSubject) => void
}

/** What no rule saw. Rarely needed, never out of reach. */
const AlsoHappened = ({ session, onRecord }: AlsoHappenedProps) => (
  <div className="readiness-quiet">
    <Button size="xs" variant="subtle" color="gray" onClick={() => onRecord({ kind: 'other' })}>
      {texts.readiness.somethingElse}
    </Button>
    {hasHappened(session) ? null : (
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
)

interface PanelFootProps extends Omit<ReadinessPanelProps, 'onGoTo'> {
  onGoToProblem: (problem: Problem) => void
}

const PanelFoot = ({ session, facts, findings, onGoToProblem }: PanelFootProps) => {
  const [dialog, setDialog] = useState<'review' | 'end' | null>(null)
  const { startedAt } = session.base
  const stops = findings.filter(({ severity }) => severity === 'stop').length
  const canReview = hasHappened(session)
  // The button for it stands just below.
  const missing = judgeChart(facts).filter(({ code }) => code !== notStarted.code)
  const isEnded = screeningStanding(session.base, findings) === 'stopped'
  const close = () => setDialog(null)
  return (
    <footer id="session-sign" className="readiness-foot">
      <Completeness problems={missing} isDue={canReview} onGoTo={onGoToProblem} />
      {startedAt ? <Since startedAt={startedAt} /> : null}
      {startedAt ? <NeedlingEnd session={session} /> : null}
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
          <StartButton session={session} stops={stops} />
        </>
      )}
      {dialog === 'end' ? (
        <DropDialog session={session} because={stopReason(session.base)} onClose={close} />
      ) : null}
      {dialog === 'review' ? (
        <ReviewDialog
          session={session}
          facts={facts}
          findings={findings}
          onGoTo={(problem) => {
            close()
            onGoToProblem(problem)
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

/** The idle lock waits for it. */
const NeedlingEnd = ({ session }: { session: SessionHandle }) => (
  <div className="needling-end" data-field="endedAt">
    <StampField
      isLabelShown
      label={texts.times.endAt}
      press={texts.times.end}
      clearLabel={texts.times.clearEnd}
      value={session.document.endedAt}
      today={session.base.today}
      onChange={(endedAt) => session.change((now) => ({ ...now, endedAt }))}
    />
  </div>
)

const Since = ({ startedAt }: { startedAt: Parameters<ReturnType<typeof useMoment>>[0] }) => {
  const moment = useMoment()
  return (
    <p className="readiness-since" role="status">
      {texts.readiness.since(moment(startedAt))}
    </p>
  )
}
