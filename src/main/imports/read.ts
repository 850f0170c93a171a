import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { sha256 } from '#main/database/index.ts'
import {
  type ColumnMapping,
  type CycleReading,
  fewestValues,
  largestCycleFile,
  readCycleText,
  type Row,
  Unreadable,
} from '#shared/imports/index.ts'

/** A file as it lies on a machine's card; `name` may have folders before it. */
export interface CycleFile {
  readonly name: string
  readonly content: Uint8Array
}

export interface FileReading {
  readonly cycles: readonly {
    readonly reading: CycleReading
    /** SHA-256 of the measured values; null when too few were measured to compare. */
    readonly seriesHash: string | null
    /** Which cycle of the file it is, from 0; those that cannot be read count, too. */
    readonly position: number
  }[]
  readonly unreadable: readonly string[]
}

export const tooLarge = `It has more than ${largestCycleFile / 1024 / 1024} MB, and no machine writes such a file.`

/** Reads what a sterilizer wrote; never throws for what it holds. */
export const readCycleFile = (
  { name, content }: CycleFile,
  mappings: readonly ColumnMapping[],
): FileReading => {
  if (content.byteLength > largestCycleFile) return { cycles: [], unreadable: [tooLarge] }
  const base = name.split(/[/\\]/).at(-1) ?? name
  const { cycles, unreadable } = readCycleText(base, decoded(content), mappings, splitColumns)
  return {
    cycles: cycles.map(({ reading, series, position }) => ({
      reading,
      position,
      seriesHash: series.length < fewestValues ? null : sha256(series.join('\n')),
    })),
    unreadable,
  }
}

/** Machines write UTF-16, UTF-8 with a mark or without, and one byte for a sign; few say which. */
export const decoded = (content: Uint8Array): string => {
  const encoding = wideEncoding(content)
  if (encoding !== null) return new TextDecoder(encoding).decode(content)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('windows-1252').decode(content)
  }
}

const wideEncoding = (content: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const [first, second] = content
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  // Without a mark: every other byte of plain letters is zero.
  const start = content.subarray(0, 1000)
  const zeros = (parity: number) =>
    start.filter((byte, at) => byte === 0 && at % 2 === parity).length
  const many = start.length / 4
  if (zeros(1) > many && zeros(0) < many / 8) return 'utf-16le'
  if (zeros(0) > many && zeros(1) < many / 8) return 'utf-16be'
  return null
}

const delimiters = [',', ';', '\t']

const rowsWithLines = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
)

const splitColumns = (text: string): readonly Row[] => {
  const [heading = ''] = text.trimStart().split(/[\r\n]/, 1)
  const count = (delimiter: string) => heading.split(delimiter).length
  const delimiter = delimiters.toSorted((a, b) => count(b) - count(a))[0] ?? ','
  try {
    const records: unknown = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 100_000,
    })
    return rowsWithLines
      .parse(records)
      .map(({ record, info }) => ({ cells: record, line: info.lines }))
  } catch (error) {
    if (error instanceof CsvError) throw new Unreadable('its columns are not well formed')
    throw error
  }
}
