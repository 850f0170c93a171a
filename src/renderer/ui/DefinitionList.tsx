import type { ReactNode } from 'react'
import { texts } from './texts.ts'

export interface Definition {
  term: string
  value: ReactNode
}

export interface DefinitionListProps {
  items: readonly Definition[]
  /** Columns where there is room; one on narrow surfaces. */
  columns?: 1 | 2 | 3
}

/** Facts with their names. A missing value is shown as a dash, never left blank. */
export const DefinitionList = ({ items, columns = 2 }: DefinitionListProps) => (
  <dl className="definition-list" data-columns={columns}>
    {items.map(({ term, value }) => (
      <div key={term}>
        <dt>{term}</dt>
        <dd>{value === null || value === undefined || value === '' ? texts.missing : value}</dd>
      </div>
    ))}
  </dl>
)
