import type { Attachments } from '#main/attachments/index.ts'
import type { Clients } from '#main/clients/index.ts'
import type { Database } from '#main/database/index.ts'
import type { Drafts } from '#main/drafts/index.ts'
import type { Inventory } from '#main/inventory/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { Shift } from '#main/vault/index.ts'

export interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  readonly drafts: Pick<Drafts, 'find' | 'remove'>
  readonly practice: Practice
  readonly signing: Signing
  readonly attachments: Pick<Attachments, 'of' | 'state'>
  readonly clients: Clients
  readonly inventory: Pick<Inventory, 'lot'>
}
