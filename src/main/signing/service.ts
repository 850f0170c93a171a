import { eq, and, asc, sql } from 'drizzle-orm'
import {
  canonical,
  changedOne,
  contentOf,
  type Database,
  instantNow,
  isSupervised,
  keepContent,
  newId,
  preparedOnce,
  type ReadDb,
  readOnce,
  sha256,
  type WriteTx,
} from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { SigningKey } from '#main/vault/index.ts'
import {
  type SealedIdentity,
  type Signature,
  type SignatureMeaning,
  type SignatureState,
} from '#shared/signing/index.ts'
import { identityCommitment, namesCommitment, signatureHolds, signedMessage } from './message.ts'
import { asSigned, lying } from './lying.ts'
import { signatures, signingContext } from './table.ts'

interface Dependencies {
  readonly database: Database
  readonly practice: Practice
}

export interface SignedRecord {
  readonly signature: Signature
  readonly snapshot: unknown
  readonly state: SignatureState
}

const prepared = preparedOnce((statements) => ({
  of: statements
    .select()
    .from(signatures)
    .where(
      and(
        eq(signatures.subjectTable, sql.placeholder('subjectTable')),
        eq(signatures.subjectId, sql.placeholder('subjectId')),
      ),
    )
    .orderBy(asc(signatures.signedAt), asc(signatures.id))
    .prepare(),
  insert: statements
    .insert(signatures)
    .values({
      id: sql.placeholder('id'),
      subjectTable: sql.placeholder('subjectTable'),
      subjectId: sql.placeholder('subjectId'),
      signerId: sql.placeholder('signerId'),
      printedName: sql.placeholder('printedName'),
      licence: sql.placeholder('licence'),
      meaning: sql.placeholder('meaning'),
      signedAt: sql.placeholder('signedAt'),
      snapshotHash: sql.placeholder('snapshotHash'),
      supervised: sql.placeholder('supervised'),
      headForm: sql.placeholder('headForm'),
      headSize: sql.placeholder('headSize'),
      head: sql.placeholder('head'),
      value: sql.placeholder('value'),
    })
    .prepare(),
  show: statements
    .insert(signingContext)
    .values({
      one: 1,
      subjectTable: sql.placeholder('subjectTable'),
      subjectId: sql.placeholder('subjectId'),
      meaning: sql.placeholder('meaning'),
      snapshot: sql.placeholder('snapshot'),
    })
    .prepare(),
  putAway: statements.delete(signingContext).prepare(),
  connection: statements.$client,
}))

export type Signing = ReturnType<typeof createSigning>

/** Snapshots and signatures: what was shown, by whom it was signed, and whether it still is that. */
export const createSigning = ({ database, practice }: Dependencies) => ({
  /** SHA-256 of the canonical JSON, hexadecimal. */
  hash: (snapshot: unknown): string => sha256(canonical(snapshot)),

  sealIdentity: (
    person: Pick<SealedIdentity, 'number' | 'name' | 'birthDate'>,
  ): { readonly identity: SealedIdentity; readonly commitment: string } => {
    const { number, name, birthDate } = person
    const salt = Buffer.from(database.environment.random(32)).toString('hex')
    const identity = { number, name, birthDate, salt }
    return { identity, commitment: identityCommitment(identity) }
  },

  commitmentOf: identityCommitment,

  /** Other names that a snapshot holds only as a commitment, as it does an identity. */
  sealNames: <Names extends object>(
    names: Names,
  ): { readonly sealed: Names & { readonly salt: string }; readonly commitment: string } => {
    const salt = Buffer.from(database.environment.random(32)).toString('hex')
    const sealed = { ...names, salt }
    return { sealed, commitment: namesCommitment(sealed) }
  },

  commitmentOfNames: namesCommitment,

  sign: (
    tx: WriteTx,
    key: SigningKey,
    input: {
      readonly subjectTable: string
      readonly subjectId: string
      readonly meaning: SignatureMeaning
      readonly snapshot: unknown
    },
  ): Signature => {
    const signer = practice.practitioner(tx, key.practitionerId)
    const snapshot = canonical(input.snapshot)
    const unsigned: Signature = {
      id: newId(database.environment),
      subjectTable: input.subjectTable,
      subjectId: input.subjectId,
      signerId: signer.id,
      printedName: signer.name,
      licence: `${signer.licenceClass} ${signer.licenceNumber}, ${signer.jurisdiction}`,
      meaning: input.meaning,
      signedAt: instantNow(database.environment),
      snapshotHash: sha256(snapshot),
      chainHead: database.chainHead(),
      value: '',
    }
    const value = Buffer.from(key.sign(signedMessage(unsigned))).toString('base64url')
    const signed = { ...unsigned, value }
    const { connection, show, insert, putAway } = prepared(tx)
    keepContent(connection, snapshot)
    show.run({ ...signed, snapshot })
    changedOne(
      insert.run({ ...signed, ...lying(signed), supervised: isSupervised(snapshot) ? 1 : 0 }),
    )
    putAway.run()
    return signed
  },

  /** Oldest first. A row that is no signature any more is left out: what it signed is unsigned then. */
  of: (db: ReadDb, subjectTable: string, subjectId: string): readonly SignedRecord[] =>
    prepared(db)
      .of.all({ subjectTable, subjectId })
      .flatMap((row): readonly SignedRecord[] => {
        const signed = asSigned(row)
        const content = contentOf(prepared(db).connection, row.snapshotHash)
        const snapshot = content === null ? undefined : readJson(content)
        if (!signed.success || content === null || snapshot === undefined) return []
        const signer = practice.findPractitioner(db, signed.data.signerId)
        return [
          {
            signature: signed.data,
            snapshot,
            // Nobody of this practice: the row was changed.
            state:
              signer && signatureHolds(signed.data, content, signer.publicKey)
                ? 'valid'
                : 'invalid',
          },
        ]
      }),
})

/** Undefined when it is no JSON any more. */
const readJson = readOnce((json): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}, 500)
