import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromBER } from 'asn1js'
import { ContentInfo, SignedData } from 'pkijs'
import { temporaryFolder } from './practice.ts'

/** Where the signature of a sealed PDF stands, and the bytes that it covers. */
export const sealIn = (pdf: Uint8Array) => {
  const source = Buffer.from(pdf).toString('latin1')
  const [, first = '', second = '', third = '', fourth = ''] =
    /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(source) ?? []
  const [start, before, after, rest] = [first, second, third, fourth].map(Number)
  if (start !== 0 || !before || !after || !rest) return null
  const whole = after + rest === pdf.length && source[before] === '<' && source[after - 1] === '>'
  const signature = Buffer.from(source.slice(before + 1, after - 1), 'hex')
  const content = Buffer.concat([pdf.subarray(0, before), pdf.subarray(after)])
  return { whole, before, after, signature, content }
}

/** A second reader of our seals, beside pdfsig: CMS over everything but the signature's own place. */
export const sealHolds = async (pdf: Uint8Array): Promise<boolean> => {
  const seal = sealIn(pdf)
  if (!seal?.whole) return false
  const read = fromBER(new Uint8Array(seal.signature))
  if (read.offset < 0) return false
  const content: unknown = new ContentInfo({ schema: read.result }).content
  const [certificate] = new SignedData({ schema: content }).certificates ?? []
  if (!certificate) return false
  try {
    return await new SignedData({ schema: content }).verify({
      signer: 0,
      data: new Uint8Array(seal.content).buffer,
      checkChain: false,
    })
  } catch {
    return false
  }
}

export const hasPdfsig = spawnSync('pdfsig', ['-v']).error === undefined

if (!hasPdfsig) {
  process.stderr.write(
    'SKIPPED: pdfsig (Debian: poppler-utils) is not on this machine, so no other program has judged a sealed PDF.\n',
  )
}

/** What pdfsig says of a PDF. */
export const pdfsig = (pdf: Uint8Array): string => {
  const path = join(temporaryFolder(), 'sealed.pdf')
  writeFileSync(path, pdf)
  return spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).stdout
}
