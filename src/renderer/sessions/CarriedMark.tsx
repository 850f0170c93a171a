import { IconHistory } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isCarried } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'

/** Said with an icon and words: this value is from last time, and nobody has looked at it yet. */
export const CarriedMark = () => (
  <span className="carried-mark" title={texts.carried.description}>
    <IconHistory size={12} aria-hidden />
    <span>{texts.carried.mark}</span>
  </span>
)

interface MarkedProps {
  session: SessionHandle
  /** `zone:forehead:passes` */
  path: string
  /** Where nothing was copied, there is nothing to mark. */
  value?: string | number | readonly unknown[] | null
  children: ReactNode
}

/** A field with the mark below it while its value is only copied. */
export const Marked = ({ session, path, value, children }: MarkedProps) => {
  const isNothing = value === null || value === '' || (Array.isArray(value) && value.length === 0)
  const isMarked = !isNothing && isCarried(session.document, path)
  return (
    <div className="marked" data-carried={isMarked}>
      {children}
      {isMarked ? <CarriedMark /> : null}
    </div>
  )
}
