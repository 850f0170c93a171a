import { DEFAULT_BYTE_RANGE_PLACEHOLDER, SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils'
import type { Instant } from '#shared/kernel/index.ts'

/** What the seal says of itself in a viewer's list of signatures. */
export interface SealWords {
  readonly name: string
  readonly reason: string
  readonly location: string
  readonly sealedAt: Instant
}

/** Bytes that are kept free for the signature; one with a P-256 certificate takes about 1000. */
const signatureBytes = 4096

interface PdfObject {
  readonly number: number
  /** What stands between `obj` and `endobj`. */
  readonly body: string
}

/**
 * Room for one signature over the whole file, as an update that is appended and changes no byte
 * before it (ISO 32000-1, 7.5.6 and 12.8.1; no MDP, so nothing is allowed or forbidden). It reads
 * what pdfmake writes: one table of references, no object streams.
 */
export const withPlaceholder = (pdf: Uint8Array, words: SealWords): Uint8Array => {
  // One character is one byte here, so a place in the text is a place in the file.
  const source = Buffer.from(pdf).toString('latin1').trimEnd()
  const file = readFile(source)
  const pages = objectIn(file, numberIn(file.catalog.body, /\/Pages (\d+) 0 R/))
  const page = objectIn(file, numberIn(pages.body, /\/Kids \[(\d+) 0 R/))
  const field = file.size + 1
  return appended(file, [
    extended(file.catalog, `/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>`),
    extended(page, `/Annots [${field} 0 R]`),
    { number: file.size, body: signatureOf(words) },
    { number: field, body: fieldOf(file.size, page.number) },
  ])
}

interface PdfFile {
  readonly source: string
  /** One more than the highest number of an object. */
  readonly size: number
  readonly tableAt: number
  /** Where each object begins. */
  readonly offsets: ReadonlyMap<number, number>
  readonly catalog: PdfObject
  /** The trailer's dictionary but for its size. */
  readonly trailer: readonly string[]
}

const readFile = (source: string): PdfFile => {
  const tableAt = numberIn(source.slice(-64), /startxref\s+(\d+)\s+%%EOF$/)
  const table = source.slice(tableAt)
  const size = numberIn(table, /^xref\n0 (\d+)\n/)
  const entries = [...table.matchAll(/^(\d{10}) \d{5} ([nf]) ?$/gm)]
  const offsets = new Map(
    entries.flatMap(([, offset, use], number) =>
      use === 'n' ? [[number, Number(offset)] as const] : [],
    ),
  )
  const root = found(table, /\/Root (\d+) 0 R/)
  const trailer = [root, found(table, /\/Info (\d+) 0 R/), found(table, /\/ID \[[^\]]*\]/)]
  const file = { source, size, tableAt, offsets }
  const catalog = objectIn(file, Number(root[1]))
  return { ...file, catalog, trailer: trailer.map(([whole]) => whole) }
}

const objectIn = (
  { source, offsets }: Pick<PdfFile, 'source' | 'offsets'>,
  number: number,
): PdfObject => {
  const at = offsets.get(number) ?? 0
  const head = `${number} 0 obj\n`
  const end = source.indexOf('\nendobj', at)
  if (!source.startsWith(head, at) || end < 0) {
    throw new Error(`The object ${number} of the document is not where its table says.`)
  }
  return { number, body: source.slice(at + head.length, end) }
}

const found = (text: string, pattern: RegExp): RegExpExecArray => {
  const match = pattern.exec(text)
  if (!match) throw new Error(`The document has no ${pattern.source}.`)
  return match
}

const numberIn = (text: string, pattern: RegExp): number => Number(found(text, pattern)[1])

const extended = ({ number, body }: PdfObject, entry: string): PdfObject => {
  const [name = ''] = entry.split(' ')
  if (!body.endsWith('>>') || body.includes(name)) {
    throw new Error(`The document has ${name} already, or an object of another form.`)
  }
  return { number, body: `${body.slice(0, -2)}${entry}\n>>` }
}

const signatureOf = ({ name, reason, location, sealedAt }: SealWords): string => {
  const place = `/${DEFAULT_BYTE_RANGE_PLACEHOLDER}`
  return [
    '<<',
    '/Type /Sig',
    '/Filter /Adobe.PPKLite',
    `/SubFilter /${SUBFILTER_ETSI_CADES_DETACHED}`,
    `/ByteRange [0 ${place} ${place} ${place}]`,
    `/Contents <${'00'.repeat(signatureBytes)}>`,
    `/Name ${textString(name)}`,
    `/Reason ${textString(reason)}`,
    `/Location ${textString(location)}`,
    `/M (D:${sealedAt.replace(/\D/g, '').slice(0, 14)}Z)`,
    '/Prop_Build << /App << /Name /Stratum >> >>',
    '>>',
  ].join('\n')
}

/** Without a place on the page, so that PDF/A asks for no picture of it; to be printed, and locked. */
const fieldOf = (signature: number, page: number): string =>
  [
    '<<',
    '/Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [0 0 0 0]',
    `/T (Seal) /V ${signature} 0 R /P ${page} 0 R`,
    '>>',
  ].join('\n')

/** UTF-16 with its mark, in hexadecimal: no character of a name has to be escaped. */
const textString = (text: string): string =>
  `<FEFF${[...Buffer.from(text, 'utf16le').swap16()].map((byte) => byte.toString(16).padStart(2, '0')).join('')}>`

const appended = (
  { source, size, tableAt, trailer }: PdfFile,
  objects: readonly PdfObject[],
): Uint8Array => {
  let text = `${source}\n`
  const entries: string[] = []
  for (const { number, body } of objects) {
    entries.push(`${number} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`)
    text += `${number} 0 obj\n${body}\nendobj\n`
  }
  const dictionary = [`/Size ${size + 2}`, ...trailer, `/Prev ${tableAt}`].join('\n')
  const update = `xref\n${entries.join('')}trailer\n<<\n${dictionary}\n>>\nstartxref\n${text.length}\n%%EOF`
  return Buffer.from(text + update, 'latin1')
}
