import {
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDotted,
  IconInfoCircleFilled,
} from '@tabler/icons-react'
import type { Finding } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

/**
 * The fixed meanings: red stop, amber needs a decision, green cleared, blue information. A tone is
 * never shown by its colour alone: it always brings an icon and a word.
 */
export type Tone = 'stop' | 'decision' | 'cleared' | 'information' | 'neutral'

const icons = {
  stop: IconAlertOctagonFilled,
  decision: IconAlertTriangleFilled,
  cleared: IconCircleCheckFilled,
  information: IconInfoCircleFilled,
  neutral: IconCircleDotted,
} satisfies Record<Tone, unknown>

/** The tone's icon; decorative, because a word always stands beside it. */
export const ToneIcon = ({ tone, size = 18 }: { tone: Tone; size?: number }) => {
  const Icon = icons[tone]
  return <Icon size={size} aria-hidden className="tone-icon" />
}

/** What each tone is called when no better word is at hand. */
export const toneWord: Record<Tone, string> = texts.tones

export const toneOfSeverity = {
  stop: 'stop',
  override: 'decision',
  note: 'information',
} satisfies Record<Finding['severity'], Tone>
