import { createHash } from 'node:crypto'
import { strToU8, Zip, ZipDeflate } from 'fflate'

/** A zip that grows in memory, compressed as it grows, with the hash of every file. */
export const createZip = () => {
  const parts: Uint8Array[] = []
  const hashes: Record<string, string> = {}
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    parts.push(chunk)
  })

  /** Adds a file from its pieces of text, in order. */
  const add = (name: string, pieces: Iterable<string>): void => {
    const file = new ZipDeflate(name, { level: 6 })
    // The same records give the same bytes, whenever they are exported.
    file.mtime = new Date(2000, 0, 1)
    zip.add(file)
    const hash = createHash('sha256')
    const push = (text: string, last: boolean) => {
      const bytes = strToU8(text)
      hash.update(bytes)
      file.push(bytes, last)
    }
    for (const text of inBlocks(pieces)) push(text, false)
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
function* inBlocks(pieces: Iterable<string>): Generator<string> {
  let block = ''
  for (const piece of pieces) {
    block += piece
    if (block.length >= blockLength) {
      yield block
      block = ''
    }
  }
  if (block !== '') yield block
}
