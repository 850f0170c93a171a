import type { ReactNode } from 'react'

/** The heading of one step. */
export const StepHead = ({ title, children }: { title: string; children: ReactNode }) => (
  <header>
    <h1 tabIndex={-1}>{title}</h1>
    <p className="page-description">{children}</p>
  </header>
)
