import type { Tone } from '#renderer/ui/index.ts'
import type { CycleOutcome } from '#shared/imports/index.ts'

export const outcomeTones = {
  passed: 'cleared',
  failed: 'stop',
  aborted: 'decision',
} satisfies Record<CycleOutcome, Tone>
