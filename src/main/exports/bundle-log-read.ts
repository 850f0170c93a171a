import {
  appended,
  canonical,
  chainHash,
  digest,
  headText,
  hexOf,
  holdsItsRow,
  leafData,
  leafHash,
  type LogEntry,
  noPeaks,
  provesConsistency,
  provesInclusion,
  readHead,
  rootOf,
  sha256,
  type TreeHead,
} from '#main/database/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'
import { formerEntry, formerHeadFile, type FormerEntry, verifyChain } from './bundle-former.ts'
import {
  bundleContent,
  bundledHead,
  type BundledHead,
  type BundleEntry,
  bundleEntry,
  bundleFiles,
  bundleHead,
  type BundleKind,
  type BundleManifest,
  bundleManifest,
  bundleRow,
} from './bundle-format.ts'
import { parseLine } from './bundle-lines.ts'
import { type BundleSource, linesOf, textOf } from './bundle-read.ts'
import type { RevealedEntry } from './bundle-rows.ts'

/** What a bundle's log is found to be. */
export interface BundledLog {
  readonly entries: number
  readonly head: string | null
  readonly findings: readonly VerificationFinding[]
  /** Whether the log had this head, as far as the bundle shows it. */
  readonly knowsHead: (head: string) => boolean
}

type Finds = (code: VerificationFinding['code'], subject: string, explanation: string) => void

const collector = () => {
  const findings: VerificationFinding[] = []
  const finds: Finds = (code, subject, explanation) =>
    void findings.push({ code, subject, explanation })
  return { findings, finds }
}

export const unreadable = (subject: string, explanation: string): VerificationFinding => ({
  code: 'unreadable',
  subject,
  explanation,
})

/** Lines of a file, each of the form that Stratum writes. */
function* formed<T>(
  source: BundleSource,
  name: string,
  what: string,
  {
    parse,
    finds,
  }: {
    readonly parse: (value: unknown) => { readonly success: boolean; readonly data?: T | undefined }
    readonly finds: Finds
  },
): Generator<T> {
  let number = 0
  for (const line of linesOf(source, name)) {
    number += 1
    const value = parseLine(line, parse)
    if (value === null)
      finds(
        'unreadable',
        `file ${name}, line ${number}`,
        `This line is not ${what} as Stratum writes one.`,
      )
    else yield value
  }
}

interface Reading {
  readonly kind: BundleKind
  /** A head from paper. */
  readonly since: string | undefined
  readonly logged: (entry: RevealedEntry) => void
}

/** Checks the entries against the tree of the bundle's head: all of them, or each with its proof. */
export const readLog = (source: BundleSource, reading: Reading): BundledLog => {
  const { findings, finds } = collector()
  const head = readCanonical(source, bundleFiles.head, (value) => bundleHead.safeParse(value))
  findings.push(...head.findings)
  const tree = head.value && { size: head.value.size, root: Buffer.from(head.value.root, 'hex') }
  const entries = formed(source, bundleFiles.log, 'an entry', {
    parse: (value) => bundleEntry.safeParse(value),
    finds,
  })
  const read =
    reading.kind === 'practice'
      ? wholeLog(source, entries, { tree, finds, reading })
      : provenLog(source, entries, { tree, finds, reading })
  return { ...read, head: tree && headText(tree), findings }
}

interface Checking {
  readonly tree: TreeHead | null
  readonly finds: Finds
  readonly reading: Reading
}

const nameOf = ({ sequence, table, rowId }: BundleEntry): string =>
  `entry ${sequence} (${table} ${rowId})`

const asEntry = (entry: BundleEntry): LogEntry => ({
  ...entry,
  salt: entry.salt === null ? null : Buffer.from(entry.salt, 'hex'),
  commitment: Buffer.from(entry.commitment, 'hex'),
  previous: entry.previous === null ? null : Buffer.from(entry.previous, 'hex'),
})

/** That no earlier change of a shown row was left out: each update names the entry before it. */
const createGapCheck = (finds: Finds) => {
  const last = new Map<string, number>()
  return (entry: BundleEntry): void => {
    const key = `${entry.table} ${entry.rowId}`
    if (entry.previous !== null && entry.before !== null)
      finds('entry-altered', nameOf(entry), altered)
    if (entry.operation === 'update' && entry.previous === null && entry.before !== last.get(key))
      finds(
        'entry-removed',
        `entry ${entry.before ?? 0}`,
        `It is the entry before that of ${nameOf(entry)}, and is missing.`,
      )
    last.set(key, entry.sequence)
  }
}

const altered = 'What this entry says is not what was sealed.'

/** Every entry, one after another; the root of all of them is the head's. */
const wholeLog = (
  source: BundleSource,
  lines: Iterable<BundleEntry>,
  { tree, finds, reading: { since, logged } }: Checking,
): Pick<BundledLog, 'entries' | 'knowsHead'> => {
  const asked = headsNamedIn(source, since)
  const known = new Set<string>()
  let peaks = noPeaks
  let count = 0
  for (const line of lines) {
    count += 1
    const entry = asEntry(line)
    if (line.sequence !== peaks.size + 1)
      finds('entry-removed', `entry ${peaks.size + 1}`, 'An entry of the change log is missing.')
    if (entry.row === null)
      finds(
        'entry-altered',
        nameOf(line),
        'This entry is not revealed, and a whole practice reveals every entry.',
      )
    else if (!holdsItsRow(entry)) finds('entry-altered', nameOf(line), altered)
    peaks = appended(peaks, leafHash(leafData(entry)))
    if (asked.has(peaks.size)) known.add(headText({ size: peaks.size, root: rootOf(peaks) }))
    if (entry.previous !== null) known.add(hexOf(chainHash(entry)))
    logged(line)
  }
  if (tree !== null && tree.size > peaks.size)
    finds('entry-removed', `entry ${tree.size}`, 'The last entries of the change log are missing.')
  else if (tree !== null && headText(tree) !== headText({ size: peaks.size, root: rootOf(peaks) }))
    finds('chain-broken', 'the change log', 'Its entries are not those of its head.')
  known.add(headText({ size: 0, root: rootOf(noPeaks) }))
  return { entries: count, knowsHead: (head) => known.has(head) }
}

/** Sizes at which somebody names a head. */
const headsNamedIn = (source: BundleSource, since: string | undefined): ReadonlySet<number> => {
  const sizes = new Set<number>()
  const paper = since === undefined ? null : readHead(since)
  if (paper) sizes.add(paper.size)
  for (const line of linesOf(source, bundleFiles.table('signatures'))) {
    const size = parseLine(line, (value) => bundleRow.safeParse(value))?.['head_size']
    if (typeof size === 'number') sizes.add(size)
  }
  return sizes
}

/** Each entry with the proof that it lies in the tree of the head. */
const provenLog = (
  source: BundleSource,
  lines: Iterable<BundleEntry>,
  { tree, finds, reading: { logged } }: Checking,
): Pick<BundledLog, 'entries' | 'knowsHead'> => {
  const gaps = createGapCheck(finds)
  let count = 0
  let last = 0
  for (const line of lines) {
    count += 1
    const entry = asEntry(line)
    const leaf = leafHash(leafData(entry))
    const place = tree && { index: line.sequence - 1, size: tree.size, leaf }
    if (line.sequence <= last)
      finds(
        'entry-altered',
        nameOf(line),
        'This entry does not stand in its place among the others.',
      )
    last = line.sequence
    if (!holdsItsRow(entry) || entry.row === null) finds('entry-altered', nameOf(line), altered)
    else if (
      place !== null &&
      !provesInclusion(place, hashes(line.proof ?? []), tree?.root ?? leaf)
    )
      finds('chain-broken', nameOf(line), 'It is not shown to lie in the log of this head.')
    gaps(line)
    logged(line)
  }
  const heads = new Map<string, BundledHead>()
  const parsed = formed(source, bundleFiles.heads, 'a head', {
    parse: (value) => bundledHead.safeParse(value),
    finds,
  })
  for (const head of parsed) {
    if (heads.has(head.head)) finds('unreadable', `file ${bundleFiles.heads}`, standsTwice)
    heads.set(head.head, head)
  }
  return {
    entries: count,
    knowsHead: (text) => {
      const head = heads.get(text)
      return (
        tree !== null && (text === headText(tree) || (head !== undefined && isProven(head, tree)))
      )
    },
  }
}

const hashes = (proof: readonly string[]): readonly Uint8Array[] =>
  proof.map((hash) => Buffer.from(hash, 'hex'))

const isProven = (head: BundledHead, tree: TreeHead): boolean => {
  if ('consistency' in head) {
    const earlier = readHead(head.head)
    return earlier !== null && provesConsistency(earlier, tree, hashes(head.consistency))
  }
  const data = Buffer.from(head.leaf)
  const place = { index: head.sequence - 1, size: tree.size, leaf: leafHash(data) }
  return hexOf(digest(data)) === head.head && provesInclusion(place, hashes(head.proof), tree.root)
}

/** The log of a bundle of before release 5. */
export const readFormerLog = (
  source: BundleSource,
  kind: BundleKind,
  logged: (entry: RevealedEntry) => void,
): BundledLog => {
  const { findings, finds } = collector()
  const head = readCanonical(source, bundleFiles.formerHead, (value) =>
    formerHeadFile.safeParse(value),
  )
  const known = new Set<string>()
  let hidden: FormerEntry | null = null
  function* entries(): Generator<FormerEntry> {
    const parse = (value: unknown) => formerEntry.safeParse(value)
    for (const entry of formed(source, bundleFiles.log, 'an entry', { parse, finds })) {
      if (entry.hash !== null) known.add(entry.hash)
      if (entry.salt === null) hidden ??= entry
      logged({ ...entry, row: entry.salt === null ? null : entry.row })
      yield entry
    }
  }
  const chain = verifyChain(entries(), head.value)
  return {
    entries: chain.entries,
    head: chain.head,
    findings: [
      ...findings,
      ...head.findings,
      ...chain.findings,
      ...(kind === 'practice' && hidden !== null ? [hiddenFinding(hidden)] : []),
    ],
    knowsHead: (text) => known.has(text),
  }
}

const hiddenFinding = ({ sequence, table, rowId }: FormerEntry): VerificationFinding => ({
  code: 'entry-altered',
  subject: `entry ${sequence} (${table} ${rowId})`,
  explanation: 'This entry is not revealed, and a whole practice reveals every entry.',
})

const standsTwice = 'A line of this file stands twice.'

/** What signatures and sessions name by hash. */
export const readContents = (source: BundleSource) => {
  const { findings, finds } = collector()
  const texts = new Map<string, string>()
  const lines = formed(source, bundleFiles.contents, 'a content', {
    parse: (value) => bundleContent.safeParse(value),
    finds,
  })
  for (const { hash, content } of lines) {
    if (texts.has(hash)) finds('unreadable', `file ${bundleFiles.contents}`, standsTwice)
    else if (sha256(content) === hash) texts.set(hash, content)
    else
      finds(
        'content-altered',
        `content ${hash}`,
        'What is kept under this hash is not what it was.',
      )
  }
  return { findings, texts }
}

export interface Read<T> {
  readonly value: T | null
  readonly findings: readonly VerificationFinding[]
}

/** A small file of canonical JSON; one byte of white space more is another file. */
const readCanonical = <T>(
  source: BundleSource,
  name: string,
  parse: (value: unknown) => { readonly success: boolean; readonly data?: T | undefined },
): Read<T> => {
  const text = textOf(source, name)
  try {
    const value: unknown = JSON.parse(text)
    const read = parse(value)
    if (read.success && read.data !== undefined && `${canonical(value)}\n` === text) {
      return { value: read.data, findings: [] }
    }
  } catch {
    // Said below: a file that is no JSON is as unreadable as one of another form.
  }
  const fault = source.names.includes(name) ? 'was changed or cut short' : 'is missing'
  return {
    value: null,
    findings: [unreadable(`file ${name}`, `This file of the bundle ${fault}.`)],
  }
}

export const readManifest = (source: BundleSource): Read<BundleManifest> =>
  readCanonical(source, bundleFiles.manifest, (value) => bundleManifest.safeParse(value))
