import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url'

// The reader lies beside the page; by itself it would ask a server for it.
prepareZXingModule({ overrides: { locateFile: () => wasmAddress } })

/** A telephone's picture has far more points than a code needs, and reading goes by the point. */
const longestSide = 2400

/**
 * The codes in a picture as a scanner would type them, one on each line, each with its symbology
 * identifier; empty when none is found. The picture never leaves this page.
 * @throws Error when the file is not a picture
 */
export const readPhoto = async (photo: Blob): Promise<string> => {
  const found = await readBarcodes(await pointsOf(photo), {
    formats: ['DataMatrix', 'QRCode', 'Code128', 'Code39', 'EAN13', 'EAN8', 'UPCA', 'ITF', 'Aztec'],
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    maxNumberOfSymbols: 4,
    textMode: 'Plain',
  })
  const codes = found
    .filter(({ isValid }) => isValid)
    .map(({ symbologyIdentifier, text }) => `${symbologyIdentifier}${text}`)
  return [...new Set(codes)].join('\n')
}

/** Turned upright as the camera was held, and not larger than is read well. */
const pointsOf = async (photo: Blob): Promise<ImageData> => {
  const picture = await createImageBitmap(photo)
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This window cannot draw.')
  // A picture without a background is read as ink on paper.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture, 0, 0, width, height)
  picture.close()
  return context.getImageData(0, 0, width, height)
}
