import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import type { SterilizerId } from '#shared/kernel/index.ts'

/** The open recall that keeps a machine out of service, or null: its own, or of its spore test. */
export const useRecallOf = (sterilizerId: SterilizerId) => {
  const recalls = useQuery(query.recalls.list.queryOptions())
  const tests = useQuery(query.sterilization.sporeTests.queryOptions({ input: {} }))
  const ofMachine = tests.data?.filter((test) => test.sterilizerId === sterilizerId) ?? []
  return (
    recalls.data?.find(
      ({ cause, subjectId, closed }) =>
        closed === null &&
        (cause === 'sterilizer'
          ? subjectId === sterilizerId
          : cause === 'spore-test' && ofMachine.some(({ id }) => id === subjectId)),
    ) ?? null
  )
}
