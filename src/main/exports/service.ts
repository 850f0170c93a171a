import type { Clients } from '#main/clients/index.ts'
import type { Consents } from '#main/consent/index.ts'
import type { Database } from '#main/database/index.ts'
import type { DocumentDescription } from '#main/documents/index.ts'
import type { Inventory } from '#main/inventory/index.ts'
import type { Imports } from '#main/imports/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Premises } from '#main/premises/index.ts'
import type { Recalls } from '#main/recalls/index.ts'
import type { Screenings } from '#main/screening/index.ts'
import type { Sessions } from '#main/sessions/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { Sterilization } from '#main/sterilization/index.ts'
import type { Verification } from '#shared/audit/index.ts'
import { type CalendarDate, type ClientId, Refusal } from '#shared/kernel/index.ts'
import type { BundlePiece } from '#shared/exports/index.ts'
import type { ChangeLogRequest } from './change-log.ts'
import { gatherHistory, type History, imprintOf } from './history.ts'
import { historyCsv } from './history-csv.ts'
import { historyDocument } from './history-document.ts'
import { historyFhir } from './history-fhir.ts'
import { historyJson } from './history-json.ts'
import { sterilizationCsv } from './sterilization-csv.ts'
import { sterilizationDocument } from './sterilization-document.ts'
import { gatherSterilizationLog, type SterilizationLog } from './sterilization-log.ts'

/** What is too heavy for the thread that answers; each runs in a worker thread, and ends with its signal. */
export interface HeavyWork {
  readonly verify: () => Promise<Verification>
  readonly renderDocument: (
    description: DocumentDescription,
    signal?: AbortSignal,
  ) => Promise<Uint8Array>
  readonly writeChangeLog: (request: ChangeLogRequest, signal?: AbortSignal) => Promise<Uint8Array>
  readonly writePracticeBundle: (signal?: AbortSignal) => Promise<Uint8Array>
  /** Waits for each piece to be taken. */
  readonly writePracticeFiles: (
    piece: (piece: Piece) => Promise<void>,
    signal?: AbortSignal,
  ) => Promise<void>
  readonly writeEvidenceBundle: (clientId: ClientId, signal?: AbortSignal) => Promise<Uint8Array>
}

interface Piece {
  readonly file: string
  readonly content: string | Uint8Array
}

interface Dependencies {
  readonly database: Database
  readonly practice: Practice
  readonly signing: Signing
  readonly clients: Clients
  readonly inventory: Inventory
  readonly sterilization: Sterilization
  readonly screening: Screenings
  readonly consent: Consents
  readonly premises: Premises
  readonly sessions: Sessions
  readonly recalls: Recalls
  readonly imports: Imports
  readonly heavy: HeavyWork
}

export type HistoryFormat = 'pdf' | 'csv' | 'json' | 'fhir'

export type Exports = ReturnType<typeof createExports>

/** What is handed over: to a client, an inspector, a lawyer, or another program. */
export const createExports = ({ heavy, ...lower }: Dependencies) => {
  const { database, practice } = lower
  const today = (): CalendarDate => database.read((db) => practice.today(db))
  const clientNumber = (clientId: ClientId): number =>
    database.read((db) => lower.clients.get(db, clientId).number)

  const written = async (
    history: History,
    format: HistoryFormat,
    signal?: AbortSignal,
  ): Promise<File> => {
    const name = `history-${history.client.number}-${history.today}`
    switch (format) {
      case 'pdf':
        return pdf(`${name}.pdf`, await heavy.renderDocument(historyDocument(history), signal))
      case 'csv':
        return csv(`${name}.csv`, historyCsv(history))
      case 'json':
        return file(`${name}.json`, 'application/json', historyJson(history))
      case 'fhir':
        return file(`${name}.fhir.json`, 'application/fhir+json', historyFhir(history))
    }
  }

  const writtenLog = async (
    log: SterilizationLog,
    format: 'pdf' | 'csv',
    signal?: AbortSignal,
  ): Promise<File> => {
    const name = `sterilization-${log.from}-to-${log.to}`
    return format === 'pdf'
      ? pdf(`${name}.pdf`, await heavy.renderDocument(sterilizationDocument(log), signal))
      : csv(`${name}.csv`, sterilizationCsv(log))
  }

  return {
    /** The client is in a file's name by her number only. @throws Refusal when there is none */
    history: (
      input: { clientId: ClientId; format: HistoryFormat },
      signal?: AbortSignal,
    ): Promise<File> =>
      written(
        database.read((db) => gatherHistory(db, input.clientId, lower)),
        input.format,
        signal,
      ),

    /** @throws Refusal when the span ends before it begins */
    sterilization: async (
      input: {
        from: CalendarDate
        to: CalendarDate
        format: 'pdf' | 'csv'
        namesClients: boolean
      },
      signal?: AbortSignal,
    ): Promise<File> => {
      if (input.from > input.to) refuseReversedSpan()
      return writtenLog(
        database.read((db) => gatherSterilizationLog(db, input, lower)),
        input.format,
        signal,
      )
    },

    changeLog: async (input: { format: 'pdf' | 'csv' }, signal?: AbortSignal): Promise<File> => {
      const verification = await heavy.verify()
      const imprint = database.read((db) => imprintOf(db, lower))
      const bytes = await heavy.writeChangeLog({ ...input, imprint, verification }, signal)
      const name = `change-log-${imprint.today}.${input.format}`
      return input.format === 'pdf' ? pdf(name, bytes) : csv(name, bytes)
    },

    practice: async (signal?: AbortSignal): Promise<File> =>
      zip(`practice-${today()}.zip`, await heavy.writePracticeBundle(signal)),

    practiceFiles: async function* (signal?: AbortSignal): AsyncGenerator<BundlePiece, void> {
      const { readable, writable } = new TransformStream<Piece, Piece>()
      const writer = writable.getWriter()
      const written = heavy
        .writePracticeFiles((piece) => writer.write(piece), signal)
        .then(
          () => writer.close(),
          (error: unknown) => writer.abort(error),
        )
      for await (const { file, content } of readable) {
        yield typeof content === 'string'
          ? { kind: 'text', file, text: content }
          : { kind: 'bytes', file, base64: Buffer.from(content).toString('base64') }
      }
      await written
    },

    evidence: async ({ clientId }: { clientId: ClientId }, signal?: AbortSignal): Promise<File> => {
      const number = clientNumber(clientId)
      const bytes = await heavy.writeEvidenceBundle(clientId, signal)
      return zip(`evidence-${number}-${today()}.zip`, bytes)
    },
  }
}

/** A document lies in memory of its own: what a thread handed over. */
const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes)

const file = (name: string, type: string, content: string | Uint8Array): File =>
  new File([typeof content === 'string' ? content : ownBytes(content)], name, { type })

const pdf = (name: string, bytes: Uint8Array): File => file(name, 'application/pdf', bytes)
const zip = (name: string, bytes: Uint8Array): File => file(name, 'application/zip', bytes)
const csv = (name: string, content: string | Uint8Array): File =>
  file(name, 'text/csv;charset=utf-8', content)

const refuseReversedSpan = (): never => {
  throw new Refusal({
    code: 'exports.span-reversed',
    field: 'to',
    fact: 'The last day is before the first.',
    rule: 'A span of days begins with its first day; both days are included.',
    nextStep: 'Exchange the two dates, or correct one of them.',
  })
}
