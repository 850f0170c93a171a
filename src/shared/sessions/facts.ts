import type { Lot, Unit } from '#shared/inventory/index.ts'
import type { Instant } from '#shared/kernel/index.ts'
import type { ClaimedUnit, SessionBase, SessionDocument } from './schema.ts'

interface NamedUnit {
  readonly unit: Pick<ClaimedUnit['unit'], 'id'>
}

/**
 * What the completeness of a chart is judged by: little beside the document, so that a list of charts
 * gathers no gate.
 */
export interface ChartFacts {
  readonly document: SessionDocument
  readonly base: Pick<SessionBase, 'startedAt'> & {
    readonly rules: Pick<SessionBase['rules'], 'requiredChartItems'>
    readonly cartridges: readonly NamedUnit[]
    readonly discarded: readonly NamedUnit[]
  }
  /** Null where the chosen handpiece, or the lot of a product, is not in the inventory. */
  readonly handpiece: object | null
  readonly productLots: readonly (object | null)[]
}

/** Everything the gate looks at: what main knows, and what the document says, joined. */
export interface SessionFacts extends ChartFacts {
  readonly base: SessionBase
  readonly document: SessionDocument
  /** The moment at which it is judged. */
  readonly now: Instant
  /** The piece and lot of the chosen handpiece. */
  readonly handpiece: { readonly unit: Unit; readonly lot: Lot } | null
  /** The lot of each product in the document, in its order; null where it is not known. */
  readonly productLots: readonly (Lot | null)[]
}
