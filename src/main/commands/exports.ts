import { unzipSync } from 'fflate'
import { type CalendarDate, type ClientId, clientId, Refusal } from '#shared/kernel/index.ts'
import { writeFolder, writeWhole } from './files.ts'
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
}

type Chart = 'history' | 'sterilization' | 'evidence'

/** Writes one file that the practice hands over. */
export const exportChart = async (options: ChartOptions, chart: Chart): Promise<void> => {
  const file = await withPractice(options, (api) => chartOf(api, options, chart))
  const bytes = new Uint8Array(await file.arrayBuffer())
  writeWhole(options.out, bytes)
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
  const bundle = await withPractice(options, (api) => api.exports.practice())
  const files = unzipSync(new Uint8Array(await bundle.arrayBuffer()))
  writeFolder(options.out, files)
  const written = Object.keys(files).sort()
  if (options.json) print({ folder: options.out, files: written })
  else say(`Written: ${written.length} files in ${options.out}. Start with README.md.`)
}
