import type { Instant } from '#shared/kernel/index.ts'
import type { Clients } from '#main/clients/index.ts'
import type { Consents } from '#main/consent/index.ts'
import type { Database } from '#main/database/index.ts'
import type { Drafts } from '#main/drafts/index.ts'
import type { Inventory } from '#main/inventory/index.ts'
import type { Plans } from '#main/plans/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Screenings } from '#main/screening/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { Sterilization } from '#main/sterilization/index.ts'
import type { Shift } from '#main/vault/index.ts'

export interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  readonly drafts: Drafts
  readonly practice: Practice
  readonly signing: Signing
  readonly clients: Clients
  readonly inventory: Inventory
  readonly sterilization: Sterilization
  readonly screening: Screenings
  readonly consent: Consents
  /** Main's memory of what is on somebody's skin, for the lock screen; it keeps the instants only. */
  readonly timers: {
    readonly note: (
      timers: readonly { readonly onAt: Instant; readonly dueAt: Instant | null }[],
    ) => void
  }
  readonly plans: Pick<Plans, 'of' | 'find'>
}
