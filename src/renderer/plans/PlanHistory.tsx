import { formatDay, formatMoment } from '#renderer/ui/index.ts'
import type { Plan, PlanVersion } from '#shared/plans/index.ts'
import { indicationLabels, zoneLabel } from '#shared/practice/index.ts'
import { texts } from './texts.ts'

const words = texts.history

/** What became of a plan: each change with who made it, when and why. */
export const PlanHistory = ({ plan, zone }: { plan: Plan; zone: string }) =>
  plan.versions.length < 2 && plan.current.reason === '' ? null : (
    <details className="plan-history">
      <summary>{words.show(plan.versions.length - 1)}</summary>
      <ol aria-label={words.list}>
        {plan.versions
          .map((version, index) => ({ version, before: plan.versions[index - 1] }))
          .reverse()
          .map(({ version, before }) => (
            <li key={version.version}>
              <p className="plan-history-when">
                {words.by(version.decidedBy, formatMoment(version.decidedAt, zone))}
              </p>
              {before ? (
                changesOf(before, version).map((change) => <p key={change}>{change}</p>)
              ) : (
                <p>{words.planned}</p>
              )}
              {version.reason ? <p className="plan-history-reason">“{version.reason}”</p> : null}
            </li>
          ))}
      </ol>
    </details>
  )

/** What a plan says, field by field, as people read it. */
const saysOf = (version: PlanVersion) =>
  [
    { what: words.fields.state, says: words.states[version.state] },
    { what: words.fields.indication, says: indicationLabels[version.indication] },
    { what: words.fields.zones, says: version.zones.map((id) => zoneLabel(id)).join(', ') },
    { what: words.fields.sessions, says: String(version.sessionsPlanned) },
    {
      what: words.fields.interval,
      says: texts.range(version.minimumIntervalDays, version.maximumIntervalDays, 'days'),
    },
    { what: words.fields.startsOn, says: formatDay(version.startsOn) },
    { what: words.fields.goal, says: version.goal === '' ? words.none : version.goal },
  ] as const

const changesOf = (before: PlanVersion, after: PlanVersion): readonly string[] => {
  const earlier = saysOf(before)
  return saysOf(after).flatMap(({ what, says }, index) => {
    const was = earlier[index]?.says ?? words.none
    return was === says ? [] : [words.became(what, was, says)]
  })
}
