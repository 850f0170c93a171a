import { hash } from 'node:crypto'

// The hash tree of a transparency log: RFC 6962, section 2.1, with SHA-256; the two checks follow RFC 9162,
// 2.1.3.2 and 2.1.4.2, which say the same in steps.

/** 32 bytes. */
export type Hash = Uint8Array

/** Without hexadecimal in between: of a lifetime's log this is most of the work. */
export const digest = (data: Uint8Array): Hash => hash('sha256', data, 'buffer')

export const emptyRoot: Hash = digest(new Uint8Array())

const leafMark = Uint8Array.of(0)

/** Hash of a leaf: 0x00, then its data. */
export const leafHash = (data: Uint8Array): Hash => digest(Buffer.concat([leafMark, data]))

/** Hash of an interior node: 0x01, then both below it. */
export const nodeHash = (left: Hash, right: Hash): Hash => {
  const both = Buffer.allocUnsafe(65)
  both[0] = 1
  both.set(left, 1)
  both.set(right, 33)
  return digest(both)
}

export const sameHash = (one: Hash, other: Hash): boolean => Buffer.compare(one, other) === 0

/** A subtree that is whole: it covers 2^level leaves, beginning with leaf `index` × 2^level. */
export interface WholeSubtree {
  readonly level: number
  readonly index: number
  readonly hash: Hash
}

/** What is needed to go on: the roots of the whole subtrees side by side, the largest first. */
export interface Peaks {
  readonly size: number
  readonly hashes: readonly Hash[]
}

export const noPeaks: Peaks = { size: 0, hashes: [] }

/** One leaf more; `whole` hears each subtree that it makes whole, the leaf itself first. */
export const appended = (
  { size, hashes }: Peaks,
  leaf: Hash,
  whole?: (subtree: WholeSubtree) => void,
): Peaks => {
  const next = [...hashes]
  let subtree: WholeSubtree = { level: 0, index: size, hash: leaf }
  whole?.(subtree)
  while (subtree.index % 2 === 1) {
    const left = next.pop()
    if (left === undefined) throw new Error('The peaks are not those of their size.')
    subtree = {
      level: subtree.level + 1,
      index: (subtree.index - 1) / 2,
      hash: nodeHash(left, subtree.hash),
    }
    whole?.(subtree)
  }
  next.push(subtree.hash)
  return { size: size + 1, hashes: next }
}

/** The root of the tree that has these peaks. */
export const rootOf = ({ hashes }: Pick<Peaks, 'hashes'>): Hash =>
  hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => nodeHash(left, right))

/** The hash of a whole subtree. */
export type Subtrees = (level: number, index: number) => Hash

/** The largest power of two below `count`, which is at least two. */
const split = (count: number): number => 2 ** (Math.ceil(Math.log2(count)) - 1)

/** The hash over `count` leaves from `start` on, as the recursion of RFC 6962 comes to it. */
const rangeHash = (subtrees: Subtrees, start: number, count: number): Hash => {
  const level = Math.log2(count)
  if (Number.isInteger(level) && start % count === 0) return subtrees(level, start / count)
  const left = split(count)
  return nodeHash(rangeHash(subtrees, start, left), rangeHash(subtrees, start + left, count - left))
}

/** The root of the tree of the first `size` leaves. */
export const rootAt = (subtrees: Subtrees, size: number): Hash =>
  size === 0 ? emptyRoot : rangeHash(subtrees, 0, size)

/** The audit path of a leaf (RFC 6962, 2.1.1), `index` from 0. */
export const inclusionProof = (
  subtrees: Subtrees,
  index: number,
  size: number,
  start = 0,
): readonly Hash[] => {
  if (size === 1) return []
  const left = split(size)
  return index < left
    ? [
        ...inclusionProof(subtrees, index, left, start),
        rangeHash(subtrees, start + left, size - left),
      ]
    : [
        ...inclusionProof(subtrees, index - left, size - left, start + left),
        rangeHash(subtrees, start, left),
      ]
}

/** That the tree of `before` leaves is the beginning of the tree of `size` (RFC 6962, 2.1.2). */
export const consistencyProof = (
  subtrees: Subtrees,
  before: number,
  size: number,
): readonly Hash[] => {
  const steps = (part: number, start: number, count: number, isWhole: boolean): Hash[] => {
    if (part === count) return isWhole ? [] : [rangeHash(subtrees, start, count)]
    const left = split(count)
    return part <= left
      ? [...steps(part, start, left, isWhole), rangeHash(subtrees, start + left, count - left)]
      : [...steps(part - left, start + left, count - left, false), rangeHash(subtrees, start, left)]
  }
  return before === 0 ? [] : steps(before, 0, size, true)
}

/** Whether the leaf stands at `index` in the tree of that size and root. */
export const provesInclusion = (
  { index, size, leaf }: { readonly index: number; readonly size: number; readonly leaf: Hash },
  proof: readonly Hash[],
  root: Hash,
): boolean => {
  if (index < 0 || index >= size) return false
  let [at, last, found] = [index, size - 1, leaf]
  for (const other of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      found = nodeHash(other, found)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else {
      found = nodeHash(found, other)
    }
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && sameHash(found, root)
}

export interface TreeHead {
  /** Leaves. */
  readonly size: number
  readonly root: Hash
}

/** Whether the tree of the earlier head is the beginning of the tree of the later one. */
export const provesConsistency = (
  earlier: TreeHead,
  later: TreeHead,
  proof: readonly Hash[],
): boolean => {
  if (earlier.size > later.size) return false
  if (earlier.size === later.size) return proof.length === 0 && sameHash(earlier.root, later.root)
  if (earlier.size === 0) return proof.length === 0 && sameHash(earlier.root, emptyRoot)
  const path = Number.isInteger(Math.log2(earlier.size)) ? [earlier.root, ...proof] : [...proof]
  let [at, last] = [earlier.size - 1, later.size - 1]
  while (at % 2 === 1) [at, last] = [(at - 1) / 2, Math.floor(last / 2)]
  const first = path.shift()
  if (first === undefined) return false
  let [was, is] = [first, first]
  for (const other of path) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      was = nodeHash(other, was)
      is = nodeHash(other, is)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else {
      is = nodeHash(is, other)
    }
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && sameHash(was, earlier.root) && sameHash(is, later.root)
}

/** A head as it is signed and printed: size, hyphen, root in hexadecimal. */
export const headText = ({ size, root }: TreeHead): string =>
  `${size}-${Buffer.from(root).toString('hex')}`

const headPattern = /^(0|[1-9]\d{0,14})-([0-9a-f]{64})$/

/** Null when it is no head of a tree. */
export const readHead = (text: string): TreeHead | null => {
  const [, size, root] = headPattern.exec(text) ?? []
  return size === undefined || root === undefined
    ? null
    : { size: Number(size), root: Buffer.from(root, 'hex') }
}
