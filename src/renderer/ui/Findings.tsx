import type { ReactNode } from 'react'
import type { Finding, Problem } from '#shared/kernel/index.ts'
import { type Tone, ToneIcon, toneOfSeverity, toneWord } from './tone.tsx'

export interface FindingCardProps {
  finding: Finding
  /** What can be done about it from here, such as a button “Choose another lot”. */
  action?: ReactNode
}

/** One finding: the fact in bold, the rule, its source, and the next step. */
export const FindingCard = ({ finding, action }: FindingCardProps) => (
  <StatementCard
    tone={toneOfSeverity[finding.severity]}
    statement={finding}
    {...(action ? { action } : {})}
  />
)

const order = { stop: 0, override: 1, note: 2 } satisfies Record<Finding['severity'], number>

export interface FindingListProps {
  findings: readonly Finding[]
  /** The action of one finding, or nothing. */
  actionOf?: (finding: Finding) => ReactNode
  /** What stands here when nothing was found. */
  empty?: ReactNode
  label: string
}

/** Findings, stops first. Polite to screen readers: it changes while somebody types. */
export const FindingList = ({ findings, actionOf, empty = null, label }: FindingListProps) => (
  <div aria-live="polite" className="finding-region">
    {findings.length === 0 ? (
      empty
    ) : (
      <ul className="finding-list" aria-label={label}>
        {[...findings]
          .sort((one, other) => order[one.severity] - order[other.severity])
          .map((finding) => (
            <li key={`${finding.code} ${finding.field ?? ''} ${finding.fact}`}>
              <FindingCard finding={finding} action={actionOf?.(finding)} />
            </li>
          ))}
      </ul>
    )}
  </div>
)

export interface ProblemListProps {
  problems: readonly Problem[]
}

/** The reasons of a refusal (`refusalOf(error)`), read out at once. */
export const ProblemList = ({ problems }: ProblemListProps) =>
  problems.length === 0 ? null : (
    <div role="alert" className="finding-list">
      {problems.map((problem) => (
        <StatementCard
          key={`${problem.code} ${problem.field ?? ''} ${problem.fact}`}
          tone="stop"
          statement={problem}
        />
      ))}
    </div>
  )

/** The words for one field of a form, by its path, to be given to `error`. */
export const problemOfField = (problems: readonly Problem[], field: string): string | null => {
  const found = problems.find((problem) => problem.field === field)
  return found ? `${found.fact} ${found.nextStep}` : null
}

const StatementCard = ({
  tone,
  statement,
  action,
}: {
  tone: Tone
  statement: Problem
  action?: ReactNode
}) => (
  <div className="finding" data-tone={tone}>
    <ToneIcon tone={tone} size={20} />
    <div className="finding-text">
      <p className="finding-fact">
        <span className="visually-hidden">{toneWord[tone]}: </span>
        {statement.fact}
      </p>
      <p className="finding-rule">
        {statement.rule}
        {statement.source ? <cite className="finding-source"> {statement.source}</cite> : null}
      </p>
      <p className="finding-next">{statement.nextStep}</p>
      {action ? <div className="finding-action">{action}</div> : null}
    </div>
  </div>
)
