import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { query } from '#renderer/api.ts'
import type { Instant } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

/** Since when all records are found to hold; a check that nobody waits for says so once a day. */
export const LastCheck = ({ moment }: { moment: (instant: Instant) => string }) => {
  const check = useQuery(query.audit.lastCheck.queryOptions())
  const found = check.data
  if (!found) return null
  const holds = found.findings === 0
  const Icon = holds ? IconShieldCheck : IconShieldX
  return (
    <p className="last-check" data-tone={holds ? 'cleared' : 'stop'}>
      <Icon size={18} aria-hidden />
      <span>
        {holds
          ? texts.check.holds(found.entries, moment(found.checkedAt), moment(found.wholeAt))
          : texts.check.broken(found.findings, moment(found.checkedAt))}{' '}
        <Link href="/exports">{holds ? texts.check.look : texts.check.act}</Link>
      </span>
    </p>
  )
}
