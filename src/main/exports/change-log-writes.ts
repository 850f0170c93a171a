import { certain } from '#shared/kernel/index.ts'
import type { LoggedChange } from './change-log-entries.ts'

/** What one transaction wrote: entries that stand together, of one moment, person and reason. */
export interface LoggedWrite {
  readonly first: LoggedChange
  readonly last: LoggedChange
  /** What was done, and to how many rows. */
  readonly done: ReadonlyMap<string, number>
}

export function* writesOf(changes: Iterable<LoggedChange>): Generator<LoggedWrite> {
  let together: LoggedChange[] = []
  for (const change of changes) {
    const [first] = together
    if (first && !isSameWrite(first, change)) {
      yield writeOf(together)
      together = []
    }
    together.push(change)
  }
  if (together.length > 0) yield writeOf(together)
}

const isSameWrite = (one: LoggedChange, other: LoggedChange): boolean =>
  one.at === other.at && one.actorName === other.actorName && one.reason === other.reason

const writeOf = (changes: readonly LoggedChange[]): LoggedWrite => {
  const done = new Map<string, number>()
  for (const what of changes.map(whatOf)) done.set(what, (done.get(what) ?? 0) + 1)
  return {
    first: certain(changes[0], 'An entry'),
    last: certain(changes.at(-1), 'An entry'),
    done,
  }
}

const whatOf = ({ operation, table, changed }: LoggedChange): string => {
  const plain = (name: string) => name.replaceAll('_', ' ')
  if (operation === 'insert') return `new in ${plain(table)}`
  if (changed === null) return `change in ${plain(table)}`
  return `${plain(table)}: ${changed.map(plain).join(', ') || 'no column'}`
}

/**
 * Lines of the printed log. Typesetting takes 2 ms and 150 kB a line (measured with pdfmake
 * 0.3.11): a lifetime's log would take an hour, and more memory than there is.
 */
const mostPrinted = 4000

export interface PrintedWrites {
  readonly writes: readonly LoggedWrite[]
  /** Earlier ones, which are only in the CSV. */
  readonly leftOut: number
}

export const lastOf = (all: Iterable<LoggedWrite>): PrintedWrites => {
  let writes: LoggedWrite[] = []
  let leftOut = 0
  for (const write of all) {
    writes.push(write)
    if (writes.length < mostPrinted * 2) continue
    leftOut += mostPrinted
    writes = writes.slice(mostPrinted)
  }
  const over = Math.max(0, writes.length - mostPrinted)
  return { writes: writes.slice(over), leftOut: leftOut + over }
}
