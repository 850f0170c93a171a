import type { Lot, Unit } from '#shared/inventory/index.ts'
import type { Instant } from '#shared/kernel/index.ts'
import type { SessionBase, SessionDocument } from './schema.ts'

/** Everything the gate looks at: what main knows, and what the document says, joined. */
export interface SessionFacts {
  readonly base: SessionBase
  readonly document: SessionDocument
  /** The moment at which it is judged. */
  readonly now: Instant
  /** The piece and lot of the chosen handpiece. */
  readonly handpiece: { readonly unit: Unit; readonly lot: Lot } | null
  /** The lot of each product in the document, in its order; null where it is not known. */
  readonly productLots: readonly (Lot | null)[]
}
