import { type Finding, formatDay } from '#shared/kernel/index.ts'
import { indicationLabels } from '#shared/practice/index.ts'
import { progressOf } from '#shared/plans/index.ts'
import type { SessionFacts } from './facts.ts'

/** Whether a session of a series comes early, late or beyond what was planned. Shown, never a stop. */
export const judgeInterval = ({ base, document }: SessionFacts): readonly Finding[] => {
  const series = base.plans.find(({ plan }) => plan.id === document.planId)
  if (!series) return []
  const { current } = series.plan
  // What was done before this session, seen on its day.
  const earlier = series.days.filter((day) => day <= base.today)
  const progress = progressOf(series.plan, earlier, base.today)
  const name = indicationLabels[current.indication]
  const rule = `This series plans ${current.minimumIntervalDays} to ${current.maximumIntervalDays} days between two sessions.`
  const source = base.rules.sessionIntervalDays.source
  const { nextFrom, nextUntil, lastOn } = progress
  if (progress.state === 'complete' || progress.state === 'stopped') {
    return [
      {
        code: 'sessions.series-over',
        severity: 'note',
        fact: `The series “${name}” has its ${progress.planned} sessions, or was ended.`,
        rule: 'A further session is planned, or belongs to no series.',
        nextStep: 'Change the plan with its reason, or begin another.',
        source,
      },
    ]
  }
  if (progress.state === 'not-started') {
    return [
      {
        code: 'sessions.series-not-begun',
        severity: 'note',
        fact: `The series “${name}” is to begin on ${formatDay(current.startsOn)}.`,
        rule: 'A plan says from which day its first session is due.',
        nextStep: 'Look whether this is its first session.',
      },
    ]
  }
  if (lastOn !== null && nextFrom !== null && base.today < nextFrom) {
    return [
      {
        code: 'sessions.interval-early',
        severity: 'override',
        fact: `The last session of the series “${name}” was on ${formatDay(lastOn)}; the next is due from ${formatDay(nextFrom)}.`,
        rule,
        nextStep: 'Let the skin heal, or note why it is done today.',
        source,
      },
    ]
  }
  if (nextUntil !== null && base.today > nextUntil) {
    return [
      {
        code: 'sessions.interval-late',
        severity: 'note',
        fact: `The next session of the series “${name}” was due until ${formatDay(nextUntil)}.`,
        rule,
        nextStep: 'Look whether lengths and goal still fit.',
        source,
      },
    ]
  }
  return []
}
