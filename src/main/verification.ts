import { verifyAttachments } from './attachments/index.ts'
import {
  type DerivedProblem,
  derivedProblems,
  type LogReport,
  type NamedHead,
  verifyLog,
} from './audit/index.ts'
import { verifySearch } from './clients/index.ts'
import {
  consistencyProof,
  contentsNotHeld,
  type Connection,
  formerLink,
  genesis,
  hexOf,
  keptRoot,
  type Peaks,
  readHead,
  rootAt,
  rootOf,
  sameHash,
  subtreesOf,
  TreeAltered,
} from './database/index.ts'
import { verifyGates } from './sessions/index.ts'
import { signatureHeads, verifySignatures } from './signing/index.ts'
import type { Verification, VerificationFinding } from '#shared/audit/index.ts'

export interface VerificationRequest {
  readonly attachmentsFolder: string
  /** Fingerprints from paper. */
  readonly anchors: readonly string[]
  /** A head from paper: the log of that moment must be the beginning of today's. */
  readonly since?: string | undefined
  /** Where an earlier check ended: what came since is looked at, and the files and records are not. */
  readonly from?: Peaks | undefined
  readonly progress?: (done: number, of: number) => void
}

/** What the records are found to be, and where the log ended: a later check goes on from there. */
export interface RecordsCheck {
  readonly verification: Verification
  readonly peaks: Peaks
}

/** Checks a records file: one pass over its log, its signatures, its files, and what is derived from it. */
export const verifyRecords = (
  connection: Connection,
  { attachmentsFolder, anchors, since, from, progress }: VerificationRequest,
): RecordsCheck => {
  const paper = since === undefined ? null : paperHead(connection, since.trim())
  const log = verifyLog(connection, {
    heads: inOrder(signatureHeads(connection, from?.size), paper),
    ...(from && { from }),
    ...(progress && { progress }),
  })
  const signed = verifySignatures(connection, {
    anchors,
    unknownHeads: log.unknownHeads,
    ...(from && { since: from.size }),
  })
  const isWhole = from === undefined
  const folder = attachmentsFolder
  const files = isWhole ? verifyAttachments(connection, folder) : { attachments: 0, findings: [] }
  const findings: readonly VerificationFinding[] = [
    ...(from === undefined ? [] : continued(connection, from)),
    ...(since === undefined ? [] : paperFindings(paper, log)),
    ...log.findings,
    ...signed.findings,
    ...files.findings,
    ...(isWhole ? [...contentsNotHeld(connection)].map(contentFinding) : []),
    ...(isWhole ? verifyGates(connection) : []),
    ...(isWhole ? verifySearch(connection) : []),
    ...(isWhole ? derivedProblems(connection).map(derivedFinding) : []),
  ]
  return {
    verification: {
      holds: findings.length === 0,
      entries: log.entries,
      rows: log.rows,
      head: log.head,
      signatures: signed.signatures,
      attachments: files.attachments,
      findings: [...findings],
      signers: [...signed.signers],
      since: since === undefined ? null : { head: since, consistency: proofOf(connection, paper) },
    },
    peaks: log.peaks,
  }
}

const paperName = 'the head from paper'

/** Null when it cannot be a head of this log at all. */
const paperHead = (connection: Connection, text: string): NamedHead | null => {
  const tree = readHead(text)
  if (tree) return { by: paperName, form: 'tree', size: tree.size, head: tree.root }
  if (!/^[0-9a-f]{64}$/.test(text)) return null
  const head = Buffer.from(text, 'hex')
  // One that no entry was is named as unknown at the end of the log.
  const size = text === genesis ? 0 : (formerLink(connection, head) ?? Number.MAX_SAFE_INTEGER)
  return { by: paperName, form: 'chain', size, head }
}

/** One more head among those of the signatures, by size. */
function* inOrder(heads: Iterable<NamedHead>, further: NamedHead | null): Generator<NamedHead> {
  let waiting = further
  for (const head of heads) {
    if (waiting !== null && waiting.size <= head.size) {
      yield waiting
      waiting = null
    }
    yield head
  }
  if (waiting !== null) yield waiting
}

const paperFindings = (
  paper: NamedHead | null,
  { unknownHeads, peaks }: LogReport,
): readonly VerificationFinding[] => {
  if (paper !== null && !unknownHeads.includes(paper.by)) return []
  return [paper === null ? noHead : otherLog(paper, peaks)]
}

const noHead: VerificationFinding = {
  code: 'head-unknown',
  subject: paperName,
  explanation: 'It is no head of a change log: a number, a hyphen and 64 digits or letters a to f.',
}

const otherLog = ({ form, size }: NamedHead, { size: now }: Peaks): VerificationFinding => ({
  code: 'head-unknown',
  subject: paperName,
  explanation:
    form === 'tree' && size > now
      ? `It speaks of ${size} entries and the log has ${now}: these records are an older copy, or their newest entries were cut off.`
      : 'The change log never had this head: it is another log, or one that was made anew.',
})

/** What a check that went on from an earlier one takes for granted: that the log is still its continuation. */
const continued = (connection: Connection, from: Peaks): readonly VerificationFinding[] => {
  const { size } = keptRoot(connection)
  const holds = size >= from.size && hasRoot(connection, from)
  return holds
    ? []
    : [
        {
          code: 'head-unknown',
          subject: 'the head of the last check',
          explanation: 'The change log is not the continuation of the one that was checked then.',
        },
      ]
}

const hasRoot = (connection: Connection, peaks: Peaks): boolean => {
  try {
    return sameHash(rootAt(subtreesOf(connection), peaks.size), rootOf(peaks))
  } catch (error) {
    if (error instanceof TreeAltered) return false
    throw error
  }
}

/** RFC 6962, 2.1.2: with it anyone can see that the one head is the beginning of the other. */
const proofOf = (connection: Connection, paper: NamedHead | null): string[] => {
  const { size } = keptRoot(connection)
  if (paper === null || paper.form === 'chain' || paper.size > size) return []
  try {
    return consistencyProof(subtreesOf(connection), paper.size, size).map(hexOf)
  } catch (error) {
    if (error instanceof TreeAltered) return []
    throw error
  }
}

const contentFinding = (hash: string): VerificationFinding => ({
  code: 'content-altered',
  subject: `content ${hash}`,
  explanation: 'What is kept under this hash is not what it was.',
})

const derivedFinding = ({ table, key }: DerivedProblem): VerificationFinding => ({
  code: 'index-altered',
  subject: `${table} ${key}`,
  explanation: 'What lists show of this is not what the records say.',
})
