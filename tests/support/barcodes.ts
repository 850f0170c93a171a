import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'
import bwipjs from 'bwip-js/node'
import { z } from 'zod'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const { resolve } = createRequire(import.meta.url)
const binary = readFileSync(resolve('zxing-wasm/reader/zxing_reader.wasm'))
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(binary).buffer } })

/** A black and white picture, four bytes a dot. */
export interface Picture {
  readonly data: Uint8ClampedArray<ArrayBuffer>
  readonly width: number
  readonly height: number
  readonly colorSpace: 'srgb'
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** White paper with these boxes in black. */
const painted = (width: number, height: number, boxes: readonly Box[]): Picture => {
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (const box of boxes) {
    for (let y = Math.round(box.y); y < Math.round(box.y + box.height); y += 1) {
      const from = (y * width + Math.round(box.x)) * 4
      const to = (y * width + Math.round(box.x + box.width)) * 4
      for (let at = from; at < to; at += 4) data.fill(0, at, at + 3)
    }
  }
  return { data, width, height, colorSpace: 'srgb' }
}

const modules = z.tuple([
  z.object({ pixs: z.array(z.number()), pixx: z.number(), pixy: z.number() }),
])

/** A square code as bwip-js draws it, two dots a module; throws what bwip-js has against the text. */
export const matrixOf = (bcid: 'gs1datamatrix' | 'hibcdatamatrix', text: string): Picture => {
  const [{ pixs, pixx, pixy }] = modules.parse(bwipjs.raw({ bcid, text }))
  const [scale, quiet] = [2, 4]
  const boxes = pixs.flatMap((module, index) =>
    module === 1
      ? [
          {
            x: (quiet + (index % pixx)) * scale,
            y: (quiet + Math.floor(index / pixx)) * scale,
            width: scale,
            height: scale,
          },
        ]
      : [],
  )
  return painted((pixx + 2 * quiet) * scale, (pixy + 2 * quiet) * scale, boxes)
}

/** The file of any code that bwip-js makes, PNG. */
export const pngOf = (bcid: string, text: string): Promise<Uint8Array> =>
  bwipjs.toBuffer({ bcid, text, scale: 2, padding: 5, height: 10, backgroundcolor: 'FFFFFF' })

/** The filled boxes on each page of a PDF that pdfmake wrote, `scale` dots a point. */
export const paperOf = (
  pdf: Uint8Array,
  page: { readonly width: number; readonly height: number },
  scale: number,
): readonly Picture[] =>
  contentsOf(Buffer.from(pdf)).map((content) =>
    painted(
      Math.ceil(page.width * scale),
      Math.ceil(page.height * scale),
      [...content.matchAll(/([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re/g)].map(
        ([, x, y, width, height]) => ({
          x: Number(x) * scale,
          y: Number(y) * scale,
          width: Number(width) * scale,
          height: Number(height) * scale,
        }),
      ),
    ),
  )

/** The streams that draw pages: pdfkit turns the page upside down first, so y runs downwards. */
const contentsOf = (pdf: Buffer): readonly string[] => {
  const contents: string[] = []
  for (let at = pdf.indexOf('stream\n'); at !== -1; at = pdf.indexOf('\nstream\n', at + 1)) {
    const begin = pdf.indexOf('\n', at + 1) + 1
    const bytes = pdf.subarray(begin, pdf.indexOf('endstream', begin))
    try {
      const content = inflateSync(bytes).toString('latin1')
      if (content.startsWith('1 0 0 -1 0')) contents.push(content)
    } catch {
      // A stream that is not deflated draws no page.
    }
  }
  return contents
}

/** Every code in a picture, as a scanner types it: its symbology identifier, then its text. */
export const codesIn = async (picture: Picture | Uint8Array): Promise<readonly string[]> => {
  const found = await readBarcodes(picture, { formats: ['DataMatrix', 'Code128'] })
  return found.map(
    ({ symbologyIdentifier, bytes }) =>
      symbologyIdentifier + new TextDecoder('latin1').decode(bytes),
  )
}
