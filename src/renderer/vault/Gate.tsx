import type { ReactNode } from 'react'
import { Mark } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'
import './vault.css'

export interface GateProps {
  side: ReactNode
  /** `reading` gives the side the larger part. */
  sideWidth?: 'quiet' | 'reading'
  children: ReactNode
}

/** The frame of what stands before the practice: a quiet side and one thing to do. */
export const Gate = ({ side, sideWidth = 'quiet', children }: GateProps) => (
  <div className="gate" data-side={sideWidth}>
    <aside aria-label={texts.product} className="gate-side">
      <p className="gate-brand">
        <Mark />
        {texts.product}
      </p>
      {side}
    </aside>
    <main className="gate-main">{children}</main>
  </div>
)
