import type { CustomTableLayout, StyleDictionary } from 'pdfmake/interfaces.js'
import type { Tone } from './description.ts'

/** Paper: the light scheme's ink and lines, with the same fixed meanings of colour. */
export const ink = {
  text: '#25211e',
  quiet: '#665f56',
  line: '#e0dad1',
  shade: '#f4f1ec',
} as const

export const toneColours: Readonly<Record<Tone, { readonly text: string; readonly fill: string }>> =
  {
    plain: { text: ink.text, fill: ink.shade },
    quiet: { text: ink.quiet, fill: ink.shade },
    good: { text: '#1f6b45', fill: '#eef6f0' },
    caution: { text: '#8a5a00', fill: '#fbf4e4' },
    bad: { text: '#b1372c', fill: '#fdf1ef' },
  }

/** Points. Room above for the running head and below for two lines of foot. */
export const page = {
  left: 48,
  top: 72,
  right: 48,
  bottom: 66,
  width: 595.28,
  height: 841.89,
} as const

export const styles: StyleDictionary = {
  title: { fontSize: 20, bold: true, lineHeight: 1.15 },
  heading1: { fontSize: 14, bold: true, lineHeight: 1.2 },
  heading2: { fontSize: 10.5, bold: true, lineHeight: 1.2 },
  heading3: { fontSize: 9, bold: true, lineHeight: 1.2, color: ink.quiet },
  label: { color: ink.quiet, fontSize: 8.5 },
  tableHead: { color: ink.quiet, fontSize: 8, bold: true },
  tableCell: { fontSize: 8.5, lineHeight: 1.25 },
  running: { fontSize: 8, color: ink.quiet },
  foot: { fontSize: 6.5, color: ink.quiet },
}

export const headingSpace = {
  1: [0, 20, 0, 6],
  2: [0, 12, 0, 4],
  3: [0, 8, 0, 3],
} as const satisfies Record<number, readonly number[]>

/** Lines between rows only; the numbers breathe. */
export const ruledTable: CustomTableLayout = {
  hLineWidth: (row, { table }) =>
    row === 0 ? 0 : row === 1 || row === table.body.length ? 0.75 : 0.5,
  vLineWidth: () => 0,
  hLineColor: (row) => (row === 1 ? ink.quiet : ink.line),
  paddingLeft: (column) => (column === 0 ? 0 : 5),
  paddingRight: (column, { table }) => (column === (table.widths?.length ?? 0) - 1 ? 0 : 5),
  paddingTop: () => 3.5,
  paddingBottom: () => 3,
}

export const factTable: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 10,
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
}

/** A box with a thick bar at its left, in the colour of its tone. */
export const noticeTable = (tone: Tone): CustomTableLayout => ({
  hLineWidth: () => 0,
  vLineWidth: (column) => (column === 0 ? 2.5 : 0),
  vLineColor: () => toneColours[tone].text,
  fillColor: () => toneColours[tone].fill,
  paddingLeft: () => 9,
  paddingRight: () => 9,
  paddingTop: () => 6,
  paddingBottom: () => 6,
})
