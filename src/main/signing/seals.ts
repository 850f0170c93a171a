import { asc } from 'drizzle-orm'
import {
  changedOne,
  type Database,
  instantNow,
  newId,
  preparedOnce,
  type ReadDb,
} from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Instant } from '#shared/kernel/index.ts'
import { practiceSeals } from './table.ts'

/** What seals a document. The private key leaves the records file in no export. */
export interface Seal {
  /** X.509 in DER. */
  readonly certificate: Uint8Array
  /** PKCS #8 in DER. */
  readonly privateKey: Uint8Array
}

export interface NewSeal {
  /** The practice's name, as the certificate's subject and issuer. */
  readonly name: string
  readonly madeAt: Instant
  /** 16 unpredictable bytes. */
  readonly serial: Uint8Array
}

interface Dependencies {
  readonly database: Database
  readonly practice: Practice
  /** Away from the thread that answers. */
  readonly makeSeal: (seal: NewSeal) => Promise<Seal>
}

const prepared = preparedOnce((statements) => ({
  first: statements.select().from(practiceSeals).orderBy(asc(practiceSeals.id)).limit(1).prepare(),
  insert: (row: typeof practiceSeals.$inferInsert) =>
    statements.insert(practiceSeals).values(row).run(),
}))

const findSeal = (db: ReadDb): Seal | null => {
  const row = prepared(db).first.get()
  return row
    ? {
        certificate: Buffer.from(row.certificate, 'hex'),
        privateKey: Buffer.from(row.privateKey, 'hex'),
      }
    : null
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

export type Seals = ReturnType<typeof createSeals>

/** The practice's own certificate, made when something is sealed for the first time. */
export const createSeals = ({ database, practice, makeSeal }: Dependencies) => ({
  /** Its private key is for the sealing thread only. */
  current: async (): Promise<Seal> => {
    const known = database.read(findSeal)
    if (known) return known
    const { environment } = database
    const madeAt = instantNow(environment)
    const { name } = database.read(practice.details)
    const made = await makeSeal({ name, madeAt, serial: environment.random(16) })
    return database.write({ actor: 'system', reason: 'the seal of the practice' }, (tx) => {
      // Another document may have been sealed meanwhile.
      const first = findSeal(tx)
      if (first) return first
      changedOne(
        prepared(tx).insert({
          id: newId(environment),
          certificate: hex(made.certificate),
          privateKey: hex(made.privateKey),
          madeAt,
        }),
      )
      return made
    })
  },
})
