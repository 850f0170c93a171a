import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attachmentsFolder } from '#main/attachments/index.ts'
import {
  addEntry,
  appended,
  commitmentOf,
  type Connection,
  createTiles,
  entriesFrom,
  headText,
  hexOf,
  isFull,
  keepPeaks,
  keptPeaks,
  keptRoot,
  leafData,
  leafHash,
  type LogEntry,
  type LyingPage,
  newPage,
  noPeaks,
  readPage,
  rootOf,
  writeLine,
  writePage,
} from '#main/database/index.ts'
import { verifyRecords } from '#main/verification.ts'
import { certain } from '#shared/kernel/index.ts'
import { roomWithHistory } from '../support/handover.ts'
import { openTestPractice, temporaryFolder } from '../support/practice.ts'
import { tampered } from '../support/tampered.ts'
import { aPerson, receive } from '../support/treatment.ts'

interface Place {
  readonly connection: Connection
  readonly folder: string
}

/** Records with signed sessions, an addendum, a mark, a deviation and two clients. */
const records = async (): Promise<Place> => {
  const { room } = await roomWithHistory()
  return {
    connection: await room.practice.behindTheBack(),
    folder: attachmentsFolder(room.practice.recordsPath),
  }
}

const check = ({ connection, folder }: Place, since?: string) =>
  verifyRecords(connection, { attachmentsFolder: folder, anchors: [], since }).verification

/** What is named, without the guards that somebody with the key has left off. */
const named = (place: Place, since?: string): readonly string[] =>
  check(place, since)
    .findings.filter(({ code, subject }) => code !== 'structure-altered' || /context/.test(subject))
    .map(({ code, subject }) => `${code}: ${subject}`)

const pages = (connection: Connection): readonly LyingPage[] =>
  connection.prepare<[], LyingPage>('SELECT * FROM log_pages ORDER BY first').all()

/** Writes a page's entries anew, each changed, packed as Stratum packs them. */
const repacked =
  (change: (entry: LogEntry) => Partial<LogEntry>) =>
  (connection: Connection): void => {
    const page = certain(pages(connection)[5], 'A page')
    const draft = newPage(page.first)
    for (const entry of readPage(connection, page)) {
      const changed = { ...entry, ...change(entry) }
      addEntry(draft, writeLine(changed.at, changed.actor, changed.reason), {
        ...changed,
        salt: changed.salt ?? new Uint8Array(32),
        commitment: hexOf(changed.commitment),
      })
    }
    connection
      .prepare('UPDATE log_pages SET codec = 0, bytes = ?, salts = ? WHERE first = ?')
      .run(Buffer.from(draft.lines.join('')), Buffer.concat(draft.salts), page.first)
  }

/** Somebody with the key makes the whole log anew, tree and head too, with another reason everywhere. */
const remade = (connection: Connection): void => {
  const entries = [...entriesFrom(connection)]
  connection.exec(
    "DELETE FROM log_pages; DELETE FROM log_rows; DELETE FROM log_tables; DELETE FROM log_tiles; DELETE FROM log_head; INSERT INTO write_context VALUES (1, 'x', 'x', 'x')",
  )
  const tiles = createTiles(connection)
  let peaks = noPeaks
  const drafts = [newPage(1)]
  for (const entry of entries) {
    const last = certain(drafts.at(-1), 'A page')
    const page = isFull(last) ? newPage(peaks.size + 1) : last
    if (page !== last) drafts.push(page)
    const reason = 'nothing of note'
    const salt = certain(entry.salt, 'A salt')
    const commitment = commitmentOf(salt, reason, certain(entry.row, 'A row'))
    addEntry(page, writeLine(entry.at, entry.actor, reason), {
      ...entry,
      salt,
      commitment: hexOf(commitment),
    })
    peaks = appended(peaks, leafHash(leafData({ ...entry, commitment })), tiles.add)
  }
  tiles.write()
  keepPeaks(connection, peaks)
  for (const draft of drafts) writePage(connection, draft)
  connection.exec('DELETE FROM write_context')
}

const sql =
  (text: string) =>
  (connection: Connection): void =>
    void connection.exec(text)

const anyPage = '(SELECT first FROM log_pages ORDER BY first LIMIT 1 OFFSET 5)'
const anySignature = "(SELECT id FROM signatures WHERE meaning = 'treatment-performed' LIMIT 1)"
const invalid = /^signature-invalid: (signatures|sessions) /
const alteredEntry = /^entry-altered: entr(y|ies) \d+/

/** What was done, and what is named for it. */
const cases: readonly (readonly [string, (connection: Connection) => void, RegExp])[] = [
  // The pages of entries.
  [
    'a page taken out of the middle',
    sql(`DELETE FROM log_pages WHERE first = ${anyPage}`),
    /^entry-removed: entr(y|ies) \d+/,
  ],
  [
    'the last page taken away',
    sql('DELETE FROM log_pages WHERE first = (SELECT max(first) FROM log_pages)'),
    /^entry-removed: entr(y|ies) \d+/,
  ],
  [
    'the first page taken away',
    sql('DELETE FROM log_pages WHERE first = 1'),
    /^entry-removed: entr(y|ies) 1/,
  ],
  [
    'a page moved to the end',
    sql(`UPDATE log_pages SET first = 100000 WHERE first = ${anyPage}`),
    /^entry-removed: entries \d+ to 99999/,
  ],
  [
    'a page doubled',
    sql(
      `INSERT INTO log_pages SELECT (SELECT max(first + entries) FROM log_pages), entries, chained, salts, codec, bytes FROM log_pages WHERE first = ${anyPage}`,
    ),
    alteredEntry,
  ],
  [
    'the number of entries in a page',
    sql(
      `UPDATE log_pages SET entries = entries + 1, salts = CAST(salts || zeroblob(32) AS BLOB) WHERE first = ${anyPage}`,
    ),
    alteredEntry,
  ],
  [
    'a salt',
    sql(`UPDATE log_pages SET salts = randomblob(length(salts)) WHERE first = ${anyPage}`),
    alteredEntry,
  ],
  [
    'the codec of a page',
    sql(`UPDATE log_pages SET codec = 9 WHERE first = ${anyPage}`),
    alteredEntry,
  ],
  [
    'the bytes of a page',
    sql(`UPDATE log_pages SET bytes = randomblob(200) WHERE first = ${anyPage}`),
    alteredEntry,
  ],
  [
    'a page said to be of before release 5',
    sql(`UPDATE log_pages SET chained = zeroblob(32) WHERE first = ${anyPage}`),
    alteredEntry,
  ],
  ['another reason', repacked(() => ({ reason: 'nothing of note' })), alteredEntry],
  ['another moment', repacked(() => ({ at: '2020-01-01T00:00:00.000Z' })), alteredEntry],
  ['another person', repacked(() => ({ actor: 'somebody else' })), alteredEntry],
  ['another table', repacked(() => ({ table: 'clients' })), alteredEntry],
  [
    'another row id',
    repacked(() => ({ rowId: '019a0000-0000-7000-8000-000000000001' })),
    alteredEntry,
  ],
  [
    'another operation',
    repacked(({ operation }) => ({ operation: operation === 'insert' ? 'update' : 'insert' })),
    alteredEntry,
  ],
  ['another entry before it', repacked(() => ({ before: 1 })), alteredEntry],
  [
    'another row',
    repacked(({ row }) => ({ row: (row ?? '').replace('{', '{"x":1,') })),
    alteredEntry,
  ],
  [
    'words that were blanked',
    repacked(() => ({ row: null, reason: null, salt: null })),
    alteredEntry,
  ],
  // The tree and its head.
  [
    'a leaf',
    sql(
      'UPDATE log_tiles SET hashes = CAST(randomblob(32) || substr(hashes, 33) AS BLOB) WHERE place = 0',
    ),
    /^tree-altered: the leaf of entry 1 /,
  ],
  [
    'two leaves that changed places',
    sql(
      'UPDATE log_tiles SET hashes = CAST(substr(hashes, 33, 32) || substr(hashes, 1, 32) || substr(hashes, 65) AS BLOB) WHERE place = 0',
    ),
    /^tree-altered: the leaf of entry [12] /,
  ],
  [
    'an inner node',
    sql('UPDATE log_tiles SET hashes = randomblob(length(hashes)) WHERE place = 67108864'),
    /^tree-altered: the tree over entries 1 to 32/,
  ],
  [
    'a tile taken away',
    sql('DELETE FROM log_tiles WHERE place = 1'),
    /^tree-altered: the leaf of entry 33 /,
  ],
  [
    'the size in the head',
    sql('UPDATE log_head SET size = size + 1'),
    /^(entry-removed|tree-altered|chain-broken): /,
  ],
  [
    'the root in the head',
    sql('UPDATE log_head SET root = randomblob(32)'),
    /^chain-broken: the end of the change log/,
  ],
  [
    'the peaks in the head',
    sql('UPDATE log_head SET peaks = randomblob(length(peaks))'),
    /^tree-altered: the head of the change log/,
  ],
  [
    'the root in the place of all peaks',
    sql('UPDATE log_head SET peaks = root'),
    /^tree-altered: the head of the change log/,
  ],
  [
    'a leaf after the last one',
    sql(
      'UPDATE log_tiles SET hashes = CAST(hashes || randomblob(32) AS BLOB) WHERE place = (SELECT max(place) FROM log_tiles WHERE place < 67108864)',
    ),
    /^tree-altered: the end of the tree of the change log/,
  ],
  [
    'an inner node after the last one',
    sql(
      'UPDATE log_tiles SET hashes = CAST(hashes || randomblob(32) AS BLOB) WHERE place = 67108864',
    ),
    /^tree-altered: the end of the tree of the change log/,
  ],
  [
    'a tile after the last one',
    sql('INSERT INTO log_tiles VALUES (134217728, randomblob(32))'),
    /^tree-altered: the end of the tree of the change log/,
  ],
  ['the head taken away', sql('DELETE FROM log_head'), /^chain-broken|^tree-altered/],
  // The index of the log.
  [
    'a row taken out of the index',
    sql(`DELETE FROM log_rows WHERE page = ${anyPage}`),
    /^index-altered: the index of entr/,
  ],
  [
    'a row added to the index',
    sql(`INSERT INTO log_rows VALUES (randomblob(16), 1, 1)`),
    /^index-altered: the index of the change log/,
  ],
  [
    'the last entry of a row in the index',
    sql(`UPDATE log_rows SET last = 1 WHERE page = ${anyPage}`),
    /^index-altered: the index of entr/,
  ],
  [
    'a table taken out of the index',
    sql(`DELETE FROM log_tables WHERE page = ${anyPage}`),
    /^index-altered: the index of entr/,
  ],
  [
    'a table added to the index',
    sql("INSERT INTO log_tables VALUES ('nothing', 1)"),
    /^index-altered: the index of the change log/,
  ],
  // Contents.
  [
    'a content in the place of another, both valid',
    sql(
      'UPDATE contents SET codec = o.codec, bytes = o.bytes FROM contents o WHERE contents.key = 1 AND o.key = 2',
    ),
    /^content-altered: content [0-9a-f]{64}/,
  ],
  [
    'the bytes of a content',
    sql('UPDATE contents SET bytes = randomblob(100) WHERE key = 1'),
    /^content-altered: content /,
  ],
  [
    'the codec of a content',
    sql('UPDATE contents SET codec = 2 WHERE codec = 1'),
    /^content-altered: content /,
  ],
  [
    'what was signed taken away',
    sql(
      `DELETE FROM contents WHERE hash = (SELECT snapshot_hash FROM signatures WHERE id = ${anySignature})`,
    ),
    invalid,
  ],
  [
    'what the gate found taken away',
    sql(
      "DELETE FROM contents WHERE hash IN (SELECT unhex(gate ->> '$.findings') FROM sessions WHERE gate IS NOT NULL)",
    ),
    /^content-altered: content [0-9a-f]{64}/,
  ],
  // Signatures.
  ...[
    "subject_table = 'consents'",
    "subject_id = '019a0000-0000-7000-8000-000000000001'",
    "printed_name = 'Somebody Else'",
    "licence = 'none'",
    "meaning = 'addendum'",
    "signed_at = '2020-01-01T00:00:00.000Z'",
    'snapshot_hash = (SELECT hash FROM contents WHERE key = 1)',
    'supervised = 1',
    "head_form = 'chain'",
    'head_size = head_size + 1',
    'head = randomblob(32)',
    'value = randomblob(64)',
  ].map(
    (column) =>
      [
        `of a signature: ${column}`,
        sql(`UPDATE signatures SET ${column} WHERE id = ${anySignature}`),
        invalid,
      ] as const,
  ),
  [
    'a signature taken away',
    sql(`DELETE FROM signatures WHERE id = ${anySignature}`),
    /^(row-missing: signatures|signature-invalid: sessions) /,
  ],
  ['the whole log made anew, tree and head too', remade, invalid],
  // Living rows.
  [
    'a row that was changed',
    sql("UPDATE practices SET telephone = '555 6666'"),
    /^row-differs: practices /,
  ],
  ['a row that was taken away', sql('DELETE FROM rule_sets'), /^row-missing: rule_sets /],
  [
    'a row that was added',
    sql(
      "INSERT INTO sterilizers (id, name, maker, model, serial_number, programmes) VALUES ('x', 'n', 'm', 'o', 's', '[]')",
    ),
    /^row-unlogged: sterilizers x/,
  ],
  [
    'an entry left pending',
    sql(
      "INSERT INTO log_pending (table_name, row_id, operation, row) VALUES ('clients', 'x', 'insert', '{}')",
    ),
    /^entry-unsealed: a pending entry \(clients x\)/,
  ],
  [
    'a way to write left open',
    sql("INSERT INTO write_context VALUES (1, 'mallory', 'none', 'now')"),
    /^structure-altered: write_context/,
  ],
  [
    'a way to sign left open',
    sql("INSERT INTO signing_context VALUES (1, 'sessions', 'x', 'addendum', '{}')"),
    /^structure-altered: signing_context/,
  ],
  // What is derived.
  [
    'a client taken out of the search',
    sql(
      "INSERT INTO clients_search (clients_search, rowid, search_text) SELECT 'delete', search_key, search_text FROM clients LIMIT 1",
    ),
    /^index-altered: (clients|the search index)/,
  ],
  [
    'the words by which a client is found',
    sql("UPDATE clients SET search_text = 'nobody' WHERE number = 1"),
    /^(index-altered|row-differs): clients /,
  ],
  [
    'what is left of a lot',
    sql('UPDATE derived_stock SET remaining = remaining + 1'),
    /^index-altered: derived_stock /,
  ],
]

describe('verify', () => {
  it('finds nothing in untouched records, and names each of over thirty-five kinds of tampering [AUD-1] [AUD-5] [AUD-34]', async () => {
    const place = await records()
    const { connection } = place
    expect(check(place).findings).toEqual([])
    connection.pragma('foreign_keys = OFF')
    expect(cases.length).toBeGreaterThan(35)
    for (const [what, tamper, expected] of cases) {
      const found = tampered(connection, 'SELECT 1', () => {
        tamper(connection)
        return named(place)
      })
      expect(
        found.filter((finding) => expected.test(finding)),
        `${what}: ${found.slice(0, 5).join(' | ')}`,
      ).not.toEqual([])
    }
    expect(check(place).findings).toEqual([])
  }, 120_000)

  it('names a dictionary that was exchanged [AUD-5]', async () => {
    const practice = await openTestPractice()
    const connection = await practice.behindTheBack()
    connection.exec('DROP TRIGGER dictionaries_locked')
    connection.exec('UPDATE dictionaries SET bytes = randomblob(4000)')
    // What was read before is remembered by the connection that read it.
    const other = await practice.behindTheBack()
    const found = named({ connection: other, folder: attachmentsFolder(practice.recordsPath) })
    expect(found.filter((finding) => alteredEntry.test(finding))).not.toEqual([])
  })
})

describe('a head from paper', () => {
  const headOf = (connection: Connection) => {
    const { size, root } = keptRoot(connection)
    return headText({ size, root })
  }

  it('is the beginning of today’s log, with a proof that anyone can check [AUD-31]', async () => {
    const practice = await openTestPractice()
    const connection = await practice.behindTheBack()
    const paper = headOf(connection)
    await practice.api.clients.create({ details: aPerson, flags: [] })
    const later = verifyRecords(connection, {
      attachmentsFolder: attachmentsFolder(practice.recordsPath),
      anchors: [],
      since: paper,
    }).verification
    expect(later.findings).toEqual([])
    expect(later.since?.head).toBe(paper)
    expect(later.since?.consistency.length).toBeGreaterThan(0)
  })

  it('is named when the folder was put back to an older copy [AUD-31]', async () => {
    const practice = await openTestPractice()
    const connection = await practice.behindTheBack()
    connection.pragma('wal_checkpoint(TRUNCATE)')
    const older = join(temporaryFolder(), 'records.db')
    copyFileSync(practice.recordsPath, older)
    await practice.api.clients.create({ details: aPerson, flags: [] })
    const paper = headOf(connection)
    expect(await practice.api.audit.verify({ fingerprints: [], since: paper })).toMatchObject({
      holds: true,
    })
    await practice.application.close()
    connection.close()
    copyFileSync(older, practice.recordsPath)
    const next = await practice.reopen()
    const { findings } = await next.application.verify('copper lantern orbit thistle', {
      fingerprints: [],
      since: paper,
    })
    expect(findings).toMatchObject([{ code: 'head-unknown', subject: 'the head from paper' }])
    expect(findings[0]?.explanation).toContain('an older copy')
  })

  it('is named when it is of another log, or no head at all [AUD-31]', async () => {
    const practice = await openTestPractice()
    const connection = await practice.behindTheBack()
    const place = { connection, folder: attachmentsFolder(practice.recordsPath) }
    const { size } = keptPeaks(connection)
    for (const text of [
      `${size - 1}-${'ab'.repeat(32)}`,
      `${size}-${'cd'.repeat(32)}`,
      'ef'.repeat(32),
      '7',
      'hello',
    ])
      expect(named(place, text)).toEqual(['head-unknown: the head from paper'])
  })
})

describe('a check that goes on from an earlier one', () => {
  const goOn = (connection: Connection, from: ReturnType<typeof keptPeaks>, folder: string) =>
    verifyRecords(connection, { attachmentsFolder: folder, anchors: [], from }).verification

  it('finds what came since, and nothing in what holds [AUD-32]', async () => {
    const practice = await openTestPractice()
    const connection = await practice.behindTheBack()
    const folder = attachmentsFolder(practice.recordsPath)
    const from = keptPeaks(connection)
    const mia = await practice.api.clients.create({ details: aPerson, flags: [] })
    expect(goOn(connection, from, folder)).toMatchObject({ holds: true, findings: [] })
    const found = tampered(connection, 'UPDATE clients SET note = 1', () =>
      goOn(connection, from, folder).findings.filter(({ code }) => code !== 'structure-altered'),
    )
    expect(found).toMatchObject([{ code: 'row-differs', subject: `clients ${mia.id}` }])
  })

  it('names a log that is not the continuation of the one that was checked [AUD-32]', async () => {
    const one = await openTestPractice()
    const other = await openTestPractice()
    const from = keptPeaks(await other.behindTheBack())
    const connection = await one.behindTheBack()
    const { findings } = goOn(connection, from, attachmentsFolder(one.recordsPath))
    expect(findings.map(({ subject }) => subject)).toContain('the head of the last check')
    expect(headText({ size: from.size, root: rootOf(from) })).not.toBe(
      headText(keptRoot(connection)),
    )
  })

  it('holds after a delivery of more pieces than a page of the log holds [AUD-1]', async () => {
    const practice = await openTestPractice()
    const { lot } = await receive(practice, 'cartridge', { quantity: 600 })
    const { id } = lot
    expect((await practice.api.inventory.lot({ lotId: id })).units).toHaveLength(600)
    expect(await practice.api.audit.verify()).toMatchObject({ holds: true, findings: [] })
  })
})
