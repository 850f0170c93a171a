import { z } from 'zod'
import { fileHolders, subjectOfFile } from '#main/attachments/index.ts'
import { verifyChain } from '#main/audit/index.ts'
import { canonical, type LogEntry } from '#main/database/index.ts'
import type { Verification, VerificationFinding } from '#shared/audit/index.ts'
import {
  type BundleEntry,
  type BundleHead,
  type BundleKind,
  type BundleManifest,
  bundleEntry,
  bundleFiles,
  bundleHead,
  bundleManifest,
} from './bundle-format.ts'
import { parseLine } from './bundle-lines.ts'
import {
  type BundleSource,
  DamagedBundle,
  hashOfFile,
  linesOf,
  openBundle,
  textOf,
} from './bundle-read.ts'
import { createRowCheck, type KeptRows } from './bundle-rows.ts'
import { createSignatureCheck } from './bundle-signatures.ts'

/**
 * Checks a bundle of `export practice` or `export evidence` without its practice: the chain, every
 * revealed row against its commitment and against its file, every signature, who the signed records
 * name, and that no file was changed. `anchors` are fingerprints from paper; when there are any, a
 * signer whose key is not among them is a finding. Findings are in the order of what they break.
 * @throws Refusal when there is nothing there, or it is no bundle
 */
export const verifyBundle = (
  bundle: string | Uint8Array,
  anchors: readonly string[] = [],
): Verification => {
  try {
    return verifySource(openBundle(bundle), anchors)
  } catch (error) {
    if (!(error instanceof DamagedBundle)) throw error
    return nothingRead
  }
}

const nothingRead: Verification = {
  holds: false,
  entries: 0,
  rows: 0,
  signatures: 0,
  attachments: 0,
  head: null,
  findings: [
    {
      code: 'unreadable',
      subject: 'the zip',
      explanation: 'It is damaged or cut short and cannot be unpacked.',
    },
  ],
  signers: [],
}

const verifySource = (source: BundleSource, anchors: readonly string[]): Verification => {
  const manifest = readManifest(source)
  const head = readHead(source)
  // Without a manifest nothing says that everything is revealed.
  const kind = manifest.value?.kind ?? 'evidence'
  const rows = createRowCheck(kind)
  const log = readLog(source, rows.logged)
  const chain = verifyChain(log.entries(), head.value)
  for (const table of rows.tablesIn(source.names)) rows.readFile(source, table)
  const signatures = createSignatureCheck(rows.kept, log.hashes, anchors)
  const files = checkAttachments(source, rows.kept)
  const findings = [
    ...log.findings,
    ...head.findings,
    ...chain.findings,
    ...hiddenFindings(kind, log.hidden()),
    ...rows.findings(),
    ...signatures.findings,
    ...files.findings,
    ...manifest.findings,
    ...fileFindings(source, manifest.value),
    ...clientFindings(manifest.value, rows.kept),
  ]
  return {
    holds: findings.length === 0,
    entries: chain.entries,
    rows: rows.count(),
    signatures: signatures.count,
    attachments: files.count,
    head: chain.head,
    findings,
    signers: [...signatures.signers],
  }
}

/** Whose evidence it is said to be stands nowhere else than in the manifest, which nobody signs. */
const clientFindings = (
  manifest: BundleManifest | null,
  kept: KeptRows,
): readonly VerificationFinding[] => {
  if (manifest === null) return []
  const revealed = manifest.kind === 'evidence' ? (kept.get('clients') ?? []) : []
  const expected = revealed.length === 1 ? (revealed[0]?.id ?? null) : null
  return manifest.clientId === expected
    ? []
    : [unreadable('file manifest.json', 'It names another client than the records are about.')]
}

const keptFile = z.object({ id: z.string(), content_hash: z.string() })

/** Every file that was kept is there, and is what was kept. */
const checkAttachments = (
  source: BundleSource,
  kept: KeptRows,
): { readonly count: number; readonly findings: readonly VerificationFinding[] } => {
  const rows = (kept.get('attachments') ?? []).flatMap((row) => keptFile.safeParse(row).data ?? [])
  const holders = fileHolders((table) => kept.get(table) ?? [])
  return {
    count: rows.length,
    findings: rows.flatMap(({ id, content_hash: hash }): readonly VerificationFinding[] => {
      const name = bundleFiles.attachment(hash)
      const subject = subjectOfFile(id, name, holders)
      if (!source.names.includes(name)) {
        const explanation = 'The kept file is not in the bundle.'
        return [{ code: 'attachment-missing', subject, explanation }]
      }
      if (hashOfFile(source, name) === hash) return []
      const explanation = 'The kept file is not the one that was recorded.'
      return [{ code: 'attachment-altered', subject, explanation }]
    }),
  }
}

interface Read<T> {
  readonly value: T | null
  readonly findings: readonly VerificationFinding[]
}

const unreadable = (subject: string, explanation: string): VerificationFinding => ({
  code: 'unreadable',
  subject,
  explanation,
})

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

const readManifest = (source: BundleSource): Read<BundleManifest> =>
  readCanonical(source, bundleFiles.manifest, (value) => bundleManifest.safeParse(value))

const readHead = (source: BundleSource): Read<BundleHead> =>
  readCanonical(source, bundleFiles.head, (value) => bundleHead.safeParse(value))

const readLog = (source: BundleSource, logged: (entry: LogEntry) => void) => {
  const findings: VerificationFinding[] = []
  const hashes = new Set<string>()
  let hidden: LogEntry | null = null
  function* entries(): Generator<LogEntry> {
    let number = 0
    for (const line of linesOf(source, bundleFiles.log)) {
      number += 1
      const entry = parseLine(line, (value) => bundleEntry.safeParse(value))
      if (entry === null) {
        findings.push(
          unreadable(
            `file ${bundleFiles.log}, line ${number}`,
            'This line is not an entry as Stratum writes one.',
          ),
        )
        continue
      }
      const written = asLogged(entry)
      if (written.hash !== null) hashes.add(written.hash)
      if (written.salt === null) hidden ??= written
      logged(written)
      yield written
    }
  }
  return { findings, hashes, entries, hidden: () => hidden }
}

const asLogged = ({ table, rowId, ...entry }: BundleEntry): LogEntry => ({
  ...entry,
  table_name: table,
  row_id: rowId,
})

const hiddenFindings = (
  kind: BundleKind,
  hidden: LogEntry | null,
): readonly VerificationFinding[] =>
  kind === 'evidence' || hidden === null
    ? []
    : [
        {
          code: 'entry-altered',
          subject: `entry ${hidden.sequence} (${hidden.table_name} ${hidden.row_id})`,
          explanation: 'This entry is not revealed, and a whole practice reveals every entry.',
        },
      ]

/** Every file is the one that was written, none is missing and none was added. */
const fileFindings = (
  source: BundleSource,
  manifest: BundleManifest | null,
): readonly VerificationFinding[] => {
  if (manifest === null) return []
  const altered = (name: string, explanation: string): VerificationFinding => ({
    code: 'structure-altered',
    subject: `file ${name}`,
    explanation,
  })
  const expected = Object.entries(manifest.files).flatMap(([name, hash]) => {
    if (!source.names.includes(name)) return [altered(name, 'This file of the bundle is missing.')]
    return hashOfFile(source, name) === hash
      ? []
      : [altered(name, 'This file is not the one that was exported.')]
  })
  const added = source.names
    .filter((name) => name !== bundleFiles.manifest && !Object.hasOwn(manifest.files, name))
    .map((name) => altered(name, 'This file was added to the bundle.'))
  return [...expected, ...added]
}
