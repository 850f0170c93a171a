import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Instant } from '#shared/kernel/index.ts'
import { dataMatrix } from './data-matrix.ts'
import { fonts, isFontFile, printable } from './fonts.ts'

// Nothing is ever fetched, and no file is read but the fonts.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy(isFontFile)
pdfmake.setFonts(fonts)

/** One printed label. */
export interface LabelDescription {
  /** The text of its DataMatrix code. */
  readonly code: string
  /** What it is, in bold; the first of two lines is what fits. */
  readonly title: string
  /** One fact each; what does not fit its line ends in “…”. At most five are printed. */
  readonly lines: readonly string[]
}

/** Labels with a DataMatrix code. Survives a structured clone. */
export interface LabelSheetDescription {
  /** One label after another on a 50 × 25 mm roll, or an A4 sheet of 3 × 8 labels. */
  readonly sheet: 'roll' | 'a4'
  readonly title: string
  readonly printedAt: Instant
  readonly labels: readonly LabelDescription[]
}

const millimetre = 72 / 25.4

interface Paper {
  readonly page: { readonly width: number; readonly height: number }
  readonly columns: number
  readonly rows: number
  /** The blank edge inside a label: a printer’s margin, and the quiet zone of the code. */
  readonly edge: number
  readonly code: number
  readonly size: number
}

const papers: Readonly<Record<LabelSheetDescription['sheet'], Paper>> = {
  roll: {
    page: { width: 50 * millimetre, height: 25 * millimetre },
    columns: 1,
    rows: 1,
    edge: 2 * millimetre,
    code: 16 * millimetre,
    size: 6.5,
  },
  a4: {
    page: { width: 210 * millimetre, height: 297 * millimetre },
    columns: 3,
    rows: 8,
    edge: 6 * millimetre,
    code: 18 * millimetre,
    size: 7.5,
  },
}

/** A PDF of labels, one beside the other. Heavy: run it in a worker thread. */
export const renderLabels = async (description: LabelSheetDescription): Promise<Uint8Array> => {
  const buffer = await pdfmake.createPdf(definitionOf(description)).getBuffer()
  return new Uint8Array(buffer)
}

const definitionOf = ({ sheet, title, printedAt, labels }: LabelSheetDescription) => {
  const paper = papers[sheet]
  const perPage = paper.columns * paper.rows
  const pages = Array.from({ length: Math.ceil(labels.length / perPage) }, (_, page) =>
    labels.slice(page * perPage, (page + 1) * perPage),
  )
  return {
    pageSize: paper.page,
    pageMargins: 0,
    version: '1.7',
    info: {
      title,
      creator: 'Stratum',
      producer: 'Stratum',
      creationDate: new Date(printedAt),
      modDate: new Date(printedAt),
    },
    defaultStyle: { font: 'Inter', fontSize: paper.size, lineHeight: 1.15, color: '#000000' },
    content: pages.flatMap((onPage, page) => [
      // A page begins with something in its flow; everything else stands at its place.
      { text: ' ', fontSize: 0.1, ...(page > 0 ? { pageBreak: 'before' as const } : {}) },
      ...onPage.flatMap((label, place) => contentOf(label, paper, place)),
    ]),
  } satisfies TDocumentDefinitions
}

/** The space between the code and the words, points. */
const gap = 2 * millimetre

const contentOf = (
  { code, title, lines }: LabelDescription,
  paper: Paper,
  place: number,
): Content[] => {
  const width = paper.page.width / paper.columns
  const height = paper.page.height / paper.rows
  const left = (place % paper.columns) * width + paper.edge
  const top = Math.floor(place / paper.columns) * height + (height - paper.code) / 2
  const x = left + paper.code + gap
  const room = (width - 2 * paper.edge - paper.code - gap) / paper.size
  const printed = [
    ...wrapped(printable(title).text, room / boldness).map((text) => ({ text, bold: true })),
    ...lines.slice(0, 5).map((line) => ({ text: clipped(printable(line).text, room) })),
  ]
  const step = paper.size * 1.3
  const first = top + Math.max((paper.code - printed.length * step) / 2, 0)
  return [
    { canvas: dataMatrix(code, paper.code), absolutePosition: { x: left, y: top } },
    ...printed.map((line, index) => ({
      ...line,
      noWrap: true,
      absolutePosition: { x, y: first + index * step },
    })),
  ]
}

/** How much wider the bold cut runs. */
const boldness = 1.06

/** The width of a character of Inter at size 1, rounded up by its shape. */
const widthOf = (character: string): number => {
  if (character === ' ') return 0.29
  if (/[ijlftrI.,:;'’!|()[\]]/.test(character)) return 0.39
  if (/[mwMW@%…]/.test(character)) return 0.93
  return /[a-z0-9]/.test(character) ? 0.63 : 0.77
}

const lengthOf = (text: string): number =>
  [...text].reduce((total, character) => total + widthOf(character), 0)

/** The text, or as much of its beginning as fits, with “…”. `room` is in units of the font’s size. */
const clipped = (text: string, room: number): string => {
  const oneLine = text.replace(/\s+/g, ' ').trim()
  if (lengthOf(oneLine) <= room) return oneLine
  const characters = [...oneLine]
  while (lengthOf(`${characters.join('')}…`) > room && characters.length > 0) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

/** One line, or two broken between words. */
const wrapped = (text: string, room: number): readonly string[] => {
  const words = text.split(/\s+/)
  const fitting = words.findIndex(
    (_, index) => lengthOf(words.slice(0, index + 1).join(' ')) > room,
  )
  if (fitting <= 0) return [clipped(text, room)]
  return [words.slice(0, fitting).join(' '), clipped(words.slice(fitting).join(' '), room)]
}
