import { StatusBadge, type Tone } from '#renderer/ui/index.ts'
import type { ScreeningState, Verdict } from '#shared/screening/index.ts'
import { texts } from './texts.ts'

export const verdictTones = {
  stop: 'stop',
  clearance: 'decision',
  caution: 'information',
  clear: 'cleared',
} satisfies Record<Verdict, Tone>

/** What a screening came to, in one word. */
export const VerdictBadge = ({ verdict }: { verdict: Verdict }) => (
  <StatusBadge tone={verdictTones[verdict]}>{texts.screenings.verdicts[verdict]}</StatusBadge>
)

const stateTones = {
  // That it counts says nothing about what it came to.
  valid: 'information',
  expired: 'neutral',
  earlier: 'neutral',
  invalid: 'stop',
} satisfies Record<ScreeningState, Tone>

/** What a screening is worth today. */
export const ScreeningStateBadge = ({ state }: { state: ScreeningState }) => (
  <StatusBadge tone={stateTones[state]}>{texts.screenings.states[state]}</StatusBadge>
)
