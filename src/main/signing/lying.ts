import { z } from 'zod'
import { hexOf, readHead } from '#main/database/index.ts'
import { certain } from '#shared/kernel/index.ts'
import { type Signature, signature } from '#shared/signing/index.ts'

/** How what is signed as text lies in the file: hashes and the value as bytes, the head as size and root. */
export const lying = ({
  snapshotHash,
  chainHead,
  value,
}: Pick<Signature, 'snapshotHash' | 'chainHead' | 'value'>) => {
  const { size, root } = certain(readHead(chainHead), 'A head of the change log')
  return {
    snapshotHash: Buffer.from(snapshotHash, 'hex'),
    headForm: 'tree',
    headSize: size,
    head: Buffer.from(root),
    value: Buffer.from(value, 'base64url'),
  } as const
}

const bytes = z.instanceof(Uint8Array)

const lyingSignature = z.looseObject({
  snapshotHash: bytes,
  headForm: z.enum(['tree', 'chain']),
  headSize: z.number(),
  head: bytes,
  value: bytes,
})

/** A signature from its row, by the names of its fields; not successful when it is none any more. */
export const asSigned = (row: Readonly<Record<string, unknown>>) => {
  const read = lyingSignature.safeParse(row)
  if (!read.success) return signature.safeParse(null)
  const { snapshotHash, headForm, headSize, head, value } = read.data
  return signature.safeParse({
    ...row,
    snapshotHash: hexOf(snapshotHash),
    chainHead: headForm === 'chain' ? hexOf(head) : `${headSize}-${hexOf(head)}`,
    value: Buffer.from(value).toString('base64url'),
  })
}

/** A signature from a row in the names of its columns. */
export const asSignedRow = (row: Readonly<Record<string, unknown>>) =>
  asSigned(
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
    ),
  )
