import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  appended,
  consistencyProof,
  digest,
  emptyRoot,
  type Hash,
  headText,
  hexOf,
  inclusionProof,
  leafHash,
  nodeHash,
  noPeaks,
  type Peaks,
  provesConsistency,
  provesInclusion,
  readHead,
  rootAt,
  rootOf,
  sameHash,
  type Subtrees,
} from '#main/database/index.ts'

// RFC 6962's published vectors, as certificate-transparency's own tests have them.
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => leafHash(Buffer.from(hex, 'hex')))

const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
] as const

const a = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7'
const b = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e'
const c = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'
const d = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b'
const e = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0'

const inclusions: readonly (readonly [number, number, readonly string[]])[] = [
  [0, 1, []],
  [0, 8, [a, b, c]],
  [5, 8, [d, e, roots[3]]],
]

const consistencies: readonly (readonly [number, number, readonly string[]])[] = [
  [1, 1, []],
  [1, 8, [a, b, c]],
  [2, 5, [b, d]],
  [
    3,
    7,
    [
      '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
      '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7',
      roots[1],
      '837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e',
    ],
  ],
  [4, 8, [c]],
  [6, 8, ['0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a', e, roots[3]]],
]

/** Straight from the definition: MTH of RFC 6962, 2.1. */
const naive = (hashes: readonly Hash[]): Hash => {
  const [first] = hashes
  if (first === undefined) return digest(new Uint8Array())
  if (hashes.length === 1) return first
  let half = 1
  while (half * 2 < hashes.length) half *= 2
  return nodeHash(naive(hashes.slice(0, half)), naive(hashes.slice(half)))
}

const subtreesOver =
  (hashes: readonly Hash[]): Subtrees =>
  (level, index) =>
    naive(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level))

const peaksOver = (hashes: readonly Hash[]): Peaks =>
  hashes.reduce((peaks, leaf) => appended(peaks, leaf), noPeaks)

const headOver = (hashes: readonly Hash[]) => ({ size: hashes.length, root: naive(hashes) })

const many = Array.from({ length: 70 }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)))

describe('the tree of the log', () => {
  it('has the roots and proofs that RFC 6962 publishes [AUD-30]', () => {
    expect(hexOf(emptyRoot)).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
    for (const [index, root] of roots.entries())
      expect(hexOf(rootOf(peaksOver(leaves.slice(0, index + 1))))).toBe(root)
    for (const [index, size, proof] of inclusions)
      expect(inclusionProof(subtreesOver(leaves), index, size).map(hexOf)).toEqual(proof)
    for (const [before, size, proof] of consistencies)
      expect(consistencyProof(subtreesOver(leaves), before, size).map(hexOf)).toEqual(proof)
  })

  it('has at every size the root of its definition, and proves each leaf and each beginning [AUD-30]', () => {
    for (let size = 0; size <= many.length; size += 1) {
      const some = many.slice(0, size)
      const { root } = headOver(some)
      expect(sameHash(rootOf(peaksOver(some)), root)).toBe(true)
      expect(sameHash(rootAt(subtreesOver(many), size), root)).toBe(true)
      for (const [index, leaf] of some.entries()) {
        const proof = inclusionProof(subtreesOver(many), index, size)
        expect(provesInclusion({ index, size, leaf }, proof, root)).toBe(true)
      }
      for (let before = 0; before <= size; before += 1) {
        const proof = consistencyProof(subtreesOver(many), before, size)
        expect(provesConsistency(headOver(many.slice(0, before)), headOver(some), proof)).toBe(true)
      }
    }
  })

  it('proves nothing else: another leaf, place, size, root or proof [AUD-30]', () => {
    const size = fc.integer({ min: 2, max: many.length })
    fc.assert(
      fc.property(
        size,
        fc.nat(),
        fc.nat(),
        fc.constantFrom(0, 1, 2, 3, 4),
        (count, one, other, how) => {
          const index = one % count
          const further = (index + 1 + (other % (count - 1))) % count
          const proof = inclusionProof(subtreesOver(many), index, count)
          const { root } = headOver(many.slice(0, count))
          const leaf = many[index] ?? emptyRoot
          const wrong = [
            () => provesInclusion({ index, size: count, leaf: many[further] ?? leaf }, proof, root),
            () => provesInclusion({ index: further, size: count, leaf }, proof, root),
            () => provesInclusion({ index, size: count, leaf }, proof, many[further] ?? root),
            () => provesInclusion({ index, size: count, leaf }, proof.slice(1), root),
            () => provesInclusion({ index, size: count, leaf }, [...proof, leaf], root),
          ]
          expect(wrong[how]?.()).toBe(false)
        },
      ),
    )
    fc.assert(
      fc.property(size, fc.nat(), fc.constantFrom(0, 1, 2, 3), (count, one, how) => {
        const before = 1 + (one % (count - 1))
        const earlier = headOver(many.slice(0, before))
        const later = headOver(many.slice(0, count))
        const proof = consistencyProof(subtreesOver(many), before, count)
        const other = many[0] ?? emptyRoot
        const wrong = [
          () => provesConsistency({ ...earlier, root: other }, later, proof),
          () => provesConsistency(earlier, { ...later, root: other }, proof),
          () => provesConsistency(later, earlier, proof),
          () => provesConsistency(earlier, later, [...proof, other]),
        ]
        // The tree of one leaf has that leaf's hash as its root.
        if (how === 0 && before === 1) return
        expect(wrong[how]?.()).toBe(false)
      }),
    )
  })

  it('writes its head as size and root, and reads nothing else [AUD-30]', () => {
    const head = headOver(many)
    expect(readHead(headText(head))).toEqual({ size: 70, root: Buffer.from(head.root) })
    for (const text of ['', '70', '70-', `070-${'ab'.repeat(32)}`, `7-${'AB'.repeat(32)}`, '7-ab'])
      expect(readHead(text)).toBeNull()
  })
})
