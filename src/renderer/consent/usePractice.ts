import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import { clientValues, type MergeValues, practiceValues } from '#shared/consent/index.ts'
import { type CalendarDate, formatMoment, type Instant } from '#shared/kernel/index.ts'

export const usePractice = () => useQuery(query.practice.get.queryOptions()).data ?? null

export type PracticeFacts = NonNullable<ReturnType<typeof usePractice>>

/** The practice's time zone; until it is known, the computer's. */
export const useTimeZone = (): string =>
  usePractice()?.details.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone

export const useMoment = (): ((moment: Instant) => string) => {
  const zone = useTimeZone()
  return (moment) => formatMoment(moment, zone)
}

/** What stands for the merge fields when this client reads the text today; null while it loads. */
export const useMergeValues = (client: {
  name: string
  birthDate: CalendarDate
}): MergeValues | null => {
  const practice = usePractice()
  if (!practice) return null
  const { details, current, today } = practice
  return {
    ...practiceValues({ practice: details, practitioner: current, today }),
    ...clientValues(client),
  }
}
