import type { Problem } from '#shared/kernel/index.ts'
import { mostOf, type SessionDocument } from './schema.ts'

type Filled = keyof typeof mostOf

const words: Record<Filled, string> = {
  orders: 'supervising orders',
  marks: 'marks and lines on the drawings',
  steps: 'steps',
  present: 'people who were present',
}

const filled: readonly Filled[] = ['orders', 'marks', 'steps', 'present']

/** What stands against one more entry; null where there is room. */
export const overfull = (document: Pick<SessionDocument, Filled>): Problem | null => {
  const full = filled.find((name) => document[name].length > mostOf[name])
  return full === undefined
    ? null
    : {
        code: `sessions.overfull:${full}`,
        fact: `This chart holds ${mostOf[full]} ${words[full]}.`,
        rule: 'A chart takes as many as can be read again.',
        nextStep: 'Take one away, or describe the rest in the note.',
      }
}
