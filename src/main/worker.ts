import { parentPort, workerData } from 'node:worker_threads'
import type { RecordMoments, StandingRecord, Verification } from '#shared/audit/index.ts'
import type { ColumnMapping } from '#shared/imports/index.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import type { Sealed } from './attachments/index.ts'
import type { RecordKey } from './audit/index.ts'
import type { Connection, DataKey } from './database/index.ts'
import type { DocumentDescription, LabelSheetDescription, SealWords } from './documents/index.ts'
import type { ChangeLogRequest } from './exports/index.ts'
import type { CycleFile, FileReading } from './imports/index.ts'
import type { NewSeal, Seal } from './signing/index.ts'
import type { DerivationInput } from './vault/index.ts'

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
  const { openConnection } = await import('./database/index.ts')
  const connection = openConnection(path, key, 'read')
  try {
    connection.exec('BEGIN')
    return await work(connection)
  } finally {
    connection.close()
  }
}

// Asked for when they are needed. Every unlocking and every signature begins a thread for its key,
// and loading the rooms takes three times as long as deriving it, so not even the vault's door is
// loaded for that.
const derivation = () => import('./vault/derivation.ts')
const audit = () => import('./audit/index.ts')
const signing = () => import('./signing/index.ts')
const attachments = () => import('./attachments/index.ts')
const imports = () => import('./imports/index.ts')
const documents = () => import('./documents/index.ts')
const exports = () => import('./exports/index.ts')

/** Heavy work, each with its own connection where it reads, away from the thread that answers. */
export const tasks = {
  'derive-keys': async (input: DerivationInput): Promise<Uint8Array> =>
    (await derivation()).deriveKeys(input),

  verify: async ({
    anchors,
    ...records
  }: RecordsFile & { readonly anchors: readonly string[] }): Promise<Verification> => {
    const { verifyLog } = await audit()
    const { verifySignatures } = await signing()
    const { attachmentsFolder, verifyAttachments } = await attachments()
    return withRecords(records, (connection) => {
      const log = verifyLog(connection)
      const signed = verifySignatures(connection, anchors)
      const files = verifyAttachments(connection, attachmentsFolder(records.path))
      const findings = [...log.findings, ...signed.findings, ...files.findings]
      return {
        holds: findings.length === 0,
        entries: log.entries,
        rows: log.rows,
        head: log.head,
        signatures: signed.signatures,
        attachments: files.attachments,
        findings,
        signers: [...signed.signers],
      }
    })
  },

  'record-moments': async ({
    record,
    ...records
  }: RecordsFile & { readonly record: RecordKey }): Promise<RecordMoments> => {
    const { momentsOf } = await audit()
    return withRecords(records, (connection) => momentsOf(connection, record))
  },

  'record-as-it-stood': async ({
    record,
    ...records
  }: RecordsFile & {
    readonly record: RecordKey & { readonly sequence: number }
  }): Promise<StandingRecord> => {
    const { asItStood } = await audit()
    return withRecords(records, (connection) => asItStood(connection, record))
  },

  /** Encrypts a file and writes it; what opens it again is for the database. */
  'seal-attachment': async ({
    folder,
    content,
  }: {
    readonly folder: string
    readonly content: Uint8Array
  }): Promise<Omit<Sealed, 'ciphertext'>> => {
    const { seal, writeSealed } = await attachments()
    const sealed = seal(content)
    writeSealed(folder, sealed)
    const { ciphertextHash, contentHash, key } = sealed
    return { ciphertextHash, contentHash, key }
  },

  'read-cycle-files': async ({
    files,
    mappings,
  }: {
    readonly files: readonly CycleFile[]
    readonly mappings: readonly ColumnMapping[]
  }): Promise<readonly FileReading[]> => {
    const { readCycleFile } = await imports()
    return files.map((file) => readCycleFile(file, mappings))
  },

  'render-document': async (description: DocumentDescription): Promise<Uint8Array> =>
    (await documents()).renderDocument(description),

  'make-seal': async (seal: NewSeal): Promise<Seal> => (await documents()).makeSeal(seal),

  /** A document that shows by itself whether it was changed. */
  'seal-document': async ({
    description,
    seal,
    words,
  }: {
    readonly description: DocumentDescription
    readonly seal: Seal
    readonly words: SealWords
  }): Promise<Uint8Array> => {
    const { renderDocument, sealPdf } = await documents()
    return sealPdf(await renderDocument(description), seal, words)
  },

  'render-labels': async (description: LabelSheetDescription): Promise<Uint8Array> =>
    (await documents()).renderLabels(description),

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
    const { attachmentsFolder } = await attachments()
    return withRecords(records, (connection) =>
      writePracticeBundle(connection, attachmentsFolder(records.path)),
    )
  },

  'write-evidence-bundle': async ({
    clientId,
    ...records
  }: RecordsFile & { readonly clientId: ClientId }): Promise<Uint8Array> => {
    const { writeEvidenceBundle } = await exports()
    const { attachmentsFolder } = await attachments()
    return withRecords(records, (connection) =>
      writeEvidenceBundle(connection, attachmentsFolder(records.path), clientId),
    )
  },
}

export type Tasks = typeof tasks

if (parentPort) {
  // From `inBackground`, in the same build: the type there is the type here.
  const { task, input } = workerData as { readonly task: keyof Tasks; readonly input: never }
  parentPort.postMessage(await tasks[task](input))
}
