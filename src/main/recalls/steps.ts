import { canonical, instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { SigningKey } from '#main/vault/index.ts'
import type { RecallStep } from '#shared/recalls/index.ts'
import type { Dependencies } from './dependencies.ts'
import * as repository from './repository.ts'
import type { RecallRow, StepRow } from './repository.ts'

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
        snapshot: snapshotOf(row, recall, practice.details(tx).name),
      })
    },

    list: (db: ReadDb, recall: RecallRow): RecallStep[] =>
      repository.listSteps(db, recall.id).map((row) => {
        const [signed] = signing.of(db, 'recall_steps', row.id)
        return {
          ...row,
          by: practice.practitioner(db, row.recordedBy).name,
          signature: signed?.signature ?? null,
          signatureState: signed
            ? signed.state === 'valid' && isAsSigned(row, recall, signed.snapshot)
              ? 'valid'
              : 'invalid'
            : null,
        }
      }),
  }
}

export type Steps = ReturnType<typeof createSteps>

/** What the person who records a step signs. It names no client. */
const snapshotOf = (step: StepRow, recall: RecallRow, practiceName: string) => ({
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
})

const isAsSigned = (step: StepRow, recall: RecallRow, signed: unknown): boolean => {
  if (typeof signed !== 'object' || signed === null) return false
  // The practice may have another name by now.
  const practiceName = 'practice' in signed ? String(signed.practice) : ''
  return canonical(signed) === canonical(snapshotOf(step, recall, practiceName))
}
