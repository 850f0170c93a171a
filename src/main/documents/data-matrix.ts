import bwipjs from 'bwip-js/node'
import type { CanvasElement } from 'pdfmake/interfaces.js'
import { z } from 'zod'

/** What bwip-js answers of a two-dimensional code: one number for each module, row after row. */
const modules = z.tuple([
  z.object({ pixs: z.array(z.number()), pixx: z.number(), pixy: z.number() }),
])

/**
 * A DataMatrix code of this text as black rectangles, `size` points wide: paths print sharply on
 * any printer, a picture does not.
 */
export const dataMatrix = (text: string, size: number): CanvasElement[] => {
  const [{ pixs, pixx, pixy }] = modules.parse(bwipjs.raw({ bcid: 'datamatrix', text }))
  const side = size / Math.max(pixx, pixy)
  return Array.from({ length: pixy }, (_, row) =>
    runsOf(pixs.slice(row * pixx, (row + 1) * pixx)).map(
      ([from, to]): CanvasElement => ({
        type: 'rect',
        x: from * side,
        y: row * side,
        w: (to - from) * side,
        h: side,
        color: '#000000',
      }),
    ),
  ).flat()
}

/** Where black begins and ends in a row. */
const runsOf = (row: readonly number[]): readonly (readonly [from: number, to: number])[] =>
  row.flatMap((module, index) => {
    if (module !== 1 || row[index - 1] === 1) return []
    const end = row.findIndex((other, place) => place > index && other !== 1)
    return [[index, end === -1 ? row.length : end] as const]
  })
