import {
  appended,
  type Connection,
  type Hash,
  isKept,
  keptRoot,
  type LogEntry,
  type Peaks,
  rootOf,
  sameHash,
  subtreesOf,
  TreeAltered,
  type WholeSubtree,
} from '#main/database/index.ts'
import { type Finds, nameOf, span } from './verify-finding.ts'

export type TreeCheck = ReturnType<typeof createTreeCheck>

/**
 * Holds the leaves of the entries against the tree that is kept, and both against its head. Where an entry
 * and its leaf differ the check goes on with either, and the head says at the end which of them was altered.
 */
export const createTreeCheck = (connection: Connection, from: Peaks, finds: Finds) => {
  const kept = subtreesOf(connection)
  /** As the entries say. */
  let said = from
  /** As the kept leaves say; null as long as they say the same. */
  let stored: Peaks | null = null
  const differing: string[] = []
  const nodes: string[] = []

  const keptHash = (level: number, index: number): Hash | null => {
    try {
      return kept(level, index)
    } catch (error) {
      if (error instanceof TreeAltered) return null
      throw error
    }
  }

  const inner = (subtree: WholeSubtree): void => {
    if (subtree.level === 0 || !isKept(subtree) || nodes.length > 0) return
    const hash = keptHash(subtree.level, subtree.index)
    if (hash !== null && sameHash(hash, subtree.hash)) return
    const width = 2 ** subtree.level
    nodes.push(span(subtree.index * width + 1, (subtree.index + 1) * width))
  }

  const append = (leaf: Hash, keptLeaf: Hash): void => {
    if (stored !== null) stored = appended(stored, keptLeaf)
    else if (!sameHash(leaf, keptLeaf)) stored = appended(said, keptLeaf)
    said = appended(said, leaf, inner)
  }

  return {
    size: (): number => said.size,
    peaks: (): Peaks => said,

    leaf: (leaf: Hash, entry: LogEntry): void => {
      const keptLeaf = keptHash(0, said.size)
      if (keptLeaf === null || !sameHash(keptLeaf, leaf)) differing.push(nameOf(entry))
      append(leaf, keptLeaf ?? leaf)
    },

    /** An entry that is not there, or cannot be read: the kept leaf stands for it. */
    missing: (): void => {
      const leaf = keptHash(0, said.size)
      append(leaf ?? unknownLeaf, leaf ?? unknownLeaf)
    },

    /** Whether the tree of this size had this root, by the entries or by the kept leaves. */
    hadRoot: (root: Uint8Array): boolean =>
      sameHash(rootOf(said), root) || (stored !== null && sameHash(rootOf(stored), root)),

    end: (): void => {
      const root = keptRoot(connection)
      const { size } = root
      if (said.size < size)
        finds(
          'entry-removed',
          span(said.size + 1, size),
          'The last entries of the change log are missing.',
        )
      const saidHolds = said.size === size && sameHash(rootOf(said), root.root)
      for (const entry of differing) {
        if (saidHolds)
          finds(
            'tree-altered',
            `the leaf of ${entry}`,
            'The tree of the change log was changed here.',
          )
        else finds('entry-altered', entry, 'What this entry says is not what was sealed.')
      }
      if (differing.length === 0) {
        for (const node of nodes)
          finds(
            'tree-altered',
            `the tree over ${node}`,
            'The tree of the change log was changed here.',
          )
      }
      const storedHolds = stored !== null && sameHash(rootOf(stored), root.root)
      if (!saidHolds && !storedHolds && said.size >= size)
        finds('chain-broken', 'the end of the change log', 'Its head is not that of its entries.')
      if (!sameHash(rootOf(root.peaks), root.root) || root.peaks.hashes.length !== peaksOf(size))
        finds('tree-altered', 'the head of the change log', 'Its peaks are not those of its root.')
      if (keptHashes(connection) > hashesOf(size))
        finds(
          'tree-altered',
          'the end of the tree of the change log',
          'It goes on where there are no entries.',
        )
    },
  }
}

const unknownLeaf: Hash = new Uint8Array(32)

/** How many peaks a tree of this size has: without it the root alone would pass for them. */
const peaksOf = (size: number): number => size.toString(2).replaceAll('0', '').length

/** How many hashes are kept for a tree of this size. What lies behind them would go before the next entry's. */
const hashesOf = (size: number): number => {
  let hashes = 0
  for (let level = 0; 2 ** level <= size; level += 1) {
    if (isKept({ level })) hashes += Math.floor(size / 2 ** level)
  }
  return hashes
}

const keptHashes = (connection: Connection): number =>
  connection
    .prepare<[], number>('SELECT coalesce(sum(length(hashes)), 0) / 32 FROM log_tiles')
    .pluck()
    .get() ?? 0
