import type { CycleFileFormat } from './schema.ts'
import { type Line, type ReadCycle, Unreadable } from './facts.ts'

// Cuts a text into cycles. A machine prints a header, then what it measured; there may be any text
// between, headers may be printed twice, and the last cycle may be cut off anywhere.

/** What one line is to a machine's reader. */
export type Mark =
  | { readonly kind: 'title' }
  /** `strong` facts name a cycle and begin one; others are read only inside a header. */
  | {
      readonly kind: 'fact'
      readonly key: string
      readonly value: string
      readonly strong: boolean
    }
  /** Measured, a phase, an end; `ends`: nothing measured follows. */
  | { readonly kind: 'body'; readonly ends: boolean }
  /** Belongs to a cycle that has begun, and begins none. */
  | { readonly kind: 'aside' }

export interface Segment {
  readonly from: number
  readonly facts: Map<string, string>
  /** How many of its facts name a cycle. */
  strong: number
  titled: boolean
  ended: boolean
  readonly body: Line[]
  /** Lines of its header that are not facts: the programme's name stands there. */
  readonly loose: string[]
}

export interface MachineReader {
  readonly format: CycleFileFormat
  readonly mark: (text: string) => Mark | null
  /** Facts that make two headers the same one. */
  readonly identity: readonly string[]
  /** @throws Unreadable */
  readonly read: (segment: Segment) => ReadCycle
}

export interface ReadText {
  /** `position`: which cycle of the text it is, from 0; those that cannot be read count, too. */
  readonly cycles: readonly (ReadCycle & { readonly position: number })[]
  /** Why something in it is no cycle, with its line. */
  readonly unreadable: readonly string[]
}

const begun = (from: number): Segment => ({
  from,
  facts: new Map(),
  strong: 0,
  titled: false,
  ended: false,
  body: [],
  loose: [],
})

/** Reads every cycle that one of the machines wrote; null when none of them began one. */
export const readSegments = (
  lines: readonly Line[],
  readers: readonly MachineReader[],
): ReadText | null => {
  const found = cut(lines, readers).filter(({ segment }) => isCycle(segment))
  if (!found.some(({ segment }) => segment.titled || segment.strong > 1)) return null
  const cycles: (ReadCycle & { position: number })[] = []
  const unreadable: string[] = []
  for (const [position, { reader, segment }] of joined(found).entries()) {
    try {
      cycles.push({ ...reader.read(segment), position })
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      unreadable.push(
        `The cycle that begins on line ${segment.from} cannot be read: ${error.message}.`,
      )
    }
  }
  return { cycles, unreadable }
}

interface Found {
  readonly reader: MachineReader
  readonly segment: Segment
}

/** Two facts that name a cycle, or anything measured; one alone is a word in somebody's text. */
const isCycle = ({ titled, strong, body }: Segment): boolean =>
  titled || strong > 1 || body.length > 0

const cut = (lines: readonly Line[], readers: readonly MachineReader[]): readonly Found[] => {
  const found: Found[] = []
  for (const line of lines) {
    if (line.text === '') continue
    const current = found.at(-1)
    const marked = markOf(line.text, readers, current)
    if (marked === null) {
      if (current && current.segment.body.length === 0) current.segment.loose.push(line.text)
      continue
    }
    const { reader, mark } = marked
    const open = current?.reader === reader ? current.segment : null
    if (mark.kind === 'aside' || (mark.kind === 'fact' && !mark.strong)) {
      if (open) takeInto(open, line, mark)
    } else if (open && !beginsAnother(open, mark)) {
      takeInto(open, line, mark)
    } else {
      const segment = begun(line.number)
      takeInto(segment, line, mark)
      found.push({ reader, segment })
    }
  }
  return found
}

/** The machine whose cycle is open is asked first. */
const markOf = (text: string, readers: readonly MachineReader[], current: Found | undefined) => {
  const own = current?.reader.mark(text)
  if (current && own) return { reader: current.reader, mark: own }
  for (const reader of readers) {
    const mark = reader === current?.reader ? null : reader.mark(text)
    if (mark) return { reader, mark }
  }
  return null
}

const beginsAnother = (open: Segment, mark: Mark): boolean => {
  switch (mark.kind) {
    case 'title':
      return open.facts.size > 0 || open.body.length > 0
    case 'fact': {
      if (open.body.length > 0) return true
      const before = open.facts.get(mark.key)
      // The same line twice, one below the other, is one line.
      return (
        before !== undefined && !([...open.facts].at(-1)?.[0] === mark.key && before === mark.value)
      )
    }
    case 'body':
      return open.ended
    case 'aside':
      return false
  }
}

const takeInto = (segment: Segment, line: Line, mark: Mark): void => {
  switch (mark.kind) {
    case 'title':
      segment.titled = true
      return
    case 'fact':
      if (segment.body.length > 0 || segment.facts.has(mark.key)) return
      segment.facts.set(mark.key, mark.value)
      if (mark.strong) segment.strong += 1
      return
    case 'body':
      segment.body.push(line)
      segment.ended ||= mark.ends
      return
    case 'aside':
      segment.body.push(line)
  }
}

/** A header that is printed again, before or between what was measured, begins no other cycle. */
const joined = (found: readonly Found[]): readonly Found[] => {
  const kept: Found[] = []
  const named = new Map<string, Found>()
  for (const next of found) {
    const before = kept.at(-1)
    const identity = identityOf(next)
    const same = identity === null ? undefined : named.get(identity)
    if (same && next.segment.body.length === 0) continue
    if (before && before === same && !before.segment.ended) {
      for (const line of next.segment.body) before.segment.body.push(line)
      before.segment.ended = next.segment.ended
      continue
    }
    if (before && isOnlyTitle(before.segment) && before.reader === next.reader) kept.pop()
    kept.push(next)
    if (identity !== null) named.set(identity, next)
  }
  return kept
}

/** Null while a header does not name its cycle. */
const identityOf = ({ reader, segment }: Found): string | null => {
  const values = reader.identity.map((key) => segment.facts.get(key))
  return values.includes(undefined) ? null : [reader.format, ...values].join('\n')
}

const isOnlyTitle = ({ facts, body }: Segment): boolean => facts.size === 0 && body.length === 0
