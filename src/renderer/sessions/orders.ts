import type { Finding } from '#shared/kernel/index.ts'
import {
  isZoneId,
  orderableLimit,
  type OrderableLimit,
  type RuleSettings,
  type ZoneId,
} from '#shared/practice/index.ts'

/** What a stop about a length is limited by, and the zone; null for every other finding. */
export interface ExceededLimit {
  readonly limit: OrderableLimit
  readonly zone: ZoneId
}

const limitsByCode = {
  label: 'device-label',
  cap: 'zone-cap',
  licence: 'licence',
} as const satisfies Record<string, OrderableLimit>

/** The limit that a supervising clinician's order may exceed, where the practice's rule says so. */
export const orderableIn = (
  { code, severity }: Pick<Finding, 'code' | 'severity'>,
  { orderMayExceed }: Pick<RuleSettings, 'orderMayExceed'>,
): ExceededLimit | null => {
  const read = /^sessions\.length-above-(?<limit>label|cap|licence):(?<zone>.+)$/.exec(code)
  const name = read?.groups?.['limit']
  const zone = read?.groups?.['zone'] ?? ''
  if (severity !== 'stop' || !isZoneId(zone)) return null
  const limit = orderableLimit.safeParse(
    Object.entries(limitsByCode).find(([word]) => word === name)?.[1],
  )
  return limit.success && orderMayExceed.value.includes(limit.data)
    ? { limit: limit.data, zone }
    : null
}
