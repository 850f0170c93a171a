import { isMarkedAsUntransferable, parentPort } from 'node:worker_threads'
import type { RecordMoments, StandingRecord } from '#shared/audit/index.ts'
import type { ColumnMapping } from '#shared/imports/index.ts'
import { type ClientId, type Problem, Refusal } from '#shared/kernel/index.ts'
import type { Sealed } from './attachments/index.ts'
import type { RecordKey } from './audit/index.ts'
import type { Connection, DataKey } from './database/index.ts'
import type { DocumentDescription, LabelSheetDescription, SealWords } from './documents/index.ts'
import type { ChangeLogRequest } from './exports/index.ts'
import type { CycleFile, FileReading } from './imports/index.ts'
import type { NewSeal, Seal } from './signing/index.ts'
import type { DerivationInput } from './vault/index.ts'
import type { RecordsCheck, VerificationRequest } from './verification.ts'

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
    // Little of what is read once through is read again.
    connection.pragma('cache_size = -8192')
    connection.exec('BEGIN')
    return await work(connection)
  } finally {
    connection.close()
    // The thread may stay; its copy of the key does not.
    key.fill(0)
  }
}

/** A piece of a file of a bundle, in the order of the files and of each file's bytes. */
export interface Piece {
  readonly file: string
  readonly content: string | Uint8Array
}

/** Hands a piece over; waits while many are not heard yet, so that no file is whole in memory. */
export type HandOver = (piece: Piece) => void

// Asked for when they are needed. Every unlocking and every signature begins a thread for its key,
// and loading the rooms takes three times as long as deriving it, so not even the vault's door is
// loaded for that.
const derivation = () => import('./vault/derivation.ts')
const audit = () => import('./audit/index.ts')
const attachments = () => import('./attachments/index.ts')
const imports = () => import('./imports/index.ts')
const documents = () => import('./documents/index.ts')
const exports = () => import('./exports/index.ts')

/** Heavy work, each with its own connection where it reads, away from the thread that answers. */
export const tasks = {
  'derive-keys': async (input: DerivationInput): Promise<Uint8Array> =>
    (await derivation()).deriveKeys(input),

  verify: async ({
    request,
    ...records
  }: RecordsFile & {
    readonly request: Omit<VerificationRequest, 'attachmentsFolder' | 'progress'>
  }): Promise<RecordsCheck> => {
    const { verifyRecords } = await import('./verification.ts')
    const { attachmentsFolder } = await attachments()
    return withRecords(records, (connection) =>
      verifyRecords(connection, {
        ...request,
        attachmentsFolder: attachmentsFolder(records.path),
      }),
    )
  },

  /** Brings records of an earlier release to this one. @returns why not, when they stay as they are */
  'carry-over': async (
    { path, key }: RecordsFile,
    handOver: HandOver,
  ): Promise<readonly Problem[]> => {
    const { migrate, openConnection, systemEnvironment } = await import('./database/index.ts')
    let connection: Connection | null = null
    try {
      connection = openConnection(path, key, 'write')
      migrate({
        connection,
        path,
        key,
        environment: systemEnvironment,
        progress: (done, of) =>
          handOver({ file: 'progress', content: JSON.stringify({ done, of }) }),
      })
      return []
    } catch (error) {
      if (error instanceof Refusal) return error.problems
      throw error
    } finally {
      connection?.close()
      key.fill(0)
    }
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

  /** The same files without the zip, each in pieces. */
  'write-practice-files': async (records: RecordsFile, handOver: HandOver): Promise<void> => {
    const { createPieces, writePracticeFiles } = await exports()
    const { attachmentsFolder } = await attachments()
    return withRecords(records, (connection) =>
      writePracticeFiles(connection, attachmentsFolder(records.path), createPieces(handOver)),
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

/** What a thread says: pieces while it works, and one end. */
export type Answer =
  | { readonly kind: 'piece'; readonly piece: Piece }
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }

/** Bytes that own their memory are handed over; copies of large documents stayed in both heaps. */
const handedOver = (value: unknown): ArrayBuffer[] =>
  value instanceof Uint8Array &&
  value.buffer instanceof ArrayBuffer &&
  value.byteLength === value.buffer.byteLength &&
  !isMarkedAsUntransferable(value.buffer)
    ? [value.buffer]
    : []

const answer = (said: Answer, transfer: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(said, transfer)

/** Pieces that may wait in main, each of some 64 kB. */
const ahead = 16

/** `heard` counts the pieces that main is done with. */
const handingOver = (heard: Int32Array): HandOver => {
  let handed = 0
  return (piece) => {
    answer({ kind: 'piece', piece }, handedOver(piece.content))
    handed += 1
    for (;;) {
      const done = Atomics.load(heard, 0)
      if (handed - done <= ahead) return
      Atomics.wait(heard, 0, done)
    }
  }
}

/** What a thread is told to do. */
export interface Task {
  readonly task: keyof Tasks
  readonly input: unknown
  readonly heard: Int32Array
}

const work = async ({ task, input, heard }: Task & { readonly input: never }): Promise<void> => {
  try {
    const value = await tasks[task](input, handingOver(heard))
    answer({ kind: 'done', value }, handedOver(value))
  } catch (error) {
    answer({ kind: 'failed', error })
  }
}

// From `Background.run`, in the same build: the type there is the type here.
parentPort?.on('message', (ordered: Task & { readonly input: never }) => void work(ordered))
