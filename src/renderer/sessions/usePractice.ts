import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import { formatMoment, type Instant } from '#shared/kernel/index.ts'

/** The practice's time zone; until it is known, the computer's. */
export const useTimeZone = (): string => {
  const practice = useQuery(query.practice.get.queryOptions())
  return practice.data?.details.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Moments as people write them, in the practice's time zone. */
export const useMoment = (): ((moment: Instant) => string) => {
  const zone = useTimeZone()
  return (moment) => formatMoment(moment, zone)
}
