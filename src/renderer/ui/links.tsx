import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'

export interface LinkButtonProps extends ButtonProps {
  /** A route: `/clients/new`. */
  href: string
  children: ReactNode
}

/** A link that looks like a button, for going somewhere. */
export const LinkButton = ({ href, children, ...rest }: LinkButtonProps) => (
  <Button component={Link} href={href} {...rest}>
    {children}
  </Button>
)

/** A link in running text or in a table's cell. */
export const TextLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="text-link">
    {children}
  </Link>
)
