import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import type { ScreeningRulesBody } from '#shared/screening/index.ts'

/** The screening rules that hold now; null until they are known. */
export const useRules = (): ScreeningRulesBody | null => {
  const rules = useQuery(query.screening.rules.queryOptions())
  return rules.data?.find(({ current }) => current)?.body ?? null
}
