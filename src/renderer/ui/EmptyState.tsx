import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

export interface EmptyStateProps {
  icon: Icon
  title: string
  /** What belongs here and how to begin: one or two sentences that teach. */
  children: ReactNode
  /** The next step, usually one button. */
  action?: ReactNode
  /** Inside a card or a table: less air. */
  compact?: boolean
}

/** What stands where nothing is yet. */
export const EmptyState = ({
  icon: EmptyIcon,
  title,
  children,
  action,
  compact = false,
}: EmptyStateProps) => (
  <div className="empty-state" data-compact={compact}>
    <span className="empty-state-icon" aria-hidden>
      <EmptyIcon size={24} stroke={1.6} />
    </span>
    <p className="empty-state-title">{title}</p>
    <p className="empty-state-text">{children}</p>
    {action ? <div className="empty-state-action">{action}</div> : null}
  </div>
)
