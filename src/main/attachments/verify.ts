import type { Connection } from '#main/database/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'
import { type Kept, openSealed } from './store.ts'

interface Row {
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
  let count = 0
  for (const { id, ...kept } of keptFiles(connection)) {
    count += 1
    const { state } = openSealed(folder, kept)
    if (state === 'whole') continue
    findings.push({
      code: state === 'missing' ? 'attachment-missing' : 'attachment-altered',
      subject: `attachments ${id}, file ${kept.ciphertextHash}`,
      explanation: explanations[state],
    })
  }
  return { attachments: count, findings }
}

const explanations = {
  missing: 'The kept file is not in the folder of attachments.',
  unreadable: 'The kept file cannot be read from the disk.',
  altered: 'The kept file is not the one that was recorded.',
}

/** Every kept file, by its id, with what opens it. */
export function* keptFiles(connection: Connection): Generator<Kept & { readonly id: string }> {
  const rows = connection
    .prepare<[], Row>('SELECT id, ciphertext_hash, content_hash, key FROM attachments ORDER BY id')
    .iterate()
  for (const { id, ciphertext_hash, content_hash, key } of rows)
    yield { id, ciphertextHash: ciphertext_hash, contentHash: content_hash, key }
}
