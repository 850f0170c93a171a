import type { ClientId } from '#shared/kernel/index.ts'
import type { ConsentKind } from './schema.ts'

export * from './changes.ts'
export * from './completeness.ts'
export * from './elements.ts'
export * from './states.ts'
export * from './texts.ts'
export * from './withdrawals.ts'

/** Which draft of the kind `consent`: of every client one form of each kind may be in work. */
export const consentDraftKey = (clientId: ClientId, kind: ConsentKind): string =>
  `${clientId}:${kind}`
