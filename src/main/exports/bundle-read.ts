import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { Refusal } from '#shared/kernel/index.ts'
import { bundleFiles } from './bundle-format.ts'

/** The files of a bundle, in a folder or in a zip. */
export interface BundleSource {
  readonly names: readonly string[]
  /** The file in pieces, in order; none when it is not there. */
  readonly pieces: (name: string) => Iterable<Uint8Array>
}

/** Why a file that once was a bundle cannot be read at all. */
export class DamagedBundle extends Error {
  constructor() {
    super('The bundle cannot be unpacked.')
    this.name = 'DamagedBundle'
  }
}

/**
 * Opens a folder, or a zip by its path or its bytes.
 * @throws Refusal when there is nothing there, or it is no bundle
 * @throws DamagedBundle when it is a zip that cannot be unpacked
 */
export const openBundle = (bundle: string | Uint8Array): BundleSource => {
  const source = typeof bundle === 'string' ? openPath(bundle) : openZip(bundle)
  const marks: readonly string[] = [
    bundleFiles.manifest,
    bundleFiles.log,
    bundleFiles.head,
    bundleFiles.formerHead,
  ]
  if (!source.names.some((name) => marks.includes(name))) refuseStranger()
  return source
}

const openPath = (path: string): BundleSource => {
  if (!existsSync(path)) {
    throw new Refusal({
      code: 'exports.bundle-missing',
      fact: 'There is no file or folder there.',
      rule: 'A bundle is the zip or the folder that an export made.',
      nextStep: 'Check the path and try again.',
    })
  }
  return statSync(path).isDirectory() ? openFolder(path) : openZip(readFileSync(path))
}

const refuseStranger = (): never => {
  throw new Refusal({
    code: 'exports.not-a-bundle',
    fact: 'This is not a bundle that Stratum made.',
    rule: 'A bundle is the zip or the folder of “export practice” or “export evidence”.',
    nextStep: 'Choose that zip or folder, unchanged.',
  })
}

/** What file managers leave behind in a folder that somebody opened. */
const isLeftBehind = (name: string): boolean =>
  name.startsWith('.') ||
  name.startsWith('__MACOSX/') ||
  name === 'Thumbs.db' ||
  name === 'desktop.ini'

const openFolder = (folder: string): BundleSource => ({
  names: [...namesIn(folder), ...namesIn(folder, 'attachments')].sort(),
  pieces: (name) => filePieces(join(folder, name)),
})

const namesIn = (folder: string, within = ''): readonly string[] =>
  existsSync(join(folder, within))
    ? readdirSync(join(folder, within), { withFileTypes: true })
        .filter((one) => !isLeftBehind(one.name) && !one.isDirectory())
        .map(({ name }) => (within === '' ? name : `${within}/${name}`))
    : []

const pieceLength = 1 << 20

function* filePieces(path: string): Generator<Uint8Array> {
  if (!existsSync(path) || !statSync(path).isFile()) return
  const file = openSync(path, 'r')
  try {
    for (;;) {
      const piece = Buffer.alloc(pieceLength)
      const length = readSync(file, piece, 0, pieceLength, null)
      if (length === 0) return
      yield piece.subarray(0, length)
    }
  } finally {
    closeSync(file)
  }
}

const openZip = (bytes: Uint8Array): BundleSource => {
  // "PK": a local file's header, or the end record of a zip with nothing in it.
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) refuseStranger()
  const files = unzipped(bytes)
  return {
    names: Object.keys(files)
      .filter((name) => !isLeftBehind(name))
      .sort(),
    pieces: (name) => {
      const file = files[name]
      return file === undefined ? [] : [file]
    },
  }
}

const unzipped = (bytes: Uint8Array): Record<string, Uint8Array> => {
  try {
    return unzipSync(bytes)
  } catch {
    throw new DamagedBundle()
  }
}

/** SHA-256 of a file, hexadecimal. */
export const hashOfFile = (source: BundleSource, name: string): string => {
  const hash = createHash('sha256')
  for (const piece of source.pieces(name)) hash.update(piece)
  return hash.digest('hex')
}

/** The lines of a file; the last one ends with a line feed like every other. */
export function* linesOf(source: BundleSource, name: string): Generator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let rest = ''
  for (const piece of source.pieces(name)) {
    const lines = `${rest}${decoder.decode(piece, { stream: true })}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}

export const textOf = (source: BundleSource, name: string): string =>
  Buffer.concat([...source.pieces(name)]).toString('utf8')
