import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import {
  type Clearance,
  type ClientDetails,
  type ClientFlag,
  type ClientFlagKind,
  type ClientSummary,
  flagLabel,
} from '#shared/clients/index.ts'
import type { AttachmentId, ClientId, Instant } from '#shared/kernel/index.ts'
import type { Search } from './search.ts'
import { clearances, clientFlags, clients } from './table.ts'

/** Beyond so many matches it is faster to walk the names in their order than to sort the matches. */
const walkFrom = 1000

const summary = {
  id: clients.id,
  number: clients.number,
  name: clients.name,
  birthDate: clients.birthDate,
  telephone: clients.telephone,
  email: clients.email,
  allergies: clients.allergies,
}

const value = (name: string) => sql`${sql.placeholder(name)}`
const limit = sql.placeholder('limit')
const offset = sql.placeholder('offset')

const prepared = preparedOnce((statements) => {
  const matching = sql`SELECT rowid FROM clients_search WHERE clients_search MATCH ${sql.placeholder('match')}`
  const byName = [asc(clients.searchText), asc(clients.searchKey)]
  return {
    // A client is never deleted, and keys are given one after another: `verify` counts.
    count: statements
      .select({ total: sql<number>`coalesce(max(${clients.searchKey}), 0)` })
      .from(clients)
      .prepare(),
    countMatching: statements
      .select({ total: count() })
      .from(sql`clients_search`)
      .where(sql`clients_search MATCH ${sql.placeholder('match')}`)
      .prepare(),
    page: statements
      .select(summary)
      .from(clients)
      .orderBy(...byName)
      .limit(limit)
      .offset(offset)
      .prepare(),
    fewMatching: statements
      .select(summary)
      .from(clients)
      .where(sql`${clients.searchKey} IN (${matching})`)
      .orderBy(desc(sql`${clients.number} = ${sql.placeholder('number')}`), ...byName)
      .limit(limit)
      .offset(offset)
      .prepare(),
    // The unary plus keeps SQLite from visiting the matches one by one and sorting them.
    manyMatching: statements
      .select(summary)
      .from(clients)
      .where(sql`+${clients.searchKey} IN (${matching})`)
      .orderBy(...byName)
      .limit(limit)
      .offset(offset)
      .prepare(),
    nameById: statements
      .select({ name: clients.name, birthDate: clients.birthDate })
      .from(clients)
      .where(eq(clients.id, sql.placeholder('id')))
      .prepare(),
    byId: statements
      .select()
      .from(clients)
      .where(eq(clients.id, sql.placeholder('id')))
      .prepare(),
    namesBornOn: statements
      .select({ name: clients.name })
      .from(clients)
      .where(eq(clients.birthDate, sql.placeholder('birthDate')))
      .prepare(),
    lastNumber: statements
      .select({ number: sql<number>`coalesce(max(${clients.number}), 0)` })
      .from(clients)
      .prepare(),
    insert: statements
      .insert(clients)
      .values({
        id: sql.placeholder('id'),
        number: sql.placeholder('number'),
        name: sql.placeholder('name'),
        birthDate: sql.placeholder('birthDate'),
        telephone: sql.placeholder('telephone'),
        email: sql.placeholder('email'),
        address: sql.placeholder('address'),
        emergencyContact: sql.placeholder('emergencyContact'),
        fitzpatrickType: sql.placeholder('fitzpatrickType'),
        allergies: sql.placeholder('allergies'),
        medication: sql.placeholder('medication'),
        note: sql.placeholder('note'),
        createdAt: sql.placeholder('createdAt'),
        searchText: sql.placeholder('searchText'),
      })
      .prepare(),
    update: statements
      .update(clients)
      .set({
        name: value('name'),
        birthDate: value('birthDate'),
        telephone: value('telephone'),
        email: value('email'),
        address: value('address'),
        emergencyContact: value('emergencyContact'),
        fitzpatrickType: value('fitzpatrickType'),
        allergies: value('allergies'),
        medication: value('medication'),
        note: value('note'),
        searchText: value('searchText'),
      })
      .where(eq(clients.id, sql.placeholder('id')))
      .prepare(),
    flags: statements
      .select()
      .from(clientFlags)
      .where(
        and(eq(clientFlags.clientId, sql.placeholder('clientId')), isNull(clientFlags.endedAt)),
      )
      .orderBy(asc(clientFlags.notedAt), sql`rowid`)
      .prepare(),
    flagsOfMany: statements
      .select({
        clientId: clientFlags.clientId,
        kind: clientFlags.kind,
        label: clientFlags.label,
      })
      .from(clientFlags)
      .where(
        and(
          sql`${clientFlags.clientId} IN (SELECT value FROM json_each(${sql.placeholder('clientIds')}))`,
          isNull(clientFlags.endedAt),
        ),
      )
      .orderBy(asc(clientFlags.notedAt), sql`rowid`)
      .prepare(),
    insertFlag: statements
      .insert(clientFlags)
      .values({
        id: sql.placeholder('id'),
        clientId: sql.placeholder('clientId'),
        kind: sql.placeholder('kind'),
        notedAt: sql.placeholder('notedAt'),
        label: sql.placeholder('label'),
      })
      .prepare(),
    endFlag: statements
      .update(clientFlags)
      .set({ endedAt: value('endedAt'), endReason: value('endReason') })
      .where(and(eq(clientFlags.id, sql.placeholder('id')), isNull(clientFlags.endedAt)))
      .prepare(),
    latestClearance: statements
      .select()
      .from(clearances)
      .where(eq(clearances.clientFlagId, sql.placeholder('flagId')))
      .orderBy(desc(clearances.recordedAt), sql`rowid DESC`)
      .limit(1)
      .prepare(),
    clearedByDocument: statements
      .selectDistinct({ clientId: clientFlags.clientId })
      .from(clearances)
      .innerJoin(clientFlags, eq(clientFlags.id, clearances.clientFlagId))
      .where(eq(clearances.attachmentId, sql.placeholder('attachmentId')))
      .prepare(),
    insertClearance: statements
      .insert(clearances)
      .values({
        id: sql.placeholder('id'),
        clientFlagId: sql.placeholder('flagId'),
        prescriberName: sql.placeholder('prescriberName'),
        prescriberLicence: sql.placeholder('prescriberLicence'),
        clearedOn: sql.placeholder('clearedOn'),
        validUntil: sql.placeholder('validUntil'),
        note: sql.placeholder('note'),
        recordedAt: sql.placeholder('recordedAt'),
        attachmentId: sql.placeholder('attachmentId'),
      })
      .prepare(),
  }
})

const texts = z.array(z.string())
const parseTexts = (json: string): string[] => texts.parse(JSON.parse(json))

type SummaryRow = Omit<ClientSummary, 'flags' | 'allergies'> & { allergies: string }
/** As it is recorded: always with the prescriber’s document. */
export type NewClearance = Omit<Clearance, 'id' | 'attachmentId'> & {
  readonly attachmentId: AttachmentId
}

export type StoredClient = ClientDetails & { id: ClientId; number: number; createdAt: Instant }

export const findName = (db: ReadDb, id: ClientId) => prepared(db).nameById.get({ id }) ?? null

export const countClients = (db: ReadDb): number => prepared(db).count.get()?.total ?? 0

export const countMatching = (db: ReadDb, { expression }: Search): number =>
  prepared(db).countMatching.get({ match: expression })?.total ?? 0

/** Everybody by name. */
export const findPage = (db: ReadDb, limit: number, offset: number): ClientSummary[] =>
  withFlags(db, prepared(db).page.all({ limit, offset }))

/** Those who match, by name; `total` is how many they are. */
export const findMatching = (
  db: ReadDb,
  { expression, number }: Search,
  page: { readonly total: number; readonly limit: number; readonly offset: number },
): ClientSummary[] => {
  const { fewMatching, manyMatching } = prepared(db)
  const parameters = { match: expression, limit: page.limit, offset: page.offset }
  const rows =
    page.total >= walkFrom && number === null
      ? manyMatching.all(parameters)
      : fewMatching.all({ ...parameters, number: number ?? 0 })
  return withFlags(db, rows)
}

const withFlags = (db: ReadDb, rows: readonly SummaryRow[]): ClientSummary[] => {
  const raised = prepared(db).flagsOfMany.all({
    clientIds: JSON.stringify(rows.map(({ id }) => id)),
  })
  return rows.map((row) => ({
    ...row,
    allergies: parseTexts(row.allergies),
    flags: raised
      .filter(({ clientId }) => clientId === row.id)
      .map(({ kind, label }) => ({ kind, label: flagLabel(kind, label) })),
  }))
}

export const findClient = (db: ReadDb, id: ClientId): StoredClient | null => {
  const row = prepared(db).byId.get({ id })
  if (!row) return null
  const { searchKey: _key, searchText: _text, ...client } = row
  return { ...client, allergies: parseTexts(row.allergies), medication: parseTexts(row.medication) }
}

export const findNamesBornOn = (db: ReadDb, birthDate: string): readonly string[] =>
  prepared(db)
    .namesBornOn.all({ birthDate })
    .map(({ name }) => name)

export const findLastNumber = (db: ReadDb): number => prepared(db).lastNumber.get()?.number ?? 0

const columnsOf = (details: ClientDetails, searchText: string) => ({
  ...details,
  allergies: JSON.stringify(details.allergies),
  medication: JSON.stringify(details.medication),
  searchText,
})

export const insertClient = (tx: WriteTx, client: StoredClient, searchText: string): void =>
  changedOne(prepared(tx).insert.run({ ...client, ...columnsOf(client, searchText) }))

export const updateClient = (
  tx: WriteTx,
  id: ClientId,
  details: ClientDetails,
  searchText: string,
): void => changedOne(prepared(tx).update.run({ ...columnsOf(details, searchText), id }))

/** The flags that stand, each with the clearance that was recorded last. */
export const findFlags = (db: ReadDb, clientId: ClientId): ClientFlag[] =>
  prepared(db)
    .flags.all({ clientId })
    .map(({ id, kind, label, notedAt }) => ({
      id,
      kind,
      label: flagLabel(kind, label),
      notedAt,
      clearance: findClearance(db, id),
    }))

const findClearance = (db: ReadDb, flagId: string): Clearance | null => {
  const row = prepared(db).latestClearance.get({ flagId })
  if (!row) return null
  const { clientFlagId: _flag, recordedAt: _at, ...clearance } = row
  return clearance
}

export const insertFlag = (
  tx: WriteTx,
  flag: {
    id: string
    clientId: ClientId
    kind: ClientFlagKind
    label: string
    notedAt: Instant
  },
): void => changedOne(prepared(tx).insertFlag.run(flag))

export const endFlag = (
  tx: WriteTx,
  flag: { id: string; endedAt: Instant; endReason: string },
): void => changedOne(prepared(tx).endFlag.run(flag))

export const insertClearance = (
  tx: WriteTx,
  clearance: NewClearance & { id: string; flagId: string; recordedAt: Instant },
): void => changedOne(prepared(tx).insertClearance.run(clearance))

/** Whom a prescriber’s document clears already. */
export const findClearedBy = (db: ReadDb, attachmentId: AttachmentId): readonly ClientId[] =>
  prepared(db)
    .clearedByDocument.all({ attachmentId })
    .map(({ clientId }) => clientId)
