import { type ReactNode, useId } from 'react'

export interface SectionProps {
  title?: ReactNode
  description?: ReactNode
  /** Small buttons at the right of the title. */
  actions?: ReactNode
  /** `card` has a surface of its own; `plain` stands on the page; `flush` is a card without padding, for tables. */
  surface?: 'card' | 'plain' | 'flush'
  children: ReactNode
}

/** A titled part of a page, and its landmark. */
export const Section = ({
  title,
  description,
  actions,
  surface = 'card',
  children,
}: SectionProps) => {
  const id = useId()
  return (
    <section
      className="section"
      data-surface={surface}
      {...(title ? { 'aria-labelledby': id } : {})}
    >
      {title || actions ? (
        <div className="section-head">
          <div>
            {title ? <h2 id={id}>{title}</h2> : null}
            {description ? <p className="section-description">{description}</p> : null}
          </div>
          {actions ? <div className="section-actions">{actions}</div> : null}
        </div>
      ) : null}
      <div className="section-body">{children}</div>
    </section>
  )
}
