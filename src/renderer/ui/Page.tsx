import { IconArrowLeft } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'wouter'

export interface PageProps {
  title: string
  /** One quiet sentence under the title. */
  description?: ReactNode
  /** Where this page belongs: a link above the title. */
  back?: { href: string; label: string }
  /** Badges beside the title. */
  status?: ReactNode
  /** The one primary action of the screen. */
  primary?: ReactNode
  /** Quieter actions, left of the primary one. */
  actions?: ReactNode
  /** Always visible below the heading, such as the safety banner. */
  banner?: ReactNode
  /** `reading` for forms (760 px), `wide` for lists (1120 px), `full` for working surfaces. */
  width?: 'reading' | 'wide' | 'full'
  children: ReactNode
}

/**
 * The frame of every screen. Its heading takes the focus when the route changes (the shell does
 * that, by `[data-page-title]`), and names the window.
 */
export const Page = ({ title, width = 'wide', children, ...head }: PageProps) => {
  useEffect(() => {
    document.title = `${title} · Stratum`
  }, [title])
  return (
    <div className="page" data-width={width}>
      <PageHead title={title} {...head} />
      {head.banner}
      <div className="page-body">{children}</div>
    </div>
  )
}

const PageHead = ({
  title,
  description,
  back,
  status,
  primary,
  actions,
}: Omit<PageProps, 'children' | 'width'>) => (
  <header className="page-head">
    <div className="page-head-text">
      {back ? (
        <Link href={back.href} className="page-back">
          <IconArrowLeft size={16} aria-hidden />
          {back.label}
        </Link>
      ) : null}
      <div className="page-title-row">
        <h1 tabIndex={-1} data-page-title>
          {title}
        </h1>
        {status}
      </div>
      {description ? <p className="page-description">{description}</p> : null}
    </div>
    {primary || actions ? (
      <div className="page-actions">
        {actions}
        {primary}
      </div>
    ) : null}
  </header>
)
