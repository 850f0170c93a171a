import type { Tone } from '#renderer/ui/index.ts'
import type { ConsentState } from '#shared/consent/index.ts'

export const toneOfState = {
  valid: 'cleared',
  expired: 'stop',
  withdrawn: 'stop',
  superseded: 'stop',
  invalid: 'stop',
} satisfies Record<ConsentState, Tone>
