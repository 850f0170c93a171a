import type { Content, ContentColumns } from 'pdfmake/interfaces.js'
import { ink } from './appearance.ts'
import type { Block } from './description.ts'

/** Points. A box alone is large enough for initials with a pen; one of several takes a mark. */
const box = { initials: 46, mark: 26, height: 26 }

/** Each text with its empty boxes before it; a row stays on one page. */
export const boxesToFill = (rows: Extract<Block, { kind: 'boxes' }>['rows']): Content => ({
  stack: rows.map(({ boxes, text }): Content => {
    const width = boxes.length === 1 ? box.initials : box.mark
    return {
      columns: [
        ...boxes.map((label): ContentColumns['columns'][number] => ({
          width: width,
          stack: [
            {
              canvas: [{ type: 'rect', x: 0, y: 0, w: width, h: box.height, lineColor: ink.quiet }],
            },
            { text: label, style: 'foot', margin: [0, 1, 0, 0] },
          ],
        })),
        { width: '*', text, margin: [2, 2, 0, 0] },
      ],
      columnGap: 8,
      unbreakable: true,
      margin: [0, 3, 0, 5],
    }
  }),
})

/** Room to sign in. */
const signingHeight = 30

/** Lines beside each other, three to a row, each over what belongs there. */
export const linesToFill = ({ title, labels }: Extract<Block, { kind: 'lines' }>): Content => ({
  unbreakable: true,
  margin: [0, 14, 0, 6],
  stack: [
    { text: title, style: 'heading3' },
    ...rowsOfThree(labels).map(
      (row): Content => ({
        columns: row.map((label) => ({
          width: '*',
          stack: label === '' ? [] : [lineOver(label)],
        })),
        columnGap: 14,
      }),
    ),
  ],
})

const lineOver = (label: string): Content => ({
  margin: [0, signingHeight, 0, 0],
  stack: [
    {
      canvas: [
        { type: 'line', x1: 0, y1: 0, x2: 152, y2: 0, lineWidth: 0.5, lineColor: ink.quiet },
      ],
    },
    { text: label, style: 'label', margin: [0, 2, 0, 0] },
  ],
})

/** The last row is filled up, so that all lines are of one length. */
const rowsOfThree = (labels: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(labels.length / 3) }, (_, row) =>
    [0, 1, 2].map((column) => labels[row * 3 + column] ?? ''),
  )
