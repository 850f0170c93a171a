import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  type Connection,
  consistencyProof,
  createConnection,
  createDatabase,
  dataKey,
  type Hash,
  hexOf,
  inclusionProof,
  keptPeaks,
  leafData,
  leafHash,
  migrate,
  newId,
  nodeHash,
  rootAt,
  rootOf,
  type Subtrees,
  subtreesOf,
  systemEnvironment,
} from '#main/database/index.ts'
import { certain } from '#shared/kernel/index.ts'
import { loggedEntries } from '../support/logged.ts'
import { temporaryFolder } from '../support/practice.ts'

/** Straight from the definition of RFC 6962, 2.1: slow, and without any tile. */
const naiveRoot = (leaves: readonly Hash[]): Hash => {
  if (leaves.length === 1) return certain(leaves[0], 'A leaf')
  let half = 1
  while (half * 2 < leaves.length) half *= 2
  return nodeHash(naiveRoot(leaves.slice(0, half)), naiveRoot(leaves.slice(half)))
}

const naiveSubtrees =
  (leaves: readonly Hash[]): Subtrees =>
  (level, index) =>
    naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))

const hexes = (proof: readonly Hash[]): readonly string[] => proof.map(hexOf)

/** An encrypted records file that grows by one entry for each sterilizer. */
const growingRecords = () => {
  const path = join(temporaryFolder(), 'records.db')
  const key = dataKey(new Uint8Array(32).fill(3))
  const connection = createConnection(path, key)
  onTestFinished(() => void connection.close())
  migrate({ connection, path, key, environment: systemEnvironment })
  const database = createDatabase(connection, systemEnvironment, () => {})
  const insert = connection.prepare<[{ readonly id: string }]>(
    "INSERT INTO sterilizers (id, name, maker, model, serial_number, programmes) VALUES (:id, 'n', 'm', 'o', :id, '[]')",
  )
  const growTo = (size: number): void =>
    database.write({ actor: 'a', reason: 'it grows' }, () => {
      for (let next = keptPeaks(connection).size + 1; next <= size; next += 1)
        insert.run({ id: newId(systemEnvironment) })
    })
  return { connection, growTo }
}

const leavesOf = (connection: Connection): readonly Hash[] =>
  loggedEntries(connection).map((entry) => leafHash(leafData(entry)))

describe('the tree as it lies in the records', () => {
  // A tile holds 32 hashes, of every fifth level: their edges are at 32 and 1,024 entries and at multiples.
  const edges = [
    1, 2, 5, 31, 32, 33, 63, 64, 65, 512, 992, 1023, 1024, 1025, 1056, 1057, 2047, 2049,
  ]

  it('is the tree of the entries at every size, also at the edges of its tiles [AUD-30]', () => {
    const { connection, growTo } = growingRecords()
    for (const size of edges) {
      growTo(size)
      expect(keptPeaks(connection).size).toBe(size)
      const entries = leavesOf(connection)
      expect(entries).toHaveLength(size)
      const naive = naiveSubtrees(entries)
      const lying = subtreesOf(connection)
      expect(hexOf(rootOf(keptPeaks(connection)))).toBe(hexOf(naiveRoot(entries)))
      for (const earlier of edges.filter((edge) => edge <= size)) {
        expect(hexOf(rootAt(lying, earlier))).toBe(hexOf(naiveRoot(entries.slice(0, earlier))))
        expect(hexes(consistencyProof(lying, earlier, size))).toEqual(
          hexes(consistencyProof(naive, earlier, size)),
        )
        expect(hexes(inclusionProof(lying, earlier - 1, size))).toEqual(
          hexes(inclusionProof(naive, earlier - 1, size)),
        )
      }
    }
    const entries = leavesOf(connection)
    const [naive, lying] = [naiveSubtrees(entries), subtreesOf(connection)]
    for (let level = 0; 2 ** level <= entries.length; level += 1) {
      for (let index = 0; (index + 1) * 2 ** level <= entries.length; index += 1)
        expect(hexOf(lying(level, index))).toBe(hexOf(naive(level, index)))
    }
  })

  it('keeps 33 hashes for 32 entries, and knows of no subtree that is not whole [AUD-30]', () => {
    const { connection, growTo } = growingRecords()
    growTo(1055)
    const kept = connection
      .prepare<[], number>('SELECT sum(length(hashes)) / 32 FROM log_tiles')
      .pluck()
      .get()
    expect(kept).toBe(1055 + 32 + 1)
    const lying = subtreesOf(connection)
    for (const [level, index] of [
      [0, 1055],
      [1, 527],
      [5, 32],
      [10, 1],
      [11, 0],
      [15, 0],
    ] as const)
      expect(() => lying(level, index), `${level} ${index}`).toThrow('missing or cut short')
  })
})
