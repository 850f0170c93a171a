import { type Hash, nodeHash, type Subtrees, type WholeSubtree } from './merkle-tree.ts'
import type { Connection } from './open.ts'

// The tree of the change log on disk. Every fifth level is kept, 32 hashes to a row (a tile): 33 bytes
// for each entry, where a row for each node would take 84; the levels between are made from one tile.

const height = 5
const width = 2 ** height
const hashLength = 32

/** Row of a tile: its level among those kept, and its place in it. Lasts for 2³¹ entries. */
const placeOf = (keptLevel: number, tile: number): number => keptLevel * 2 ** 26 + tile

const prepare = (connection: Connection) => ({
  read: connection
    .prepare<[number], Buffer>('SELECT hashes FROM log_tiles WHERE place = ?')
    .pluck(),
  write: connection.prepare<[number, Uint8Array]>(
    `INSERT INTO log_tiles (place, hashes) VALUES (?, ?)
     ON CONFLICT (place) DO UPDATE SET hashes = CAST(hashes || excluded.hashes AS BLOB)`,
  ),
})

const known = new WeakMap<Connection, ReturnType<typeof prepare>>()

const preparedOn = (connection: Connection): ReturnType<typeof prepare> => {
  const prepared = known.get(connection) ?? prepare(connection)
  known.set(connection, prepared)
  return prepared
}

/** What a write adds to the tiles; written at its end. */
export const createTiles = (connection: Connection) => {
  const added = new Map<number, Hash[]>()
  return {
    /** Told of every subtree that became whole, in order. */
    add: ({ level, index, hash }: WholeSubtree): void => {
      if (level % height !== 0) return
      const place = placeOf(level / height, Math.floor(index / width))
      const there = added.get(place)
      if (there === undefined) added.set(place, [hash])
      else there.push(hash)
    },
    write: (): void => {
      const { write } = preparedOn(connection)
      for (const [place, hashes] of added) write.run(place, Buffer.concat(hashes))
      added.clear()
    },
  }
}

/** Whether a subtree is one of those that are kept. */
export const isKept = ({ level }: Pick<WholeSubtree, 'level'>): boolean => level % height === 0

/**
 * The kept hashes, and what is made from them. Tiles that were read are remembered as long as this is.
 * @throws when a tile is not there or too short: the tree was altered
 */
export const subtreesOf = (connection: Connection): Subtrees => {
  const tiles = new Map<number, Buffer>()
  const mostTiles = 512
  const { read } = preparedOn(connection)
  const kept = (keptLevel: number, index: number): Hash => {
    const place = placeOf(keptLevel, Math.floor(index / width))
    const tile = tiles.get(place) ?? read.get(place)
    const from = (index % width) * hashLength
    if (tile === undefined || tile.length < from + hashLength) throw new TreeAltered(place)
    if (tiles.size >= mostTiles) tiles.clear()
    tiles.set(place, tile)
    return tile.subarray(from, from + hashLength)
  }
  const hashes: Subtrees = (level, index) => {
    if (level % height === 0) return kept(level / height, index)
    return nodeHash(hashes(level - 1, index * 2), hashes(level - 1, index * 2 + 1))
  }
  return hashes
}

/** A part of the tree that is not there. */
export class TreeAltered extends Error {
  constructor(place: number) {
    super(`Tile ${place} of the change log's tree is missing or cut short.`)
    this.name = 'TreeAltered'
  }
}
