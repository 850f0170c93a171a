import { keptFiles, openSealed } from '#main/attachments/index.ts'
import { canonical, clinicalTables, type Connection, rowExpression } from '#main/database/index.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import { type BundleKind, type BundleManifest, bundleFiles, bundleFormat } from './bundle-format.ts'
import { bundledContents, contentsNamedBy, everyContent } from './bundle-contents.ts'
import { bundledHeads, bundleHeadOf, everyEntry, provenEntries } from './bundle-log.ts'
import { bundleReadme, bundleSchema } from './bundle-readme.ts'
import { bundleTables, presentRow } from './bundle-tables.ts'
import { type BundleTarget, createZip } from './bundle-zip.ts'

/**
 * Every row of the practice, its change log, its drafts and the files that it keeps, as they came. A
 * kept file that is missing or altered is left out, and verifying the bundle names it.
 * @returns a zip
 */
export const writePracticeBundle = (
  connection: Connection,
  attachmentsFolder: string,
): Uint8Array<ArrayBuffer> => {
  const zip = createZip()
  writePracticeFiles(connection, attachmentsFolder, zip)
  return zip.finish()
}

/** The same files, one after the other, wherever they go. */
export const writePracticeFiles = (
  connection: Connection,
  attachmentsFolder: string,
  zip: BundleTarget,
): void => {
  const tables = clinicalTables(connection)
  for (const table of tables) zip.add(bundleFiles.table(table), rowsOf(connection, table))
  zip.add(bundleFiles.drafts, draftsOf(connection))
  zip.add(bundleFiles.log, inLines(everyEntry(connection)))
  zip.add(bundleFiles.contents, inLines(everyContent(connection)))
  addFiles(zip, connection, attachmentsFolder, () => true)
  finishBundle(zip, connection, { kind: 'practice', clientId: null, tables })
}

/** Kept files as they came, each once. */
const addFiles = (
  zip: BundleTarget,
  connection: Connection,
  attachmentsFolder: string,
  isRevealed: (id: string) => boolean,
): void => {
  const added = new Set<string>()
  for (const kept of keptFiles(connection)) {
    if (!isRevealed(kept.id) || added.has(kept.contentHash)) continue
    const opened = openSealed(attachmentsFolder, kept)
    if (opened.state !== 'whole') continue
    added.add(kept.contentHash)
    zip.add(bundleFiles.attachment(kept.contentHash), [opened.content])
  }
}

/**
 * One client's rows and all of their entries, each with its proof that it lies in the log of this head; what
 * they name by hash; sealed consents, scans and clearances as files. Nothing of anybody else. @returns a zip
 */
export const writeEvidenceBundle = (
  connection: Connection,
  attachmentsFolder: string,
  clientId: ClientId,
): Uint8Array<ArrayBuffer> => {
  const zip = createZip()
  const revealed = new Map<string, ReadonlySet<string>>()
  const tables: string[] = []
  for (const table of clinicalTables(connection)) {
    const condition = bundleTables[table]?.ofClient ?? null
    if (condition === null) continue
    tables.push(table)
    revealed.set(table, idsOf(connection, table, condition, clientId))
    zip.add(bundleFiles.table(table), rowsOf(connection, table, { condition, clientId }))
  }
  const isRevealed = (table: string, rowId: string) => revealed.get(table)?.has(rowId) === true
  zip.add(bundleFiles.log, inLines(provenEntries(connection, revealed)))
  zip.add(
    bundleFiles.heads,
    inLines(bundledHeads(connection, revealed.get('signatures') ?? new Set())),
  )
  zip.add(
    bundleFiles.contents,
    inLines(bundledContents(connection, contentsNamedBy(connection, revealed))),
  )
  addFiles(zip, connection, attachmentsFolder, (rowId) => isRevealed('attachments', rowId))
  finishBundle(zip, connection, { kind: 'evidence', clientId, tables })
  return zip.finish()
}

interface Contents {
  readonly kind: BundleKind
  readonly clientId: ClientId | null
  readonly tables: readonly string[]
}

const finishBundle = (
  zip: BundleTarget,
  connection: Connection,
  { kind, clientId, tables }: Contents,
): void => {
  zip.add(bundleFiles.head, [`${canonical(bundleHeadOf(connection))}\n`])
  zip.add(bundleFiles.schema, [bundleSchema(kind, tables)])
  zip.add(bundleFiles.readme, [bundleReadme(kind)])
  const manifest: BundleManifest = {
    format: bundleFormat,
    kind,
    clientId,
    files: { ...zip.hashes() },
  }
  zip.add(bundleFiles.manifest, [`${canonical(manifest)}\n`])
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`

function* inLines(values: Iterable<unknown>): Generator<string> {
  for (const value of values) yield line(value)
}

function* rowsOf(
  connection: Connection,
  table: string,
  only: { readonly condition: string; readonly clientId: string } | null = null,
): Generator<string> {
  // As the log writes a row, so that the two can be compared.
  const row = rowExpression(connection, table, 't')
  const rows = connection
    .prepare<unknown[], string>(
      `SELECT ${row} FROM "${table}" t ${only ? `WHERE t.id IN (${idsWhere(table, only.condition)})` : ''} ORDER BY t.id`,
    )
    .pluck()
    .iterate(...(only ? [{ client: only.clientId }] : []))
  for (const text of rows) yield line(presentRow(table, text))
}

const idsOf = (
  connection: Connection,
  table: string,
  condition: string,
  client: string,
): ReadonlySet<string> =>
  new Set(
    connection
      .prepare<[{ client: string }], string>(idsWhere(table, condition))
      .pluck()
      .all({ client }),
  )

/** Always with its parameter, also where a condition names nobody. */
const idsWhere = (table: string, condition: string): string =>
  `SELECT id FROM "${table}" WHERE (${condition}) AND :client IS NOT NULL`

function* draftsOf(connection: Connection): Generator<string> {
  const drafts = connection
    .prepare<[], { document: string }>(
      'SELECT kind, key, version, document, saved_at FROM drafts ORDER BY kind, key',
    )
    .iterate()
  for (const draft of drafts)
    yield line({ ...draft, document: JSON.parse(draft.document) as unknown })
}
