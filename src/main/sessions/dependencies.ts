import type { Clients } from '#main/clients/index.ts'
import type { Consents } from '#main/consent/index.ts'
import type { Database } from '#main/database/index.ts'
import type { Drafts } from '#main/drafts/index.ts'
import type { Inventory } from '#main/inventory/index.ts'
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
}
