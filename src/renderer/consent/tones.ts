import type { Tone } from '#renderer/ui/index.ts'
import type { ConsentState, ConsentSummary, PaperState } from '#shared/consent/index.ts'
import { texts } from './texts.ts'

export const toneOfState = {
  valid: 'cleared',
  expired: 'decision',
  'used-up': 'decision',
  withdrawn: 'stop',
  superseded: 'decision',
  invalid: 'stop',
} satisfies Record<ConsentState, Tone>

/** One word for each state, for every list. */
export const consentStateWords: Record<ConsentState, string> = texts.states

export const toneOfPaper = {
  whole: 'cleared',
  changed: 'stop',
  missing: 'neutral',
} satisfies Record<PaperState, Tone>

/** What to say about the kept document in a list. A scan that is missing was there once. */
export const paperWords = ({ medium, paper }: Pick<ConsentSummary, 'medium' | 'paper'>): string =>
  texts.papers[medium][paper]
