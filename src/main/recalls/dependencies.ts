import type { Clients } from '#main/clients/index.ts'
import type { Database } from '#main/database/index.ts'
import type { DocumentDescription } from '#main/documents/index.ts'
import type { Inventory } from '#main/inventory/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { Sterilization } from '#main/sterilization/index.ts'
import type { Shift } from '#main/vault/index.ts'

export interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  readonly practice: Practice
  readonly signing: Signing
  readonly clients: Clients
  readonly inventory: Inventory
  readonly sterilization: Sterilization
  /** Runs in a worker thread. */
  readonly renderDocument: (description: DocumentDescription) => Promise<Uint8Array>
}
