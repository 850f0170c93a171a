import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import { formatMoment, type Instant } from '#shared/kernel/index.ts'

export const usePractice = () => useQuery(query.practice.get.queryOptions()).data ?? null

/** The practice's time zone; until it is known, the computer's. */
export const useTimeZone = (): string =>
  usePractice()?.details.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone

export const useMoment = (): ((moment: Instant) => string) => {
  const zone = useTimeZone()
  return (moment) => formatMoment(moment, zone)
}
