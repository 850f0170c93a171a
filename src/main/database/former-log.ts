import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrationsFolder } from '#main/places.ts'
import { Refusal } from '#shared/kernel/index.ts'
import { keepPeaks } from './change-log.ts'
import { keepContent } from './contents.ts'
import { chainHash, commitmentOf, genesis, hexOf, leafData, type LogEntry } from './log-entry.ts'
import { addEntry, isFull, newPage, writeLine, writePage } from './log-pages.ts'
import { createTiles } from './log-tiles.ts'
import { appended, type Hash, leafHash, noPeaks, sameHash } from './merkle-tree.ts'
import type { Connection } from './open.ts'

// The step of migration 5 that SQL cannot take: the log from before it, a chain of hashes in one row for
// each entry, becomes the first leaves of the tree. Nothing that was signed is rewritten: each entry keeps
// its bytes, each leaf is what its link of the chain was made of, and each signature what it covers.

/** Told how many entries and signatures are done, of how many. */
export type MigrationProgress = (done: number, of: number) => void

interface FormerEntry {
  readonly sequence: number
  readonly at: string
  readonly actor: string
  readonly reason: string | null
  readonly table_name: string
  readonly row_id: string
  readonly operation: LogEntry['operation']
  readonly row: string | null
  readonly salt: string | null
  readonly commitment: string | null
  readonly hash: string | null
}

/** A reader of one connection cannot write while it reads. */
const batch = 500

/** @throws Refusal when that log does not hold: then the file stays as it is */
export const carryFormerLog = (connection: Connection, progress: MigrationProgress): void => {
  keepDictionaries(connection)
  const total = countOf(connection, 'change_log') + countOf(connection, 'signatures_former')
  const links = carryEntries(connection, (done) => progress(done, total))
  carrySignatures(connection, links, (done) => progress(links.entries + done, total))
  connection.exec('DROP TABLE change_log; DROP TABLE chain_head; DROP TABLE signatures_former')
}

const countOf = (connection: Connection, table: string): number =>
  connection.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0

const keepDictionaries = (connection: Connection): void => {
  const keep = connection.prepare('INSERT INTO dictionaries (number, name, bytes) VALUES (?, ?, ?)')
  for (const [index, name] of (['content', 'log'] as const).entries())
    keep.run(index + 1, name, readFileSync(join(migrationsFolder, `0005_dictionary_${name}.txt`)))
}

interface Links {
  readonly entries: number
  /** By the hash of a link that a signature names: the sequence of its entry. */
  readonly named: ReadonlyMap<string, number>
}

const carryEntries = (connection: Connection, progress: (done: number) => void): Links => {
  const asked = new Set(
    connection
      .prepare<[], string>('SELECT DISTINCT chain_head FROM signatures_former')
      .pluck()
      .all(),
  )
  const named = new Map<string, number>()
  const next = connection.prepare<[number], FormerEntry>(
    `SELECT * FROM change_log WHERE sequence > ? ORDER BY sequence LIMIT ${batch}`,
  )
  const tiles = createTiles(connection)
  // The guards of the log ask who writes.
  connection.exec(
    "INSERT INTO write_context (one, actor, reason, at) VALUES (1, 'system', 'the log is carried over', '')",
  )
  let peaks = noPeaks
  let link: Hash = Buffer.from(genesis, 'hex')
  let page = newPage(1, link)
  for (;;) {
    const entries = next.all(peaks.size)
    if (entries.length === 0) break
    for (const entry of entries) {
      const { sequence, at, actor, reason, table_name: table, row_id: rowId, operation } = entry
      if (sequence !== peaks.size + 1 || entry.hash === null || entry.commitment === null)
        throw doesNotHold(peaks.size + 1)
      if (isFull(page)) {
        keepPeaks(connection, peaks)
        writePage(connection, page)
        page = newPage(sequence, link)
      }
      const commitment = Buffer.from(entry.commitment, 'hex')
      const leaf = {
        sequence,
        at,
        actor,
        table,
        rowId,
        operation,
        commitment,
        before: null,
        previous: link,
      }
      link = chainHash(leaf)
      if (hexOf(link) !== entry.hash || !speaks(entry, commitment)) throw doesNotHold(sequence)
      if (asked.has(entry.hash)) named.set(entry.hash, sequence)
      peaks = appended(peaks, leafHash(leafData(leaf)), tiles.add)
      addEntry(page, writeLine(at, actor, reason), {
        sequence,
        operation,
        table,
        rowId,
        row: entry.row,
        before: null,
        salt: entry.salt === null ? Buffer.alloc(32) : Buffer.from(entry.salt, 'hex'),
        commitment: entry.commitment,
      })
    }
    tiles.write()
    progress(peaks.size)
  }
  const head = connection
    .prepare<[], { sequence: number; hash: string }>('SELECT sequence, hash FROM chain_head')
    .get()
  if ((head?.sequence ?? 0) !== peaks.size || (head?.hash ?? genesis) !== hexOf(link))
    throw doesNotHold(head?.sequence ?? 1)
  if (peaks.size > 0) {
    keepPeaks(connection, peaks)
    writePage(connection, page)
  }
  connection.exec('DELETE FROM write_context')
  return { entries: peaks.size, named }
}

const speaks = ({ salt, reason, row }: FormerEntry, commitment: Hash): boolean =>
  row === null ||
  (salt !== null &&
    reason !== null &&
    sameHash(commitmentOf(Buffer.from(salt, 'hex'), reason, row), commitment))

const doesNotHold = (sequence: number): Refusal =>
  new Refusal({
    code: 'database.former-log-broken',
    fact: `The change log of these records does not hold at entry ${sequence}: another program has changed it.`,
    rule: 'Only a log that holds is carried over into this version, so that nothing is covered up by it.',
    nextStep:
      'Nothing was changed. Open the records with the version that wrote them and run verify, or put back a copy of the practice folder.',
  })

export interface FormerSignature {
  readonly snapshot: string
  readonly snapshot_hash: string
  readonly chain_head: string
  readonly value: string
}

/** What a signature of before release 5 is now, in the columns that changed. */
export const carriedSignature = ({
  snapshot,
  snapshot_hash: snapshotHash,
  chain_head: head,
  value,
}: FormerSignature): {
  readonly snapshot_hash: Buffer
  readonly supervised: 0 | 1
  readonly head_form: 'chain'
  readonly head: Buffer
  readonly value: Buffer
} => ({
  snapshot_hash: Buffer.from(snapshotHash, 'hex'),
  supervised: isSupervised(snapshot) ? 1 : 0,
  head_form: 'chain',
  head: Buffer.from(head, 'hex'),
  value: Buffer.from(value, 'base64url'),
})

/** Whether a snapshot says that a supervisor is to countersign: a trainee's, in a practice that asks for it. */
export const isSupervised = (snapshot: string): boolean => {
  try {
    const { practitioner } = JSON.parse(snapshot) as {
      practitioner?: { standing?: unknown; countersignatureAsked?: unknown }
    }
    return practitioner?.standing === 'trainee' && practitioner.countersignatureAsked === true
  } catch {
    return false
  }
}

const unchanged =
  'id, subject_table, subject_id, signer_id, printed_name, licence, meaning, signed_at'

const carrySignatures = (
  connection: Connection,
  { named }: Links,
  progress: (done: number) => void,
): void => {
  const next = connection.prepare<[string], FormerSignature & { readonly id: string }>(
    `SELECT * FROM signatures_former WHERE id > ? ORDER BY id LIMIT ${batch}`,
  )
  const carry = connection.prepare(
    `INSERT INTO signatures (${unchanged}, snapshot_hash, supervised, head_form, head_size, head, value)
     SELECT ${unchanged}, :snapshot_hash, :supervised, :head_form, :head_size, :head, :value
     FROM signatures_former WHERE id = :id`,
  )
  let done = 0
  let last = ''
  for (;;) {
    const signatures = next.all(last)
    if (signatures.length === 0) return
    for (const signature of signatures) {
      keepContent(connection, signature.snapshot)
      carry.run({
        id: signature.id,
        ...carriedSignature(signature),
        head_size: named.get(signature.chain_head) ?? 0,
      })
      last = signature.id
    }
    done += signatures.length
    progress(done)
  }
}
