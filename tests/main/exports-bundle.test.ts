import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { verifyLog } from '#main/audit/index.ts'
import { canonical, clinicalTables, sha256 } from '#main/database/index.ts'
import { attachmentsFolder } from '#main/attachments/index.ts'
import { verifyBundle, writeEvidenceBundle, writePracticeBundle } from '#main/exports/index.ts'
import { verifySignatures } from '#main/signing/index.ts'
import type { Verification } from '#shared/audit/index.ts'
import { Refusal } from '#shared/kernel/index.ts'
import { awkwardName, type History, roomWithHistory } from '../support/handover.ts'
import { z } from 'zod'
import { temporaryFolder } from '../support/practice.ts'

const json = <Schema extends z.ZodType>(schema: Schema, text: string | undefined) =>
  schema.parse(JSON.parse(text ?? ''))

const row = z.record(z.string(), z.unknown())
const head = z.object({ size: z.number(), root: z.string() })
const schemaFile = z.object({
  files: z.array(
    z.object({
      file: z.string(),
      columns: z.array(z.object({ name: z.string(), says: z.string() })),
    }),
  ),
})

type Files = Readonly<Record<string, string>>

interface Bundles {
  readonly practice: Files
  readonly evidence: Files
  readonly bytes: { readonly practice: Uint8Array; readonly evidence: Uint8Array }
  readonly history: Pick<History, 'first' | 'draftNote' | 'other'> & { readonly clientId: string }
  readonly audit: Verification
  /** The columns that the database has, by the file of their table. */
  readonly columns: Readonly<Record<string, readonly string[]>>
}

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer())

const filesIn = (zip: Uint8Array): Files =>
  Object.fromEntries(Object.entries(unzipSync(zip)).map(([name, data]) => [name, strFromU8(data)]))

const zipOf = (files: Files): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))

/** Made once: the bundles are what is tested here, not the practice. */
const bundles = (() => {
  let made: Promise<Bundles> | null = null
  const make = async (): Promise<Bundles> => {
    const { room, first, draftNote, other } = await roomWithHistory()
    const connection = await room.practice.behindTheBack()
    const folder = attachmentsFolder(room.practice.recordsPath)
    const bytes = {
      practice: writePracticeBundle(connection, folder),
      evidence: writeEvidenceBundle(connection, folder, room.clientId),
    }
    const log = verifyLog(connection)
    const columnsOf = connection
      .prepare<[string], string>(
        'SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid',
      )
      .pluck()
    const { signatures, signers } = verifySignatures(connection, {})
    return {
      practice: filesIn(bytes.practice),
      evidence: filesIn(bytes.evidence),
      bytes,
      history: { first, draftNote, other, clientId: room.clientId },
      columns: Object.fromEntries(
        clinicalTables(connection).map((table) => [`${table}.jsonl`, columnsOf.all(table)]),
      ),
      audit: {
        holds: true,
        entries: log.entries,
        rows: log.rows,
        head: log.head,
        findings: [],
        signatures,
        attachments: 0,
        signers: [...signers],
        since: null,
      },
    }
  }
  return () => {
    made ??= make()
    return made
  }
})()

const linesOf = (files: Files, name: string): readonly string[] =>
  (files[name] ?? '').split('\n').slice(0, -1)

const rowsOf = (files: Files, name: string): readonly Readonly<Record<string, unknown>>[] =>
  linesOf(files, name).map((line) => json(row, line))

const withFile = (files: Files, name: string, text: string): Files => ({ ...files, [name]: text })

const withLines = (files: Files, name: string, lines: readonly string[]): Files =>
  withFile(files, name, lines.map((line) => `${line}\n`).join(''))

/** Whoever forges a bundle also writes a fitting manifest. */
const withManifest = (files: Files): Files => {
  const manifest = json(row, files['manifest.json'])
  const others = Object.entries(files).filter(([name]) => name !== 'manifest.json')
  const hashes = Object.fromEntries(others.map(([name, text]) => [name, sha256(text)]))
  return { ...files, 'manifest.json': `${canonical({ ...manifest, files: hashes })}\n` }
}

const subjects = ({ findings }: Verification) => findings.map(({ subject }) => subject)

describe('The bundle of a practice', () => {
  it('holds every kind of record, the whole log and its head, and explains itself [EXP-20]', async () => {
    const { practice, audit } = await bundles()
    const tables = Object.keys(practice).filter((name) => name.endsWith('.jsonl'))
    expect(tables).toHaveLength(49)
    expect(tables).not.toContain('practice_seals.jsonl')
    expect(rowsOf(practice, 'clients.jsonl').map((row) => row['name'])).toContain(awkwardName)
    expect(rowsOf(practice, 'clients.jsonl')[0]?.['allergies']).toEqual(['latex', '+lidocaine'])
    for (const name of tables.filter(
      (each) => !['change-log.jsonl', 'drafts.jsonl', 'contents.jsonl'].includes(each),
    )) {
      const ids = rowsOf(practice, name).map((row) => String(row['id']))
      expect(ids).toEqual(ids.toSorted())
    }
    expect(rowsOf(practice, 'change-log.jsonl')).toHaveLength(audit.entries)
    expect(Object.keys(rowsOf(practice, 'change-log.jsonl')[0] ?? {})).toEqual(
      'sequence at actor reason table rowId operation row salt commitment before previous'.split(
        ' ',
      ),
    )
    const { size, root } = json(head, practice['log-head.json'])
    expect(`${size}-${root}`).toBe(audit.head)
    const schema = json(schemaFile, practice['schema.json'])
    expect(schema.files.map(({ file }) => file).toSorted()).toEqual(tables.toSorted())
    expect(practice['README.md']).toContain('How to check it')
  })

  it('describes every column that the database has, and no other [EXP-21]', async () => {
    const { practice, columns } = await bundles()
    const { files } = json(schemaFile, practice['schema.json'])
    const described = files.map((one) => [one.file, one.columns.map(({ name }) => name)] as const)
    const beside = ['change-log.jsonl', 'drafts.jsonl', 'contents.jsonl']
    expect(Object.fromEntries(described.filter(([file]) => !beside.includes(file)))).toEqual(
      columns,
    )
    for (const [file, names] of described.filter(([each]) => beside.includes(each))) {
      expect(Object.keys(rowsOf(practice, file)[0] ?? {})).toEqual(names)
    }
    expect(files.flatMap((one) => one.columns.filter(({ says }) => says === ''))).toEqual([])
  })

  it('keeps what is being typed, which is no record [EXP-22]', async () => {
    const { practice, evidence, history } = await bundles()
    expect(practice['drafts.jsonl']).toContain(history.draftNote)
    expect(Object.values(evidence).join('')).not.toContain(history.draftNote)
  })

  it('holds, as a zip and as a folder, without a passphrase [EXP-23]', async () => {
    const { practice, bytes, audit } = await bundles()
    const verification = verifyBundle(bytes.practice)
    expect(verification.findings).toEqual([])
    expect(verification).toMatchObject({
      holds: true,
      head: audit.head,
      entries: audit.entries,
      rows: audit.rows,
      signatures: audit.signatures,
      signers: audit.signers,
    })
    const folder = temporaryFolder()
    for (const [name, text] of Object.entries(practice)) writeFileSync(join(folder, name), text)
    writeFileSync(join(folder, '.DS_Store'), 'left behind')
    expect(verifyBundle(folder)).toEqual(verification)
    const zip = join(temporaryFolder(), 'practice.zip')
    writeFileSync(zip, bytes.practice)
    expect(verifyBundle(zip)).toEqual(verification)
  })

  it('comes from a worker thread, and is the same while nothing has changed [EXP-24]', async () => {
    const { room } = await roomWithHistory()
    const practice = await room.api.exports.practice()
    const evidence = await room.api.exports.evidence({ clientId: room.clientId })
    expect([practice.name, evidence.name]).toEqual([
      'practice-2026-11-22.zip',
      'evidence-1-2026-11-22.zip',
    ])
    const connection = await room.practice.behindTheBack()
    const folder = attachmentsFolder(room.practice.recordsPath)
    expect(writePracticeBundle(connection, folder)).toEqual(await bytesOf(practice))
    expect(writeEvidenceBundle(connection, folder, room.clientId)).toEqual(await bytesOf(evidence))
  }, 60_000)
})

describe('The evidence of a client', () => {
  it('reveals her rows and nobody else’s, and holds [EXP-30]', async () => {
    const { evidence, bytes, history, audit } = await bundles()
    const all = Object.values(evidence).join('\n')
    expect(all).toContain(awkwardName)
    expect(all).not.toContain('Quistgaard')
    expect(all).not.toContain(history.other.clientId.concat('","number'))
    // Of the whole log only what was done to these rows, each entry with its proof.
    const entries = rowsOf(evidence, 'change-log.jsonl')
    expect(entries.length).toBeLessThan(audit.entries)
    for (const { row, salt, proof } of entries) {
      expect([row, salt].every((each) => typeof each === 'string')).toBe(true)
      expect(Array.isArray(proof)).toBe(true)
    }
    expect(rowsOf(evidence, 'clients.jsonl')).toHaveLength(1)
    expect(rowsOf(evidence, 'sessions.jsonl')).toHaveLength(3)
    // Two treatments, an addendum, a mark, a countersignature, a consent and a screening.
    expect(
      rowsOf(evidence, 'signatures.jsonl')
        .map((row) => String(row['meaning']))
        .toSorted(),
    ).toEqual([
      'addendum',
      'consent-witnessed',
      'deviation-countersigned',
      'entered-in-error',
      'screening-completed',
      'treatment-performed',
      'treatment-performed',
    ])
    const verification = verifyBundle(bytes.evidence)
    expect(verification.findings).toEqual([])
    expect(verification).toMatchObject({ holds: true, head: audit.head, signatures: 7 })
  })

  it('names a stranger’s key when fingerprints from paper are given [EXP-31]', async () => {
    const { bytes, audit } = await bundles()
    const known = audit.signers.map(({ fingerprint }) => fingerprint)
    expect(verifyBundle(bytes.evidence, known).holds).toBe(true)
    expect(verifyBundle(bytes.evidence, ['0000 1111'])).toMatchObject({
      holds: false,
      findings: [{ code: 'signer-unknown' }],
    })
  })
})

describe.each(['practice', 'evidence'] as const)('A damaged bundle (%s)', (kind) => {
  const files = async () => (await bundles())[kind]

  it('is found when any one file is missing, or one was added [EXP-40]', async () => {
    const whole = await files()
    for (const name of Object.keys(whole)) {
      const { [name]: _gone, ...rest } = whole
      expect([name, verifyBundle(zipOf(rest)).holds]).toEqual([name, false])
    }
    const added = verifyBundle(zipOf({ ...whole, 'more.jsonl': '{}\n' }))
    expect(subjects(added)).toEqual(['file more.jsonl'])
  })

  it('is found when one byte of any file is another, wherever it is [EXP-41]', async () => {
    const whole = await files()
    const names = Object.keys(whole).filter((name) => whole[name] !== '')
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (name, place, change) => {
          const bytes = Buffer.from(whole[name] ?? '')
          const at = place % bytes.length
          bytes[at] = (bytes[at] ?? 0) ^ change
          const changed = zipSync({
            ...Object.fromEntries(
              Object.entries(whole).map(([each, text]) => [each, strToU8(text)]),
            ),
            [name]: new Uint8Array(bytes),
          })
          const { holds, findings } = verifyBundle(changed)
          expect(holds).toBe(false)
          expect(findings[0]?.subject).not.toBe('')
        },
      ),
      { numRuns: 30 },
    )
  })

  it('is found when a line was removed, doubled or moved, also with a fitting manifest [EXP-42]', async () => {
    const whole = await files()
    const names = Object.keys(whole).filter(
      (name) =>
        name.endsWith('.jsonl') && name !== 'drafts.jsonl' && linesOf(whole, name).length > 0,
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.constantFrom('remove', 'double'),
        (name, place, how) => {
          const lines = linesOf(whole, name)
          const at = place % lines.length
          const next =
            how === 'remove' ? lines.toSpliced(at, 1) : lines.toSpliced(at, 0, lines[at] ?? '')
          expect(verifyBundle(zipOf(withManifest(withLines(whole, name, next)))).holds).toBe(false)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('names the row when its file says something else, also with a fitting manifest [EXP-43]', async () => {
    const whole = await files()
    const { history } = await bundles()
    const rows = rowsOf(whole, 'session_zones.jsonl')
    const forged = rows.map((row, index) =>
      JSON.stringify(index === 0 ? { ...row, needle_length: 500 } : row),
    )
    const verification = verifyBundle(
      zipOf(withManifest(withLines(whole, 'session_zones.jsonl', forged))),
    )
    expect(verification.findings).toMatchObject([
      { code: 'row-differs', subject: `session_zones ${String(rows[0]?.['id'])}` },
      // The chart that is kept beside it is not the one that was signed, either.
      { code: 'signature-invalid', subject: `sessions ${String(rows[0]?.['session_id'])}` },
    ])
    expect(history.first.snapshot.zones[0]?.needleLength).not.toBe(500)
  })

  it('names the entry whose words were changed, also with a fitting manifest [EXP-43]', async () => {
    const whole = await files()
    const entries = rowsOf(whole, 'change-log.jsonl')
    const at = entries.findIndex(({ row }) => row !== null)
    for (const change of [
      { reason: 'another reason' },
      { row: '{"id":"x"}' },
      { salt: '00'.repeat(32) },
    ]) {
      const forged = entries.map((entry, index) =>
        JSON.stringify(index === at ? { ...entry, ...change } : entry),
      )
      const { findings } = verifyBundle(
        zipOf(withManifest(withLines(whole, 'change-log.jsonl', forged))),
      )
      expect(findings[0]?.code).toBe('entry-altered')
      expect(findings[0]?.subject).toContain(`entry ${String(entries[at]?.['sequence'])} `)
    }
    for (const change of [
      { at: '2020-01-01T00:00:00.000Z' },
      { actor: 'x' },
      { commitment: 'ab'.repeat(32) },
      { before: 1 },
    ]) {
      const forged = entries.map((entry, index) =>
        JSON.stringify(index === 3 ? { ...entry, ...change } : entry),
      )
      const { findings } = verifyBundle(
        zipOf(withManifest(withLines(whole, 'change-log.jsonl', forged))),
      )
      expect(findings.map(({ code }) => code)).toContain(
        'commitment' in change ? 'entry-altered' : 'chain-broken',
      )
    }
  })

  it('names a signature that is not of its record, and a person who was exchanged [EXP-44]', async () => {
    const whole = await files()
    const forge = (table: string, change: (row: Readonly<Record<string, unknown>>) => object) =>
      verifyBundle(
        zipOf(
          withManifest(
            withLines(
              whole,
              table,
              rowsOf(whole, table).map((row) => JSON.stringify({ ...row, ...change(row) })),
            ),
          ),
        ),
      ).findings
    const resigned = forge('signatures.jsonl', () => ({ printed_name: 'Somebody Else' }))
    expect(resigned.filter(({ code }) => code === 'signature-invalid').length).toBeGreaterThan(5)
    const exchanged = forge('consents.jsonl', ({ identity }) => ({
      identity: { ...(identity as object), name: 'Somebody Else' },
    }))
    expect(exchanged.map(({ code }) => code)).toContain('signature-invalid')
  })

  it('is found when a change between two others of a shown row is left out [EXP-45]', async () => {
    const whole = await files()
    const entries = rowsOf(whole, 'change-log.jsonl')
    const after = entries.findLast(({ before }) => before !== null)
    const left = entries.filter(({ sequence }) => sequence !== after?.['before'])
    expect(left).toHaveLength(entries.length - 1)
    const { findings } = verifyBundle(
      zipOf(
        withManifest(
          withLines(
            whole,
            'change-log.jsonl',
            left.map((entry) => JSON.stringify(entry)),
          ),
        ),
      ),
    )
    expect(findings.map(({ code, subject }) => `${code} ${subject}`)).toContain(
      `entry-removed entry ${String(after?.['before'])}`,
    )
  })

  it('is found when the end of the log is cut off with its head [EXP-46]', async () => {
    const whole = await files()
    const entries = linesOf(whole, 'change-log.jsonl').slice(0, -3)
    const { sequence } = json(z.object({ sequence: z.number() }), entries.at(-1))
    const cut = withFile(
      withLines(whole, 'change-log.jsonl', entries),
      'log-head.json',
      `${canonical({ size: sequence, root: 'ab'.repeat(32) })}\n`,
    )
    expect(verifyBundle(zipOf(withManifest(cut))).holds).toBe(false)
  })

  it('knows the heads that were signed, and no other from paper [EXP-26]', async () => {
    const whole = await files()
    const bundle = zipOf(whole)
    const [signed] = rowsOf(whole, 'signatures.jsonl')
    const named = `${String(signed?.['head_size'])}-${String(signed?.['head']).toLowerCase()}`
    expect(verifyBundle(bundle, [], named).holds).toBe(true)
    const { findings } = verifyBundle(bundle, [], `3-${'ab'.repeat(32)}`)
    expect(findings.map(({ code }) => code)).toEqual(['head-unknown'])
  })
})

describe('What is no bundle', () => {
  const refusalOf = (open: () => unknown): string => {
    try {
      open()
    } catch (error) {
      if (error instanceof Refusal) return error.problems[0].code
      throw error
    }
    throw new Error('This should have been refused.')
  }

  it('is refused [EXP-47]', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'letter.txt')
    writeFileSync(path, 'Dear inspector')
    writeFileSync(join(folder, 'empty.zip'), '')
    mkdirSync(join(folder, 'empty'))
    expect(refusalOf(() => verifyBundle(join(folder, 'nowhere')))).toBe('exports.bundle-missing')
    for (const stranger of [path, join(folder, 'empty.zip'), join(folder, 'empty')]) {
      expect(refusalOf(() => verifyBundle(stranger))).toBe('exports.not-a-bundle')
    }
    expect(refusalOf(() => verifyBundle(zipOf({ 'photo.txt': 'x' })))).toBe('exports.not-a-bundle')
  })

  it('is told from a bundle that was cut short [EXP-48]', async () => {
    const { bytes } = await bundles()
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (share) => {
        const cut = bytes.evidence.slice(0, Math.max(4, Math.floor(bytes.evidence.length * share)))
        expect(verifyBundle(cut)).toMatchObject({
          holds: false,
          findings: [{ code: 'unreadable', subject: 'the zip' }],
        })
      }),
      { numRuns: 20 },
    )
  })
})
