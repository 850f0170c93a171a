import { connectionLost, incidentOf, practiceLocked, refusalOf } from '#renderer/api.ts'
import type { Problem } from '#shared/kernel/index.ts'
import { ProblemList } from './Findings.tsx'
import { texts } from './texts.ts'

/** What a failed query or mutation says to a person; empty while the lock screen or the shell says it. */
const problemsOf = (error: unknown): readonly Problem[] => {
  if (error === null || error === undefined) return []
  if (practiceLocked(error) || connectionLost(error)) return []
  const refused = refusalOf(error)
  if (refused) return refused
  const incident = incidentOf(error)
  return [
    {
      code: 'ui.surprise',
      fact: texts.failure.surprise,
      rule: texts.failure.surpriseRule,
      nextStep: incident ? texts.failure.incident(incident) : texts.failure.noIncident,
    },
  ]
}

/** Beside the form or the table it belongs to: `<Failure error={mutation.error} />`. */
export const Failure = ({ error }: { error: unknown }) => (
  <ProblemList problems={problemsOf(error)} />
)
