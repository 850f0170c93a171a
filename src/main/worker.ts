import { parentPort, workerData } from 'node:worker_threads'
import { verifyLog } from './audit/index.ts'
import { type DataKey, openConnection } from './database/index.ts'
import { verifySignatures } from './signing/index.ts'
import { deriveKeys } from './vault/index.ts'
import type { Verification } from '#shared/audit/index.ts'

/** What a worker thread opens for itself. */
export interface RecordsFile {
  readonly path: string
  readonly key: DataKey
}

/** Heavy work, each with its own connection where it reads, away from the thread that answers. */
export const tasks = {
  'derive-keys': deriveKeys,

  verify: ({
    path,
    key,
    anchors,
  }: RecordsFile & { readonly anchors: readonly string[] }): Verification => {
    const connection = openConnection(path, key, 'read')
    try {
      // One transaction: the log and the rows are of the same moment.
      connection.exec('BEGIN')
      const log = verifyLog(connection)
      const signed = verifySignatures(connection, anchors)
      const findings = [...log.findings, ...signed.findings]
      return {
        holds: findings.length === 0,
        entries: log.entries,
        rows: log.rows,
        head: log.head,
        signatures: signed.signatures,
        findings,
        signers: [...signed.signers],
      }
    } finally {
      connection.close()
    }
  },
}

export type Tasks = typeof tasks

if (parentPort) {
  const { task, input }: { task: keyof Tasks; input: never } = workerData
  parentPort.postMessage(await tasks[task](input))
}
