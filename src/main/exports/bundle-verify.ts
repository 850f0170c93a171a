import { z } from 'zod'
import { fileHolders, subjectOfFile } from '#main/attachments/index.ts'
import type { Verification, VerificationFinding } from '#shared/audit/index.ts'
import { type BundleManifest, bundleFiles } from './bundle-format.ts'
import {
  readContents,
  readFormerLog,
  readLog,
  readManifest,
  unreadable,
} from './bundle-log-read.ts'
import { type BundleSource, DamagedBundle, hashOfFile, openBundle } from './bundle-read.ts'
import { createRowCheck, type KeptRows } from './bundle-rows.ts'
import { createSignatureCheck } from './bundle-signatures.ts'

/**
 * Checks a bundle of `export practice` or `export evidence` without its practice: every entry against the
 * tree of its head, every row against its entries, every signature, who the signed records name, and that no
 * file was changed. `anchors` are fingerprints from paper; when there are any, a signer whose key is not
 * among them is a finding. `since` is a head from paper. Findings are in the order of what they break.
 * @throws Refusal when there is nothing there, or it is no bundle
 */
export const verifyBundle = (
  bundle: string | Uint8Array,
  anchors: readonly string[] = [],
  since?: string,
): Verification => {
  try {
    return verifySource(openBundle(bundle), anchors, since)
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
  since: null,
}

const verifySource = (
  source: BundleSource,
  anchors: readonly string[],
  since: string | undefined,
): Verification => {
  const manifest = readManifest(source)
  // Without a manifest nothing says that everything is revealed.
  const kind = manifest.value?.kind ?? 'evidence'
  const rows = createRowCheck(kind)
  const isFormer = source.names.includes(bundleFiles.formerHead)
  const log = isFormer
    ? readFormerLog(source, kind, rows.logged)
    : readLog(source, { kind, since, logged: rows.logged })
  for (const table of rows.tablesIn(source.names)) rows.readFile(source, table)
  const contents = readContents(source)
  const signatures = createSignatureCheck({
    kept: rows.kept,
    knowsHead: log.knowsHead,
    contentOf: (hash) => contents.texts.get(hash) ?? null,
    anchors,
  })
  const files = checkAttachments(source, rows.kept)
  const findings = [
    ...log.findings,
    ...contents.findings,
    ...missingFindings(rows.kept, contents.texts),
    ...rows.findings(),
    ...signatures.findings,
    ...files.findings,
    ...manifest.findings,
    ...fileFindings(source, manifest.value),
    ...clientFindings(manifest.value, rows.kept),
    ...(since === undefined || log.knowsHead(since) ? [] : [unknownHead]),
  ]
  return {
    holds: findings.length === 0,
    entries: log.entries,
    rows: rows.count(),
    signatures: signatures.count,
    attachments: files.count,
    head: log.head,
    findings,
    signers: [...signatures.signers],
    since: since === undefined ? null : { head: since, consistency: [] },
  }
}

const gateOf = z.looseObject({ gate: z.looseObject({ findings: z.string() }) })

/** What the gate found at the start of a session is in no signature: its text must be there. */
const missingFindings = (
  kept: KeptRows,
  texts: ReadonlyMap<string, string>,
): readonly VerificationFinding[] =>
  (kept.get('sessions') ?? []).flatMap((row) => {
    const findings = gateOf.safeParse(row).data?.gate.findings
    return findings === undefined || texts.has(findings)
      ? []
      : [
          {
            code: 'content-altered' as const,
            subject: `content ${findings}`,
            explanation: 'What the gate found when this session began is not in the bundle.',
          },
        ]
  })

const unknownHead: VerificationFinding = {
  code: 'head-unknown',
  subject: 'the head from paper',
  explanation:
    'Nothing in this bundle shows that its log is the continuation of the one with this head; the practice’s own records can show it.',
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
