import { Button, type ButtonProps } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
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

/** What a trace can start from. */
export type TraceKind =
  | 'lot'
  | 'load'
  | 'pack'
  | 'device'
  | 'product'
  | 'sterilizer'
  | 'session'
  | 'client'

export const traceAddress = (kind: TraceKind, id: string): string => `/trace/${kind}/${id}`

export interface TraceLinkProps extends ButtonProps {
  kind: TraceKind
  id: string
  /** `Who was treated with it`, `Everything used on this client`. */
  children: ReactNode
}

/** Leads to everyone and everything that a thing or a person touched. */
export const TraceLink = ({ kind, id, children, ...rest }: TraceLinkProps) => (
  <LinkButton
    href={traceAddress(kind, id)}
    variant="default"
    leftSection={<IconRoute size={18} aria-hidden />}
    {...rest}
  >
    {children}
  </LinkButton>
)
