import { chainHash, emptyRoot, type LogEntry, sameHash } from '#main/database/index.ts'
import type { TreeCheck } from './verify-tree.ts'

/** A head of the log that something names: a signature, or a paper. */
export interface NamedHead {
  /** Who names it, for the answer. */
  readonly by: string
  /** `chain`: from before release 5, the link of the chain that the entry `size` was. */
  readonly form: 'tree' | 'chain'
  readonly size: number
  readonly head: Uint8Array
}

const emptyChain = new Uint8Array(32)

/** Holds heads, in the order of their sizes, against the log while it is read. */
export const createHeadCheck = (heads: Iterable<NamedHead>, tree: TreeCheck) => {
  const unknown: string[] = []
  const iterator = heads[Symbol.iterator]()
  let next = iterator.next()

  const take = (isKnown: (head: NamedHead) => boolean): void => {
    if (next.done !== true && !isKnown(next.value)) unknown.push(next.value.by)
    next = iterator.next()
  }

  const now = (entry: LogEntry | null): void => {
    while (next.done !== true && next.value.size <= tree.size()) {
      take(({ form, size, head }) => {
        if (size !== tree.size()) return false
        if (form === 'tree') return size === 0 ? sameHash(head, emptyRoot) : tree.hadRoot(head)
        if (size === 0) return sameHash(head, emptyChain)
        return entry !== null && entry.previous !== null && sameHash(chainHash(entry), head)
      })
    }
  }

  // Those of an empty log, or of the log as an earlier check found it.
  now(null)

  return {
    /** After each entry. */
    now,
    /** Ask at the end: what is left names more entries than there are. */
    unknown: (): readonly string[] => {
      while (next.done !== true) take(() => false)
      return unknown
    },
  }
}
