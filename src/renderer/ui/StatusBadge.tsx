import type { ReactNode } from 'react'
import { type Tone, ToneIcon } from './tone.tsx'

export interface StatusBadgeProps {
  tone: Tone
  /** The word: `Released`, `Expired 3 Nov 2026`. */
  children: ReactNode
  /** Another icon than the tone's own, 16 px. */
  icon?: ReactNode
}

/** A state in one word: `<StatusBadge tone="cleared">Released</StatusBadge>`. */
export const StatusBadge = ({ tone, children, icon }: StatusBadgeProps) => (
  <span className="status-badge" data-tone={tone}>
    {icon ?? <ToneIcon tone={tone} size={16} />}
    <span>{children}</span>
  </span>
)
