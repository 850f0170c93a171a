import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'

export interface TaskLine {
  readonly id: string
  readonly href: string
  readonly title: string
  /** Beside the title, quieter: a birth date. */
  readonly aside?: string
  readonly detail: string
  /** What is to be done, as a badge. */
  readonly mark: ReactNode
}

/** Lines that lead where the work is. */
export const TaskList = ({ label, lines }: { label: string; lines: readonly TaskLine[] }) => (
  <ul className="task-list" aria-label={label}>
    {lines.map(({ id, href, title, aside, detail, mark }) => (
      <li key={id}>
        <Link href={href} className="task-line">
          <span className="task-line-text">
            <span className="task-line-title">
              {title}
              {aside ? <span className="task-line-aside">{aside}</span> : null}
            </span>
            <span className="task-line-detail">{detail}</span>
          </span>
          {mark}
          <IconChevronRight size={18} aria-hidden className="task-line-arrow" />
        </Link>
      </li>
    ))}
  </ul>
)
