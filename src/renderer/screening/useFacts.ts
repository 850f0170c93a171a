import { skipToken, useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import type { Client } from '#shared/clients/index.ts'
import type { CalendarDate, ClientId } from '#shared/kernel/index.ts'
import type { Screening, ScreeningRules } from '#shared/screening/index.ts'

/** What the questionnaire needs to know before it asks. */
export interface Facts {
  readonly client: Client
  readonly practice: {
    readonly name: string
    readonly timeZone: string
    readonly today: CalendarDate
    readonly practitioner: string
  }
  /** The version that asks and judges. */
  readonly rules: ScreeningRules
  /** Every version: a form may have been begun with an earlier one. */
  readonly versions: readonly ScreeningRules[]
  /** The visit before; null: this is the first. */
  readonly last: Screening | null
}

export const useFacts = (clientId: ClientId): { facts: Facts | null; error: unknown } => {
  const input = { clientId }
  const client = useQuery(query.clients.get.queryOptions({ input }))
  const practice = useQuery(query.practice.get.queryOptions())
  const versions = useQuery(query.screening.rules.queryOptions())
  const list = useQuery(query.screening.list.queryOptions({ input }))
  const newest = list.data?.[0]
  const last = useQuery(
    query.screening.get.queryOptions({
      input: newest ? { screeningId: newest.id } : skipToken,
    }),
  )
  const rules = versions.data?.find(({ current }) => current)
  const error =
    client.error ?? practice.error ?? versions.error ?? list.error ?? (newest ? last.error : null)
  if (!client.data || !practice.data || !versions.data || !rules || !list.data) {
    return { facts: null, error }
  }
  if (newest && !last.data) return { facts: null, error }
  const { details, today, current } = practice.data
  return {
    facts: {
      client: client.data,
      practice: {
        name: details.name,
        timeZone: details.timeZone,
        today,
        practitioner: current.name,
      },
      rules,
      versions: versions.data,
      last: last.data ?? null,
    },
    error: null,
  }
}
