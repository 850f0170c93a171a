import { ScrollArea } from '@mantine/core'
import type { ReactNode } from 'react'

interface ScrollingProps {
  className: string
  /** What stands in it, for whoever comes by keyboard. */
  label: string
  children: ReactNode
}

/** A frame with a long text; the keyboard reaches it, because it must be able to scroll it. */
export const Scrolling = ({ className, label, children }: ScrollingProps) => (
  <ScrollArea.Autosize
    className={className}
    viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}
  >
    {children}
  </ScrollArea.Autosize>
)
