import { layoutOf, readColumns, type Row } from './columns.ts'
import { dacUniversal } from './dac.ts'
import { linesOf, Unreadable } from './facts.ts'
import { isLisaName, readLisa } from './lisa.ts'
import type { ColumnMapping } from './schema.ts'
import { type ReadText, readSegments } from './segments.ts'
import { tuttnauerElara } from './tuttnauer.ts'

const readers = [dacUniversal, tuttnauerElara]

/** Splits a text into cells; its delimiter is one of comma, semicolon and tab. @throws Unreadable */
export type SplitsColumns = (text: string) => readonly Row[]

/**
 * Every cycle in what a sterilizer wrote, between whatever else stands there. What cannot be read is
 * answered with its reason; it never throws for what a file holds. `name` is the file's own, since
 * some machines write their facts there.
 */
export const readCycleText = (
  name: string,
  text: string,
  mappings: readonly ColumnMapping[],
  split: SplitsColumns,
): ReadText => {
  if (text.trim() === '') return unreadable('It is empty.')
  if (!isText(text)) return unreadable('It is not text, and no known machine writes such files.')
  const lines = linesOf(text)
  const read = readSegments(lines, readers)
  if (read) return read
  try {
    if (isLisaName(name))
      return { cycles: [{ ...readLisa(name, lines), position: 0 }], unreadable: [] }
    return readTable(text, mappings, split) ?? unreadable(nothing)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return unreadable(`This cycle cannot be read: ${error.message}.`)
  }
}

const nothing =
  'No cycle of a known machine is in it. A file of columns needs a heading line that names serial number, cycle number, date and outcome, or a mapping for its headings.'

const unreadable = (because: string): ReadText => ({ cycles: [], unreadable: [because] })

/** Machines print letters, numbers and white space; a few damaged signs among them are usual. */
const isText = (text: string): boolean => {
  const start = text.slice(0, 100_000).replace(/\s/g, ' ')
  const strange = start.match(/[\p{Cc}\ufffd]/gu)?.length ?? 0
  return strange * 20 <= start.length
}

const readTable = (
  text: string,
  mappings: readonly ColumnMapping[],
  split: SplitsColumns,
): ReadText | null => {
  const [first = ''] = text
    .trimStart()
    .slice(0, 2000)
    .split(/[\r\n]/, 1)
  if (!/[,;\t]/.test(first)) return null
  const [heading, ...rows] = split(text)
  const layout = heading ? layoutOf(heading.cells, mappings) : null
  if (!layout) return null
  const read = readColumns(rows, layout)
  return read.cycles.length + read.unreadable.length === 0
    ? unreadable('There is no row below its heading.')
    : read
}
