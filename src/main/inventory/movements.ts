import { type Environment, instantNow, newId, type WriteTx } from '#main/database/index.ts'
import type { LotId } from '#shared/kernel/index.ts'
import { insertMovement } from './lot-repository.ts'
import type { MovementKind } from './table.ts'

export type Movements = ReturnType<typeof createMovements>

/** Writes movements of stock; into stock or out of it follows from the kind. */
export const createMovements =
  (environment: Environment) =>
  (tx: WriteTx, lotId: LotId, kind: MovementKind, pieces: number, reason: string): void =>
    insertMovement(tx, {
      id: newId(environment),
      lotId,
      kind,
      quantity: kind === 'received' || kind === 'returned' ? pieces : -pieces,
      movedAt: instantNow(environment),
      reason,
    })
