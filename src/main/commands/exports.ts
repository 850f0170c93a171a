import { type CalendarDate, type ClientId, clientId, Refusal } from '#shared/kernel/index.ts'
import type { BundlePiece } from '#shared/exports/index.ts'
import {
  type FilePiece,
  refuseExisting,
  refuseFilledFolder,
  writeFolder,
  writeWhole,
} from './files.ts'
import { print, say } from './outcome.ts'
import type { Api } from '../router.ts'
import { type PracticeOptions, withPractice } from './practice.ts'

export interface ChartOptions extends PracticeOptions {
  readonly client: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly format: 'pdf' | 'csv' | 'json' | 'fhir'
  readonly namesClients: boolean
  readonly out: string
  /** Replaces a file that is there. */
  readonly force: boolean
}

type Chart = 'history' | 'sterilization' | 'evidence'

/** Writes one file that the practice hands over. */
export const exportChart = async (options: ChartOptions, chart: Chart): Promise<void> => {
  refuseExisting(options.out, options.force)
  const file = await withPractice(options, (api) => chartOf(api, options, chart))
  const bytes = new Uint8Array(await file.arrayBuffer())
  writeWhole(options.out, bytes, options.force)
  if (options.json) print({ file: options.out, bytes: bytes.byteLength })
  else say(`Written: ${options.out}`)
}

const chartOf = (api: Api, options: ChartOptions, chart: Chart): Promise<File> => {
  switch (chart) {
    case 'history':
      return api.exports.history({ clientId: idOf(options.client), format: options.format })
    case 'sterilization':
      return api.exports.sterilization({
        from: options.from,
        to: options.to,
        format: options.format === 'csv' ? 'csv' : 'pdf',
        namesClients: options.namesClients,
      })
    case 'evidence':
      return api.exports.evidence({ clientId: idOf(options.client) })
  }
}

const idOf = (text: string): ClientId => {
  const read = clientId.safeParse(text)
  if (read.success) return read.data
  throw new Refusal({
    code: 'clients.not-an-id',
    fact: 'This is not a client’s id.',
    rule: 'A client is named by the id that the practice gave.',
    nextStep: 'Copy the id from the client’s page or from clients.jsonl.',
  })
}

/** Everything, as a folder of open files. */
export const exportPractice = async (
  options: PracticeOptions & { readonly out: string },
): Promise<void> => {
  refuseFilledFolder(options.out)
  const written = await withPractice(options, async (api) =>
    writeFolder(options.out, inBytes(await api.exports.practiceFiles())),
  )
  if (options.json) print({ folder: options.out, files: written })
  else say(`Written: ${written.length} files in ${options.out}. Start with README.md.`)
}

async function* inBytes(pieces: AsyncIterable<BundlePiece>): AsyncGenerator<FilePiece> {
  for await (const piece of pieces) {
    const bytes =
      piece.kind === 'text' ? Buffer.from(piece.text) : Buffer.from(piece.base64, 'base64')
    yield { file: piece.file, bytes }
  }
}
