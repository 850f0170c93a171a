import { canonical, instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { SigningKey } from '#main/vault/index.ts'
import { z } from 'zod'
import type { RecallStep } from '#shared/recalls/index.ts'
import type { Dependencies } from './dependencies.ts'
import { storedThings } from './items.ts'
import * as repository from './repository.ts'
import type { RecallRow, StepRow } from './repository.ts'
import type { Things } from './trace.ts'

type NewStep = Pick<StepRow, 'kind' | 'happenedAt' | 'note' | 'consulted' | 'informsClients'>

/** What was done in a recall: each step signed, and kept for good. */
export const createSteps = ({ database, practice, signing }: Dependencies) => {
  const { environment } = database

  return {
    record: (tx: WriteTx, key: SigningKey, recall: RecallRow, step: NewStep): void => {
      const row: StepRow = {
        ...step,
        id: newId(environment),
        recallId: recall.id,
        recordedAt: instantNow(environment),
        recordedBy: key.practitionerId,
      }
      repository.insertStep(tx, row)
      signing.sign(tx, key, {
        subjectTable: 'recall_steps',
        subjectId: row.id,
        meaning: 'recall-step',
        snapshot: snapshotOf(
          row,
          recall,
          practice.details(tx).name,
          row.kind === 'opened' ? storedThings(tx, recall) : null,
        ),
      })
    },

    list: (db: ReadDb, recall: RecallRow): RecallStep[] => {
      const things = storedThings(db, recall)
      return repository.listSteps(db, recall.id).map((row) => {
        const [signed] = signing.of(db, 'recall_steps', row.id)
        return {
          ...row,
          by: practice.practitioner(db, row.recordedBy).name,
          signature: signed?.signature ?? null,
          signatureState: signed
            ? signed.state === 'valid' && isAsSigned(row, recall, things, signed.snapshot)
              ? 'valid'
              : 'invalid'
            : null,
        }
      })
    },
  }
}

export type Steps = ReturnType<typeof createSteps>

/** What the person who records a step signs; when it opens, with what leaves use. It names no client. */
const snapshotOf = (
  step: StepRow,
  recall: RecallRow,
  practiceName: string,
  items: Things | null,
) => ({
  format: 'stratum-recall-step-1',
  practice: practiceName,
  recall: {
    id: recall.id,
    cause: recall.cause,
    subjectId: recall.subjectId,
    reason: recall.reason,
    openedAt: recall.openedAt,
  },
  step,
  ...(items === null ? {} : { items }),
})

const itemsOf = z.object({ items: z.record(z.string(), z.array(z.string())) })

const isAsSigned = (step: StepRow, recall: RecallRow, things: Things, signed: unknown): boolean => {
  if (typeof signed !== 'object' || signed === null) return false
  // The practice may have another name by now, and a recall may have taken more in.
  const { items: signedItems, ...told } = { items: null, ...signed }
  const practiceName = 'practice' in told ? String(told.practice) : ''
  if (canonical(told) !== canonical(snapshotOf(step, recall, practiceName, null))) return false
  if (step.kind !== 'opened') return signedItems === null
  const items = itemsOf.safeParse({ items: signedItems }).data?.items
  const held = new Set<string>(Object.values(things).flat())
  return (
    items !== undefined &&
    Object.values(items)
      .flat()
      .every((id) => held.has(id))
  )
}
