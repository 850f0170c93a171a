import { Button, Menu } from '@mantine/core'
import {
  IconCheck,
  IconDots,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { api } from '#renderer/api.ts'
import { ReasonDialog } from '#renderer/drafts/index.ts'
import { StatusBadge, type Tone } from '#renderer/ui/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import type { Plan, PlanProgress, PlanState } from '#shared/plans/index.ts'
import { indicationLabels, zoneLabel } from '#shared/practice/index.ts'
import type { CourseVisit, Series } from '#shared/sessions/index.ts'
import { PlanDialog, usePlansChanged } from './PlanDialog.tsx'
import type { PlanRules } from './planForm.ts'
import { PlanHistory } from './PlanHistory.tsx'
import { SeriesTimeline } from './SeriesTimeline.tsx'
import { stepsOf } from './seriesSteps.ts'
import { texts } from './texts.ts'

export interface SeriesSurroundings {
  readonly today: CalendarDate
  /** The practice's time zone. */
  readonly zone: string
  readonly rules: PlanRules
  /** Of the client, oldest first. */
  readonly visits: readonly CourseVisit[]
}

export interface SeriesCardProps extends SeriesSurroundings {
  series: Series
  /** Begins its next session. */
  action: ReactNode
}

/** One series: where it stands, by which rule, and what can be done. */
export const SeriesCard = ({ series, action, ...around }: SeriesCardProps) => {
  const { plan, progress } = series
  const { current } = plan
  const name = indicationLabels[current.indication]
  const zones = texts.zones(current.zones.map((id) => zoneLabel(id)))
  return (
    <article className="series-card" aria-label={name}>
      <div className="series-head">
        <h3>{name}</h3>
        <StateBadge progress={progress} state={current.state} />
        <span className="series-progress">{texts.progress(progress.done, progress.planned)}</span>
      </div>
      <p className="series-what">
        {current.goal === '' ? zones : `${zones} · ${texts.goal(current.goal)}`}
      </p>
      <SeriesTimeline name={name} steps={stepsOf(series, around.visits, around.zone)} />
      {current.state === 'active' ? <RuleSentence series={series} {...around} /> : null}
      <div className="series-foot">
        {action}
        <PlanActions plan={plan} name={name} {...around} />
        <PlanHistory plan={plan} zone={around.zone} />
      </div>
    </article>
  )
}

const tones = {
  'not-started': 'neutral',
  waiting: 'neutral',
  due: 'information',
  overdue: 'decision',
  complete: 'cleared',
  stopped: 'neutral',
} satisfies Record<PlanProgress['state'], Tone>

const StateBadge = ({ progress, state }: { progress: PlanProgress; state: PlanState }) => (
  <StatusBadge tone={tones[progress.state]}>{stateWords(progress, state)}</StatusBadge>
)

const stateWords = ({ state, nextFrom, nextUntil }: PlanProgress, decided: PlanState): string => {
  if (state === 'stopped') return texts.states.stopped
  if (nextFrom === null || nextUntil === null) {
    return decided === 'completed' ? texts.states.complete : texts.states.allDone
  }
  if (state === 'not-started') return texts.states['not-started'](nextFrom)
  if (state === 'waiting') return texts.states.waiting(nextFrom)
  return state === 'overdue' ? texts.states.overdue(nextUntil) : texts.states.due(nextUntil)
}

/** Early, due or late, with the rule that says so and where the rule comes from. */
const RuleSentence = ({
  series: { plan, progress },
  today,
  rules: { sessionIntervalDays },
}: Pick<SeriesCardProps, 'series' | 'today' | 'rules'>) => {
  const { minimumIntervalDays: least, maximumIntervalDays: most } = plan.current
  const { value, source } = sessionIntervalDays
  const isWithin = least >= value.minimum && most <= value.maximum
  return (
    <p className="series-rule">
      {standing(progress, today)} {texts.rule(least, most)}{' '}
      {isWithin
        ? texts.withinRule(source)
        : texts.outsideRule(value.minimum, value.maximum, source)}
    </p>
  )
}

const standing = (
  { done, state, nextFrom, nextUntil }: PlanProgress,
  today: CalendarDate,
): string => {
  if (nextFrom === null || nextUntil === null) return texts.says.allDone
  if (state === 'not-started') return texts.says['not-started'](nextFrom)
  if (state === 'waiting') return texts.says.waiting(nextFrom, today)
  if (state === 'due' && done === 0) return texts.says.firstDue(nextFrom)
  return state === 'overdue'
    ? texts.says.overdue(nextUntil, today)
    : texts.says.due(nextUntil, today)
}

const PlanActions = ({
  plan,
  name,
  rules,
  today,
}: { plan: Plan; name: string } & SeriesSurroundings) => {
  const changed = usePlansChanged()
  const [isChanging, setIsChanging] = useState(false)
  const [next, setNext] = useState<PlanState | null>(null)
  const isActive = plan.current.state === 'active'
  return (
    <>
      {isActive ? (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPencil size={16} aria-hidden />}
          aria-label={texts.actions.changeOf(name)}
          onClick={() => setIsChanging(true)}
        >
          {texts.actions.change}
        </Button>
      ) : null}
      <StateMenu name={name} isActive={isActive} onChoose={setNext} />
      {isChanging ? (
        <PlanDialog
          clientId={plan.clientId}
          plan={plan}
          rules={rules}
          today={today}
          onClose={() => setIsChanging(false)}
        />
      ) : null}
      {next ? (
        <ReasonDialog
          opened
          onClose={() => setNext(null)}
          subject={`plan-${next}:${plan.id}`}
          title={texts.state[next].title(name)}
          description={texts.state.reasonHelp}
          confirmLabel={texts.state[next].confirm}
          write={async (reason) => {
            const { version } = plan.current
            await api.plans.setState({ planId: plan.id, version, state: next, reason })
            await changed()
          }}
        >
          {texts.state[next].text}
        </ReasonDialog>
      ) : null}
    </>
  )
}

const StateMenu = ({
  name,
  isActive,
  onChoose,
}: {
  name: string
  isActive: boolean
  onChoose: (state: PlanState) => void
}) => (
  <Menu position="bottom-start" width={250}>
    <Menu.Target>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconDots size={16} aria-hidden />}
        aria-label={texts.actions.moreOf(name)}
      >
        {texts.actions.more}
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      {isActive ? (
        <>
          <Menu.Item
            leftSection={<IconCheck size={18} aria-hidden />}
            onClick={() => onChoose('completed')}
          >
            {texts.actions.complete}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPlayerStop size={18} aria-hidden />}
            onClick={() => onChoose('stopped')}
          >
            {texts.actions.stop}
          </Menu.Item>
        </>
      ) : (
        <Menu.Item
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
          onClick={() => onChoose('active')}
        >
          {texts.actions.takeUp}
        </Menu.Item>
      )}
    </Menu.Dropdown>
  </Menu>
)
