import { daysBetween, type Finding, formatDay } from '#shared/kernel/index.ts'
import { indicationLabels, labelOfZone } from '#shared/practice/index.ts'
import { progressOf } from '#shared/plans/index.ts'
import type { SessionFacts } from './facts.ts'

/**
 * Whether a session comes early, late or beyond what was planned: by its series, and for a zone that
 * was treated lately by the practice’s own interval, whatever series it belonged to. Never a stop.
 */
export const judgeInterval = (facts: SessionFacts): readonly Finding[] => {
  const ofSeries = judgeSeries(facts)
  return ofSeries.some(({ code }) => code === 'sessions.interval-early')
    ? ofSeries
    : [...ofSeries, ...judgeZones(facts)]
}

const judgeZones = ({ base, document }: SessionFacts): readonly Finding[] => {
  const { value, source } = base.rules.sessionIntervalDays
  const lately = document.zones.flatMap((zone) =>
    base.treatedLately
      .filter(
        (each) => each.zone === zone.zone && daysBetween(each.day, base.today) < value.minimum,
      )
      .map(({ day }) => ({ label: labelOfZone(zone), day })),
  )
  const days = [...new Set(lately.map(({ day }) => day))].sort().reverse()
  if (days.length === 0) return []
  const said = days.map((day) => {
    const labels = lately.filter((each) => each.day === day).map(({ label }) => label)
    return `${labels.join(', ')} on ${formatDay(day)}`
  })
  return [
    {
      code: 'sessions.zones-early',
      severity: 'override',
      fact: `Last treated: ${said.join('; ')}.`,
      rule: `The practice plans ${value.minimum} days at least between two sessions.`,
      nextStep: 'Let the skin heal, or note why it is done today.',
      source,
    },
  ]
}

const judgeSeries = ({ base, document }: SessionFacts): readonly Finding[] => {
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
