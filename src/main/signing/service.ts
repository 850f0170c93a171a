import { eq, and, asc, sql } from 'drizzle-orm'
import {
  canonical,
  changedOne,
  type Database,
  instantNow,
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
  signature,
} from '#shared/signing/index.ts'
import { identityCommitment, namesCommitment, signatureHolds, signedMessage } from './message.ts'
import { signatures } from './table.ts'

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
  insert: (row: typeof signatures.$inferInsert) => statements.insert(signatures).values(row).run(),
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
    changedOne(prepared(tx).insert({ ...signed, snapshot }))
    return signed
  },

  /** Oldest first. A row that is no signature any more is left out: what it signed is unsigned then. */
  of: (db: ReadDb, subjectTable: string, subjectId: string): readonly SignedRecord[] =>
    prepared(db)
      .of.all({ subjectTable, subjectId })
      .flatMap((row): readonly SignedRecord[] => {
        const signed = signature.safeParse(row)
        const snapshot = readJson(row.snapshot)
        if (!signed.success || snapshot === undefined) return []
        const signer = practice.findPractitioner(db, signed.data.signerId)
        return [
          {
            signature: signed.data,
            snapshot,
            // Nobody of this practice: the row was changed.
            state:
              signer && signatureHolds(signed.data, row.snapshot, signer.publicKey)
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
