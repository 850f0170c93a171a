import { parentPort, workerData } from 'node:worker_threads'
import { verifyLog } from './audit/index.ts'
import { type Connection, type DataKey, openConnection } from './database/index.ts'
import { verifySignatures } from './signing/index.ts'
import { deriveKeys } from './vault/index.ts'
import type { Verification } from '#shared/audit/index.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import type { DocumentDescription } from './documents/index.ts'
import type { ChangeLogRequest } from './exports/index.ts'

/** What a worker thread opens for itself. */
export interface RecordsFile {
  readonly path: string
  readonly key: DataKey
}

/** One transaction: the log and the rows are of the same moment. */
const withRecords = async <T>(
  { path, key }: RecordsFile,
  work: (connection: Connection) => T | Promise<T>,
): Promise<T> => {
  const connection = openConnection(path, key, 'read')
  try {
    connection.exec('BEGIN')
    return await work(connection)
  } finally {
    connection.close()
  }
}

// Asked for when they are needed: a key is derived without waiting for a PDF library.
const documents = () => import('./documents/index.ts')
const exports = () => import('./exports/index.ts')

/** Heavy work, each with its own connection where it reads, away from the thread that answers. */
export const tasks = {
  'derive-keys': deriveKeys,

  verify: ({
    anchors,
    ...records
  }: RecordsFile & { readonly anchors: readonly string[] }): Promise<Verification> =>
    withRecords(records, (connection) => {
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
    }),

  'render-document': async (description: DocumentDescription): Promise<Uint8Array> =>
    (await documents()).renderDocument(description),

  'write-change-log': async ({
    request,
    ...records
  }: RecordsFile & { readonly request: ChangeLogRequest }): Promise<Uint8Array> => {
    const { writeChangeLog } = await exports()
    const { renderDocument } = await documents()
    return withRecords(records, (connection) => writeChangeLog(connection, request, renderDocument))
  },

  'write-practice-bundle': async (records: RecordsFile): Promise<Uint8Array> => {
    const { writePracticeBundle } = await exports()
    return withRecords(records, writePracticeBundle)
  },

  'write-evidence-bundle': async ({
    clientId,
    ...records
  }: RecordsFile & { readonly clientId: ClientId }): Promise<Uint8Array> => {
    const { writeEvidenceBundle } = await exports()
    return withRecords(records, (connection) => writeEvidenceBundle(connection, clientId))
  },
}

export type Tasks = typeof tasks

if (parentPort) {
  // From `inBackground`, in the same build: the type there is the type here.
  const { task, input } = workerData as { readonly task: keyof Tasks; readonly input: never }
  parentPort.postMessage(await tasks[task](input))
}
