import { createHash } from 'node:crypto'
import { strToU8, Zip, ZipDeflate } from 'fflate'

/** Where the files of a bundle go, one after the other, with the hash of each. */
export interface BundleTarget {
  /** Adds a file from its pieces, in order. */
  readonly add: (name: string, pieces: Iterable<string | Uint8Array>) => void
  /** By name, of the files so far. */
  readonly hashes: () => Readonly<Record<string, string>>
}

/** Every file in pieces, as whoever asked takes them; an empty file is one piece. */
export const createPieces = (
  handOver: (piece: { file: string; content: string | Uint8Array }) => void,
): BundleTarget => {
  const hashes: Record<string, string> = {}
  return {
    add: (file, pieces) => {
      const hash = createHash('sha256')
      let isEmpty = true
      for (const content of inParts(inBlocks(pieces))) {
        isEmpty = false
        hash.update(content)
        handOver({ file, content })
      }
      if (isEmpty) handOver({ file, content: '' })
      hashes[file] = hash.digest('hex')
    },
    hashes: () => ({ ...hashes }),
  }
}

/** A zip that grows in memory, compressed as it grows, with the hash of every file. */
export const createZip = () => {
  const parts: Uint8Array[] = []
  const hashes: Record<string, string> = {}
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    parts.push(chunk)
  })

  const add = (name: string, pieces: Iterable<string | Uint8Array>): void => {
    const file = new ZipDeflate(name, { level: 6 })
    // The same records give the same bytes, whenever they are exported.
    file.mtime = new Date(2000, 0, 1)
    zip.add(file)
    const hash = createHash('sha256')
    const push = (piece: string | Uint8Array, last: boolean) => {
      const bytes = typeof piece === 'string' ? strToU8(piece) : piece
      hash.update(bytes)
      file.push(bytes, last)
    }
    for (const piece of inBlocks(pieces)) push(piece, false)
    push('', true)
    hashes[name] = hash.digest('hex')
  }

  return {
    add,
    hashes: (): Readonly<Record<string, string>> => ({ ...hashes }),
    finish: (): Uint8Array<ArrayBuffer> => {
      zip.end()
      return new Uint8Array(Buffer.concat(parts))
    },
  }
}

const blockLength = 1 << 16

/** Lines are short; the compressor likes more at a time. */
function* inBlocks(pieces: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  let block = ''
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      yield piece
      continue
    }
    block += piece
    if (block.length >= blockLength) {
      yield block
      block = ''
    }
  }
  if (block !== '') yield block
}

/** Bytes in parts of a block's length, too. */
function* inParts(blocks: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  for (const block of blocks) {
    if (typeof block === 'string') yield block
    else
      for (let at = 0; at < block.byteLength; at += blockLength)
        yield block.slice(at, at + blockLength)
  }
}
