import type { Api } from '#renderer/api.ts'

/** What `today.get` answers. */
export type TodayFacts = Awaited<ReturnType<Api['today']['get']>>
