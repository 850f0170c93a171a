import { type Connection, type LyingRow, lyingRows } from '#main/database/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'
import { type Kept, openSealed } from './store.ts'

interface KeptRow {
  readonly id: string
  readonly ciphertext_hash: string
  readonly content_hash: string
  readonly key: string
}

export interface AttachmentsReport {
  readonly attachments: number
  readonly findings: readonly VerificationFinding[]
}

/** Opens every kept file: it is there, and it is what was kept. */
export const verifyAttachments = (connection: Connection, folder: string): AttachmentsReport => {
  const findings: VerificationFinding[] = []
  const holders = fileHolders((table, columns) => lyingRows(connection, table, columns))
  let count = 0
  for (const { id, ...kept } of keptFiles(connection)) {
    count += 1
    const { state } = openSealed(folder, kept)
    if (state === 'whole') continue
    findings.push({
      code: state === 'missing' ? 'attachment-missing' : 'attachment-altered',
      subject: subjectOfFile(id, kept.ciphertextHash, holders),
      explanation: explanations[state],
    })
  }
  return { attachments: count, findings }
}

/**
 * What a kept file is to the records that point to it, for its finding: `the sealed document of
 * consents …`. By the file's id; a file that is none of these stands for itself.
 */
export const fileHolders = (
  rowsOf: (table: string, columns: readonly string[]) => Iterable<LyingRow>,
): ReadonlyMap<string, string> =>
  new Map([
    ...[...rowsOf('clearances', ['id', 'attachment_id'])].map(
      ({ id, attachment_id: file }) =>
        [String(file), `the prescriber’s document of clearances ${id}`] as const,
    ),
    ...[...rowsOf('consent_papers', ['id', 'consent_id', 'kind', 'attachment_id'])].map(
      ({ kind, consent_id: consentId, attachment_id: file }) => {
        const what = kind === 'sealed' ? 'sealed document' : 'scan'
        return [String(file), `the ${what} of consents ${String(consentId)}`] as const
      },
    ),
  ])

/** How a kept file is named in a finding. */
export const subjectOfFile = (
  id: string,
  file: string,
  holders: ReadonlyMap<string, string>,
): string => [`attachments ${id}`, holders.get(id), `file ${file}`].filter(Boolean).join(', ')

const explanations = {
  missing: 'The kept file is not in the folder of attachments.',
  unreadable: 'The kept file cannot be read from the disk.',
  altered: 'The kept file is not the one that was recorded.',
}

/** Every kept file, by its id, with what opens it. */
export function* keptFiles(connection: Connection): Generator<Kept & { readonly id: string }> {
  const rows = connection
    .prepare<[], KeptRow>(
      'SELECT id, ciphertext_hash, content_hash, key FROM attachments ORDER BY id',
    )
    .iterate()
  for (const { id, ciphertext_hash, content_hash, key } of rows)
    yield { id, ciphertextHash: ciphertext_hash, contentHash: content_hash, key }
}
