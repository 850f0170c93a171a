import type { Content, CanvasElement, TableCell } from 'pdfmake/interfaces.js'
import { assertNever } from '#shared/kernel/index.ts'
import { factTable, headingSpace, ink, noticeTable, ruledTable, toneColours } from './appearance.ts'
import type { Block, Cell, Drawing, Fact } from './description.ts'
import { boxesToFill, linesToFill } from './by-hand.ts'

/** The blocks in order; headings stay with what they head, where that is short. */
export const contentsOf = (blocks: readonly Block[], width: number): Content[] => {
  const contents: Content[] = []
  let headings: Content[] = []
  for (const block of blocks) {
    const content = contentOf(block, width)
    if (block.kind === 'heading' && block.newPage !== true) {
      headings.push(content)
    } else if (headings.length > 0 && isShort(block)) {
      contents.push({ stack: [...headings, content], unbreakable: true })
      headings = []
    } else {
      contents.push(...headings, content)
      headings = []
    }
  }
  return [...contents, ...headings]
}

/** Surely far less than a page, which is all that can be kept together. */
const isShort = (block: Block): boolean => {
  const isFew = (texts: readonly string[]) =>
    texts.length <= 10 && texts.every((text) => text.length <= 200 && !text.includes('\n'))
  switch (block.kind) {
    case 'paragraph':
      return isFew([block.text])
    case 'facts':
      return isFew(block.facts.map(({ value }) => value))
    case 'notice':
      return isFew(block.lines)
    case 'table':
      return block.rows.length <= 8 && isFew(block.rows.map((row) => longest(row)))
    case 'drawing':
    case 'lines':
      return true
    case 'heading':
    case 'list':
    case 'boxes':
      return false
    default:
      return assertNever(block)
  }
}

const longest = (row: readonly (string | Cell)[]): string =>
  row
    .map((cell) => asCell(cell).text)
    .reduce((most, text) => (text.length > most.length ? text : most), '')

/** Turns one block of a description into pdfmake's words. `width` is that of the text, in points. */
export const contentOf = (block: Block, width: number): Content => {
  switch (block.kind) {
    case 'heading':
      return heading(block)
    case 'paragraph':
      return {
        text: block.text,
        color: toneColours[block.tone ?? 'plain'].text,
        margin: [0, 2, 0, 4],
      }
    case 'facts':
      return facts(block.facts, block.columns ?? 2)
    case 'table':
      return table(block)
    case 'notice':
      return notice(block, width)
    case 'list':
      return { ul: [...block.items], margin: [0, 2, 0, 4], markerColor: ink.quiet }
    case 'drawing':
      return drawing(block.drawing, block.caption)
    case 'boxes':
      return boxesToFill(block.rows)
    case 'lines':
      return linesToFill(block)
    default:
      return assertNever(block)
  }
}

const heading = ({ level, text, mark, newPage }: Extract<Block, { kind: 'heading' }>): Content => ({
  columns: [
    { text, style: `heading${level}`, width: '*', headlineLevel: level },
    ...(mark === undefined
      ? []
      : [
          {
            text: mark.text,
            color: toneColours[mark.tone ?? 'plain'].text,
            bold: true,
            fontSize: 9,
            headlineLevel: level,
            width: 'auto' as const,
            margin: [0, level === 1 ? 3.5 : 1, 0, 0] as [number, number, number, number],
          },
        ]),
  ],
  columnGap: 12,
  // `pageBreakBefore` of the document finds headings by this, their parts included.
  headlineLevel: level,
  margin: newPage === true ? [0, 0, 0, 6] : [...headingSpace[level]],
  ...(newPage === true ? { pageBreak: 'before' as const } : {}),
})

const labelled = ({ label, value, tone = 'plain' }: Fact): TableCell[] => [
  { text: label, style: 'label' },
  { text: value, color: toneColours[tone].text },
]

const facts = (all: readonly Fact[], columns: 1 | 2): Content => {
  const rows = Math.ceil(all.length / columns)
  const empty: TableCell[] = [{ text: '' }, { text: '' }]
  const body = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_unused, column) => all[row * columns + column]).flatMap(
      (fact) => (fact === undefined ? empty : labelled(fact)),
    ),
  )
  if (body.length === 0) return []
  return {
    table: { widths: columns === 1 ? [104, '*'] : [80, '*', 80, '*'], body, dontBreakRows: false },
    layout: factTable,
    margin: [0, 2, 0, 6],
  }
}

/** Characters from which a cell may not fit into one page. */
const longText = 1200

const asCell = (cell: string | Cell): Cell => (typeof cell === 'string' ? { text: cell } : cell)

const table = ({ columns, rows, none }: Extract<Block, { kind: 'table' }>): Content => {
  if (rows.length === 0) return { text: none, color: ink.quiet, margin: [0, 2, 0, 6] }
  const total = columns.reduce((sum, { share = 1 }) => sum + share, 0)
  const head = columns.map(({ heading: text, align = 'left' }) => ({
    text,
    alignment: align,
    style: 'tableHead',
  }))
  const body = rows.map((row) =>
    row.map((cell, index) => {
      const { text, tone = 'plain' } = asCell(cell)
      return {
        text,
        color: toneColours[tone].text,
        alignment: columns[index]?.align ?? 'left',
        style: 'tableCell',
      }
    }),
  )
  const isLong = rows.some((row) => row.some((cell) => asCell(cell).text.length > longText))
  return {
    table: {
      headerRows: 1,
      // A row that is longer than a page has to break: kept whole, its end would be lost.
      keepWithHeaderRows: isLong ? 0 : 1,
      dontBreakRows: !isLong,
      widths: columns.map(({ share = 1 }) => `${(share / total) * 100}%`),
      body: [head, ...body],
    },
    layout: ruledTable,
    margin: [0, 2, 0, 8],
  }
}

const notice = (block: Extract<Block, { kind: 'notice' }>, width: number): Content => {
  const { tone, title, lines } = block
  return {
    // Kept on one page where one page surely holds it.
    unbreakable: isShort(block),
    table: {
      widths: [width - 21],
      body: [
        [
          {
            stack: [
              { text: title, bold: true, color: toneColours[tone].text },
              ...lines.map((text) => ({
                text,
                margin: [0, 2, 0, 0] as [number, number, number, number],
              })),
            ],
          },
        ],
      ],
    },
    layout: noticeTable(tone),
    margin: [0, 3, 0, 6],
  }
}

/** The widest that a signature is drawn, in points. */
const drawingWidth = 200
const drawingHeight = 80

const drawing = ({ width, height, strokes }: Drawing, caption: string): Content => {
  const scale = Math.min(drawingWidth / width, drawingHeight / height)
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most) * scale
  const lines = strokes.flatMap((stroke): CanvasElement[] => {
    const points = stroke.map(({ x, y }) => ({ x: within(x, width), y: within(y, height) }))
    const [first] = points
    if (points.length === 1 && first) {
      return [{ type: 'ellipse', ...first, r1: 0.7, r2: 0.7, color: ink.text }]
    }
    const pressure = stroke.reduce((sum, point) => sum + point.pressure, 0) / stroke.length
    return [
      {
        type: 'polyline',
        points,
        lineWidth: 0.8 + Math.min(Math.max(pressure, 0), 1) * 0.8,
        lineCap: 'round',
        lineColor: ink.text,
      },
    ]
  })
  const base = height * scale
  return {
    unbreakable: true,
    stack: [
      {
        canvas: [
          ...lines,
          {
            type: 'line',
            x1: 0,
            y1: base,
            x2: width * scale,
            y2: base,
            lineWidth: 0.5,
            lineColor: ink.quiet,
          },
        ],
      },
      { text: caption, style: 'label', margin: [0, 3, 0, 0] },
    ],
    margin: [0, 6, 0, 8],
  }
}
