import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { query } from '#renderer/api.ts'
import { formatMoment, type Instant, toInstant } from '#shared/kernel/index.ts'

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

/** The clock of this screen, for what runs while she looks at it; ticks while `isRunning`. */
export const useNow = (isRunning: boolean): Instant => {
  const [now, setNow] = useState(momentNow)
  useEffect(() => {
    if (!isRunning) return
    setNow(momentNow())
    const timer = setInterval(() => setNow(momentNow()), everySecond)
    return () => clearInterval(timer)
  }, [isRunning])
  return now
}

const everySecond = 1000

export const momentNow = (): Instant => toInstant(new Date())
