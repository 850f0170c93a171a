import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { ReasonDialog } from '#renderer/drafts/index.ts'
import {
  formatCelsius,
  formatDay,
  formatMoment,
  StatusBadge,
  TextLink,
  type Tone,
} from '#renderer/ui/index.ts'
import { addDays, type CalendarDate, type Finding, startOfDay } from '#shared/kernel/index.ts'
import {
  formatHold,
  judgeLoad,
  type Load,
  type LoadState,
  type Pack,
} from '#shared/sterilization/index.ts'
import { timeOf } from './clock.ts'
import { ReleaseDialog } from './ReleaseDialog.tsx'
import { texts } from './texts.ts'

const tones = {
  quarantined: 'decision',
  released: 'cleared',
  rejected: 'stop',
} satisfies Record<LoadState, Tone>

export interface LoadCardProps {
  load: Load
  today: CalendarDate
  zone: string
  /** Its release was asked for by the address. */
  isAsked: boolean
}

/** One cycle: what was measured, its packs, and the decision or the two buttons that take it. */
export const LoadCard = ({ load, today, zone, isAsked }: LoadCardProps) => {
  const findings = findingsOf(load, today, zone)
  return (
    <article className="load-card" data-tone={tones[load.state]}>
      <div className="load-body">
        <h4>
          {texts.loads.cycle(load.cycleNumber)}
          <span>{load.sterilizer.name}</span>
        </h4>
        <p>
          {[
            timeOf(load.startedAt, zone),
            load.programmeName,
            texts.loads.measured(formatCelsius(load.temperature), formatHold(load.holdSeconds)),
            texts.loads.indicator[load.indicatorResult](load.indicatorType),
            texts.loads.indicatorLot(load.indicatorLot),
          ].join(' · ')}
        </p>
        <p className="load-quiet">{whoOf(load, zone)}</p>
        {load.note ? <p className="load-quiet">{load.note}</p> : null}
        <Packs load={load} />
      </div>
      <div className="load-side">
        <div className="load-badges">
          {load.state === 'quarantined' && findings.length > 0 ? (
            <StatusBadge tone="stop">{texts.loads.against(findings.length)}</StatusBadge>
          ) : null}
          <StatusBadge tone={tones[load.state]}>{texts.loads.states[load.state]}</StatusBadge>
        </div>
        {load.state === 'quarantined' ? <Decide load={load} isAsked={isAsked} /> : null}
      </div>
    </article>
  )
}

/** The rule that main applies too; a cycle that starts later today is left to main's clock. */
const findingsOf = (load: Load, today: CalendarDate, zone: string): readonly Finding[] => {
  const programme = load.sterilizer.programmes.find(({ name }) => name === load.programmeName)
  return programme ? judgeLoad(load, programme, startOfDay(addDays(today, 1), zone)) : []
}

const whoOf = (load: Load, zone: string) => {
  const { decision } = load
  const by = load.state === 'released' ? texts.loads.releasedBy : texts.loads.rejectedBy
  return [
    texts.loads.operator(load.operatorName),
    decision ? by(decision.name, formatMoment(decision.at, zone)) : '',
    load.state === 'rejected' ? (decision?.reason ?? '') : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

const packTones = {
  quarantined: 'decision',
  stored: 'cleared',
  claimed: 'information',
  used: 'neutral',
  rejected: 'stop',
} satisfies Record<Pack['state'], Tone>

const Packs = ({ load }: { load: Load }) => (
  <details className="load-packs">
    <summary aria-label={texts.loads.showPacks(load.cycleNumber)}>
      {texts.loads.packs(load.packs.length)}
      <span>{load.packs.map(({ label }) => label).join(', ')}</span>
    </summary>
    <ul>
      {load.packs.map((pack) => (
        <li key={pack.id}>
          <div>
            <strong>{pack.label}</strong> {pack.contents}
            <span className="load-quiet">
              {pack.state === 'stored'
                ? texts.loads.sterileUntil(formatDay(pack.sterileUntil))
                : null}
            </span>
          </div>
          {pack.sessionId ? (
            <TextLink href={`/sessions/${pack.sessionId}`}>
              {texts.loads.packStates[pack.state]}
            </TextLink>
          ) : (
            <StatusBadge tone={packTones[pack.state]}>
              {texts.loads.packStates[pack.state]}
            </StatusBadge>
          )}
        </li>
      ))}
    </ul>
  </details>
)

const Decide = ({ load, isAsked }: { load: Load; isAsked: boolean }) => {
  const queries = useQueryClient()
  const [isReleasing, releasing] = useDisclosure(isAsked)
  const [isRejecting, rejecting] = useDisclosure(false)
  return (
    <div className="load-actions">
      <Button
        size="sm"
        variant="subtle"
        onClick={rejecting.open}
        aria-label={texts.loads.rejectOf(load.cycleNumber, load.sterilizer.name)}
      >
        {texts.loads.reject}
      </Button>
      <Button
        size="sm"
        variant="default"
        onClick={releasing.open}
        aria-label={texts.loads.releaseOf(load.cycleNumber, load.sterilizer.name)}
      >
        {texts.loads.release}
      </Button>
      <ReleaseDialog
        opened={isReleasing}
        load={load}
        onClose={releasing.close}
        onReject={() => {
          releasing.close()
          rejecting.open()
        }}
      />
      <ReasonDialog
        opened={isRejecting}
        onClose={rejecting.close}
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
    </div>
  )
}
