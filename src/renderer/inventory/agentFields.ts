import { z } from 'zod'
import { type ActiveAgent, activeAgent } from '#shared/inventory/index.ts'
import { parseDecimal } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

type Agent = ActiveAgent['agent']

/** The agents that can be named, in the order in which they are asked for. */
export const agents: readonly Agent[] = activeAgent.shape.agent.options

/** The per cent of each agent while it is typed; empty: it is not in the product. */
export const typedAgents = z.object({
  lidocaine: z.string(),
  prilocaine: z.string(),
  tetracaine: z.string(),
  benzocaine: z.string(),
}) satisfies z.ZodType<Record<Agent, string>>
export type TypedAgents = z.infer<typeof typedAgents>

export const noAgents: TypedAgents = {
  lidocaine: '',
  prilocaine: '',
  tetracaine: '',
  benzocaine: '',
}

/** `2.5` for 250 hundredths of a per cent. */
export const agentsOf = (known: readonly ActiveAgent[]): TypedAgents => ({
  ...noAgents,
  ...Object.fromEntries(known.map(({ agent, percent }) => [agent, String(percent / 100)])),
})

/** Hundredths of a per cent, at most 100 %; null for what is no such number. */
const percentOf = (typed: string): number | null => {
  const thousandths = parseDecimal(typed, 1000)
  if (thousandths === null || thousandths % 10 !== 0) return null
  return thousandths >= 10 && thousandths <= 100_000 ? thousandths / 10 : null
}

/** Reads what is typed; an error stands under the agent that it is about. */
export const percentages = typedAgents.transform((typed, context): ActiveAgent[] =>
  agents.flatMap((agent) => {
    if (typed[agent].trim() === '') return []
    const percent = percentOf(typed[agent])
    if (percent !== null) return [{ agent, percent }]
    context.addIssue({ code: 'custom', path: [agent], message: texts.product.percentRange })
    return []
  }),
)
